package session_test

import (
	"context"
	"net/netip"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

func (a actor) presence(id fabric.ID) fabric.Presence {
	a.Helper()
	w, err := a.World(context.Background())
	if err != nil {
		a.Fatalf("reading the planned world: %v", err)
	}
	_, presence := w.Lookup(id)
	return presence
}

func TestMissingReferenceIsRefused(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(network(), subnetA)
	a := l.walk()
	one := set("one", 2, "nic-a")
	p := a.try(session.PlanRequest{After: one})
	a.found("no NIC configuration", p.Findings, "error InvalidResourceReference nic_configuration_ids[0]")
	if !p.Failed() || a.presence(one.ID) != fabric.Missing {
		t.Errorf("a refused plan was recorded: failed %v, presence %v", p.Failed(), a.presence(one.ID))
	}
	a.planNew(nic("nic-a", subnetA))
	a.addresses("with it", a.planNew(one), "1.4 1.5")
	if a.presence(one.ID) != fabric.Found {
		t.Error("the planned set is not in the planned world")
	}
}

func TestWhatIsPendingIsSilent(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	run := deadRun()
	a := l.in(run)
	open := func(o fabric.Object) {
		t.Helper()
		p := a.try(session.PlanRequest{After: o, Incomplete: true})
		if !p.Deferred || len(p.Findings) > 0 {
			t.Errorf("%s: deferred %v, findings %v", o.Head().Name(), p.Deferred, p.Findings)
		}
	}
	open(network())
	a.planNew(subnetA)
	open(subnetB)
	a.planNew(nic("nic-a", subnetA))
	a.planNew(nic("nic-b", subnetB))
	for _, one := range []fabric.ScaleSet{set("in-b", 2, "nic-b"), set("nowhere", 2, "nic-c")} {
		if one.Name() == "nowhere" {
			open(nic("nic-c", subnetA))
		}
		p := a.try(session.PlanRequest{After: one})
		if !p.Deferred || len(p.Findings) > 0 {
			t.Errorf("%s: deferred %v, findings %v", one.Name(), p.Deferred, p.Findings)
		}
		if a.presence(one.ID) != fabric.Pending {
			t.Errorf("%s is not pending itself", one.Name())
		}
	}
	want := []store.Run{{ID: run.ID, PID: run.PID, Started: run.Started, Pending: true}}
	err := l.store.View(context.Background(), func(r store.Reader) error {
		rows, err := r.Runs()
		if diff := cmp.Diff(want, rows); diff != "" {
			t.Errorf("runs (-want +got):\n%s", diff)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestPlannedLifeIsTheAppliedOne: incarnations, revisions and parents are known in a plan, so they must come out so.
func TestPlannedLifeIsTheAppliedOne(t *testing.T) {
	t.Parallel()
	tagged := func(o fabric.Object) fabric.Object {
		h := o.Head()
		h.Tags = map[string]string{"changed": "yes"}
		return o.WithHead(h)
	}
	for name, test := range map[string]struct {
		have    []fabric.Object
		open    []fabric.Object // planned with something unknown before
		change  fabric.Object
		prior   fabric.ID
		applied []fabric.Object // applied before
	}{
		"a creation":                 {ground()[:2], nil, nic("nic-a", subnetA), "", nil},
		"an update":                  {ground(), nil, tagged(nic("nic-a", subnetA)), nic("nic-a", subnetA).ID, nil},
		"an update without a change": {ground(), nil, nic("nic-a", subnetA), nic("nic-a", subnetA).ID, nil},
		"below what is new and pending": {
			ground()[:1], []fabric.Object{subnetA}, nic("nic-a", subnetA), "", []fabric.Object{subnetA},
		},
		"below what exists and is pending": {
			ground()[:2], []fabric.Object{network()}, subnetB, "", nil,
		},
		"an update below what exists and is pending": {
			ground(), []fabric.Object{network()}, tagged(subnetB), subnetB.ID, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLab(t)
			l.have(test.have...)
			plan := l.walk()
			for _, o := range test.open {
				plan.try(session.PlanRequest{After: o, Incomplete: true})
			}
			planned := plan.clean(plan.try(session.PlanRequest{Prior: test.prior, After: test.change}))
			apply := l.walk()
			for _, o := range test.applied {
				apply.create(o)
			}
			applied := apply.apply(test.prior == "", test.change)
			if diff := cmp.Diff(planned.Object.Head(), applied.Object.Head()); diff != "" {
				t.Errorf("planned (-) and applied (+):\n%s", diff)
			}
			o, _ := l.world().Lookup(test.change.Head().ID)
			if diff := cmp.Diff(applied.Object.Head(), o.Head()); diff != "" {
				t.Errorf("what Apply says (-), and what it stored (+):\n%s", diff)
			}
		})
	}
}

func TestNoChangeIsNeverRefused(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(ground()...)
	l.walk().remove(subnetA.ID) // a NIC configuration does not hold it
	a := l.walk()
	orphan := nic("nic-a", subnetA)
	p := a.try(session.PlanRequest{Prior: orphan.ID, After: orphan})
	a.found("no change", p.Findings, "warning InvalidResourceReference ip_configurations[0].subnet_id")
	orphan.IPForwarding = true
	p = a.try(session.PlanRequest{Prior: orphan.ID, After: orphan})
	a.found("a change", p.Findings, "error InvalidResourceReference ip_configurations[0].subnet_id")
}

// TestSubnetGoesBelow: what has an address of a subnet keeps it in the plan in which the subnet goes. That is no change, so
// it is a warning; a change beside it is refused.
func TestSubnetGoesBelow(t *testing.T) {
	t.Parallel()
	balancer := fabric.LoadBalancer{Meta: head(fabric.KindLoadBalancer, "lb"), SKU: fabric.SKUStandard, Frontends: []fabric.FrontendIPConfiguration{{Name: "f", SubnetID: subnetA.ID, Version: fabric.IPv4}}}
	gateway := fabric.ApplicationGateway{Meta: head(fabric.KindApplicationGateway, "gw"), SKU: fabric.DefaultGatewaySKU, Instances: 2, SubnetID: subnetA.ID, StaticAddress: "10.0.1.9"}
	bigger := gateway
	bigger.Instances = 3
	tagged := balancer
	tagged.Tags = map[string]string{"a": "b"}
	for name, test := range map[string]struct {
		object, changed fabric.Object
		at              string
	}{
		"load balancer": {balancer, tagged, "frontend_ip_configurations[0].subnet_id"},
		"gateway":       {gateway, bigger, "subnet_id"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLab(t)
			l.have(network(), subnetA, test.object)
			a := l.walk()
			if _, err := a.PlanRemoval(context.Background(), subnetA.ID); err != nil {
				t.Fatal(err)
			}
			id := test.object.Head().ID
			before, _ := l.world().Lookup(id)
			p := a.try(session.PlanRequest{Prior: id, After: test.object})
			a.found("no change", p.Findings, "warning InvalidResourceReference "+test.at)
			if diff := cmp.Diff(before, p.Object, cmpopts.EquateComparable(netip.Addr{})); diff != "" || p.Deferred {
				t.Errorf("deferred %v, and a change (-before +after):\n%s", p.Deferred, diff)
			}
			p = a.try(session.PlanRequest{Prior: id, After: test.changed})
			a.found("a change", p.Findings, "error InvalidResourceReference "+test.at)
		})
	}
}

func TestExistingIsAWarningInThePlan(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(ground()...)
	a := l.walk()
	p := a.try(session.PlanRequest{After: network()})
	a.found("a creation of what exists", p.Findings, "warning ResourceAlreadyExists name")
	if got := p.Object.Head().Incarnation; got != 2 {
		t.Errorf("the successor has the incarnation %d, want 2", got)
	}
}

// TestFullSubnet: three addresses, two of which are held by a set that this run has or has not come to.
func TestFullSubnet(t *testing.T) {
	t.Parallel()
	small := subnet("small", "10.0.9.0/29")
	one, two := set("one", 2, "nic"), set("two", 2, "nic")
	for name, test := range map[string]struct {
		before   func(a actor)
		want     string
		deferred bool
		against  int
	}{
		"held by what this run has not come to": {func(actor) {}, "warning SubnetIsFull capacity", true, 1},
		"held by what this run keeps":           {func(a actor) { a.planChange(one) }, "error SubnetIsFull capacity", false, 0},
		"held by what this run removes": {func(a actor) {
			if _, err := a.PlanRemoval(context.Background(), one.ID); err != nil {
				a.Fatalf("%v", err)
			}
		}, "warning SubnetIsFull capacity", true, 1},
		"held by what this run has not come to, and by what it plans": {func(a actor) {
			a.planNew(set("three", 1, "nic"))
		}, "warning SubnetIsFull capacity", true, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLab(t)
			l.have(network(), small, nic("nic", small), one)
			a := l.walk()
			test.before(a)
			p := a.try(session.PlanRequest{After: two})
			a.found("plan", p.Findings, test.want)
			if p.Deferred != test.deferred || len(p.Findings) == 1 && len(p.Findings[0].Against) != test.against {
				t.Errorf("deferred %v, against %v; want %v, %d", p.Deferred, p.Findings[0].Against, test.deferred, test.against)
			}
			p, err := l.walk().tryApply(true, two, accept)
			if err != nil {
				t.Fatal(err)
			}
			a.found("apply", p.Findings, "error SubnetIsFull capacity")
			if _, presence := l.world().Lookup(two.ID); presence != fabric.Missing {
				t.Error("a set without addresses was stored")
			}
		})
	}
}
