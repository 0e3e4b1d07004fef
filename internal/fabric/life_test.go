package fabric_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// placed makes a world with a set whose instances are put where a case wants them: "1:3,4 2:6" are the instances 3 and 4 of zone 1 and
// 6 of zone 2; "1/0:3" says the fault domain, too.
func placed(t *testing.T, s fabric.ScaleSet, where string) *fabrictest.Fabric {
	t.Helper()
	f := fabrictest.New(t, plus(oneNIC, with(s, func(s *fabric.ScaleSet) { s.Capacity = 0 }))...)
	made := setOf(f, s.Name())
	for _, group := range strings.Fields(where) {
		place, ids, _ := strings.Cut(group, ":")
		zone, domain, _ := strings.Cut(place, "/")
		number, _ := strconv.Atoi(domain)
		for _, id := range strings.Split(ids, ",") {
			n, err := strconv.Atoi(id)
			if err != nil {
				t.Fatal(err)
			}
			made.Instances = append(made.Instances, fabric.Instance{ID: n, Zone: zone, FaultDomain: number, ModelVersion: 1})
			made.NextInstanceID = max(made.NextInstanceID, n+1)
		}
	}
	slices.SortFunc(made.Instances, func(a, b fabric.Instance) int { return a.ID - b.ID })
	made.Capacity = len(made.Instances)
	f.Put(made)
	f.Set(t, with(s, func(s *fabric.ScaleSet) { s.Capacity = len(made.Instances) }))
	return f
}

// gone shrinks a set one by one, and returns which instances went.
func gone(t *testing.T, f *fabrictest.Fabric, s fabric.ScaleSet, n int) string {
	t.Helper()
	var ids []string
	for range n {
		before := setOf(f, s.Name())
		after := f.Set(t, with(s, func(s *fabric.ScaleSet) { s.Capacity = len(before.Instances) - 1 }))
		for _, i := range before.Instances {
			if !slices.ContainsFunc(after.Instances, func(left fabric.Instance) bool { return left.ID == i.ID }) {
				ids = append(ids, strconv.Itoa(i.ID))
			}
		}
	}
	return strings.Join(ids, ",")
}

// TestScaleInRules has the two worked examples of Microsoft's page on scale-in policies, and the cases around them.
func TestScaleInRules(t *testing.T) {
	t.Parallel()
	inZones := []string{"1", "2", "3"}
	example := "1:3,4,5,10 2:2,6,9,11 3:1,7,8"
	for _, c := range []struct {
		name, rule string
		zones      []string
		where      string
		protected  []string
		want       string
	}{
		{"worked example", "OldestVM", inZones, example, nil, "2,3,1,4,6,5"},
		{"worked example", "NewestVM", inZones, example, nil, "11,10,9,8,5,7"},
		{"worked example", "Default", inZones, example, nil, "11,10,9,8,5,7"},
		{"fault domains", "Default", nil, "/0:0,5 /1:1,6 /2:2 /3:3 /4:4", nil, "6,5,4,3"},
		{"fault domains", "NewestVM", nil, "/0:0,1 /1:2", nil, "2,1,0"},
		{"fault domains", "Default", nil, "/0:0,1 /1:2", nil, "1,2,0"},
		{"fault domains", "OldestVM", nil, "/0:1,2 /1:0", nil, "0,1,2"},
		{"without a zone", "NewestVM", inZones, ":0,1 1:2,3 2:4,5", nil, "1,0,5,3"},
		{"protected", "OldestVM", inZones, example, []string{"2", "3"}, "4,6,1"},
		{"a zone with only protected ones", "Default", []string{"1", "2"}, "1:0,1,2 2:3", []string{"0", "1", "2"}, "3"},
	} {
		s := set(func(s *fabric.ScaleSet) {
			s.Zones, s.ScaleIn = c.zones, fabric.ScaleInPolicy{Rule: c.rule, Protected: c.protected}
		})
		f := placed(t, s, c.where)
		if got := gone(t, f, s, strings.Count(c.want, ",")+1); got != c.want {
			t.Errorf("%s, %s: %s went, want %s", c.name, c.rule, got, c.want)
		}
	}
}

func TestZonesAreAdded(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, plus(oneNIC, zonalSet(4, "1", "2"))...)
	places := func(s fabric.ScaleSet) string {
		var list []string
		for _, i := range f.Set(t, s).Instances {
			list = append(list, fmt.Sprintf("%d:%s", i.ID, i.Zone))
		}
		return strings.Join(list, " ")
	}
	expect(t, "a zone more", places(zonalSet(4, "1", "2", "3")), "0:1 1:2 2:1 3:2")
	expect(t, "the new zone fills up", places(zonalSet(7, "1", "2", "3")), "0:1 1:2 2:1 3:2 4:3 5:3 6:1")
	f = fabrictest.New(t, plus(oneNIC, zonalSet(2))...)
	expect(t, "zones for a regional set", places(zonalSet(4, "1", "2")), "0: 1: 2:1 3:2")
	expect(t, "those without a zone go first", places(zonalSet(2, "1", "2")), "2:1 3:2")
}

func TestOverprovision(t *testing.T) {
	t.Parallel()
	over := func(n int) fabric.ScaleSet {
		return set(func(s *fabric.ScaleSet) { s.Capacity, s.Overprovision = n, true })
	}
	f := fabrictest.New(t, oneNIC...)
	for _, c := range []struct {
		capacity  int
		instances string
		next      int
	}{
		{2, "0:10.0.0.4 3:10.0.0.7", 4},
		{2, "0:10.0.0.4 3:10.0.0.7", 4},                                   // no change, no surplus
		{5, "0:10.0.0.4 3:10.0.0.7 4:10.0.0.5 7:10.0.0.9 8:10.0.0.10", 9}, // 5 and 6 had .6 and .8
		{4, "0:10.0.0.4 3:10.0.0.7 4:10.0.0.5 7:10.0.0.9", 9},             // what went gave back .10
		{5, "0:10.0.0.4 3:10.0.0.7 4:10.0.0.5 7:10.0.0.9 9:10.0.0.6", 12}, // and the next one gets the lowest
	} {
		s := f.Set(t, over(c.capacity))
		expect(t, fmt.Sprint(c.capacity), instancesOf(s), c.instances)
		if s.NextInstanceID != c.next {
			t.Errorf("at %d the next id is %d, want %d", c.capacity, s.NextInstanceID, c.next)
		}
	}
	// A large set: twenty in a hundred.
	f = fabrictest.New(t, largeNIC...)
	if s := f.Set(t, over(100)); s.NextInstanceID != 120 || s.Instances[1].ID != 21 {
		t.Errorf("100 instances of %d started, the second of which is %d; want 120 and 21", s.NextInstanceID, s.Instances[1].ID)
	}
}

func instancesOf(s fabric.ScaleSet) string {
	var list []string
	for _, i := range s.Instances {
		list = append(list, fmt.Sprintf("%d:%s", i.ID, i.Addresses[0].Private))
	}
	return strings.Join(list, " ")
}

// versions lists which model each instance has.
func versions(s fabric.ScaleSet) string {
	var list []string
	for _, i := range s.Instances {
		list = append(list, fmt.Sprintf("%d:v%d", i.ID, i.ModelVersion))
	}
	return strings.Join(list, " ")
}

func forwarding(n fabric.NICConfiguration) fabric.NICConfiguration {
	n.IPForwarding = true
	return n
}

func TestUpgradePolicies(t *testing.T) {
	t.Parallel()
	mode := func(mode string, n int) fabric.ScaleSet {
		return set(func(s *fabric.ScaleSet) { s.UpgradeMode, s.Capacity = mode, n })
	}
	f := fabrictest.New(t, plus(oneNIC, mode("Manual", 3), mode("Manual", 3))...)
	f.Apply(t, forwarding(nic("nic", webIP)))
	expect(t, "no model moves by itself", versions(setOf(f, "set")), "0:v1 1:v1 2:v1")
	expect(t, "Manual", versions(f.Set(t, mode("Manual", 3))), "0:v1 1:v1 2:v1")
	expect(t, "a new instance", versions(f.Set(t, mode("Manual", 4))), "0:v1 1:v1 2:v1 3:v2")
	expect(t, "Automatic, with those behind", versions(f.Set(t, mode("Automatic", 4))), "0:v2 1:v2 2:v2 3:v2")
	f.Apply(t, nic("nic", webIP))
	expect(t, "model and capacity at once", versions(f.Set(t, mode("Automatic", 5))), "0:v3 1:v3 2:v3 3:v3 4:v3")
	expect(t, "Manual again", versions(f.Set(t, mode("Manual", 2))), "0:v3 1:v3")
	expect(t, "a size is part of the model", versions(f.Set(t, with(mode("Manual", 3), func(s *fabric.ScaleSet) { s.SKU = "Standard_D8s_v5" }))), "0:v3 1:v3 5:v4")
}

func TestRollingBatches(t *testing.T) {
	t.Parallel()
	inZones := func(s *fabric.ScaleSet) {
		s.Zones, s.Rolling.PauseTimeBetweenBatches, s.Rolling.MaxBatchInstancePercent = []string{"1", "2", "3"}, "PT1M30S", 25
	}
	f := fabrictest.New(t, rolledOut(rolling(inZones), forwarding(nic("nic", inA)))...)
	s := f.Set(t, rolling(inZones))
	want := &fabric.RollingUpgrade{ModelVersion: 2, Status: "Completed", Batches: []fabric.RollingBatch{
		{Zone: "1", Instances: []int{0, 3}, Start: 0}, {Zone: "1", Instances: []int{6, 9}, Start: 90},
		{Zone: "2", Instances: []int{1, 4}, Start: 180}, {Zone: "2", Instances: []int{7}, Start: 270},
		{Zone: "3", Instances: []int{2, 5}, Start: 360}, {Zone: "3", Instances: []int{8}, Start: 450},
	}}
	if diff := cmp.Diff(want, s.LatestRollingUpgrade); diff != "" {
		t.Errorf("the upgrade (-want +got):\n%s", diff)
	}
	for seconds, text := range map[int]string{0: "PT0S", 90: "PT1M30S", 3600: "PT1H", 90061: "PT25H1M1S"} {
		expect(t, "duration", fabric.FormatSeconds(seconds), text)
	}
}

// TestRollingStops: what a stopped upgrade leaves behind stays so until the model moves again.
func TestRollingStops(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, rolledOut(rolling(asItIs), deafNIC)...)
	stopped := "0:v2 1:v2 2:v1 3:v1 4:v1 5:v1 6:v1 7:v1 8:v1 9:v1"
	expect(t, "stopped", versions(f.Set(t, rolling(asItIs))), stopped)
	expect(t, "no change", versions(f.Set(t, rolling(asItIs))), stopped)
	f.Apply(t, nic("nic", inA))
	all := "0:v3 1:v3 2:v3 3:v3 4:v3 5:v3 6:v3 7:v3 8:v3 9:v3"
	expect(t, "mended: 2 of 10 do not stop the first batch", versions(f.Set(t, rolling(asItIs))), all)
}

// TestUpgradeThatIsDone stands in the way of nothing: neither of a scale-in of an instance that it names, nor of a model.
func TestUpgradeThatIsDone(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, plus(twoOfOne, upgradeTo(1, "1"), scaleSet("set", 1, "nic"))...)
	_, list := f.Try(t, upgradeTo(1, "1"))
	wants(t, "the same upgrade", []string{"warning: InvalidParameter at instance_ids[0]: The scale set set has no instance 1; it has 0."}, texts(list))
	_, list = f.Try(t, upgradeTo(1, "1", "0"))
	wants(t, "another one", []string{"error: InvalidParameter at instance_ids[0]: The scale set set has no instance 1; it has 0."}, texts(list))
}
