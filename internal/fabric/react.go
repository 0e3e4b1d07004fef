package fabric

import "slices"

// Effect is what a change of one object does to another. After is nil where the other goes.
type Effect struct {
	Change
	Findings []Finding // of giving the other its addresses, at the fields of the object that was changed
	Deferred bool      // its addresses cannot be settled yet
}

// Books opens the allocator of an object's owner within the transaction of a change.
type Books func(owner ID) (Allocator, error)

// React returns what follows a change without being asked for, and what follows that, in order; and the world with all of
// it. The world that it is given holds the change. The error is the store's.
//
//	instance network, instance upgrade  ->  the scale set
//	scale set                           ->  the NAT rules of its pools; the networks of instances that are gone
func React(w *World, c Change, books Books) ([]Effect, *World, error) {
	var effects []Effect
	queue := []Change{c}
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		follow, err := reactTo(w, next, books)
		if err != nil {
			return nil, nil, err
		}
		for _, e := range follow {
			effects = append(effects, e)
			queue = append(queue, e.Change)
			w = w.withChange(e.Change)
		}
	}
	return effects, w, nil
}

func reactTo(w *World, c Change, books Books) ([]Effect, error) {
	switch o := firstOf(c).(type) {
	case InstanceNetwork:
		set, there := Get[ScaleSet](w, o.SetID())
		if !there {
			return nil, nil
		}
		if c.After == nil {
			if after, ok := o.endOn(set); ok {
				return []Effect{{Change: Change{Before: set, After: after}}}, nil
			}
			return nil, nil
		}
		if after, ok := o.putOn(set); ok {
			return reassigned(w, Change{Before: set, After: after}, reportAt{o.ID, fieldNetworkInterfaces}, nil, books)
		}
	case InstanceUpgrade:
		if set, there := Get[ScaleSet](w, o.SetID); there && c.After != nil && o.acts(c.Before) {
			after := set
			after.bring(o.names(set))
			return reassigned(w, Change{Before: set, After: after}, reportAt{o.ID, fieldInstanceIDs}, set.passing(o.names(set)), books)
		}
	case ScaleSet:
		return append(remapped(w, c), forgotten(w, o, c)...), nil
	}
	return nil, nil
}

// withChange returns the world after a change.
func (w *World) withChange(c Change) *World {
	if c.After == nil {
		return w.withEntry(&entry{id: c.Before.Head().ID, presence: Missing, origin: Planned})
	}
	return w.With(c.After)
}

// reportAt is where a finding is reported.
type reportAt struct {
	id    ID
	field Field
}

// reassigned gives the instances of a changed set their addresses. Findings are about the object that changed the set.
func reassigned(w *World, c Change, about reportAt, passing []Instance, books Books) ([]Effect, error) {
	before, after := c.Before.(ScaleSet), c.After.(ScaleSet)
	after.dropUnusedModels()
	a, err := books(before.ID)
	if err != nil {
		return nil, err
	}
	a.Holds(before.holdings())
	realized, err := after.assign(w, a, nil, passing)
	if err != nil {
		return nil, err
	}
	head := realized.Object.Head()
	head.Parents = ParentIncarnations(w, realized.Object)
	for i := range realized.Findings {
		found := &realized.Findings[i]
		found.ID, found.Field, found.Reads = about.id, about.field, nil
	}
	e := Effect{Change: Change{Before: before, After: realized.Object.WithHead(head)}, Findings: realized.Findings, Deferred: realized.Deferred}
	return []Effect{e}, nil
}

// remapped are the NAT rules of the pools of a set whose members changed.
func remapped(w *World, c Change) []Effect {
	pools := map[Key]bool{}
	for _, o := range []Object{c.Before, c.After} {
		if set, ok := o.(ScaleSet); ok {
			for _, ref := range set.References() {
				pools[ref.ID.Key()] = pools[ref.ID.Key()] || ref.Kind == KindBackendPool
			}
		}
	}
	if len(pools) == 0 {
		return nil
	}
	var list []Effect
	for _, rule := range Each[InboundNATRule](w) {
		if !pools[rule.BackendPoolID.Key()] {
			continue
		}
		if now := rule.Remap(w); !slices.Equal(now.Mappings, rule.Mappings) {
			list = append(list, Effect{Change: Change{Before: rule, After: now}})
		}
	}
	return list
}

// forgotten are the networks of instances that are gone.
func forgotten(w *World, set ScaleSet, c Change) []Effect {
	if c.Before == nil {
		return nil
	}
	now, _ := c.After.(ScaleSet)
	var list []Effect
	for _, n := range typed[InstanceNetwork](w.below(set.ID)) {
		number, _ := n.Instance()
		if !slices.ContainsFunc(now.Instances, func(i Instance) bool { return i.ID == number }) {
			list = append(list, Effect{Change: Change{Before: n}})
		}
	}
	return list
}

// ReturnToModel returns how a set is when instances whose own network was taken away have gone back to the model that they
// had; ok is false where there are none. That happens when all that was planned beside the removal has been done: until
// then the set is as its plan has shown it. Settles says of which instances it is to be done. Where their addresses are not to be
// had, the effect has a finding that says so, for the set's plan.
func ReturnToModel(w *World, set ScaleSet, settles func(instance ID) bool, books Books) (e Effect, ok bool, err error) {
	after := set
	var back []string
	for n, i := range set.Instances {
		if !i.Ended || !settles(set.VMID(i.ID)) {
			continue
		}
		if len(back) == 0 {
			after.Instances = slices.Clone(set.Instances)
		}
		after.Instances[n], back = i.withoutOwn(), append(back, set.InstanceID(i.ID))
	}
	if len(back) == 0 {
		return e, false, nil
	}
	effects, err := reassigned(w, Change{Before: set, After: after}, reportAt{set.ID, At("capacity")}, nil, books)
	if err != nil {
		return e, false, err
	}
	e = effects[0]
	if len(e.Findings) > 0 {
		f := &findings{id: set.ID}
		f.add(CodeInstancesAwaitAddresses, At("capacity"), "%d of the %d instances of the scale set %s, %s first, had networks of their own that were taken away, and stay as they are until they can have the addresses of their model. %s", len(back), len(set.Instances), set.Name(), back[0], e.Findings[0].Detail)
		e.Findings = f.list
	}
	return e, true, nil
}

func firstOf(c Change) Object {
	if c.After != nil {
		return c.After
	}
	return c.Before
}
