// Package session is one provider process's view of a fabric: what the store holds, what this run of terraform has
// planned so far, and the promises that it made. It orders the steps of a plan and of an apply; the rules that these
// steps call are in package fabric.
//
//	plan    validate against overlay -> realize, leases as promises -> add to overlay
//	apply   one transaction: check against the store -> realize, leases confirmed -> write
package session

import (
	"context"
	"fmt"
	"os"
	"sync"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// Session is safe for concurrent use: plan and apply calls take turns.
type Session struct {
	store   store.Store
	run     store.Run
	process string

	// What is asked of the world as it is planned, and as it is stored: Terraform refreshes a resource and plans it before it
	// comes to the next. They have locks of their own: a refresh waits for no plan.
	planned, stored asker

	mu        sync.Mutex
	own       fabric.Overlay                  // planned by this process
	staged    staged                          // what the running transaction comes to, once it is committed
	others    fabric.Overlay                  // planned by other processes of the run
	mark      int64                           // how far others have been read
	creates   bool                            // this process has created something
	applying  bool                            // something that this run planned has been applied: plans are asked for once more, to compare
	replacing map[fabric.Key]bool             // ids whose replacement has been announced by a first plan call
	warned    map[fabric.Key]map[string]bool  // what the last plan of an id has warned of
	waiting   map[fabric.Key][]fabric.Finding // what keeps instances of a scale set from going back to their models
}

// New starts the session of a run on a store.
func New(ctx context.Context, s store.Store, run store.Run) (*Session, error) {
	session := &Session{
		store: s, process: fmt.Sprint(os.Getpid()),
		replacing: map[fabric.Key]bool{}, warned: map[fabric.Key]map[string]bool{}, waiting: map[fabric.Key][]fabric.Finding{},
	}
	return session, s.Update(ctx, func(tx store.Tx) error {
		rows, err := tx.Runs()
		if err != nil {
			return err
		}
		session.run = known(run, rows)
		if err := tx.PutRun(session.run); err != nil {
			return err
		}
		// Under -debug one process serves walk after walk: what it planned in an earlier one is history.
		if err := tx.ForgetProcess(session.run.ID, session.process); err != nil {
			return err
		}
		if err := tx.Prune(func(r store.Run) bool { return r.ID == session.run.ID || alive(r) }); err != nil {
			return err
		}
		return session.settleInstances(tx)
	})
}

// worlds is the store as a transaction sees it, without and with what has been planned.
type worlds struct {
	stored  *fabric.World
	own     *fabric.World // with what this process has planned
	planned *fabric.World // with what the whole run has planned
}

// look reads the worlds. The session must be locked.
func (s *Session) look(tx store.Reader) (w worlds, err error) {
	if w.stored, err = tx.World(); err != nil {
		return w, err
	}
	rows, mark, err := tx.Planned(s.run.ID, s.mark)
	if err != nil {
		return w, err
	}
	for _, row := range rows {
		if row.Process == s.process {
			s.others.Forget(row.ID)
			continue
		}
		s.applying = s.applying || row.State == store.PlannedForgotten
		note(&s.others, row)
	}
	s.mark = mark
	w.own = w.stored.WithOverlays(&s.own)
	w.planned = w.stored.WithOverlays(&s.others, &s.own)
	return w, nil
}

// note brings an overlay to what has been planned for an id.
func note(o *fabric.Overlay, p store.PlannedObject) {
	switch p.State {
	case store.PlannedPresent:
		o.Plan(p.Object)
	case store.PlannedPending:
		o.Pend(p.ID, p.Kind)
	case store.PlannedRemoved:
		o.Remove(p.ID)
	case store.PlannedForgotten:
		o.Forget(p.ID)
	}
}

// World returns the fabric with all that this run has planned so far.
func (s *Session) World(ctx context.Context) (*fabric.World, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var w worlds
	err := s.store.View(ctx, func(tx store.Reader) (err error) {
		w, err = s.look(tx)
		return err
	})
	return w.planned, err
}

// Stored returns the fabric as it is in the store.
func (s *Session) Stored(ctx context.Context) (w *fabric.World, err error) {
	err = s.store.View(ctx, func(tx store.Reader) error {
		w, err = tx.World()
		return err
	})
	return w, err
}

// policy says whose leases count for this run.
func (s *Session) policy(tx store.Reader) (alloc.Policy, error) {
	rows, err := tx.Runs()
	if err != nil {
		return alloc.Policy{}, err
	}
	runs := make([]alloc.Run, 0, len(rows))
	for _, r := range rows {
		runs = append(runs, alloc.Run{ID: r.ID, Pending: r.Pending, Alive: r.ID == s.run.ID || alive(r)}) // looking a process up takes a while
	}
	return alloc.NewPolicy(s.run.ID, runs), nil
}
