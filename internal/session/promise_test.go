package session_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

func TestApplyGivesWhatThePlanShowed(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(ground()...)
	one := set("one", 3, "nic-a")
	plan := l.walk()
	plan.addresses("plan", plan.planNew(one), "1.4 1.5 1.6")
	apply := l.walk()
	apply.addresses("plan before apply", apply.planNew(one), "1.4 1.5 1.6")
	apply.addresses("apply", apply.create(one), "1.4 1.5 1.6")

	one.Capacity = 4
	plan = l.walk()
	plan.addresses("growth", plan.planChange(one), "1.4 1.5 1.6 1.7")
	l.walk().addresses("apply without a plan of its own", l.walk().update(one), "1.4 1.5 1.6 1.7")
	if got := addresses(stored(l, one)); got != "1.4 1.5 1.6 1.7" {
		t.Errorf("the store has %q", got)
	}
}

// TestWhoseePromisesCount plans one set in a first run, and another in a second.
func TestWhosePromisesCount(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		first func(l lab, one fabric.ScaleSet)
		want  string
	}{
		"a discarded plan leaves no gap": {func(l lab, one fabric.ScaleSet) { l.walk().planNew(one) }, "1.4 1.5"},
		"a living run counts": {func(l lab, one fabric.ScaleSet) {
			l.in(session.OwnRun()).planNew(one)
		}, "1.6 1.7"},
		"a parent counts": {func(l lab, one fabric.ScaleSet) {
			l.in(session.ParentRun()).planNew(one)
		}, "1.6 1.7"},
		"a run that left a name pending counts": {func(l lab, one fabric.ScaleSet) {
			a := l.walk()
			a.planNew(one)
			if err := a.MarkPending(context.Background()); err != nil {
				l.Fatalf("%v", err)
			}
		}, "1.6 1.7"},
		"a run that left an object incomplete counts": {func(l lab, one fabric.ScaleSet) {
			a := l.walk()
			a.try(session.PlanRequest{After: set("open", 0, "nic-a"), Incomplete: true})
			a.planNew(one)
		}, "1.6 1.7"},
		"a run that deferred an object counts": {func(l lab, one fabric.ScaleSet) {
			a := l.walk()
			a.planNew(one)
			a.try(session.PlanRequest{After: nic("nic-open", subnetB), Incomplete: true})
			if p := a.try(session.PlanRequest{After: set("open", 5, "nic-open")}); !p.Deferred {
				l.Errorf("the set with an open NIC configuration is not deferred")
			}
		}, "1.6 1.7"},
		"a refused plan promises nothing": {func(l lab, one fabric.ScaleSet) {
			one.SKU = "Standard_D2s_v5"
			one.NICConfigurationIDs = append(one.NICConfigurationIDs, head(fabric.KindNICConfiguration, "nic-b").ID)
			if p := l.in(session.OwnRun()).try(session.PlanRequest{After: one}); !p.Failed() {
				l.Errorf("two primary NIC configurations were not refused")
			}
		}, "1.4 1.5"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLab(t)
			l.have(ground()...)
			test.first(l, set("one", 2, "nic-a"))
			second := l.walk()
			second.addresses("the second run", second.planNew(set("two", 2, "nic-a")), test.want)
		})
	}
}

func TestSiblingsAppliedInTheOtherOrder(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(ground()...)
	one, two := set("one", 2, "nic-a"), set("two", 2, "nic-a")
	plan := l.walk()
	plan.addresses("plan of one", plan.planNew(one), "1.4 1.5")
	plan.addresses("plan of two", plan.planNew(two), "1.6 1.7")
	apply := l.walk()
	apply.planNew(two)
	apply.addresses("apply of two", apply.create(two), "1.6 1.7")
	apply.planNew(one)
	apply.addresses("apply of one", apply.create(one), "1.4 1.5")
}

var errNotAsPlanned = errors.New("not as planned")

// asPlanned accepts what has the addresses that a plan showed.
func asPlanned(planned session.Plan) func(session.Plan) error {
	return func(p session.Plan) error {
		if addresses(p.Object) != addresses(planned.Object) {
			return errNotAsPlanned
		}
		return nil
	}
}

func TestPromiseTaken(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(ground()...)
	one, two := set("one", 2, "nic-a"), set("two", 3, "nic-a")
	planned := l.walk().planNew(one)
	l.have(two) // takes 1.4 to 1.6

	apply := l.walk()
	p, err := apply.tryApply(true, one, asPlanned(planned))
	if !errors.Is(err, errNotAsPlanned) {
		t.Errorf("apply returned %v, want Accept's error", err)
	}
	apply.found("apply", p.Findings, "warning PromisedValueTaken name")
	if got := p.Findings; len(got) == 1 {
		if want := "10.0.1.4 to one (slot 0/nic-a/ip), and " + string(two.ID.Key()) + " holds it now"; !strings.Contains(got[0].Detail, want) {
			t.Errorf("the warning says %q, want %q in it", got[0].Detail, want)
		}
	}
	if o, presence := l.world().Lookup(one.ID); presence != fabric.Missing {
		t.Errorf("what was not accepted is stored: %v", o)
	}
	if got := l.confirmed(pool(subnetA), one); got != "" {
		t.Errorf("what was not accepted holds %q", got)
	}
	again := l.walk()
	p = again.try(session.PlanRequest{After: one})
	again.found("the next plan", p.Findings, "warning PromisedValueTaken name")
	again.addresses("the next plan", p, "1.7 1.8")
	again.addresses("and its apply", l.walk().create(one), "1.7 1.8")
}

func TestSetMovesToAnotherSubnet(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(append(ground(), set("one", 2, "nic-a"), set("two", 1, "nic-b"))...)
	one := set("one", 2, "nic-a")
	moved := nic("nic-a", subnetB)

	discarded := l.walk()
	discarded.planChange(moved)
	discarded.addresses("plan of the move", discarded.planChange(one), "2.5 2.6")
	if got := l.confirmed(pool(subnetA), one); got != "1.4 1.5" {
		t.Errorf("after a discarded plan the set holds %q", got)
	}
	still := l.walk()
	still.addresses("plan without the move", still.planChange(one), "1.4 1.5")

	plan := l.walk()
	plan.planChange(moved)
	plan.planChange(one)
	apply := l.walk()
	apply.update(moved)
	apply.addresses("apply of the move", apply.update(one), "2.5 2.6")
	if got := l.confirmed(pool(subnetA), one); got != "" {
		t.Errorf("the old subnet still has %q leased", got)
	}
}

// TestSubnetMovesInDiscardedPlans: the same pool, but elsewhere in each plan. What is confirmed must outlast it all.
func TestSubnetMovesInDiscardedPlans(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(append(ground(), set("one", 2, "nic-a"))...)
	one, two := set("one", 2, "nic-a"), set("two", 1, "nic-a")
	for _, elsewhere := range []struct{ prefix, one, two string }{
		{"10.0.7.0/24", "7.4 7.5", "7.6"}, {"10.0.8.0/24", "8.4 8.5", "8.6"}, {"10.0.7.0/24", "7.4 7.5", "7.6"},
	} {
		plan := l.walk()
		p := plan.try(session.PlanRequest{Prior: subnetA.ID, After: subnet("a", elsewhere.prefix)})
		plan.found("moving a subnet under a set", p.Findings, "warning InUsePrefixCannotBeDeleted address_prefixes")
		plan.addresses("one in "+elsewhere.prefix, plan.planChange(one), elsewhere.one)
		plan.addresses("two in "+elsewhere.prefix, plan.planNew(two), elsewhere.two)
		if got := l.confirmed(pool(subnetA), one); got != "1.4 1.5" {
			t.Fatalf("after a discarded plan the set holds %q", got)
		}
		l.check()
	}
	still := l.walk()
	still.addresses("where nothing moved", still.planChange(one), "1.4 1.5")
	still.addresses("beside it", still.planNew(two), "1.6")
	still.addresses("applied", l.walk().create(two), "1.6")
}

func TestPrefixOfAnotherLength(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	const pool = "public-prefixes|IPv4"
	l.have(prefix(29))
	if got := l.confirmed(pool, prefix(29)); got != "198.18.0.0/29" {
		t.Fatalf("the /29 is %q", got)
	}
	replace := func(a actor) string {
		p := a.try(session.PlanRequest{Prior: prefix(28).ID, After: prefix(28)})
		if len(p.Replace) != 1 || p.Replace[0].String() != "prefix_length" {
			t.Errorf("the plan replaces because of %v, want prefix_length", p.Replace)
		}
		made, _ := a.planNew(prefix(28)).Object.(fabric.PublicIPPrefix)
		return made.Prefix.String()
	}
	const want = "198.18.0.16/28" // the first /28 that does not overlap the /29
	for range 2 {                 // the first plan is discarded
		if got := replace(l.walk()); got != want {
			t.Errorf("the plan shows %s, want %s", got, want)
		}
		if got := l.confirmed(pool, prefix(29)); got != "198.18.0.0/29" {
			t.Errorf("after the plan the prefix holds %q", got)
		}
	}
	apply := l.walk()
	replace(apply)
	apply.remove(prefix(29).ID)
	if got := l.promised(pool, prefix(28)); got != want {
		t.Errorf("after the removal %q is promised, want %s", got, want)
	}
	made, _ := apply.create(prefix(28)).Object.(fabric.PublicIPPrefix)
	if got := made.Prefix.String(); got != want {
		t.Errorf("the apply made %s, want %s", got, want)
	}
}
