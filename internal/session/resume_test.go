package session_test

import (
	"context"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

// cutOff creates an object in a run that is killed before terraform hears of it.
func (l lab) cutOff(o fabric.Object) {
	l.Helper()
	p, err := l.walk().Apply(context.Background(), session.ApplyRequest{Create: true, After: o, Accept: accept})
	if err != nil || p.Failed() {
		l.Fatalf("creating %s: %v, %v", o.Head().Name(), err, p.Findings)
	}
}

// TestCutOff: a creation whose answer was lost is made again, with what has changed in the configuration since. It is in the
// way like any other object once its answer was heard, or where it would have to be replaced.
func TestCutOff(t *testing.T) {
	t.Parallel()
	one := set("one", 2, "nic-a")
	for name, test := range map[string]struct {
		between func(l lab)
		again   fabric.ScaleSet
		want    []string // of the plan; the apply has the same as an error
		numbers string
	}{
		"the same":       {func(lab) {}, one, nil, "1.4 1.5"},
		"a larger one":   {func(lab) {}, set("one", 3, "nic-a"), nil, "1.4 1.5 1.6"},
		"one to replace": {func(lab) {}, renamed(one), []string{"warning ResourceAlreadyExists name"}, "1.6 1.7"},
		"seen by another state": {
			func(l lab) { l.walk().planChange(one) }, one, []string{"warning ResourceAlreadyExists name"}, "1.4 1.5",
		},
		"taken up already": {
			func(l lab) { l.walk().create(one) }, one, []string{"warning ResourceAlreadyExists name"}, "1.4 1.5",
		},
		"removed": {func(l lab) { l.walk().remove(one.ID) }, one, nil, "1.4 1.5"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLab(t)
			l.have(ground()...)
			l.cutOff(one)
			test.between(l)
			p := l.walk().try(session.PlanRequest{After: test.again})
			l.found("the plan", p.Findings, test.want...)
			p, err := l.walk().tryApply(true, test.again, accept)
			if err != nil {
				t.Fatal(err)
			}
			if len(test.want) > 0 {
				l.found("the apply", p.Findings, "error ResourceAlreadyExists name")
				return
			}
			l.walk().addresses("applied", p, test.numbers)
			if n := stored(l, one).Incarnation; (name == "removed") != (n == 2) {
				t.Errorf("the set has the incarnation %d", n)
			}
			l.walk().clean(l.walk().try(session.PlanRequest{Prior: one.ID, After: test.again}))
		})
	}
}

// TestNotCutOff: what a living run has created is in the way of others, heard or not.
func TestNotCutOff(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(network(), subnetA)
	child, living := nic("nic-a", subnetA), l.in(session.OwnRun())
	if p, err := living.Apply(t.Context(), session.ApplyRequest{Create: true, After: child, Accept: accept}); err != nil || p.Failed() {
		t.Fatal(err, p.Findings)
	}
	for name, a := range map[string]actor{"another run": l.walk(), "the run itself": l.in(session.OwnRun())} {
		p, err := a.tryApply(true, child, accept)
		if err != nil {
			t.Fatal(err)
		}
		l.found(name, p.Findings, "error ResourceAlreadyExists name")
	}
}
