package session

import (
	"context"
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
			return s.planReplacement(w, req.After, fields)
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
	id, after := req.After.Head().ID, req.After
	stored, _ := w.stored.Lookup(id)
	before, list, err := s.predecessor(tx, w, req, stored)
	if err != nil {
		return Plan{}, err
	}
	successor := stored != nil && before == nil
	if before != nil {
		if fields := fabric.MustReplace(w.planned, before, after); len(fields) > 0 {
			return s.planReplacement(w, after, fields)
		}
	}
	if broken := errorsOf(fabric.Validate(after)); len(broken) > 0 {
		return Plan{Object: after, World: w.planned, Findings: broken}, errRollback
	}
	if after, err = withLife(tx, before, after); err != nil {
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
		return s.planReplacement(w, after, []fabric.Field{fabric.FieldParentIncarnation})
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
	return p, s.keep(tx, p, effects, desk, successor)
}

// predecessor is the object that a planned one goes on from; nil where it begins anew, with a warning where the id is taken
// and nothing has said that it will be free.
func (s *Session) predecessor(tx store.Tx, w worlds, req PlanRequest, stored fabric.Object) (fabric.Object, []fabric.Finding, error) {
	if req.Prior != "" || stored == nil {
		return stored, nil, nil
	}
	if s.replacing[req.After.Head().ID.Key()] {
		return nil, nil, nil
	}
	resumed, err := s.resumes(tx, w.planned, stored, req.After)
	if err != nil || resumed {
		return stored, nil, err
	}
	return nil, []fabric.Finding{exists(stored, fabric.Warning)}, nil
}

// planReplacement asks for a replacement because of fields, and settles nothing.
func (s *Session) planReplacement(w worlds, after fabric.Object, fields []fabric.Field) (Plan, error) {
	s.replacing[after.Head().ID.Key()] = true
	return Plan{Object: after, World: w.planned, Replace: fields}, errRollback
}

// keep promises what a plan takes, and records it.
func (s *Session) keep(tx store.Tx, p Plan, effects []fabric.Effect, d *desk, successor bool) error {
	id := p.Object.Head().ID
	books, err := d.open(id)
	if err != nil {
		return err
	}
	if err := tx.Promise(s.run.ID, successor, books.promised()); err != nil {
		return err
	}
	if p.Deferred {
		return s.pend(tx, p.Object)
	}
	if err := s.planEffects(tx, effects, d); err != nil {
		return err
	}
	return s.record(tx, store.PlannedObject{ID: id, Kind: p.Object.Kind(), State: store.PlannedPresent, Object: p.Object})
}

// realize adds to an object what the platform gives it, or what the network answers it.
func (s *Session) realize(tx store.Tx, w worlds, before, after fabric.Object, a fabric.Allocator) (fabric.Realized, error) {
	if t, ok := after.(fabric.ConnectivityTest); ok {
		return s.planAnswer(tx, w, before, t)
	}
	return fabric.Realize(w.planned, before, after, a)
}

// exists says that an object of the id is there already.
func exists(o fabric.Object, severity fabric.Severity) fabric.Finding {
	return fabric.Finding{
		Code: fabric.CodeResourceAlreadyExists, Severity: severity, ID: o.Head().ID, Field: fabric.At("name"),
		Detail: "The " + o.Kind().Title() + " " + string(o.Head().ID) + " exists already.",
	}
}
