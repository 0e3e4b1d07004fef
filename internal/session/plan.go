package session

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// PlanRequest asks how an object will be.
type PlanRequest struct {
	// Prior is the id of the object as Terraform's state has it; empty for a creation and for the successor of one that
	// is replaced.
	Prior fabric.ID
	// After holds the arguments. Where Incomplete, some of them are not known yet.
	After      fabric.Object
	Incomplete bool
	Unknown    []fabric.Field // those
}

// Plan is how an object will be, or was made.
type Plan struct {
	Object fabric.Object // realized
	World  *fabric.World // with the object in it
	// Before is the object as it is stored, in Stored; nil where there is none that goes on living. Of plans alone.
	Before fabric.Object
	Stored *fabric.World
	// Applying is true where this run has applied something already: what it changed is a change of this object as well.
	Applying bool
	Findings []fabric.Finding
	// Deferred is true where the realized content is open until the apply.
	Deferred bool
	// Replace lists the fields because of which the object has to be replaced. Nothing else is settled then: Terraform
	// asks again, without a prior state.
	Replace []fabric.Field
	// Renamed is true where the id changes, which is a replacement as well.
	Renamed bool
}

// follow defers the plan where something that follows it cannot be settled, and returns what that has to say.
func (p *Plan) follow(effects []fabric.Effect) (list []fabric.Finding) {
	for _, e := range effects {
		list = append(list, e.Findings...)
		p.Deferred = p.Deferred || e.Deferred
	}
	return list
}

// Failed reports whether a finding stands in the way.
func (p Plan) Failed() bool { return len(errorsOf(p.Findings)) > 0 }

func errorsOf(list []fabric.Finding) []fabric.Finding {
	return slices.DeleteFunc(slices.Clone(list), func(f fabric.Finding) bool { return f.Severity != fabric.Error })
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

// Plan plans a creation or an update. The error is the store's; what the plan breaks are findings, and where one of
// them is an error, nothing has been recorded.
func (s *Session) Plan(ctx context.Context, req PlanRequest) (Plan, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var p Plan
	id := req.After.Head().ID
	err := s.update(ctx, func(tx store.Tx) error {
		w, err := s.look(tx)
		if err != nil {
			return err
		}
		if req.Prior != "" {
			if err := tx.Answered(req.Prior.Key()); err != nil {
				return err
			}
		}
		if req.Prior != "" && !req.Prior.Is(id) {
			p = s.planRename(w, req)
			return s.record(tx, store.PlannedObject{ID: req.Prior, State: store.PlannedRemoved})
		}
		if req.Incomplete {
			p, err = s.planIncomplete(tx, w, req)
			return err
		}
		p, err = s.planOne(tx, w, req)
		return err
	})
	s.warned[id.Key()] = warningsOf(p.Findings)
	return p, err
}

// warningsOf returns the warnings among findings.
func warningsOf(list []fabric.Finding) map[string]bool {
	warnings := map[string]bool{}
	for _, f := range list {
		if f.Severity == fabric.Warning {
			warnings[f.String()] = true
		}
	}
	return warnings
}

// planRename plans that the old id goes, which the caller records. The new one is planned when Terraform asks again.
func (s *Session) planRename(w worlds, req PlanRequest) Plan {
	p := Plan{Object: req.After, Renamed: true}
	if old, presence := w.stored.Lookup(req.Prior); presence == fabric.Found {
		p.Findings = w.own.RemovalInPlan(old)
	}
	var gone fabric.Overlay
	gone.Remove(req.Prior)
	p.World = w.planned.WithOverlays(&gone)
	return p
}

// planIncomplete plans an object of which something is not known yet. What is known may ask for a replacement all the same.
func (s *Session) planIncomplete(tx store.Tx, w worlds, req PlanRequest) (Plan, error) {
	before, presence := w.stored.Lookup(req.Prior)
	if req.Prior != "" && presence == fabric.Found {
		after, err := s.withParents(tx, w.planned, before, req.After)
		if err != nil {
			return Plan{}, err
		}
		fields := slices.DeleteFunc(fabric.MustReplace(w.planned, before, req.After), func(f fabric.Field) bool {
			return slices.ContainsFunc(req.Unknown, f.Overlaps)
		})
		if len(fabric.ReplacedParents(before.Head(), after.Head())) > 0 && !slices.ContainsFunc(fields, fabric.FieldParentIncarnation.Overlaps) {
			fields = append(fields, fabric.FieldParentIncarnation)
		}
		if len(fields) > 0 {
			s.replacing[req.After.Head().ID.Key()] = true
			return Plan{Object: req.After, World: w.planned, Replace: fields}, errRollback
		}
	}
	if req.After.Kind() == fabric.KindConnectivityTest {
		if err := tx.ForgetAnswer(req.After.Head().ID.Key()); err != nil {
			return Plan{}, err
		}
	}
	return Plan{Object: req.After, World: w.planned, Deferred: true}, s.pend(tx, req.After)
}

func (s *Session) planOne(tx store.Tx, w worlds, req PlanRequest) (Plan, error) {
	id := req.After.Head().ID
	stored, _ := w.stored.Lookup(id)
	before, after := stored, req.After
	var list []fabric.Finding
	resumed := false
	if req.Prior == "" && stored != nil && !s.replacing[id.Key()] {
		var err error
		if resumed, err = s.resumes(tx, w.planned, stored, after); err != nil {
			return Plan{}, err
		}
	}
	successor := req.Prior == "" && stored != nil && !resumed
	if successor {
		before = nil // it will be gone by then
		if !s.replacing[id.Key()] {
			list = append(list, exists(stored, fabric.Warning))
		}
	}
	if before != nil {
		if fields := fabric.MustReplace(w.planned, before, after); len(fields) > 0 {
			s.replacing[id.Key()] = true
			return Plan{Object: after, World: w.planned, Replace: fields}, errRollback
		}
	}
	if broken := errorsOf(fabric.Validate(after)); len(broken) > 0 {
		return Plan{Object: after, World: w.planned, Findings: broken}, errRollback
	}
	after, err := withLife(tx, before, after)
	if err != nil {
		return Plan{}, err
	}
	desk := s.desk(tx)
	books, err := desk.open(id)
	if err != nil {
		return Plan{}, err
	}
	realized, err := s.realize(tx, w, before, after, books)
	if err != nil {
		return Plan{}, err
	}
	if after, err = s.withParents(tx, w.planned, before, realized.Object); err != nil {
		return Plan{}, err
	}
	if before != nil && len(fabric.ReplacedParents(before.Head(), after.Head())) > 0 { // one that is pending as well
		s.replacing[id.Key()] = true
		return Plan{Object: after, World: w.planned, Replace: []fabric.Field{fabric.FieldParentIncarnation}}, errRollback
	}
	after = revised(before, after)
	change := fabric.Change{Before: before, After: after}
	p := Plan{Object: after, Before: before, Stored: w.stored, Applying: s.applying, Deferred: realized.Deferred}
	effects, world, err := fabric.React(w.planned.With(after), change, desk.books)
	if err != nil {
		return p, err
	}
	p.World = world
	list = append(list, world.Check(change)...)
	list = append(list, realized.Findings...)
	list = append(list, p.follow(effects)...)
	p.Findings = slices.Concat(
		s.waiting[id.Key()],
		world.InPlan(after, list, same(before, after)),
		books.warnings(),
		w.own.LettingGoInPlan(before, after),
	)
	if p.Failed() {
		return p, errRollback
	}
	if err := tx.Promise(s.run.ID, successor, books.promised()); err != nil {
		return p, err
	}
	if p.Deferred {
		return p, s.pend(tx, after)
	}
	if err := s.planEffects(tx, effects, desk); err != nil {
		return p, err
	}
	return p, s.record(tx, store.PlannedObject{ID: id, Kind: after.Kind(), State: store.PlannedPresent, Object: after})
}

// realize adds to an object what the platform gives it, or what the network answers it.
func (s *Session) realize(tx store.Tx, w worlds, before, after fabric.Object, a fabric.Allocator) (fabric.Realized, error) {
	if t, ok := after.(fabric.ConnectivityTest); ok {
		return s.planAnswer(tx, w, before, t)
	}
	return fabric.Realize(w.planned, before, after, a)
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

// PlanRemoval plans that an object goes, and returns warnings.
func (s *Session) PlanRemoval(ctx context.Context, id fabric.ID) ([]fabric.Finding, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []fabric.Finding
	err := s.update(ctx, func(tx store.Tx) error {
		w, err := s.look(tx)
		if err != nil {
			return err
		}
		if o, presence := w.stored.Lookup(id); presence == fabric.Found {
			list = w.own.RemovalInPlan(o)
		}
		return s.record(tx, store.PlannedObject{ID: id, State: store.PlannedRemoved})
	})
	return list, err
}

// exists says that an object of the id is there already.
func exists(o fabric.Object, severity fabric.Severity) fabric.Finding {
	return fabric.Finding{
		Code: fabric.CodeResourceAlreadyExists, Severity: severity, ID: o.Head().ID, Field: fabric.At("name"),
		Detail: "The " + o.Kind().Title() + " " + string(o.Head().ID) + " exists already.",
	}
}

// withLife gives an object its incarnation and revision: those of the one it updates, or the next incarnation.
func withLife(tx store.Reader, before, after fabric.Object) (fabric.Object, error) {
	head := after.Head()
	if before != nil {
		head.Incarnation, head.Revision = before.Head().Incarnation, before.Head().Revision
		return after.WithHead(head), nil
	}
	n, err := tx.Incarnation(head.ID.Key())
	head.Incarnation, head.Revision = n+1, 1
	return after.WithHead(head), err
}

// withParents gives an object the incarnations of its parents. That of a parent whose other content is not known yet is
// settled all the same; a parent that is gone keeps the one that the object was made with, so that nothing changes.
func (s *Session) withParents(tx store.Reader, w *fabric.World, before, o fabric.Object) (fabric.Object, error) {
	head := o.Head()
	head.Parents = fabric.ParentIncarnations(w, o)
	for _, ref := range o.References() {
		if !ref.Lives {
			continue
		}
		key := ref.ID.Key()
		switch _, presence := w.Lookup(ref.ID); presence {
		case fabric.Pending:
			n, err := s.pendingIncarnation(tx, key)
			if err != nil {
				return nil, err
			}
			head.Parents[key] = n
		case fabric.Missing:
			if before == nil {
				continue
			}
			if n, ok := before.Head().Parents[key]; ok {
				head.Parents[key] = n
			}
		}
	}
	return o.WithHead(head), nil
}

// pendingIncarnation is what a pending object will have: the next one, unless it only changes.
func (s *Session) pendingIncarnation(tx store.Reader, key fabric.Key) (int, error) {
	w, err := tx.World()
	if err != nil {
		return 0, err
	}
	n, err := tx.Incarnation(key)
	if _, presence := w.Lookup(fabric.ID(key)); presence == fabric.Missing || s.replacing[key] {
		n++
	}
	return n, err
}

// revised counts a change to an object that exists.
func revised(before, after fabric.Object) fabric.Object {
	if before == nil || same(before, after) {
		return after
	}
	head := after.Head()
	head.Revision++
	return after.WithHead(head)
}

// same reports whether an object stays as it is.
func same(before, after fabric.Object) bool {
	if before == nil {
		return false
	}
	a, errA := fabric.Encode(before)
	b, errB := fabric.Encode(after)
	return errA == nil && errB == nil && bytes.Equal(a, b)
}
