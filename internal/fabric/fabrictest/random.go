package fabrictest

import (
	"fmt"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// RandomNetwork draws a virtual network with one to three subnets of /29 to /26, some with IPv6, a public IP prefix, and
// one to four NIC configurations in them, the first of which is primary. All of it keeps the rules.
func RandomNetwork(t *rapid.T) []fabric.Object {
	objects := []fabric.Object{VNet("vnet", "10.0.0.0/16", "fd00::/48"), Prefix("pre", rapid.IntRange(28, 31).Draw(t, "prefix length"))}
	subnets := rapid.IntRange(1, 3).Draw(t, "subnets")
	v6 := make([]bool, subnets)
	for i := range subnets {
		prefixes := []string{fmt.Sprintf("10.0.%d.0/%d", i, rapid.IntRange(26, 29).Draw(t, "subnet length"))}
		if v6[i] = rapid.Bool().Draw(t, "IPv6"); v6[i] {
			prefixes = append(prefixes, fmt.Sprintf("fd00:0:0:%d::/64", i))
		}
		objects = append(objects, Subnet("vnet", fmt.Sprint("s", i), prefixes...))
	}
	for i := range rapid.IntRange(1, 4).Draw(t, "NICs") {
		objects = append(objects, RandomNIC(t, i, v6))
	}
	return objects
}

// RandomNIC draws the NIC configuration nic<i> of a random network. v6 tells which of its subnets have IPv6.
func RandomNIC(t *rapid.T, i int, v6 []bool) fabric.NICConfiguration {
	var ips []fabric.IPConfiguration
	for n := range rapid.IntRange(1, 3).Draw(t, "IP configurations") {
		s := rapid.IntRange(0, len(v6)-1).Draw(t, "subnet")
		c := IP(fmt.Sprint("ip", n), SubnetID("vnet", fmt.Sprint("s", s)))
		switch {
		case n > 0 && v6[s] && rapid.Bool().Draw(t, "IPv6 configuration"):
			c.Version = fabric.IPv6
		case rapid.IntRange(0, 4).Draw(t, "public") == 0:
			c = Public(c, "", ID(fabric.KindPublicIPPrefix, "pre"))
		case rapid.IntRange(0, 4).Draw(t, "public") == 0:
			c = Public(c, "", "")
		}
		ips = append(ips, c)
	}
	nic := NIC(fmt.Sprint("nic", i), ips...)
	nic.Primary = i == 0
	return nic
}

// RandomSet draws the scale set set<i> with the first of the network's NIC configurations.
func RandomSet(t *rapid.T, i int, network []fabric.Object) fabric.ScaleSet {
	var nics []string
	for _, o := range network {
		if nic, ok := o.(fabric.NICConfiguration); ok {
			nics = append(nics, nic.Name())
		}
	}
	set := Set(fmt.Sprint("set", i), rapid.IntRange(0, 8).Draw(t, "capacity"), nics[:rapid.IntRange(1, len(nics)).Draw(t, "NICs of a set")]...)
	set.UpgradeMode = rapid.SampledFrom([]string{fabric.UpgradeManual, fabric.UpgradeAutomatic}).Draw(t, "upgrade mode")
	set.Zones = rapid.SampledFrom([][]string{nil, {"1"}, {"3", "1"}, {"1", "2", "3"}}).Draw(t, "zones")
	return set
}
