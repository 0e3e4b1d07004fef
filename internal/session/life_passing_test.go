package session_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// TestUpgradeBesideNetwork: an upgrade of an instance, and the network of its own that it is given, beside a set that draws on the
// same prefix. Applied first, the upgrade gives the instance an address for a while; nobody else is shown that one,
// whatever the orders of the plan and of the apply.
func TestUpgradeBesideNetwork(t *testing.T) {
	t.Parallel()
	manual := fabric.UpgradeManual
	given := []fabric.Object{lifeNIC(), modeSet("one", manual, 2), lifeNIC(inPublic), modeSet("one", manual, 2)}
	two, network, upgrade := modeSet("two", manual, 7), ownOf("one", 0, nic("nic", lifeA)), upgradeOf("one", 2, "0")
	first := "0 v1 1.6.0; 1 v1 1.7.1; 2 v1 1.8.2; 3 v1 1.9.3; 4 v1 1.10.4; 5 v1 1.11.5; 6 v1 1.12.6"
	second := "0 v1 1.6.1; 1 v1 1.7.2; 2 v1 1.8.3; 3 v1 1.9.4; 4 v1 1.10.5; 5 v1 1.11.6; 6 v1 1.12.7"
	for _, c := range []struct {
		name    string
		objects []fabric.Object
		two     string
	}{
		{"set, network, upgrade", []fabric.Object{two, network, upgrade}, first},
		{"set, upgrade, network", []fabric.Object{two, upgrade, network}, first},
		{"network, set, upgrade", []fabric.Object{network, two, upgrade}, first},
		{"network, upgrade, set", []fabric.Object{network, upgrade, two}, second},
		{"upgrade, set, network", []fabric.Object{upgrade, two, network}, second},
		{"upgrade, network, set", []fabric.Object{upgrade, network, two}, second},
	} {
		for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
			t.Run(fmt.Sprint(c.name, order), func(t *testing.T) {
				t.Parallel()
				planThenApply(t, given, c.objects, order, func(t *testing.T, l lab) {
					t.Helper()
					expectLives(t, l, map[string]string{"one": "0 v2 own 1.4; 1 v1 1.5", "two": c.two})
				})
			})
		}
	}
}

// TestNoRoomBesideUpgrade: where the prefix does not suffice for what an upgrade may give an instance for a while, the plan
// says so, of whichever it comes to last.
func TestNoRoomBesideUpgrade(t *testing.T) {
	t.Parallel()
	manual := fabric.UpgradeManual
	two, network, upgrade := modeSet("two", manual, 8), ownOf("one", 0, nic("nic", lifeA)), upgradeOf("one", 2, "0")
	newTightLab := func() lab {
		l := newLifeLab(t)
		l.put(lifeNIC(), modeSet("one", manual, 2), lifeNIC(inPublic), modeSet("one", manual, 2))
		return l
	}
	for _, order := range [][]fabric.Object{{network, upgrade}, {upgrade, network}} {
		a := newTightLab().walk()
		for _, o := range order {
			a.clean(a.look(o))
		}
		p := a.look(two)
		a.found("the set, planned last", p.Findings, "warning PublicIpPrefixOutOfIpAddressesForVMScaleSet capacity")
		if !p.Deferred {
			t.Error("the addresses of the set are not open")
		}
	}

	l := newTightLab()
	a := l.walk()
	a.clean(a.look(two))
	a.clean(a.look(network))
	p := a.look(upgrade)
	want := []string{"warning: PublicIpPrefixOutOfIpAddressesForVMScaleSet at instance_ids: If the instance 0 of the scale set one is upgraded before it is given its own network, " +
		"it finds no free address in the public IP prefix prefix: it has the NICs of the model for a while."}
	if diff := cmp.Diff(want, texts(p.Findings)); diff != "" {
		t.Errorf("the upgrade, planned last (-want +got):\n%s", diff)
	}
	if p.Deferred {
		t.Error("the upgrade is open")
	}
	// In the order of the plan there is no need.
	a = l.walk()
	for _, o := range []fabric.Object{two, network} {
		a.look(o)
		a.create(o)
	}
	a.look(upgrade)
	a.create(upgrade)
	expectLives(t, l, map[string]string{"one": "0 v2 own 1.4; 1 v1 1.5", "two": "0 v1 1.6.0; 1 v1 1.7.1; 2 v1 1.8.2; 3 v1 1.9.3; 4 v1 1.10.4; 5 v1 1.11.5; 6 v1 1.12.6; 7 v1 1.13.7"})
	next := l.walk()
	for _, o := range []fabric.Object{two, network, upgrade} {
		next.clean(next.look(o))
	}
}
