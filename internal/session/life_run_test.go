package session_test

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

// lifePlan is a plan that terraform would go on to apply.
type lifePlan struct {
	old     map[string]fabric.ID    // what is there at an address that goes or is replaced
	changes map[string]session.Plan // what is created or updated
	prior   map[string]fabric.ID    // what an update updates
}

// plan plans a configuration in the order of its references. ok is false where something is refused, or open.
func (m *life) plan(rt *rapid.T, a actor, c configuration) (p lifePlan, ok bool) {
	p = lifePlan{old: map[string]fabric.ID{}, changes: map[string]session.Plan{}, prior: map[string]fabric.ID{}}
	m.refresh()
	var late []string
	for _, address := range slices.Sorted(maps.Keys(m.state)) {
		if c[address] != nil {
			continue
		}
		p.old[address] = m.state[address]
		if rapid.Bool().Draw(rt, address+" is planned away late") {
			late = append(late, address)
			continue
		}
		m.planRemoval(a, m.state[address])
	}
	versions := map[string]int{}
	for _, address := range m.order(rt, c.addresses()) {
		o := c[address]
		if u, isUpgrade := o.(fabric.InstanceUpgrade); isUpgrade {
			u.ModelVersion = versions[parent(address)]
			o = u
		}
		shown, done := m.planOne(rt, a, p, address, o)
		if !done {
			return p, false
		}
		if s, isSet := shown.Object.(fabric.ScaleSet); isSet {
			latest, _ := s.LatestModel()
			versions[address] = latest.Version
		}
	}
	for _, address := range late {
		m.planRemoval(a, m.state[address])
	}
	return p, true
}

func (m *life) planRemoval(a actor, id fabric.ID) {
	if _, err := a.PlanRemoval(context.Background(), id); err != nil {
		m.Fatalf("planning the removal of %s: %v", id, err)
	}
}

// refresh forgets what is not there any more.
func (m *life) refresh() {
	w := m.world()
	for address, id := range m.state {
		if _, presence := w.Lookup(id); presence != fabric.Found {
			delete(m.state, address)
		}
	}
}

// order draws an order in which each address comes after the one that it refers to.
func (m *life) order(rt *rapid.T, addresses []string) []string {
	drawn := rapid.Permutation(addresses).Draw(rt, "order")
	depth := func(address string) (n int) {
		for ; address != ""; address = parent(address) {
			n++
		}
		return n
	}
	slices.SortStableFunc(drawn, func(a, b string) int { return depth(a) - depth(b) })
	return drawn
}

func (m *life) planOne(rt *rapid.T, a actor, p lifePlan, address string, o fabric.Object) (session.Plan, bool) {
	req := session.PlanRequest{Prior: m.state[address], After: o}
	got := a.try(req)
	if got.Renamed || len(got.Replace) > 0 {
		p.old[address] = req.Prior
		req.Prior = ""
		got = a.try(req)
	}
	rt.Logf("plan of %s: deferred %v, %q", address, got.Deferred, texts(got.Findings))
	if got.Failed() || got.Deferred || slices.ContainsFunc(got.Findings, dependsOnOrder) {
		return got, false
	}
	if got.Before == nil || shown(got.Object, got.World) != shown(got.Before, got.Stored) {
		p.changes[address], p.prior[address] = got, req.Prior
	}
	return got, true
}

// dependsOnOrder reports whether a plan warns that it can be applied in one order alone.
func dependsOnOrder(f fabric.Finding) bool {
	return f.Severity == fabric.Warning && strings.Contains(f.Detail, "is upgraded before it is given its own network")
}

func texts(list []fabric.Finding) (all []string) {
	for _, f := range list {
		all = append(all, f.String())
	}
	return all
}

// planAndApply applies a plan right away, in the same run or from a file in another, all of it or as far as it comes.
// Then the configuration is there, and a second plan shows nothing.
func (m *life) planAndApply(rt *rapid.T) {
	run, c := deadRun(), m.draw(rt)
	p, ok := m.plan(rt, m.in(run), c)
	if !ok {
		return
	}
	m.config = c
	if rapid.Bool().Draw(rt, "saved to a file") {
		run = deadRun()
	}
	if whole := m.apply(rt, m.in(run), p); whole {
		m.expectSettled(rt)
	}
}

// apply removes first, then creates and updates. It is false where it is interrupted.
func (m *life) apply(rt *rapid.T, a actor, p lifePlan) bool {
	steps := rapid.IntRange(0, 40).Draw(rt, "steps before an interruption")
	next := func() bool { steps--; m.check(); return steps >= 0 }
	gone := m.order(rt, slices.Sorted(maps.Keys(p.old)))
	slices.Reverse(gone)
	for _, address := range gone {
		if !next() {
			return false
		}
		rt.Logf("removing %s", address)
		a.remove(p.old[address])
		delete(m.state, address)
	}
	todo := slices.Sorted(maps.Keys(p.changes))
	replanned := map[string]bool{}
	for len(todo) > 0 {
		if !next() {
			return false
		}
		ready := slices.DeleteFunc(slices.Clone(todo), func(address string) bool { return slices.Contains(todo, parent(address)) })
		address := rapid.SampledFrom(ready).Draw(rt, "next")
		planned := p.changes[address]
		if !replanned[address] { // other resources may come between this and the change itself
			m.expectAgain(address, a.try(session.PlanRequest{Prior: p.prior[address], After: arguments(planned.Object)}), planned)
			replanned[address] = true
			continue
		}
		m.applyOne(rt, a, address, p.prior[address] == "", planned)
		todo = slices.DeleteFunc(todo, func(s string) bool { return s == address })
	}
	m.check()
	return true
}

func (m *life) expectAgain(address string, got, planned session.Plan) {
	m.Helper()
	if got.Failed() || got.Deferred || len(got.Replace) > 0 {
		m.Fatalf("planned again in the apply, %s has %v, deferred %v, replace %v", address, got.Findings, got.Deferred, got.Replace)
	}
	if diff := cmp.Diff(shown(planned.Object, planned.World), shown(got.Object, got.World)); diff != "" {
		m.Fatalf("planned again in the apply, %s is another (-planned +now):\n%s", address, diff)
	}
}

func (m *life) applyOne(rt *rapid.T, a actor, address string, create bool, planned session.Plan) {
	want := shown(planned.Object, planned.World)
	got, err := a.tryApply(create, arguments(planned.Object), func(p session.Plan) error {
		if diff := cmp.Diff(want, shown(p.Object, p.World)); diff != "" {
			return errors.New(diff)
		}
		return nil
	})
	rt.Logf("apply of %s: %q", address, texts(got.Findings))
	if err != nil || got.Failed() {
		rt.Fatalf("applying %s: %v; %v", address, got.Findings, err)
	}
	m.state[address] = got.Object.Head().ID
}

// arguments are those of a planned object, without what realizing it has added.
func arguments(o fabric.Object) fabric.Object {
	switch o := o.(type) {
	case fabric.ScaleSet:
		o.Models, o.Instances, o.NextInstanceID, o.LatestRollingUpgrade, o.FaultDomains = nil, nil, 0, nil, 0
		return o
	case fabric.InstanceNetwork:
		o.ModelVersion = 0
		return o
	case fabric.InstanceUpgrade:
		o.Upgraded = nil
		return o
	}
	return o
}

// expectSettled plans the same once more in a run of its own: nothing changes. Instances that have no network of their
// own follow their models, and the others have what they were given.
func (m *life) expectSettled(rt *rapid.T) {
	a := m.walk()
	m.check()
	p, ok := m.plan(rt, a, m.config)
	if !ok || len(p.changes)+len(p.old) > 0 {
		rt.Fatalf("a second plan: it goes through: %v, it removes %v and changes %v", ok, p.old, slices.Sorted(maps.Keys(p.changes)))
	}
	w := m.world()
	for address, o := range m.config {
		id := o.Head().ID
		if before, _ := w.Lookup(id); !slices.Equal(encoded(before), encoded(mustLook(a, id))) {
			rt.Fatalf("a second plan changes %s:\n%s", address, cmp.Diff(string(encoded(before)), string(encoded(mustLook(a, id)))))
		}
	}
	for _, s := range fabric.Each[fabric.ScaleSet](w) {
		for _, i := range s.Instances {
			own, has := fabric.Get[fabric.InstanceNetwork](w, s.VMID(i.ID))
			if i.Ended && !has && waits(a, s) {
				continue // another run has been promised the addresses of its model
			}
			if has != (i.Own != nil) || i.Ended {
				rt.Fatalf("the instance %d of %s has a network of its own: %v; it was given one: %v; that has ended: %v", i.ID, s.Name(), i.Own != nil, has, i.Ended)
			}
			if latest, _ := s.LatestModel(); has && own.ModelVersion != latest.Version {
				rt.Fatalf("the network of the instance %d of %s was put beside the model %d, not %d", i.ID, s.Name(), own.ModelVersion, latest.Version)
			}
		}
	}
}

// waits reports whether the plan of a set says that instances cannot go back to their models yet.
func waits(a actor, s fabric.ScaleSet) bool {
	return slices.ContainsFunc(a.try(session.PlanRequest{Prior: s.ID, After: arguments(s)}).Findings, func(f fabric.Finding) bool {
		return f.Code == fabric.CodeInstancesAwaitAddresses
	})
}

func encoded(o fabric.Object) []byte {
	body, err := fabric.Encode(o)
	if err != nil {
		panic(err) // plain data always encodes
	}
	return bytes.TrimSpace(body)
}

// mustLook returns an object as a run has planned it.
func mustLook(a actor, id fabric.ID) fabric.Object {
	a.Helper()
	w, err := a.World(context.Background())
	if err != nil {
		a.Fatalf("reading: %v", err)
	}
	o, presence := w.Lookup(id)
	if presence != fabric.Found {
		a.Fatalf("%s is not there", strings.TrimSpace(string(id)))
	}
	return o
}
