package session_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

// machine plays terraform runs on three scale sets in two subnets, in any order that rapid thinks of.
type machine struct {
	lab
	saved []planned // a plan that is kept in a file, to be applied when much else has happened
}

// planned is one set in a plan.
type planned struct {
	set      fabric.ScaleSet
	replaced bool
	shown    session.Plan
}

// The subnets have eleven addresses each, so that three sets can fill them.
var (
	machineSubnets = []fabric.Subnet{subnet("a", "10.0.1.0/28"), subnet("b", "10.0.2.0/28")}
	machineNICs    = []string{"nic-a", "nic-b"}
)

func TestRunsInAnyOrder(t *testing.T) {
	t.Parallel()
	checkLabs(t, func(rt *rapid.T, l lab) {
		m := &machine{lab: l}
		m.have(network(), machineSubnets[0], machineSubnets[1], nic("nic-a", machineSubnets[0]), nic("nic-b", machineSubnets[1]))
		rt.Repeat(map[string]func(*rapid.T){
			"":               func(*rapid.T) { m.check() },
			"PlanAndDiscard": func(rt *rapid.T) { m.plan(rt, m.walk(), m.draw(rt)) },
			"PlanElsewhere":  m.planElsewhere,
			"PlanAndApply":   m.planAndApply,
			"Save":           func(rt *rapid.T) { m.saved = m.plan(rt, m.walk(), m.draw(rt)) },
			"ApplySaved":     m.applySaved,
			"Remove":         m.removeOne,
		})
	})
}

// draw thinks of a configuration: which sets are in it, where, how large, and how they are upgraded.
func (m *machine) draw(rt *rapid.T) []fabric.ScaleSet {
	names := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"one", "two", "three"}), 1, 3, rapid.ID).Draw(rt, "sets")
	var sets []fabric.ScaleSet
	for _, name := range names {
		s := set(name, rapid.IntRange(0, 5).Draw(rt, "capacity of "+name), rapid.SampledFrom(machineNICs).Draw(rt, "nic of "+name))
		s.UpgradeMode = rapid.SampledFrom([]string{fabric.UpgradeAutomatic, fabric.UpgradeManual}).Draw(rt, "upgrade of "+name)
		if rapid.IntRange(0, 3).Draw(rt, "generation of "+name) == 0 {
			s = renamed(s)
		}
		sets = append(sets, s)
	}
	return sets
}

// plan plans sets as terraform does, and returns what it showed. What was refused, or is open, is left out.
func (m *machine) plan(rt *rapid.T, a actor, sets []fabric.ScaleSet) []planned {
	var list []planned
	if rapid.IntRange(0, 3).Draw(rt, "something pending") == 0 {
		if err := a.MarkPending(context.Background()); err != nil {
			rt.Fatal(err)
		}
	}
	for _, s := range sets {
		if p, ok := m.planOne(rt, a, s); ok {
			list = append(list, p)
		}
	}
	return list
}

func (m *machine) planOne(rt *rapid.T, a actor, s fabric.ScaleSet) (planned, bool) {
	p := planned{set: s}
	_, presence := m.world().Lookup(s.ID)
	req := session.PlanRequest{After: s}
	if presence == fabric.Found {
		req.Prior = s.ID
	}
	p.shown = a.try(req)
	if p.replaced = len(p.shown.Replace) > 0; p.replaced {
		req.Prior = ""
		p.shown = a.try(req)
	}
	rt.Logf("plan of %s: %q, replaced %v, deferred %v, %v", s.Name(), addresses(p.shown.Object), p.replaced, p.shown.Deferred, findings(p.shown.Findings))
	return p, !p.shown.Failed() && !p.shown.Deferred
}

// planElsewhere plans with a subnet moved to another prefix, which is never applied.
func (m *machine) planElsewhere(rt *rapid.T) {
	a := m.walk()
	n := rapid.IntRange(0, 1).Draw(rt, "subnet")
	elsewhere := machineSubnets[n]
	elsewhere.AddressPrefixes = []string{fmt.Sprintf("10.0.%d.0/28", 11+n)}
	a.try(session.PlanRequest{Prior: elsewhere.ID, After: elsewhere})
	m.plan(rt, a, m.draw(rt))
}

// planAndApply applies a plan right away, in the same run or from a file in another, in another order. All of it must
// come out as it was shown, or, where the apply ends early, as far as it came.
func (m *machine) planAndApply(rt *rapid.T) {
	run := deadRun()
	list := m.plan(rt, m.in(run), m.draw(rt))
	if rapid.Bool().Draw(rt, "saved to a file") {
		run = deadRun()
	}
	a := m.in(run)
	list = rapid.Permutation(list).Draw(rt, "order")
	list = list[:rapid.IntRange(0, len(list)).Draw(rt, "done")]
	for _, p := range list {
		if got, done := m.apply(rt, a, p); !done {
			rt.Fatalf("%s was planned with %q, and the apply did not give that: %q", p.set.Name(), addresses(p.shown.Object), addresses(got.Object))
		}
		m.check()
	}
}

// apply plans once more, as terraform does in its apply, and then applies. done is false where that would not give what
// was planned; then nothing has changed.
func (m *machine) apply(rt *rapid.T, a actor, p planned) (got session.Plan, done bool) {
	_, presence := m.world().Lookup(p.set.ID)
	if p.replaced {
		a.remove(p.set.ID)
		presence = fabric.Missing
		m.check()
	}
	again, ok := m.planOne(rt, a, p.set)
	if !ok || again.replaced || addresses(again.shown.Object) != addresses(p.shown.Object) {
		return again.shown, false
	}
	got, err := a.tryApply(presence != fabric.Found, p.set, asPlanned(p.shown))
	if err != nil && !errors.Is(err, errNotAsPlanned) {
		rt.Fatalf("applying %s: %v", p.set.Name(), err)
	}
	rt.Logf("apply of %s: %q, %v", p.set.Name(), addresses(got.Object), findings(got.Findings))
	return got, err == nil && !got.Failed()
}

// applySaved applies a plan of long ago: each set as shown, or not at all.
func (m *machine) applySaved(rt *rapid.T) {
	if len(m.saved) == 0 {
		rt.Skip("nothing is saved")
	}
	list := m.saved
	m.saved = nil
	a := m.walk()
	for _, p := range list {
		before := m.world()
		old, presence := before.Lookup(p.set.ID)
		if p.replaced != (presence == fabric.Found && len(fabric.MustReplace(before, old, p.set)) > 0) {
			continue // terraform calls such a plan stale
		}
		got, done := m.apply(rt, a, p)
		now, presence := m.world().Lookup(p.set.ID)
		switch {
		case done && addresses(now) != addresses(p.shown.Object):
			rt.Fatalf("%s was applied as %q, and stored as %q", p.set.Name(), addresses(got.Object), addresses(now))
		case !done && p.replaced && presence != fabric.Missing:
			rt.Fatalf("%s is there after its successor was refused", p.set.Name())
		case !done && !p.replaced && addresses(now) != addresses(old):
			rt.Fatalf("%s changed from %q to %q although it was refused", p.set.Name(), addresses(old), addresses(now))
		}
		m.check()
	}
}

func (m *machine) removeOne(rt *rapid.T) {
	sets := fabric.Each[fabric.ScaleSet](m.world())
	if len(sets) == 0 {
		rt.Skip("no set is there")
	}
	m.walk().remove(rapid.SampledFrom(sets).Draw(rt, "set").ID)
}
