package session_test

import (
	"context"
	"errors"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// TestProcessesOfOneRun: an alias is a process of its own, and sees what the others of its run plan.
func TestProcessesOfOneRun(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(network(), subnetA)
	run := session.OwnRun()
	first, second := l.in(run), l.in(run)
	one, gone := set("one", 2, "nic-a"), []string{"error InvalidResourceReference nic_configuration_ids[0]"}

	p := second.try(session.PlanRequest{After: one})
	second.found("before the other has planned", p.Findings, gone...)
	first.planNew(nic("nic-a", subnetA))
	second.addresses("after", second.planNew(one), "1.4 1.5")
	if first.presence(one.ID) != fabric.Found {
		t.Error("the first process does not see the second's set")
	}
	stranger := l.walk()
	p = stranger.try(session.PlanRequest{After: one})
	stranger.found("another run", p.Findings, gone...)

	// The other makes it pending, and removes it again.
	first.try(session.PlanRequest{After: nic("nic-a", subnetA), Incomplete: true})
	if p = second.try(session.PlanRequest{After: one}); !p.Deferred || len(p.Findings) > 0 {
		t.Errorf("with a pending NIC configuration: deferred %v, findings %v", p.Deferred, p.Findings)
	}
	if _, err := first.PlanRemoval(context.Background(), nic("nic-a", subnetA).ID); err != nil {
		t.Fatal(err)
	}
	p = second.try(session.PlanRequest{After: one})
	second.found("planned away", p.Findings, gone...)

	// It is applied: now the store says how it is, to both.
	first.create(nic("nic-a", subnetA))
	second.addresses("applied", second.planNew(one), "1.4 1.5")
}

// TestAppliedIsSettled: once a change is applied, the store says how the object is, whoever changes it next.
func TestAppliedIsSettled(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(ground()[:2]...)
	a, child := l.walk(), nic("nic-a", subnetA)
	a.planNew(child)
	a.create(child)
	l.walk().remove(child.ID)
	if got := a.presence(child.ID); got != fabric.Missing {
		t.Errorf("removed elsewhere: presence %v", got)
	}
	l.have(child)
	if _, err := a.PlanRemoval(context.Background(), child.ID); err != nil {
		t.Fatal(err)
	}
	if got := a.presence(child.ID); got != fabric.Missing {
		t.Errorf("planned away: presence %v", got)
	}
	a.remove(child.ID)
	l.have(child)
	if got := a.presence(child.ID); got != fabric.Found {
		t.Errorf("made anew elsewhere: presence %v", got)
	}
}

// TestNextWalkOfAProcess: under -debug one process serves walk after walk, and starts from nothing each time.
func TestNextWalkOfAProcess(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(ground()[:2]...)
	start := func() actor {
		s, err := session.New(context.Background(), l.store, session.OwnRun())
		if err != nil {
			t.Fatal(err)
		}
		return actor{l, s}
	}
	witness, first := l.in(session.OwnRun()), start()
	child, sibling := nic("nic-a", subnetA), nic("nic-b", subnetA)
	first.planNew(child)
	first.planNew(sibling)
	if got := witness.presence(child.ID); got != fabric.Found {
		t.Errorf("planned: presence %v", got)
	}
	second := start()
	for name, a := range map[string]actor{"the next walk": second, "another process": witness} {
		if got := a.presence(child.ID); got != fabric.Missing {
			t.Errorf("%s sees what an earlier walk has planned: presence %v", name, got)
		}
	}
	second.planNew(child)
	if got := witness.presence(child.ID); got != fabric.Found {
		t.Errorf("planned again: presence %v", got)
	}
}

// unwritten is a store whose transactions fail at their end, as on a full disk.
type unwritten struct{ store.Store }

var errFull = errors.New("disk full")

func (u unwritten) Update(ctx context.Context, fn func(store.Tx) error) error {
	return u.Store.Update(ctx, func(tx store.Tx) error { return errors.Join(fn(tx), errFull) })
}

// TestWhatIsNotWrittenIsNotPlanned: a plan call that fails leaves the process as it was.
func TestWhatIsNotWrittenIsNotPlanned(t *testing.T) {
	t.Parallel()
	ctx, child := context.Background(), nic("nic-a", subnetA)
	for name, plan := range map[string]func(a actor) error{
		"planned": func(a actor) error { _, err := a.Plan(ctx, session.PlanRequest{After: child}); return err },
		"pending": func(a actor) error {
			_, err := a.Plan(ctx, session.PlanRequest{After: child, Incomplete: true})
			return err
		},
		"removed":  func(a actor) error { _, err := a.PlanRemoval(ctx, subnetA.ID); return err },
		"nameless": func(a actor) error { return a.MarkPending(ctx) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLab(t)
			l.have(ground()[:2]...)
			a := l.walk()
			a.On(unwritten{l.store})
			if err := plan(a); !errors.Is(err, errFull) {
				t.Fatalf("the plan returns %v", err)
			}
			a.On(l.store)
			if a.presence(child.ID) != fabric.Missing || a.presence(subnetA.ID) != fabric.Found || a.Run().Pending {
				t.Errorf("after a plan that was not written: NIC configuration %v, subnet %v, run %+v", a.presence(child.ID), a.presence(subnetA.ID), a.Run())
			}
			if err := plan(a); err != nil {
				t.Errorf("again: %v", err)
			}
		})
	}
}
