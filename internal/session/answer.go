package session

import (
	"context"
	"sync"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/trace"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// A connectivity test follows from the whole network, so its answer may move between a plan and its apply, where it does not
// wait for everything that decides. What a plan has shown is kept to:
//
//	plan       answer on the planned network -> shown, and kept in the store
//	apply      Terraform plans once more, and compares -> the answer that was shown
//	           answer on the real network -> refused against the expectation, a warning where it has moved
//	refresh    answer on the real network

// asker answers questions about a world. It keeps the network of the last one: many tests ask one after the other, and what a
// test was answered is no part of the network.
type asker struct {
	mu      sync.Mutex
	world   *fabric.World
	network *trace.Network
}

func (a *asker) ask(w *fabric.World, question func(*trace.Network)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.world == nil || !a.world.SameBut(fabric.KindConnectivityTest, w) {
		a.world, a.network = w, trace.NewNetwork(w)
	}
	question(a.network)
}

func (a *asker) test(w *fabric.World, t fabric.ConnectivityTest) (r fabric.Realized) {
	a.ask(w, func(n *trace.Network) { r = n.Test(t) })
	return r
}

// Trace follows a packet through the fabric with all that this run has planned. The findings are of the query.
func (s *Session) Trace(ctx context.Context, q trace.Query) (answer trace.Answer, list []fabric.Finding, err error) {
	w, err := s.World(ctx)
	if err == nil {
		s.planned.ask(w, func(n *trace.Network) { answer, list = n.Trace(q) })
	}
	return answer, list, err
}

// planAnswer answers a test in a plan. A violated expectation is an error, unless it was violated before this run and the test
// stays as it is: a plan that changes nothing must not stand in the way of a destroy.
func (s *Session) planAnswer(tx store.Tx, w worlds, before fabric.Object, t fabric.ConnectivityTest) (fabric.Realized, error) {
	shown, ok, err := s.shown(tx, t)
	if err != nil {
		return fabric.Realized{}, err
	}
	old, exists := before.(fabric.ConnectivityTest)
	exists = exists && old.Asks(t)
	r := s.planned.test(w.planned, t)
	t = r.Object.(fabric.ConnectivityTest)
	if len(r.Findings) > 0 && exists {
		t.Answer = old.Answer
	}
	if ok {
		t.Answer, r.Deferred = shown.Answer, false
	}
	r.Object = t
	if r.Deferred || len(r.Findings) > 0 {
		return r, tx.ForgetAnswer(t.ID.Key())
	}
	if !t.Met() {
		f := trace.NotMet(t)
		if exists && old.Expect == t.Expect && !s.stored.test(w.stored, t).Object.(fabric.ConnectivityTest).Met() {
			f.Severity = fabric.Warning
		}
		r.Findings = append(r.Findings, f)
	}
	return r, tx.PutAnswer(store.Answer{Run: s.run.ID, Process: s.process, Object: t})
}

// shown returns the answer that a plan has shown, where that plan is being applied now: the same run has made it in another
// process, or something of it has been applied already.
func (s *Session) shown(tx store.Reader, t fabric.ConnectivityTest) (fabric.ConnectivityTest, bool, error) {
	a, ok, err := tx.Answer(t.ID.Key())
	if err != nil || !ok {
		return t, false, err
	}
	before, isTest := a.Object.(fabric.ConnectivityTest)
	applied := s.applying || a.Run == s.run.ID && a.Process != s.process
	return before, isTest && applied && before.Asks(t), nil
}

// applyAnswer answers a test when it is applied. The answer that the plan has shown stays; whether the expectation is met is
// up to the network as it is.
func (s *Session) applyAnswer(tx store.Tx, w *fabric.World, t fabric.ConnectivityTest) (fabric.Realized, error) {
	a, ok, err := tx.Answer(t.ID.Key())
	if err != nil {
		return fabric.Realized{}, err
	}
	r := s.stored.test(w, t)
	if r.Deferred || len(r.Findings) > 0 {
		return r, nil
	}
	now := r.Object.(fabric.ConnectivityTest)
	if !now.Met() {
		r.Findings = append(r.Findings, trace.NotMet(now))
	}
	if before, isTest := a.Object.(fabric.ConnectivityTest); ok && isTest && before.Asks(t) {
		if !trace.Same(before.Answer, now.Answer) {
			r.Findings = append(r.Findings, trace.Moved(before, now))
		}
		now.Answer = before.Answer
		r.Object = now
	}
	return r, tx.ForgetAnswer(t.ID.Key())
}

// Read returns an object of the store and its world, as a refresh shows it: the answer of a connectivity test is that of the
// network as it is. The object is nil where there is none.
func (s *Session) Read(ctx context.Context, id fabric.ID) (fabric.Object, *fabric.World, error) {
	w, err := s.Stored(ctx)
	if err != nil {
		return nil, nil, err
	}
	o, _ := w.Lookup(id)
	if t, ok := o.(fabric.ConnectivityTest); ok {
		if r := s.stored.test(w, t); len(r.Findings) == 0 {
			o = r.Object
		}
	}
	return o, w, nil
}
