package fabric_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

func scaled(n int) func(*fabric.ScaleSet) { return func(s *fabric.ScaleSet) { s.Capacity = n } }

// summary writes a set's instances as id:address:model.
func summary(s fabric.ScaleSet) string {
	var list []string
	for _, i := range s.Instances {
		list = append(list, fmt.Sprintf("%d:%s:%d", i.ID, i.Addresses[0].Private, i.ModelVersion))
	}
	return strings.Join(list, " ")
}

func models(s fabric.ScaleSet) string {
	var list []string
	for _, m := range s.Models {
		list = append(list, fmt.Sprintf("%d:%s:%d", m.Version, m.SKU, len(m.NICs)))
	}
	return strings.Join(list, " ")
}

func expect(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %s, want %s", what, got, want)
	}
}

func TestIDsAreNeverUsedAgain(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, oneNIC...)
	set := f.Set(t, scaleSet("set", 3, "nic"))
	expect(t, "three", summary(set), "0:10.0.0.4:1 1:10.0.0.5:1 2:10.0.0.6:1")
	set = f.Set(t, with(set, scaled(2)))
	expect(t, "two", summary(set), "0:10.0.0.4:1 1:10.0.0.5:1")
	set = f.Set(t, with(set, scaled(3)))
	expect(t, "three again", summary(set), "0:10.0.0.4:1 1:10.0.0.5:1 3:10.0.0.6:1")
	set = f.Set(t, with(set, scaled(0)))
	expect(t, "none", summary(set), "")
	set = f.Set(t, with(set, scaled(1)))
	expect(t, "one", summary(set), "4:10.0.0.4:1")
}

// TestScaleIn draws the zones of the instances by id, before and after.
func TestScaleIn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		places string // zone/fault domain of the instances 0, 1, 2, ...
		keep   int
		left   string
	}{
		{"regional, balanced: highest id", "/0 /1 /2", 2, "0 1"},
		{"regional: fullest fault domain", "/0 /0 /1 /2", 3, "0 2 3"},
		{"regional: fullest fault domain, then highest id", "/0 /0 /1 /2", 2, "0 2"},
		{"zones: fullest zone", "1/0 1/0 2/0 3/0", 3, "0 2 3"},
		{"zones: fullest zone, not fullest fault domain", "1/0 1/1 1/2 2/0 2/0", 4, "0 1 3 4"},
		{"zones: then fault domain", "1/0 1/0 1/1 2/0", 3, "0 2 3"},
		{"zones: two as full", "1/0 2/0 1/0 2/0 3/0", 4, "0 1 2 4"},
		{"zones: down to one", "1/0 2/0 3/0 1/0", 1, "0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := fabrictest.New(t, oneNIC...)
			set := f.Set(t, with(scaleSet("set", 0, "nic"), func(s *fabric.ScaleSet) {
				if !strings.HasPrefix(c.places, "/") {
					s.Zones = []string{"1", "2", "3"}
				}
			}))
			for id, place := range strings.Fields(c.places) {
				zone, domain, _ := strings.Cut(place, "/")
				set.Instances = append(set.Instances, fabric.Instance{ID: id, Zone: zone, FaultDomain: int(domain[0] - '0'), ModelVersion: 1})
			}
			f.Put(set)
			set = f.Set(t, with(set, scaled(c.keep)))
			var left []string
			for _, i := range set.Instances {
				left = append(left, fmt.Sprint(i.ID))
			}
			expect(t, "left", strings.Join(left, " "), c.left)
		})
	}
}

// TestFaultDomainsStay: a regional set that gets zones spreads over its five fault domains in each; a new set with zones,
// without a single placement group, over as many as there are. An argument that goes changes nothing.
func TestFaultDomainsStay(t *testing.T) {
	t.Parallel()
	places := func(s fabric.ScaleSet) string {
		var list []string
		for _, i := range s.Instances {
			list = append(list, fmt.Sprintf("%s/%d", i.Zone, i.FaultDomain))
		}
		return fmt.Sprintf("%d: %s", s.FaultDomains, strings.Join(list, " "))
	}
	asked := func(count, capacity int, single bool, zones ...string) fabric.ScaleSet {
		return with(domains(count, single, zones...), scaled(capacity))
	}
	for _, c := range []struct {
		name string
		sets []fabric.ScaleSet
		want string
	}{
		{"new with zones", []fabric.ScaleSet{asked(0, 4, false, "1", "2")}, "1: 1/0 2/0 1/0 2/0"},
		{"gets zones", []fabric.ScaleSet{asked(0, 2, true), asked(0, 6, false, "1", "2")}, "5: /0 /1 1/0 2/0 1/1 2/1"},
		{"gets zones, one placement group", []fabric.ScaleSet{asked(0, 2, true), asked(0, 4, true, "1")}, "5: /0 /1 1/0 1/1"},
		{"asks no more", []fabric.ScaleSet{asked(2, 2, true), asked(0, 3, true)}, "2: /0 /1 /0"},
	} {
		f := fabrictest.New(t, oneNIC...)
		var got fabric.ScaleSet
		for _, s := range c.sets {
			got = f.Set(t, s)
		}
		expect(t, c.name, places(got), c.want)
	}
}

func TestManualPolicyKeepsTheOldModel(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, append(oneNIC[:3:3], secondNIC("nic2", named("x")))...)
	set := f.Set(t, scaleSet("set", 2, "nic"))
	set = f.Set(t, with(set, func(s *fabric.ScaleSet) {
		s.Capacity, s.SKU = 3, "Standard_D2s_v5"
		s.NICConfigurationIDs = append(s.NICConfigurationIDs, idOf(fabric.KindNICConfiguration, "nic2"))
	}))
	expect(t, "models", models(set), "1:Standard_D16s_v5:1 2:Standard_D2s_v5:2")
	var got []string
	for _, i := range set.View(f.World) {
		got = append(got, fmt.Sprintf("%s:%t:%d", i.Name, i.LatestModelApplied, len(i.NICs)))
	}
	expect(t, "instances", strings.Join(got, " "), "set_0:false:1 set_1:false:1 set_2:true:2")

	set = f.Set(t, with(set, func(s *fabric.ScaleSet) { s.UpgradeMode = fabric.UpgradeAutomatic }))
	expect(t, "models after the switch to Automatic", models(set), "2:Standard_D2s_v5:2")
	expect(t, "instances after the switch", summary(set), "0:10.0.0.4:2 1:10.0.0.5:2 2:10.0.0.6:2")
	if n := len(set.Instances[0].Addresses); n != 2 {
		t.Errorf("the first instance has %d addresses, want 2", n)
	}
}

func TestAutomaticPolicyFollowsNICConfigurations(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, oneNIC...)
	set := f.Set(t, with(scaleSet("set", 2, "nic"), func(s *fabric.ScaleSet) { s.UpgradeMode = fabric.UpgradeAutomatic }))
	f.Apply(t, nic("nic", webIP, named("ip2")))
	expect(t, "before the set's update", summary(setOf(f, "set")), "0:10.0.0.4:1 1:10.0.0.5:1")
	set = f.Set(t, set)
	expect(t, "after it", summary(set), "0:10.0.0.4:2 1:10.0.0.5:2")
	expect(t, "added addresses", set.Instances[0].Addresses[1].Private.String()+" "+set.Instances[1].Addresses[1].Private.String(), "10.0.0.6 10.0.0.7")
}

func TestOldModelsAreDropped(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, oneNIC...)
	set := f.Set(t, scaleSet("set", 1, "nic"))
	for _, size := range []string{"Standard_D2s_v5", "Standard_D4s_v5"} {
		set = f.Set(t, with(set, func(s *fabric.ScaleSet) { s.SKU = size }))
	}
	expect(t, "no instance has the second", models(set), "1:Standard_D16s_v5:1 3:Standard_D4s_v5:1")
	set = f.Set(t, with(set, scaled(0)))
	expect(t, "no instance at all", models(set), "3:Standard_D4s_v5:1")
}

// TestModelStaysTheSame: what changes nothing about an instance makes no new model.
func TestModelStaysTheSame(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, oneNIC...)
	set := f.Set(t, scaleSet("set", 1, "nic"))
	f.Apply(t, with(nic("nic", webIP), func(n *fabric.NICConfiguration) { n.Tags = map[string]string{"a": "b"} }))
	set = f.Set(t, with(set, func(s *fabric.ScaleSet) {
		s.SKU, s.Capacity, s.Tags = "STANDARD_D16S_V5", 2, map[string]string{"c": "d"}
		s.NICConfigurationIDs = []fabric.ID{fabric.ID(strings.ToUpper(string(idOf(fabric.KindNICConfiguration, "nic"))))}
	}))
	if len(set.Models) != 1 || set.Models[0].Version != 1 {
		t.Errorf("models: %s", models(set))
	}
}

func TestAddressesFollowTheSlotsThatStay(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, append(oneSubnet[:2:2], nic("nic", named("a"), named("b")))...)
	set := f.Set(t, with(scaleSet("set", 2, "nic"), func(s *fabric.ScaleSet) { s.UpgradeMode = fabric.UpgradeAutomatic }))
	expect(t, "first IP configurations", summary(set), "0:10.0.0.4:1 1:10.0.0.6:1")
	f.Apply(t, nic("nic", primary(named("b")), named("c")))
	set = f.Set(t, set)
	expect(t, "b keeps its addresses", summary(set), "0:10.0.0.5:2 1:10.0.0.7:2")
}
