package session_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

// newLifeLab is a lab with what the sets of these tests stand on.
func newLifeLab(t *testing.T) lab {
	t.Helper()
	l := newLab(t)
	l.have(network(), lifeA, lifeB, lifeC, prefix(29), lifeLB, lifePool, lifeProbe, lifeRule, lifePorts)
	return l
}

// lifeNIC is the NIC configuration that the sets share, in the pool of the load balancer.
func lifeNIC(changes ...func(*fabric.NICConfiguration)) fabric.NICConfiguration {
	n := nic("nic", lifeA)
	n.IPConfigurations[0].LBBackendPoolIDs = []fabric.ID{lifePool.ID}
	for _, change := range changes {
		change(&n)
	}
	return n
}

func forwarding(n *fabric.NICConfiguration) { n.IPForwarding = true }

func inPublic(n *fabric.NICConfiguration) { n.IPConfigurations[0].PublicIP = lifePublic() }

func withMore(n *fabric.NICConfiguration) {
	n.IPConfigurations = append(n.IPConfigurations, fabric.IPConfiguration{Name: "more", Version: fabric.IPv4, SubnetID: lifeB.ID})
}

func modeSet(name, mode string, capacity int) fabric.ScaleSet {
	s := set(name, capacity, "nic")
	if s.UpgradeMode = mode; mode == fabric.UpgradeRolling {
		s.HealthProbeID = lifeProbe.ID
	}
	return s
}

// ownOf is the network of an instance of a set.
func ownOf(set string, instance int, nics ...fabric.NICConfiguration) fabric.InstanceNetwork {
	n := fabric.InstanceNetwork{Meta: head(fabric.KindScaleSet, set)}
	n.ID = fabric.ChildID(fabric.KindInstanceNetwork, n.ID, fmt.Sprint(instance))
	for _, c := range nics {
		c.Meta = fabric.Meta{ID: fabric.InstanceNICID(n.ID, c.Name())}
		n.NICs = append(n.NICs, c)
	}
	return n
}

// secondNIC is a NIC that is not primary, in the subnet b.
func secondNIC() fabric.NICConfiguration {
	n := nic("nic2", lifeB)
	n.Primary = false
	return n
}

func upgradeOf(set string, version int, instances ...string) fabric.InstanceUpgrade {
	u := fabric.InstanceUpgrade{Meta: head(fabric.KindScaleSet, set), InstanceIDs: instances, ModelVersion: version}
	u.SetID = u.ID
	u.ID = fabric.InstanceUpgradeID(u.SetID, instances)
	return u
}

// look plans an object as it is asked for.
func (a actor) look(o fabric.Object) session.Plan {
	a.Helper()
	req := session.PlanRequest{After: o}
	if _, presence := a.world().Lookup(o.Head().ID); presence == fabric.Found {
		req.Prior = o.Head().ID
	}
	return a.try(req)
}

// put creates or updates objects, each as a run of its own.
func (l lab) put(objects ...fabric.Object) {
	l.Helper()
	for _, o := range objects {
		_, presence := l.world().Lookup(o.Head().ID)
		l.walk().apply(presence != fabric.Found, o)
	}
}

// lifeCase are changes that meet each other, and what they come to.
type lifeCase struct {
	given   []fabric.Object
	objects []fabric.Object // as they are planned
	order   []int           // of those that change, as they are applied
	want    map[string]string
}

func runLives(t *testing.T, cases map[string]lifeCase) {
	t.Helper()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			planThenApply(t, c.given, c.objects, c.order, func(t *testing.T, l lab) {
				t.Helper()
				expectLives(t, l, c.want)
			})
		})
	}
}

// planThenApply plans objects in their order, and applies those that change in another: in the same run, and from a file.
// Each comes out as it was shown, and the others stay as they are.
func planThenApply(t *testing.T, given, objects []fabric.Object, order []int, check func(t *testing.T, l lab)) {
	t.Helper()
	for _, saved := range []bool{false, true} {
		t.Run(map[bool]string{false: "same run", true: "from a file"}[saved], func(t *testing.T) {
			t.Parallel()
			l := newLifeLab(t)
			l.put(given...)
			run := deadRun()
			a, plans := l.in(run), make([]session.Plan, len(objects))
			for n, o := range objects {
				plans[n] = a.clean(a.look(o))
				if p := plans[n]; !slices.Contains(order, n) && (p.Before == nil || shown(p.Object, p.World) != shown(p.Before, p.Stored)) {
					t.Fatalf("%s changes", o.Head().ID)
				}
			}
			if saved {
				run = deadRun()
			}
			a = l.in(run)
			for _, n := range order {
				p := plans[n]
				if p.Before != nil && shown(p.Object, p.World) == shown(p.Before, p.Stored) {
					t.Fatalf("%s does not change", objects[n].Head().ID)
				}
				want := shown(p.Object, p.World)
				again := a.look(objects[n])
				if diff := cmp.Diff(want, shown(again.Object, again.World)); diff != "" || again.Failed() {
					t.Fatalf("%s, planned again: %v (-planned +now):\n%s", objects[n].Head().ID, again.Findings, diff)
				}
				got := a.apply(p.Before == nil, objects[n])
				if diff := cmp.Diff(want, shown(got.Object, got.World)); diff != "" {
					t.Fatalf("%s, applied (-planned +now):\n%s", objects[n].Head().ID, diff)
				}
			}
			next := l.walk()
			for _, o := range objects {
				if p := next.look(o); p.Before == nil || shown(p.Object, p.World) != shown(p.Before, p.Stored) {
					t.Errorf("a second plan changes %s", o.Head().ID)
				}
			}
			check(t, l)
		})
	}
}

// lives writes a set's instances: "0 v1 1.4; 1 v2 own 1.5 2.4", without the common beginnings 10.0. and 198.18.0.
func lives(l lab, name string) string {
	l.Helper()
	var list []string
	for _, i := range stored(l, set(name, 0, "nic")).Instances {
		text := fmt.Sprintf("%d v%d", i.ID, i.ModelVersion)
		if i.Own != nil {
			text += " own"
		}
		for _, a := range i.Addresses {
			text += " " + strings.TrimPrefix(a.Private.String(), "10.0.")
			if a.Public.IsValid() {
				text += strings.Replace(a.Public.String(), "198.18.0", "", 1)
			}
		}
		list = append(list, text)
	}
	return strings.Join(list, "; ")
}

func expectLives(t *testing.T, l lab, want map[string]string) {
	t.Helper()
	for name, text := range want {
		if got := lives(l, name); got != text {
			t.Errorf("the instances of %s are\n\t%s\nwant\n\t%s", name, got, text)
		}
	}
}
