package session_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// driver does with a configuration what terraform does: a walk that plans, and one that plans again and applies.
type driver struct {
	store   store.Store
	run     store.Run
	objects []fabric.Object    // the configuration, in the order of references
	order   []fabric.Object    // all that a configuration may have, in that order
	state   map[fabric.ID]bool // what terraform's state has
	heard   func(id fabric.ID, there bool)
}

// refused is an error whose findings say what is wrong with the configuration, as things are.
type refused struct{ findings []fabric.Finding }

func (r refused) Error() string { return fmt.Sprint(r.findings) }

// walk starts the process of a walk, which refreshes the state.
func (d *driver) walk(ctx context.Context) (*session.Session, error) {
	s, err := session.New(ctx, d.store, d.run)
	if err != nil {
		return nil, err
	}
	return s.As(fmt.Sprint("walk-", runs.Add(1))), d.refresh(ctx, s)
}

// refresh forgets what is not there any more.
func (d *driver) refresh(ctx context.Context, s *session.Session) error {
	for id := range d.state {
		o, _, err := s.Read(ctx, id)
		if err != nil {
			return err
		}
		if o == nil {
			delete(d.state, id)
		}
	}
	return nil
}

// step is what a walk does to one object; change is false where nothing is to do.
type step struct {
	plan    session.Plan
	replace bool
	change  bool
}

func (d *driver) plan(ctx context.Context, s *session.Session, o fabric.Object) (step, error) {
	id := o.Head().ID
	req := session.PlanRequest{After: o}
	if d.state[id] {
		req.Prior = id
	}
	p, err := s.Plan(ctx, req)
	if err != nil {
		return step{}, err
	}
	done := step{plan: p, replace: len(p.Replace) > 0}
	if done.replace {
		req.Prior = ""
		if done.plan, err = s.Plan(ctx, req); err != nil {
			return step{}, err
		}
	}
	if done.plan.Failed() {
		return step{}, refused{done.plan.Findings}
	}
	done.change = done.replace || !d.state[id] || !reflect.DeepEqual(done.plan.Before, done.plan.Object)
	return done, nil
}

// changes returns how many objects a plan changes, and what it has planned of each.
func (d *driver) changes(ctx context.Context) (n int, planned []step, err error) {
	s, err := d.walk(ctx)
	if err != nil {
		return 0, nil, err
	}
	for _, id := range d.superfluous() {
		n++
		if _, err := s.PlanRemoval(ctx, id); err != nil {
			return n, nil, err
		}
	}
	for _, o := range d.objects {
		one, err := d.plan(ctx, s, o)
		if err != nil {
			return n, nil, err
		}
		if one.change {
			n++
		}
		planned = append(planned, one)
	}
	return n, planned, s.Leave(ctx)
}

// superfluous lists what the state has and the configuration does not, so that who refers comes before what is referred to.
func (d *driver) superfluous() []fabric.ID {
	var list []fabric.ID
	for _, o := range slices.Backward(d.order) {
		id := o.Head().ID
		if d.state[id] && !slices.ContainsFunc(d.objects, func(o fabric.Object) bool { return o.Head().ID.Is(id) }) {
			list = append(list, id)
		}
	}
	return list
}

// apply plans and applies.
func (d *driver) apply(ctx context.Context) error {
	_, planned, err := d.changes(ctx)
	if err != nil {
		return err
	}
	s, err := d.walk(ctx)
	if err != nil {
		return err
	}
	for _, id := range d.superfluous() {
		if err := d.remove(ctx, s, id); err != nil {
			return err
		}
	}
	for n, o := range d.objects {
		if err := d.applyOne(ctx, s, o, planned[n]); err != nil {
			return fmt.Errorf("%s: %w", o.Head().ID.Name(), err)
		}
	}
	return s.Leave(ctx)
}

// applyOne makes one change as it was planned.
func (d *driver) applyOne(ctx context.Context, s *session.Session, o fabric.Object, was step) error {
	now, err := d.plan(ctx, s, o)
	if err != nil || !now.change && !was.change {
		return err
	}
	id := o.Head().ID
	if now.replace {
		if err := d.remove(ctx, s, id); err != nil {
			return err
		}
	}
	result, err := s.Apply(ctx, session.ApplyRequest{Create: !d.state[id], After: o, Accept: func(p session.Plan) error {
		if !was.plan.Deferred && addresses(p.Object) != addresses(was.plan.Object) {
			return fmt.Errorf("%w: planned %s, would be %s", errNotAsPlanned, addresses(was.plan.Object), addresses(p.Object))
		}
		return nil
	}})
	if err == nil && result.Failed() {
		err = refused{result.Findings}
	}
	if err == nil {
		d.hear(id, true)
	}
	return err
}

func (d *driver) remove(ctx context.Context, s *session.Session, id fabric.ID) error {
	list, err := s.Remove(ctx, id)
	if err == nil && len(list) > 0 {
		err = refused{list}
	}
	if err == nil {
		d.hear(id, false)
	}
	return err
}

// hear is terraform's getting an answer, which goes into its state.
func (d *driver) hear(id fabric.ID, there bool) {
	if there {
		d.state[id] = true
	} else {
		delete(d.state, id)
	}
	if d.heard != nil {
		d.heard(id, there)
	}
}

// codes returns the codes of what an error refuses; none where it is another error.
func codes(err error) (list []fabric.Code) {
	var r refused
	if errors.As(err, &r) {
		for _, f := range errorsAmong(r.findings) {
			list = append(list, f.Code)
		}
	}
	return list
}

func errorsAmong(list []fabric.Finding) []fabric.Finding {
	return slices.DeleteFunc(slices.Clone(list), func(f fabric.Finding) bool { return f.Severity != fabric.Error })
}
