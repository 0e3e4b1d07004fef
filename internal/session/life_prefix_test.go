package session_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// twicePublic has a second address from the prefix of eight.
func twicePublic(n *fabric.NICConfiguration) {
	inPublic(n)
	n.IPConfigurations = append(n.IPConfigurations, fabric.IPConfiguration{Name: "public2", Version: fabric.IPv4, SubnetID: lifeB.ID, PublicIP: lifePublic()})
}

const prefixIsFull = "error PublicIpPrefixOutOfIpAddressesForVMScaleSet capacity"

// TestFullPrefixUnderRolling: eight instances hold a whole /29. A new model keeps their addresses, batch by batch; one
// that needs another address each is refused in the plan.
func TestFullPrefixUnderRolling(t *testing.T) {
	t.Parallel()
	full := modeSet("one", fabric.UpgradeRolling, 8)
	planThenApply(t, []fabric.Object{lifeNIC(inPublic), full}, []fabric.Object{lifeNIC(inPublic, forwarding), full}, []int{0, 1}, func(t *testing.T, l lab) {
		t.Helper()
		want := map[string]string{"one": "0 v2 1.4.0; 1 v2 1.5.1; 2 v2 1.6.2; 3 v2 1.7.3; 4 v2 1.8.4; 5 v2 1.9.5; 6 v2 1.10.6; 7 v2 1.11.7"}
		expectLives(t, l, want)
		if got := stored(l, full).LatestRollingUpgrade; got == nil || got.Status != fabric.RollingCompleted || len(got.Batches) != 8 {
			t.Errorf("the upgrade: %+v", got)
		}
		a := l.walk()
		a.planChange(lifeNIC(twicePublic))
		l.found("another address each", a.look(full).Findings, prefixIsFull)
		l.found("a ninth one", l.walk().look(modeSet("one", fabric.UpgradeRolling, 9)).Findings, prefixIsFull)
		expectLives(t, l, want)
	})
}

// TestPrefixThatFillsUpUnderRolling: four instances have room for two addresses each, and five have not.
func TestPrefixThatFillsUpUnderRolling(t *testing.T) {
	t.Parallel()
	four := modeSet("one", fabric.UpgradeRolling, 4)
	planThenApply(t, []fabric.Object{lifeNIC(inPublic), four}, []fabric.Object{lifeNIC(twicePublic), four}, []int{0, 1}, func(t *testing.T, l lab) {
		t.Helper()
		want := map[string]string{"one": "0 v2 1.4.0 2.4.4; 1 v2 1.5.1 2.5.5; 2 v2 1.6.2 2.6.6; 3 v2 1.7.3 2.7.7"}
		expectLives(t, l, want)
		l.found("a fifth one", l.walk().look(modeSet("one", fabric.UpgradeRolling, 5)).Findings, prefixIsFull)
		expectLives(t, l, want)
	})
}

// TestInstanceAwaitsAddresses: an instance whose own network goes stays as it is while the addresses of its model are promised to
// a run that may still be applied, and its set's plan says so; it goes back when they are free.
func TestInstanceAwaitsAddresses(t *testing.T) {
	t.Parallel()
	l, one, own := newLifeLab(t), modeSet("one", fabric.UpgradeManual, 1), ownOf("one", 0, lifeNIC())
	l.put(lifeNIC(inPublic), one, own)
	a := l.walk()
	if err := a.MarkPending(t.Context()); err != nil {
		t.Fatal(err)
	}
	a.planNew(modeSet("other", fabric.UpgradeManual, 8))
	l.walk().remove(own.ID)

	p := l.walk().look(one)
	l.found("while all eight are promised", p.Findings, "warning InstancesAwaitAddresses capacity")
	want := "1 of the 1 instances of the scale set one, 0 first, had networks of their own that were taken away, and stay as they are until they can have the addresses of their model. "
	if len(p.Findings) > 0 && p.Findings[0].Detail != want+"The scale set one needs 1 address for its 1 instance from the public IP prefix prefix, which has 8, of which others hold 8." {
		t.Errorf("it says %s", p.Findings[0].Detail)
	}
	if shown(p.Object, p.World) != shown(p.Before, p.Stored) {
		t.Error("the plan changes the set")
	}
	expectLives(t, l, map[string]string{"one": "0 v1 own 1.4"})

	a.create(modeSet("other", fabric.UpgradeManual, 7))
	l.found("when they are free", l.walk().look(one).Findings)
	expectLives(t, l, map[string]string{"one": "0 v1 1.4.7"})
}
