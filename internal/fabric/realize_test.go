package fabric_test

import (
	"fmt"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// twoNICSet is three instances with two NICs each, in front a public address with the label web:
//
//	front  10.0.0.0/28    front/a (public) and front/b
//	back   10.0.0.16/29   back/c
func twoNICSet() []fabric.Object {
	front, back := subnetID("vnet", "front"), subnetID("vnet", "back")
	return []fabric.Object{
		vnet("vnet", "10.0.0.0/16"), subnet("vnet", "front", "10.0.0.0/28"), subnet("vnet", "back", "10.0.0.16/29"), prefix("pre", 29),
		nic("front", public(ip("a", front), "web", idOf(fabric.KindPublicIPPrefix, "pre")), ip("b", front)),
		secondNIC("back", ip("c", back)),
		with(scaleSet("set", 3, "front", "back"), func(s *fabric.ScaleSet) { s.Zones = []string{"1", "2", "3"} }),
	}
}

func setOf(f *fabrictest.Fabric, name string) fabric.ScaleSet {
	s, _ := fabric.Get[fabric.ScaleSet](f.World, idOf(fabric.KindScaleSet, name))
	return s
}

func viewOf(f *fabrictest.Fabric, name string) []fabric.InstanceView {
	return setOf(f, name).View(f.World)
}

// describe writes what an instance has, one line for itself and one for each IP configuration.
func describe(i fabric.InstanceView) []string {
	lines := []string{fmt.Sprintf("%s %s zone=%s fd=%d latest=%t", i.Name, i.ComputerName, i.Zone, i.FaultDomain, i.LatestModelApplied)}
	for _, n := range i.NICs {
		for _, c := range n.IPConfigurations {
			line := fmt.Sprintf("%s/%s %s", n.Name, c.Name, c.PrivateAddress)
			if c.PublicAddress.IsValid() {
				line += " " + c.PublicAddress.String()
			}
			if c.FQDN != "" {
				line += " " + c.FQDN
			}
			lines = append(lines, line)
		}
	}
	return lines
}

func describeAll(views []fabric.InstanceView) []string {
	var lines []string
	for _, i := range views {
		lines = append(lines, describe(i)...)
	}
	return lines
}

func TestTwoNICs(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, twoNICSet()...)
	want := []string{
		"set_0 set000000 zone=1 fd=0 latest=true",
		"front/a 10.0.0.4 198.18.0.0 vm0.web.koreacentral.cloudapp.azure.com",
		"front/b 10.0.0.5",
		"back/c 10.0.0.20",
		"set_1 set000001 zone=2 fd=0 latest=true",
		"front/a 10.0.0.6 198.18.0.1 vm1.web.koreacentral.cloudapp.azure.com",
		"front/b 10.0.0.7",
		"back/c 10.0.0.21",
		"set_2 set000002 zone=3 fd=0 latest=true",
		"front/a 10.0.0.8 198.18.0.2 vm2.web.koreacentral.cloudapp.azure.com",
		"front/b 10.0.0.9",
		"back/c 10.0.0.22",
	}
	if diff := cmp.Diff(want, describeAll(viewOf(f, "set"))); diff != "" {
		t.Errorf("instances (-want +got):\n%s", diff)
	}
	pre, _ := fabric.Get[fabric.PublicIPPrefix](f.World, idOf(fabric.KindPublicIPPrefix, "pre"))
	if pre.Prefix != netip.MustParsePrefix("198.18.0.0/29") {
		t.Errorf("the prefix is %s", pre.Prefix)
	}
}

func TestViewIDs(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, twoNICSet()...)
	i := viewOf(f, "set")[2]
	const vm = inRG + "Microsoft.Compute/virtualMachineScaleSets/set/virtualMachines/2"
	first := i.NICs[0].IPConfigurations[0]
	got := []fabric.ID{i.VMID, i.NICs[1].ID, first.ID, first.PublicIPID, i.NICs[0].IPConfigurations[1].PublicIPID}
	want := []fabric.ID{vm, vm + "/networkInterfaces/back", vm + "/networkInterfaces/front/ipConfigurations/a", vm + "/networkInterfaces/front/ipConfigurations/a/publicIPAddresses/pub", ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
	if n, ok := i.PrimaryNIC(); !ok || n.Name != "front" {
		t.Errorf("the primary NIC is %q, %t", n.Name, ok)
	}
	if c, ok := i.PrimaryIP(); !ok || c.PrivateAddress != netip.MustParseAddr("10.0.0.8") {
		t.Errorf("the primary address is %s, %t", c.PrivateAddress, ok)
	}
}

var macForm = regexp.MustCompile(`^(00-0D-3A|00-22-48|60-45-BD|7C-1E-52|7C-ED-8D|00-17-FA)(-[0-9A-F]{2}){3}$`)

func TestMACAddresses(t *testing.T) {
	t.Parallel()
	first, second := viewOf(fabrictest.New(t, twoNICSet()...), "set"), viewOf(fabrictest.New(t, twoNICSet()...), "set")
	seen := map[string]bool{}
	for n, i := range first {
		for m, nic := range i.NICs {
			if !macForm.MatchString(nic.MACAddress) || seen[nic.MACAddress] {
				t.Errorf("%s of %s has the MAC address %s (seen before: %t)", nic.Name, i.Name, nic.MACAddress, seen[nic.MACAddress])
			}
			seen[nic.MACAddress] = true
			if other := second[n].NICs[m].MACAddress; other != nic.MACAddress {
				t.Errorf("%s of %s has the MAC address %s, and in an equal fabric %s", nic.Name, i.Name, nic.MACAddress, other)
			}
		}
	}
}

func TestMACAddressesOfALargeSet(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	for _, i := range viewOf(fabrictest.New(t, append(largeNIC[:3:3], scaleSet("set", 1000, "nic"))...), "set") {
		seen[i.NICs[0].MACAddress]++
	}
	if len(seen) != 1000 {
		t.Errorf("1000 NICs have %d MAC addresses", len(seen))
	}
}

func TestComputerNames(t *testing.T) {
	t.Parallel()
	for instance, want := range map[int]string{
		0: "web000000", 9: "web000009", 10: "web00000A", 35: "web00000Z", 36: "web000010", 999: "web0000RR", 36*36*36*36*36*36 - 1: "webZZZZZZ",
	} {
		if got := fabric.ComputerName("web", instance); got != want {
			t.Errorf("instance %d is called %s, want %s", instance, got, want)
		}
	}
}

func TestIPv6Addresses(t *testing.T) {
	t.Parallel()
	web := subnetID("vnet", "web")
	f := fabrictest.New(t, append(dualStack[:3:3], nic("nic", ip("v4", web), public(ipv6("v6", web), "", "")), scaleSet("set", 2, "nic"))...)
	want := []string{
		"set_0 set000000 zone= fd=0 latest=true", "nic/v4 10.0.0.4", "nic/v6 fd00::4 2001:db8:8000::1",
		"set_1 set000001 zone= fd=1 latest=true", "nic/v4 10.0.0.5", "nic/v6 fd00::5 2001:db8:8000::2",
	}
	if diff := cmp.Diff(want, describeAll(viewOf(f, "set"))); diff != "" {
		t.Errorf("instances (-want +got):\n%s", diff)
	}
}

func TestEffectiveDNS(t *testing.T) {
	t.Parallel()
	own := with(secondNIC("own", webIP), func(n *fabric.NICConfiguration) { n.DNSServers = []string{"10.0.0.200"} })
	for _, c := range []struct {
		name    string
		network []string
		want    string
	}{
		{"platform", nil, "168.63.129.16 | 10.0.0.200"},
		{"empty list", []string{}, "168.63.129.16 | 10.0.0.200"},
		{"network", []string{"10.0.0.5", "10.0.0.4"}, "10.0.0.5 10.0.0.4 | 10.0.0.200"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := fabrictest.New(t, vnetDNS(c.network...), oneSubnet[1], nic("nic", webIP), own, scaleSet("set", 1, "nic", "own"))
			var got []string
			for _, n := range viewOf(f, "set")[0].NICs {
				got = append(got, strings.Join(n.DNSServers, " "))
			}
			if joined := strings.Join(got, " | "); joined != c.want {
				t.Errorf("DNS servers are %s, want %s", joined, c.want)
			}
		})
	}
}

func TestPublicAddresses(t *testing.T) {
	t.Parallel()
	v6 := func(name string) fabric.PublicIP {
		return with(publicIP(name), func(p *fabric.PublicIP) { p.Version, p.DomainNameLabel = fabric.IPv6, "six" })
	}
	f := fabrictest.New(t, publicIP("a"), prefix("pre", 30), fromPrefixAs("b"), publicIP("c"), prefix("pre2", 31), v6("d"),
		with(prefix("pre6", 124), func(p *fabric.PublicIPPrefix) { p.Version = fabric.IPv6 }), prefix("pre3", 28))
	got := map[string]string{}
	for o := range f.World.All() {
		switch o := o.(type) {
		case fabric.PublicIP:
			got[o.Name()] = o.Address.String()
		case fabric.PublicIPPrefix:
			got[o.Name()] = o.Prefix.String()
		}
	}
	want := map[string]string{
		"a": "198.19.0.1", "b": "198.18.0.0", "c": "198.19.0.2", "d": "2001:db8:8000::1",
		"pre": "198.18.0.0/30", "pre2": "198.18.0.4/31", "pre3": "198.18.0.16/28", "pre6": "2001:db8::/124",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("addresses (-want +got):\n%s", diff)
	}
	d, _ := fabric.Get[fabric.PublicIP](f.World, idOf(fabric.KindPublicIP, "d"))
	if d.FQDN() != "six.koreacentral.cloudapp.azure.com" || publicIP("a").FQDN() != "" {
		t.Errorf("the FQDN is %q, and %q without a label", d.FQDN(), publicIP("a").FQDN())
	}
}

func TestPlacement(t *testing.T) {
	t.Parallel()
	place := func(n int, zones ...string) string {
		f := fabrictest.New(t, append(oneNIC[:3:3], with(scaleSet("set", n, "nic"), func(s *fabric.ScaleSet) { s.Zones = zones }))...)
		var places []string
		for _, i := range setOf(f, "set").Instances {
			places = append(places, i.Zone+"/"+strconv.Itoa(i.FaultDomain))
		}
		return strings.Join(places, " ")
	}
	if got, want := place(7), "/0 /1 /2 /3 /4 /0 /1"; got != want {
		t.Errorf("a regional set spreads over %s, want %s", got, want)
	}
	if got, want := place(5, "3", "1", "2"), "1/0 2/0 3/0 1/0 2/0"; got != want {
		t.Errorf("a zonal set spreads over %s, want %s", got, want)
	}
}
