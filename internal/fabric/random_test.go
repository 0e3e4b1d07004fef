package fabric_test

import (
	"fmt"
	"net/netip"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

var comparable = cmp.Comparer(func(a, b netip.Addr) bool { return a == b })

// TestRandomWorlds creates, scales and changes sets at random, and looks at what must hold after each step.
func TestRandomWorlds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		network := fabrictest.RandomNetwork(t)
		f := fabrictest.New(t, network...)
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			id := idOf(fabric.KindScaleSet, fmt.Sprint("set", rapid.IntRange(0, 2).Draw(t, "set")))
			before, exists := fabric.Get[fabric.ScaleSet](f.World, id)
			switch {
			case !exists:
				step(t, f, before, fabrictest.RandomSet(t, int(id[len(id)-1]-'0'), network))
			case rapid.IntRange(0, 5).Draw(t, "remove") == 0:
				f.Remove(t, id)
			default:
				after := before
				after.Capacity = rapid.IntRange(0, 8).Draw(t, "new capacity")
				after.SKU = rapid.SampledFrom([]string{"Standard_D16s_v5", "Standard_D32s_v5"}).Draw(t, "size")
				after.NICConfigurationIDs = after.NICConfigurationIDs[:rapid.IntRange(1, len(after.NICConfigurationIDs)).Draw(t, "NICs left")]
				step(t, f, before, after)
			}
			checkAddresses(t, f)
		}
	})
}

// step applies a set where there is room for it.
func step(t *rapid.T, f *fabrictest.Fabric, before, arguments fabric.ScaleSet) {
	once, findings := f.Try(t, arguments)
	again, _ := f.Try(t, arguments)
	if diff := cmp.Diff(once, again, comparable, cmp.Comparer(func(a, b netip.Prefix) bool { return a == b })); diff != "" {
		t.Fatalf("realized twice:\n%s", diff)
	}
	made, _ := f.Attempt(t, arguments)
	if made == nil {
		for _, finding := range findings {
			if !finding.Code.Facts().Lint && finding.Code != fabric.CodeSubnetIsFull && finding.Code != fabric.CodePublicIPPrefixOutOfIPAddressesForVMScaleSet {
				t.Fatalf("finding %s", finding)
			}
		}
		return
	}
	after := made.(fabric.ScaleSet)
	if len(after.Instances) != after.Capacity {
		t.Fatalf("%d instances, the capacity is %d", len(after.Instances), after.Capacity)
	}
	checkInstances(t, before, after)
}

// checkInstances looks at ids, and that instances that stay keep their places.
func checkInstances(t *rapid.T, before, after fabric.ScaleSet) {
	was := map[int]fabric.Instance{}
	for _, i := range before.Instances {
		was[i.ID] = i
	}
	perZone := map[string]int{}
	for n, i := range after.Instances {
		perZone[i.Zone]++
		if n > 0 && i.ID <= after.Instances[n-1].ID || i.ID >= after.NextInstanceID {
			t.Fatalf("the id %d stands behind %d, the next new one is %d", i.ID, after.Instances[n-1].ID, after.NextInstanceID)
		}
		old, stays := was[i.ID]
		if !stays && i.ID < before.NextInstanceID {
			t.Fatalf("the id %d is used again", i.ID)
		}
		if stays && (old.Zone != i.Zone || old.FaultDomain != i.FaultDomain) {
			t.Fatalf("instance %d moves from %s/%d to %s/%d", i.ID, old.Zone, old.FaultDomain, i.Zone, i.FaultDomain)
		}
		if stays && old.ModelVersion == i.ModelVersion && !reflect.DeepEqual(old.Addresses, i.Addresses) {
			t.Fatalf("instance %d of the same model moves from %v to %v", i.ID, old.Addresses, i.Addresses)
		}
	}
	for _, z := range after.Zones {
		if len(after.Instances) > 0 && perZone[z] < len(after.Instances)/len(after.Zones) {
			t.Fatalf("zones are not balanced: %v", perZone)
		}
	}
}

// checkAddresses looks at all addresses of all sets: each once, each in the part of its subnet that can be given out.
func checkAddresses(t *rapid.T, f *fabrictest.Fabric) {
	taken := map[netip.Addr]string{}
	take := func(a netip.Addr, who string) {
		if other, twice := taken[a]; twice {
			t.Fatalf("%s has the address %s, which %s has as well", who, a, other)
		}
		taken[a] = who
	}
	pre, _ := fabric.Get[fabric.PublicIPPrefix](f.World, idOf(fabric.KindPublicIPPrefix, "pre"))
	for _, set := range fabric.Each[fabric.ScaleSet](f.World) {
		for _, i := range set.View(f.World) {
			for _, n := range i.NICs {
				for _, c := range n.IPConfigurations {
					who := fmt.Sprintf("%s/%s/%s", i.Name, n.Name, c.Name)
					take(c.PrivateAddress, who)
					s, _ := fabric.Get[fabric.Subnet](f.World, c.SubnetID)
					if !usable(s, c.Version, c.PrivateAddress) {
						t.Fatalf("%s has %s, which the subnet %v cannot give out", who, c.PrivateAddress, s.AddressPrefixes)
					}
					if c.PublicIP == nil {
						continue
					}
					take(c.PublicAddress, who)
					if fromPre := pre.Prefix.Contains(c.PublicAddress); fromPre != (c.PublicIP.PrefixID != "") {
						t.Fatalf("%s has the public address %s; the prefix %q is asked for", who, c.PublicAddress, c.PublicIP.PrefixID)
					}
				}
			}
		}
	}
}

// usable counts from both ends: four addresses at the start, and in IPv4 one at the end, are the subnet's own.
func usable(s fabric.Subnet, v fabric.IPVersion, a netip.Addr) bool {
	p, ok := s.Prefix(v)
	if !ok || !p.Contains(a) {
		return false
	}
	low := a
	for range 4 {
		if low = low.Prev(); !p.Contains(low) {
			return false
		}
	}
	return v == fabric.IPv6 || p.Contains(a.Next())
}
