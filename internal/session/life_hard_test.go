package session_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// TestHardLives has the changes that meet each other: what is planned in one order is applied in another, in the same run
// and from a file.
func TestHardLives(t *testing.T) {
	t.Parallel()
	manual, automatic := fabric.UpgradeManual, fabric.UpgradeAutomatic
	base := lifeNIC()
	runLives(t, map[string]lifeCase{
		"model and capacity": {
			given:   []fabric.Object{base, modeSet("one", manual, 2)},
			objects: []fabric.Object{lifeNIC(forwarding), modeSet("one", manual, 3)},
			order:   []int{0, 1},
			want:    map[string]string{"one": "0 v1 1.4; 1 v1 1.5; 2 v2 1.6"},
		},
		"a NIC configuration of sets of different policies": {
			given:   []fabric.Object{base, modeSet("one", manual, 1), modeSet("two", automatic, 1), modeSet("three", fabric.UpgradeRolling, 2)},
			objects: []fabric.Object{lifeNIC(withMore), modeSet("one", manual, 1), modeSet("two", automatic, 1), modeSet("three", fabric.UpgradeRolling, 2)},
			order:   []int{0, 3, 2, 1},
			want:    map[string]string{"one": "0 v1 1.4", "two": "0 v2 1.5 2.4", "three": "0 v2 1.6 2.5; 1 v2 1.7 2.6"},
		},
		"a NIC more under Manual, and scale-out": {
			given:   []fabric.Object{base, secondConfiguration(), modeSet("one", manual, 2)},
			objects: []fabric.Object{twoNICs(modeSet("one", manual, 4))},
			order:   []int{0},
			want:    map[string]string{"one": "0 v1 1.4; 1 v1 1.5; 2 v2 1.6 2.4; 3 v2 1.7 2.5"},
		},
		"stale instances, and Automatic": {
			given:   []fabric.Object{base, modeSet("one", manual, 2), lifeNIC(withMore), modeSet("one", manual, 3)},
			objects: []fabric.Object{modeSet("one", automatic, 3)},
			order:   []int{0},
			want:    map[string]string{"one": "0 v2 1.4 2.5; 1 v2 1.5 2.6; 2 v2 1.6 2.4"},
		},
		"the upgrade when the model moves": {
			given:   []fabric.Object{base, modeSet("one", manual, 2), upgradeOf("one", 1, "*")},
			objects: []fabric.Object{lifeNIC(withMore), modeSet("one", manual, 3), upgradeOf("one", 2, "*")},
			order:   []int{0, 1, 2},
			want:    map[string]string{"one": "0 v2 1.4 2.5; 1 v2 1.5 2.6; 2 v2 1.6 2.4"},
		},
		"an upgrade of a set that stays": {
			given:   []fabric.Object{base, modeSet("one", manual, 2), lifeNIC(forwarding), modeSet("one", manual, 2)},
			objects: []fabric.Object{modeSet("one", manual, 2), upgradeOf("one", 2, "*")},
			order:   []int{1},
			want:    map[string]string{"one": "0 v2 1.4; 1 v2 1.5"},
		},
		"a network that is put again where all follow": {
			given:   []fabric.Object{base, modeSet("one", automatic, 2), ownOf("one", 1, base, secondNIC())},
			objects: []fabric.Object{lifeNIC(forwarding), modeSet("one", automatic, 2), ownOf("one", 1, base, secondNIC())},
			order:   []int{0, 1, 2},
			want:    map[string]string{"one": "0 v2 1.4; 1 v2 own 1.5 2.4"},
		},
		// The second NIC had 2.4. Its set gives that to the instance 0, and the network takes the next one.
		"an address that a set gives on": {
			given:   []fabric.Object{base, modeSet("one", automatic, 3), ownOf("one", 2, base, secondNIC())},
			objects: []fabric.Object{lifeNIC(withMore), modeSet("one", automatic, 3), ownOf("one", 2, base, secondNIC())},
			order:   []int{0, 1, 2},
			want:    map[string]string{"one": "0 v2 1.4 2.4; 1 v2 1.5 2.5; 2 v2 own 1.6 2.6"},
		},
		// The instance 0 never needs a public address: the first ones are those of the other set.
		"an upgrade before the network of the same instance": {
			given: []fabric.Object{base, modeSet("one", manual, 2), ownOf("one", 0, nic("nic", lifeA))},
			objects: []fabric.Object{
				lifeNIC(inPublic), modeSet("one", manual, 2), modeSet("two", manual, 2), ownOf("one", 0, nic("nic", lifeA)), upgradeOf("one", 2, "0"),
			},
			order: []int{0, 1, 4, 3, 2},
			want:  map[string]string{"one": "0 v2 own 1.4; 1 v1 1.5", "two": "0 v1 1.6.0; 1 v1 1.7.1"},
		},
		"an upgrade before an instance is given its network": {
			given: []fabric.Object{base, modeSet("one", manual, 2), lifeNIC(inPublic), modeSet("one", manual, 2)},
			objects: []fabric.Object{
				modeSet("two", manual, 2), ownOf("one", 0, nic("nic", lifeA)), upgradeOf("one", 2, "0"),
			},
			order: []int{2, 0, 1},
			want:  map[string]string{"one": "0 v2 own 1.4; 1 v1 1.5", "two": "0 v1 1.6.0; 1 v1 1.7.1"},
		},
	})
}

// secondConfiguration is a NIC configuration beside the shared one.
func secondConfiguration() fabric.NICConfiguration {
	n := secondNIC()
	n.Meta = head(fabric.KindNICConfiguration, "nic2")
	return n
}

func twoNICs(s fabric.ScaleSet) fabric.ScaleSet {
	s.NICConfigurationIDs = append(s.NICConfigurationIDs, secondConfiguration().ID)
	return s
}

// TestWarnedOnce: terraform plans an object again before it applies it, and prints what both warn of.
func TestWarnedOnce(t *testing.T) {
	t.Parallel()
	const stops = "warning MaxUnhealthyUpgradedInstancePercentExceededInRollingUpgrade upgrade_policy"
	l := newLifeLab(t)
	rolling := modeSet("one", fabric.UpgradeRolling, 2)
	deaf := fabric.NetworkSecurityGroup{Meta: head(fabric.KindNetworkSecurityGroup, "deaf"), SecurityRules: map[string]fabric.SecurityRule{"no-probes": {
		Priority: 100, Direction: "Inbound", Access: "Deny", Protocol: "*", SourcePortRanges: []string{"*"}, DestinationPortRanges: []string{"80"},
		SourceAddressPrefixes: []string{"*"}, DestinationAddressPrefixes: []string{"*"},
	}}}
	guarded := func(n *fabric.NICConfiguration) { n.NetworkSecurityGroupID = deaf.ID }
	l.put(lifeNIC(), rolling, deaf, lifeNIC(guarded))
	plan := l.walk()
	l.found("the plan", plan.look(rolling).Findings, stops)
	apply := l.walk()
	l.found("the plan before the apply", apply.look(rolling).Findings, stops)
	p, err := apply.tryApply(false, rolling, accept)
	if err != nil {
		t.Fatal(err)
	}
	l.found("the apply", p.Findings)
	expectLives(t, l, map[string]string{"one": "0 v2 1.4; 1 v1 1.5"})

	// What no plan of the process has said is said by the apply.
	l.put(lifeNIC(guarded, forwarding))
	p, err = l.walk().tryApply(false, rolling, accept)
	if err != nil {
		t.Fatal(err)
	}
	l.found("an apply that nothing was planned for", p.Findings, "warning MaxUnhealthyInstancePercentExceededBeforeRollingUpgrade upgrade_policy")
}

// TestSurplusIsKeptFree: what overprovisioning takes for a while is no other set's in the same plan, in whichever order
// the two are applied.
func TestSurplusIsKeptFree(t *testing.T) {
	t.Parallel()
	over := modeSet("one", fabric.UpgradeManual, 4)
	over.Overprovision = true
	planThenApply(t, []fabric.Object{lifeNIC(inPublic)}, []fabric.Object{over, modeSet("two", fabric.UpgradeManual, 2)}, []int{1, 0}, func(t *testing.T, l lab) {
		t.Helper()
		expectLives(t, l, map[string]string{"one": "0 v1 1.4.0; 3 v1 1.7.3; 4 v1 1.8.4; 5 v1 1.9.5", "two": "0 v1 1.10.6; 1 v1 1.11.7"})
	})
	l := newLifeLab(t)
	l.put(lifeNIC(inPublic))
	a := l.walk()
	a.planNew(over)
	// The surplus is given back: whether in time, the apply will show.
	p := a.look(modeSet("two", fabric.UpgradeManual, 3))
	l.found("no room beside the surplus", p.Findings, "warning PublicIpPrefixOutOfIpAddressesForVMScaleSet capacity")
	if !p.Deferred {
		t.Error("the addresses of the second set are not open")
	}
}

// TestScaleInTakesNetworks: the network of an instance that goes is gone as well, and asked for again it is refused.
func TestScaleInTakesNetworks(t *testing.T) {
	t.Parallel()
	l := newLifeLab(t)
	network := ownOf("one", 2, lifeNIC(), secondNIC())
	l.put(lifeNIC(), modeSet("one", fabric.UpgradeManual, 3), network)
	expectLives(t, l, map[string]string{"one": "0 v1 1.4; 1 v1 1.5; 2 v1 own 1.6 2.4"})
	a := l.walk()
	a.planChange(modeSet("one", fabric.UpgradeManual, 2))
	l.found("planned beside it", a.look(network).Findings, "error InvalidParameter instance_id")
	l.put(modeSet("one", fabric.UpgradeManual, 2))
	if _, presence := l.world().Lookup(network.ID); presence != fabric.Missing {
		t.Errorf("the network of an instance that is gone: presence %v", presence)
	}
	expectLives(t, l, map[string]string{"one": "0 v1 1.4; 1 v1 1.5"})
	if got := l.confirmed(pool(lifeB), modeSet("one", fabric.UpgradeManual, 2)); got != "" {
		t.Errorf("the set still holds %s", got)
	}
}
