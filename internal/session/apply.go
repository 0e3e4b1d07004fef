package session

import (
	"context"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// ApplyRequest asks to make an object what its arguments say.
type ApplyRequest struct {
	Create bool
	After  fabric.Object // arguments
	// Passing is true where the object is made for what follows from it, and not kept.
	Passing bool
	// Accept looks at the result before it is written; an error undoes everything and is returned.
	Accept func(Plan) error
}

// Apply creates or updates an object: everything or nothing, in one transaction. The error is the store's or Accept's;
// findings say what the change breaks. Terraform plans an object again before it applies it, and prints the warnings of
// both: those that the plan has given in this process are not repeated.
func (s *Session) Apply(ctx context.Context, req ApplyRequest) (Plan, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var p Plan
	err := s.update(ctx, func(tx store.Tx) error {
		w, err := tx.World()
		if err != nil {
			return err
		}
		create := req.Create
		if req, err = s.resume(tx, w, req); err != nil {
			return err
		}
		if p, err = s.applyOne(tx, w, req); err != nil || !create {
			return err
		}
		return s.created(tx, p.Object.Head().ID)
	})
	warned := s.warned[req.After.Head().ID.Key()]
	p.Findings = slices.DeleteFunc(p.Findings, func(f fabric.Finding) bool { return warned[f.String()] })
	return p, err
}

// settled forgets what was planned for an id, now that the store says how it is.
func (s *Session) settled(id fabric.ID) {
	s.applying = true
	s.own.Forget(id)
	s.others.Forget(id)
	delete(s.replacing, id.Key())
}

func (s *Session) applyOne(tx store.Tx, w *fabric.World, req ApplyRequest) (Plan, error) {
	id := req.After.Head().ID
	before, _ := w.Lookup(id)
	if req.Passing {
		before = nil // one of the id is another matter, and stays as it is
	}
	if list := refuse(w, req, before); len(list) > 0 {
		return Plan{Object: req.After, World: w, Findings: list}, errRollback
	}
	if broken := errorsOf(fabric.Validate(req.After)); len(broken) > 0 {
		return Plan{Object: req.After, World: w, Findings: broken}, errRollback
	}
	after, err := withLife(tx, before, req.After)
	if err != nil {
		return Plan{}, err
	}
	desk := s.desk(tx)
	books, err := desk.open(id)
	if err != nil {
		return Plan{}, err
	}
	realized, err := s.realizeNow(tx, w, before, after, books)
	if err != nil {
		return Plan{}, err
	}
	if after, err = s.withParents(tx, w, before, realized.Object); err != nil {
		return Plan{}, err
	}
	after = revised(before, after)
	change := fabric.Change{Before: before, After: after}
	p := Plan{Object: after, Deferred: realized.Deferred}
	effects, world, err := fabric.React(w.With(after), change, desk.books)
	if err != nil {
		return p, err
	}
	p.World = world
	p.Findings = slices.Concat(world.Check(change), realized.Findings, books.warnings(), p.follow(effects))
	if p.Deferred && !p.Failed() {
		p.Findings = append(p.Findings, unsettled(after))
	}
	if p.Failed() {
		return p, errRollback
	}
	if err := req.Accept(p); err != nil {
		return p, err
	}
	if !req.Passing {
		if err := s.write(tx, before, after, books); err != nil {
			return p, err
		}
	}
	return p, s.writeEffects(tx, effects, desk)
}

func (s *Session) realizeNow(tx store.Tx, w *fabric.World, before, after fabric.Object, a fabric.Allocator) (fabric.Realized, error) {
	if t, ok := after.(fabric.ConnectivityTest); ok {
		return s.applyAnswer(tx, w, t)
	}
	return fabric.Realize(w, before, after, a)
}

// refuse says why a creation or an update cannot even start.
func refuse(w *fabric.World, req ApplyRequest, before fabric.Object) []fabric.Finding {
	switch {
	case req.Create && before != nil:
		return []fabric.Finding{exists(before, fabric.Error)}
	case req.Create:
		return nil
	case before == nil:
		return []fabric.Finding{{
			Code: fabric.CodeResourceNotFound, ID: req.After.Head().ID, Field: fabric.At("name"),
			Detail: "The " + req.After.Kind().Title() + " " + string(req.After.Head().ID) + " is not there any more.",
		}}
	}
	var list []fabric.Finding
	for _, field := range fabric.MustReplace(w, before, req.After) {
		list = append(list, fabric.Finding{
			Code: fabric.CodePropertyChangeNotAllowed, ID: req.After.Head().ID, Field: field,
			Detail: field.String() + " of the " + req.After.Kind().Title() + " " + req.After.Head().Name() + " is fixed at its creation.",
		})
	}
	return list
}

func (s *Session) write(tx store.Tx, before, after fabric.Object, books *ledger) error {
	id := after.Head().ID
	if !same(before, after) {
		if err := tx.Put(after); err != nil {
			return err
		}
	}
	if err := tx.Confirm(s.run.ID, string(id.Key()), books.leases); err != nil {
		return err
	}
	return s.record(tx, store.PlannedObject{ID: id, Kind: after.Kind(), State: store.PlannedForgotten})
}

// Remove deletes an object with what goes with it, and frees what it held. An object that is gone already is no error.
func (s *Session) Remove(ctx context.Context, id fabric.ID) ([]fabric.Finding, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []fabric.Finding
	err := s.update(ctx, func(tx store.Tx) error {
		w, err := tx.World()
		if err != nil {
			return err
		}
		o, presence := w.Lookup(id)
		if presence != fabric.Found {
			return nil
		}
		if list = w.Check(fabric.Change{Before: o}); len(list) > 0 {
			return errRollback
		}
		for _, going := range append(fabric.Cascade(w, o), o) {
			if err := s.removeOne(tx, going); err != nil {
				return err
			}
		}
		return s.react(tx, fabric.Change{Before: o})
	})
	if err == nil && len(list) == 0 {
		s.settled(id)
	}
	return list, err
}

func (s *Session) removeOne(tx store.Tx, o fabric.Object) error {
	id := o.Head().ID
	if err := tx.Release(string(id.Key())); err != nil {
		return err
	}
	if err := tx.Remove(id.Key()); err != nil {
		return err
	}
	return s.record(tx, store.PlannedObject{ID: id, Kind: o.Kind(), State: store.PlannedForgotten})
}

// unsettled refuses an object that something it depends on leaves open, when everything has to be known.
func unsettled(o fabric.Object) fabric.Finding {
	return fabric.Finding{
		Code: fabric.CodeInvalidResourceReference, ID: o.Head().ID, Field: fabric.At("name"),
		Detail: "The " + o.Kind().Title() + " " + o.Head().Name() + " depends on something that cannot be used, or that is not there any more.",
	}
}
