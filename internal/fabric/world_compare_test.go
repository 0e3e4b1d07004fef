package fabric_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

func TestSameBut(t *testing.T) {
	t.Parallel()
	test := fabric.ConnectivityTest{Meta: fabric.Meta{ID: fabrictest.ID(fabric.KindConnectivityTest, "test")}}
	w := fabric.NewWorld(asg("a"), asg("b"), test)
	var plan, more, tests, gone, open fabric.Overlay
	plan.Plan(asg("c"))
	more.Plan(asg("d"))
	tests.Plan(test)
	gone.Remove(asg("a").ID)
	open.Pend(asg("e").ID, fabric.KindApplicationSecurityGroup)
	var never fabric.Overlay
	never.Remove(asg("never").ID)
	planned := w.WithOverlays(&plan)
	for name, c := range map[string]struct {
		a, b *fabric.World
		want bool
	}{
		"itself":                         {w, w, true},
		"nothing on top":                 {w, w.WithOverlays(), true},
		"the same plan twice":            {planned, w.WithOverlays(&plan), true},
		"a test in it":                   {planned, planned.With(test), true},
		"a test planned":                 {planned, w.WithOverlays(&plan, &tests), true},
		"a test stored":                  {w, w.Stored([]fabric.Object{test}, nil), true},
		"a test removed":                 {w, w.Stored(nil, []fabric.Key{test.ID.Key()}), true},
		"what never was removed":         {w, w.WithOverlays(&never), true},
		"a plan":                         {w, planned, false},
		"one more":                       {planned, w.WithOverlays(&plan, &more), false},
		"another":                        {planned, w.WithOverlays(&more), false},
		"one less":                       {w, w.WithOverlays(&gone), false},
		"removed from the store":         {w, w.Stored(nil, []fabric.Key{asg("a").ID.Key()}), false},
		"written again":                  {w, w.Stored([]fabric.Object{asg("a")}, nil), false},
		"planned again":                  {planned, planned.With(asg("c")), false},
		"one of unknown content to come": {w, w.WithOverlays(&open), false},
	} {
		if got, back := c.a.SameBut(fabric.KindConnectivityTest, c.b), c.b.SameBut(fabric.KindConnectivityTest, c.a); got != c.want || back != c.want {
			t.Errorf("%s: %t, and the other way round %t, want %t", name, got, back, c.want)
		}
	}
}
