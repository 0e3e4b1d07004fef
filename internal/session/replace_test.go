package session_test

import (
	"context"
	"slices"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

// replace plans as Terraform does: with the prior state, then without.
func (a actor) replace(o fabric.Object, want ...string) session.Plan {
	a.Helper()
	p := a.try(session.PlanRequest{Prior: o.Head().ID, After: o})
	var fields []string
	for _, f := range p.Replace {
		fields = append(fields, f.String())
	}
	if !slices.Equal(fields, want) || len(p.Findings) > 0 {
		a.Errorf("%s is replaced because of %q, want %q; findings %v", o.Head().Name(), fields, want, p.Findings)
	}
	return a.planNew(o)
}

func TestReplacedSetKeepsItsAddresses(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(append(ground(), set("first", 1, "nic-a"), set("one", 3, "nic-a"))...)
	l.walk().remove(set("first", 1, "nic-a").ID) // 1.4 is free, and the next would take it
	one, two := renamed(set("one", 2, "nic-a")), set("two", 2, "nic-a")
	const want = "1.5 1.6"

	plan := l.walk()
	p := plan.replace(one, "computer_name_prefix")
	plan.addresses("the successor", p, want)
	if got := p.Object.Head().Incarnation; got != 2 {
		t.Errorf("the successor has the incarnation %d, want 2", got)
	}
	plan.addresses("its sibling", plan.planNew(two), "1.4 1.8")
	if got := l.confirmed(pool(subnetA), one); got != "1.5 1.6 1.7" {
		t.Errorf("after the plan the set holds %q", got)
	}

	apply := l.walk()
	apply.replace(one, "computer_name_prefix")
	apply.remove(one.ID)
	if got := l.confirmed(pool(subnetA), one); got != "" {
		t.Errorf("after the removal the set holds %q", got)
	}
	if got := l.promised(pool(subnetA), one); got != want {
		t.Errorf("after the removal %q is promised, want %q", got, want)
	}
	l.check()
	apply.planNew(two) // its sibling comes first
	apply.addresses("the sibling", apply.create(two), "1.4 1.8")
	apply.planNew(one)
	p = apply.create(one)
	apply.addresses("the successor", p, want)
	if got := stored(l, one).Incarnation; got != 2 {
		t.Errorf("the stored successor has the incarnation %d, want 2", got)
	}
}

// TestReplacementInAMovedSubnet: the old addresses are of no use to the successor, but they are the predecessor's until
// it goes, and the promise must outlast it.
func TestReplacementInAMovedSubnet(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(append(ground(), set("one", 2, "nic-a"))...)
	moved, one, two := subnet("a", "10.0.7.0/24"), renamed(set("one", 2, "nic-a")), set("two", 1, "nic-a")
	plan := l.walk()
	plan.try(session.PlanRequest{Prior: moved.ID, After: moved})
	plan.addresses("its sibling", plan.planNew(two), "7.4")
	plan.addresses("the successor", plan.replace(one, "computer_name_prefix"), "7.5 7.6")
	if got := l.confirmed(pool(subnetA), one); got != "1.4 1.5" {
		t.Errorf("after the plan the set holds %q", got)
	}
	apply := l.walk()
	apply.try(session.PlanRequest{Prior: moved.ID, After: moved})
	apply.addresses("the successor, planned again", apply.replace(one, "computer_name_prefix"), "7.5 7.6")
	apply.remove(one.ID)
	apply.update(moved)
	apply.addresses("the successor", apply.create(one), "7.5 7.6")
	apply.addresses("the sibling", apply.create(two), "7.4")
}

func TestReplacedParentReplacesItsChildren(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(append(ground(), set("one", 2, "nic-a"))...)
	far := network()
	far.Location = "westeurope"

	plan := l.walk()
	plan.replace(far, "location")
	for _, o := range []fabric.Object{subnetA, nic("nic-a", subnetA)} {
		at := o.Head()
		if at.Location != "" {
			at.Location = "westeurope"
			plan.replace(o.WithHead(at), "location", "parent_incarnation")
			continue
		}
		plan.replace(o, "parent_incarnation")
	}
	one := set("one", 2, "nic-a")
	one.Location = "westeurope"
	plan.addresses("the set", plan.replace(one, "location", "parent_incarnation"), "1.4 1.5")

	apply := l.walk()
	for _, o := range []fabric.Object{one, nic("nic-a", subnetA), subnetA, network()} {
		apply.remove(o.Head().ID)
	}
	farNIC := nic("nic-a", subnetA)
	farNIC.Location = "westeurope"
	for _, o := range []fabric.Object{far, subnetA, farNIC} {
		apply.create(o)
	}
	apply.addresses("the set", apply.create(one), "1.4 1.5")
	for _, o := range []fabric.Object{far, subnetA, farNIC, one} {
		if got, _ := l.world().Lookup(o.Head().ID); got.Head().Incarnation != 2 {
			t.Errorf("%s has the incarnation %d, want 2", o.Head().Name(), got.Head().Incarnation)
		}
	}
}

// TestReplacedParentIsPending: something of the successor is not known yet, but that it is one is.
func TestReplacedParentIsPending(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(ground()[:2]...)
	far := network()
	far.Location = "westeurope"
	a := l.walk()
	a.replace(far, "location")
	if p := a.try(session.PlanRequest{After: far, Incomplete: true}); !p.Deferred {
		t.Error("the incomplete successor is not deferred")
	}
	p := a.replace(subnetA, "parent_incarnation")
	if got := p.Object.Head(); got.Incarnation != 2 || got.Parents[network().ID.Key()] != 2 {
		t.Errorf("the subnet's successor has the head %+v", got)
	}
}

// TestParentMadeAnewElsewhere: another run has replaced the subnet below a NIC configuration.
func TestParentMadeAnewElsewhere(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(ground()...)
	elsewhere := l.walk()
	elsewhere.remove(subnetA.ID)
	elsewhere.create(subnetA)
	child := nic("nic-a", subnetA)

	p, err := l.walk().tryApply(false, child, accept)
	if err != nil {
		t.Fatal(err)
	}
	l.found("apply", p.Findings, "error PropertyChangeNotAllowed parent_incarnation")

	plan := l.walk()
	plan.replace(child, "parent_incarnation")
	apply := l.walk()
	apply.remove(child.ID)
	apply.create(child)
	l.walk().planChange(child)
}

func TestRename(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(append(ground(), set("one", 2, "nic-a"))...)
	a := l.walk()
	a.planChange(set("one", 2, "nic-a")) // keeps nic-a
	other := nic("nic-z", subnetA)
	p := a.try(session.PlanRequest{Prior: nic("nic-a", subnetA).ID, After: other})
	if !p.Renamed {
		t.Error("another id is no renaming")
	}
	a.found("renaming what is in use", p.Findings, "warning NicConfigurationInUse name")
	if a.presence(nic("nic-a", subnetA).ID) != fabric.Missing {
		t.Error("the old id is still in the planned world")
	}
	a.planNew(other)
	if _, err := a.Remove(context.Background(), set("one", 0, "nic-a").ID); err != nil {
		t.Fatal(err)
	}
	a.remove(nic("nic-a", subnetA).ID)
	a.create(other)
}

func TestPlannedRemoval(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	one := set("one", 2, "nic-a")
	l.have(append(ground(), one)...)
	nicA := nic("nic-a", subnetA)

	a := l.walk()
	list, err := a.PlanRemoval(context.Background(), nicA.ID)
	if err != nil {
		t.Fatal(err)
	}
	a.found("its user may still go", list)
	one.NICConfigurationIDs = []fabric.ID{nic("nic-b", subnetB).ID}
	p := a.try(session.PlanRequest{Prior: one.ID, After: one})
	a.found("its user lets it go, too late", p.Findings, "warning NicConfigurationInUse nic_configuration_ids[0]")

	b := l.walk()
	b.planChange(set("one", 3, "nic-a"))
	list, err = b.PlanRemoval(context.Background(), nicA.ID)
	if err != nil {
		t.Fatal(err)
	}
	b.found("its user stays", list, "warning NicConfigurationInUse name")
	if list, err = b.PlanRemoval(context.Background(), head(fabric.KindScaleSet, "never").ID); err != nil || len(list) > 0 {
		t.Errorf("the removal of what is not there: %v, %v", list, err)
	}
}
