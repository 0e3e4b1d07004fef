package session_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// TestNearestLives has the changes beside the hard ones: those that meet in another way, and those that move nobody.
func TestNearestLives(t *testing.T) {
	t.Parallel()
	manual, automatic, rolling := fabric.UpgradeManual, fabric.UpgradeAutomatic, fabric.UpgradeRolling
	base := lifeNIC()
	tagged := lifeNIC()
	tagged.Tags = map[string]string{"a": "b"}
	runLives(t, map[string]lifeCase{
		"capacity alone": {
			given:   []fabric.Object{base, modeSet("one", manual, 2), lifeNIC(forwarding), modeSet("one", manual, 2)},
			objects: []fabric.Object{lifeNIC(forwarding), modeSet("one", manual, 3)},
			order:   []int{1},
			want:    map[string]string{"one": "0 v1 1.4; 1 v1 1.5; 2 v2 1.6"},
		},
		"capacity alone, where all follow": {
			given:   []fabric.Object{base, modeSet("one", automatic, 2)},
			objects: []fabric.Object{base, modeSet("one", automatic, 3)},
			order:   []int{1},
			want:    map[string]string{"one": "0 v1 1.4; 1 v1 1.5; 2 v1 1.6"},
		},
		"model alone": {
			given:   []fabric.Object{base, modeSet("one", manual, 2)},
			objects: []fabric.Object{lifeNIC(withMore), modeSet("one", manual, 2)},
			order:   []int{0, 1},
			want:    map[string]string{"one": "0 v1 1.4; 1 v1 1.5"},
		},
		"model and capacity, where all follow": {
			given:   []fabric.Object{base, modeSet("one", automatic, 2)},
			objects: []fabric.Object{lifeNIC(withMore), modeSet("one", automatic, 3)},
			order:   []int{0, 1},
			want:    map[string]string{"one": "0 v2 1.4 2.4; 1 v2 1.5 2.5; 2 v2 1.6 2.6"},
		},
		// Tags are no part of a model.
		"a NIC configuration of two sets, and its tags": {
			given:   []fabric.Object{base, modeSet("one", manual, 1), modeSet("two", automatic, 1)},
			objects: []fabric.Object{tagged, modeSet("one", manual, 1), modeSet("two", automatic, 1)},
			order:   []int{0},
			want:    map[string]string{"one": "0 v1 1.4", "two": "0 v1 1.5"},
		},
		"scale-in beside the network of one that stays": {
			given:   []fabric.Object{base, modeSet("one", manual, 3), ownOf("one", 1, base, secondNIC())},
			objects: []fabric.Object{modeSet("one", manual, 2), ownOf("one", 1, base, secondNIC())},
			order:   []int{0},
			want:    map[string]string{"one": "0 v1 1.4; 1 v1 own 1.5 2.4"},
		},
		"the upgrade when the model stays": {
			given:   []fabric.Object{base, modeSet("one", manual, 2), upgradeOf("one", 1, "*")},
			objects: []fabric.Object{modeSet("one", manual, 3), upgradeOf("one", 1, "*")},
			order:   []int{0},
			want:    map[string]string{"one": "0 v1 1.4; 1 v1 1.5; 2 v1 1.6"},
		},
		"Automatic, and nobody is stale": {
			given:   []fabric.Object{base, modeSet("one", manual, 2)},
			objects: []fabric.Object{modeSet("one", automatic, 2)},
			order:   []int{0},
			want:    map[string]string{"one": "0 v1 1.4; 1 v1 1.5"},
		},
		"stale instances, and Rolling": {
			given:   []fabric.Object{base, modeSet("one", manual, 2), lifeNIC(withMore), modeSet("one", manual, 3)},
			objects: []fabric.Object{modeSet("one", rolling, 3)},
			order:   []int{0},
			want:    map[string]string{"one": "0 v2 1.4 2.5; 1 v2 1.5 2.6; 2 v2 1.6 2.4"},
		},
		"a model, and Manual": {
			given:   []fabric.Object{base, modeSet("one", automatic, 2)},
			objects: []fabric.Object{lifeNIC(withMore), modeSet("one", manual, 2)},
			order:   []int{0, 1},
			want:    map[string]string{"one": "0 v1 1.4; 1 v1 1.5"},
		},
		"scale-out after a NIC more under Manual": {
			given:   []fabric.Object{base, secondConfiguration(), modeSet("one", manual, 2), twoNICs(modeSet("one", manual, 2))},
			objects: []fabric.Object{twoNICs(modeSet("one", manual, 4))},
			order:   []int{0},
			want:    map[string]string{"one": "0 v1 1.4; 1 v1 1.5; 2 v2 1.6 2.4; 3 v2 1.7 2.5"},
		},
		"the upgrade after that": {
			given:   []fabric.Object{base, secondConfiguration(), modeSet("one", manual, 2), twoNICs(modeSet("one", manual, 4))},
			objects: []fabric.Object{twoNICs(modeSet("one", manual, 4)), upgradeOf("one", 2, "*")},
			order:   []int{1},
			want:    map[string]string{"one": "0 v2 1.4 2.6; 1 v2 1.5 2.7; 2 v2 1.6 2.4; 3 v2 1.7 2.5"},
		},
	})
}

// TestModelAndScaleInUnderRolling: an instance that goes is in no batch.
func TestModelAndScaleInUnderRolling(t *testing.T) {
	t.Parallel()
	fewer := modeSet("one", fabric.UpgradeRolling, 2)
	planThenApply(t, []fabric.Object{lifeNIC(), modeSet("one", fabric.UpgradeRolling, 3)}, []fabric.Object{lifeNIC(withMore), fewer}, []int{0, 1}, func(t *testing.T, l lab) {
		t.Helper()
		expectLives(t, l, map[string]string{"one": "0 v2 1.4 2.4; 1 v2 1.5 2.5"})
		want := &fabric.RollingUpgrade{ModelVersion: 2, Status: fabric.RollingCompleted, Batches: []fabric.RollingBatch{{Instances: []int{0}}, {Instances: []int{1}}}}
		if diff := cmp.Diff(want, stored(l, fewer).LatestRollingUpgrade); diff != "" {
			t.Errorf("the upgrade (-want +got):\n%s", diff)
		}
	})
}

// TestUpgradeNamesWhoFollows: the plan of an upgrade says who is behind, each time that the model moves on.
func TestUpgradeNamesWhoFollows(t *testing.T) {
	t.Parallel()
	l := newLifeLab(t)
	l.put(lifeNIC(), modeSet("one", fabric.UpgradeManual, 2), upgradeOf("one", 1, "*"))
	for _, c := range []struct {
		nic      fabric.NICConfiguration
		version  int
		upgraded string
	}{{lifeNIC(withMore), 2, "0 1"}, {lifeNIC(withMore), 2, "0 1"}, {lifeNIC(), 3, "0 1 2"}} {
		l.put(c.nic)
		a := l.walk()
		p := a.planChange(modeSet("one", fabric.UpgradeManual, 3))
		if latest, _ := p.Object.(fabric.ScaleSet).LatestModel(); latest.Version != c.version {
			t.Errorf("the plan shows the model %d, want %d", latest.Version, c.version)
		}
		u, _ := a.planChange(upgradeOf("one", c.version, "*")).Object.(fabric.InstanceUpgrade)
		if got := strings.Join(u.Upgraded, " "); got != c.upgraded {
			t.Errorf("the upgrade to the model %d names %q, want %q", c.version, got, c.upgraded)
		}
		l.put(modeSet("one", fabric.UpgradeManual, 3), upgradeOf("one", c.version, "*"))
	}
	expectLives(t, l, map[string]string{"one": "0 v3 1.4; 1 v3 1.5; 2 v3 1.6"})
}

// TestNetworkGoesWithItsInstance: both leave the configuration in one plan, and what they held is free again.
func TestNetworkGoesWithItsInstance(t *testing.T) {
	t.Parallel()
	for _, saved := range []bool{false, true} {
		l := newLifeLab(t)
		network := ownOf("one", 2, lifeNIC(), secondNIC())
		l.put(lifeNIC(), modeSet("one", fabric.UpgradeManual, 3), network)
		run := deadRun()
		a := l.in(run)
		if list, err := a.PlanRemoval(context.Background(), network.ID); err != nil || len(list) > 0 {
			t.Fatalf("planning the removal: %v, %v", list, err)
		}
		a.planChange(modeSet("one", fabric.UpgradeManual, 2))
		if saved {
			run = deadRun()
		}
		a = l.in(run)
		a.remove(network.ID)
		a.planChange(modeSet("one", fabric.UpgradeManual, 2))
		a.update(modeSet("one", fabric.UpgradeManual, 2))
		expectLives(t, l, map[string]string{"one": "0 v1 1.4; 1 v1 1.5"})
		l.put(modeSet("one", fabric.UpgradeManual, 3), ownOf("one", 3, lifeNIC(), secondNIC()))
		expectLives(t, l, map[string]string{"one": "0 v1 1.4; 1 v1 1.5; 3 v1 own 1.6 2.4"})
	}
}
