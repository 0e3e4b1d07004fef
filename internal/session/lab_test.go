package session_test

import (
	"context"
	"fmt"
	"os/exec"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/storetest"
)

// fatal is what the helpers need of a *testing.T; a *rapid.T has it as well.
type fatal interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// deadPID is the process id of a process that is gone.
var deadPID = sync.OnceValue(func() int {
	cmd := exec.Command("true")
	if err := cmd.Run(); err != nil {
		panic(err)
	}
	return cmd.Process.Pid
})

var runs atomic.Int64

// deadRun is a terraform process of its own that has ended.
func deadRun() store.Run {
	n := runs.Add(1)
	return store.Run{ID: fmt.Sprintf("dead-%d", n), PID: deadPID(), Started: n * 1_000_000}
}

// lab is a store with actors on it.
type lab struct {
	fatal
	store store.Store
}

func newLab(t *testing.T) lab {
	t.Helper()
	s, err := sqlite.OpenMemory(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	l := lab{t, s}
	t.Cleanup(l.check)
	return l
}

// checkLabs has rapid check a property, each time on a store of its own.
func checkLabs(t *testing.T, property func(*rapid.T, lab)) {
	t.Helper()
	rapid.Check(t, func(rt *rapid.T) {
		s, err := sqlite.OpenMemory(context.Background())
		if err != nil {
			rt.Fatal(err)
		}
		defer s.Close() //nolint:errcheck // it goes with the check
		property(rt, lab{rt, s})
	})
}

// actor is one provider process.
type actor struct {
	lab
	*session.Session
}

// in starts a process of a run; its own process id tells it from the others.
func (l lab) in(run store.Run) actor {
	l.Helper()
	s, err := session.New(context.Background(), l.store, run)
	if err != nil {
		l.Fatalf("starting a session: %v", err)
	}
	return actor{l, s.As(fmt.Sprint("process-", runs.Add(1)))}
}

// walk is a process of a run of its own, which counts as ended for everybody else.
func (l lab) walk() actor { l.Helper(); return l.in(deadRun()) }

// have creates objects, in order, as a run that is over.
func (l lab) have(objects ...fabric.Object) {
	l.Helper()
	a := l.walk()
	for _, o := range objects {
		a.create(o)
	}
}

func (a actor) try(req session.PlanRequest) session.Plan {
	a.Helper()
	p, err := a.Plan(context.Background(), req)
	if err != nil {
		a.Fatalf("planning %s: %v", req.After.Head().Name(), err)
	}
	return withoutLints(p)
}

// withoutLints leaves out what a plan says of networks that are there for their addresses alone: package fabric tests that.
func withoutLints(p session.Plan) session.Plan {
	p.Findings = slices.DeleteFunc(p.Findings, func(f fabric.Finding) bool { return f.Code.Facts().Lint })
	return p
}

// planNew and planChange plan what is expected to go well, without a finding.
func (a actor) planNew(o fabric.Object) session.Plan {
	a.Helper()
	return a.clean(a.try(session.PlanRequest{After: o}))
}

func (a actor) planChange(o fabric.Object) session.Plan {
	a.Helper()
	return a.clean(a.try(session.PlanRequest{Prior: o.Head().ID, After: o}))
}

func (a actor) clean(p session.Plan) session.Plan {
	a.Helper()
	if len(p.Findings) > 0 || p.Deferred || p.Renamed || len(p.Replace) > 0 {
		a.Errorf("the plan of %s is not a plain one: findings %v, deferred %v, renamed %v, replace %v",
			p.Object.Head().Name(), p.Findings, p.Deferred, p.Renamed, p.Replace)
	}
	return p
}

func (a actor) tryApply(create bool, o fabric.Object, accept func(session.Plan) error) (session.Plan, error) {
	a.Helper()
	p, err := a.Apply(context.Background(), session.ApplyRequest{Create: create, After: o, Accept: accept})
	if err := a.Leave(context.Background()); err != nil { // what is cut off is in crash_test.go
		a.Fatalf("leaving: %v", err)
	}
	return withoutLints(p), err
}

func accept(session.Plan) error { return nil }

func (a actor) create(o fabric.Object) session.Plan { a.Helper(); return a.apply(true, o) }
func (a actor) update(o fabric.Object) session.Plan { a.Helper(); return a.apply(false, o) }

func (a actor) apply(create bool, o fabric.Object) session.Plan {
	a.Helper()
	p, err := a.tryApply(create, o, accept)
	if err != nil {
		a.Fatalf("applying %s: %v", o.Head().Name(), err)
	}
	return a.clean(p)
}

func (a actor) remove(id fabric.ID) {
	a.Helper()
	if list, err := a.Remove(context.Background(), id); err != nil || len(list) > 0 {
		a.Fatalf("removing %s: %v, %v", id.Name(), list, err)
	}
}

func (l lab) world() *fabric.World {
	l.Helper()
	var w *fabric.World
	err := l.store.View(context.Background(), func(r store.Reader) (err error) {
		w, err = r.World()
		return err
	})
	if err != nil {
		l.Fatalf("reading the store: %v", err)
	}
	return w
}

// stored returns an object of the store; the zero O where it has none.
func stored[O fabric.Object](l lab, o O) O {
	l.Helper()
	got, _ := fabric.Get[O](l.world(), o.Head().ID)
	return got
}

// leases lists the leases of a pool as "owner/slot address [confirmed]", in order.
func (l lab) leases(pool string) []alloc.Lease {
	l.Helper()
	var list []alloc.Lease
	err := l.store.View(context.Background(), func(r store.Reader) (err error) {
		list, err = r.Leases(pool)
		return err
	})
	if err != nil {
		l.Fatalf("reading leases: %v", err)
	}
	return list
}

// check fails where the store breaks what must hold at any time.
func (l lab) check() {
	l.Helper()
	err := l.store.View(context.Background(), func(r store.Reader) error {
		list, err := storetest.Violations(r)
		for _, violation := range list {
			l.Errorf("%s", violation)
		}
		return err
	})
	if err != nil {
		l.Fatalf("reading the store: %v", err)
	}
}
