package session

import (
	"context"
	"errors"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// staged is what the session will know when a transaction is committed.
type staged struct {
	objects []store.PlannedObject
	pending bool // the run leaves something unknown in its plan
}

// errRollback undoes a transaction whose findings say why.
var errRollback = errors.New("rolled back")

// update runs fn in a transaction; errRollback undoes it and is no error. The session knows of what fn records once that
// is committed.
func (s *Session) update(ctx context.Context, fn func(store.Tx) error) error {
	s.staged = staged{}
	err := s.store.Update(ctx, fn)
	switch {
	case errors.Is(err, errRollback):
		return nil
	case err != nil:
		return err
	}
	s.run.Pending = s.run.Pending || s.staged.pending
	for _, p := range s.staged.objects {
		note(&s.own, p)
		if p.State == store.PlannedForgotten {
			s.settled(p.ID)
		}
	}
	return nil
}

// MarkPending notes that this run leaves something unknown in its plan: its apply will allocate more.
func (s *Session) MarkPending(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.run.Pending {
		return nil
	}
	return s.update(ctx, s.markPending)
}

func (s *Session) markPending(tx store.Tx) error {
	s.staged.pending = true
	run := s.run
	run.Pending = true
	return tx.PutRun(run)
}

// pend records an object whose content is open, and that this run's apply will allocate more.
func (s *Session) pend(tx store.Tx, o fabric.Object) error {
	if err := s.markPending(tx); err != nil {
		return err
	}
	return s.record(tx, store.PlannedObject{ID: o.Head().ID, Kind: o.Kind(), State: store.PlannedPending})
}

func (s *Session) record(tx store.Tx, p store.PlannedObject) error {
	p.Process = s.process
	s.staged.objects = append(s.staged.objects, p)
	return tx.PutPlanned(s.run.ID, p)
}
