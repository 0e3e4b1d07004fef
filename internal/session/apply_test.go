package session_test

import (
	"context"
	"errors"
	"net/netip"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// everything is all that a store holds, to compare.
func (l lab) everything() map[string]any {
	l.Helper()
	all := map[string]any{}
	w := l.world()
	for o := range w.All() {
		body, err := fabric.Encode(o)
		if err != nil {
			l.Fatalf("%v", err)
		}
		all[string(o.Head().ID)] = string(body)
	}
	for _, name := range []string{pool(subnetA), pool(subnetB), "public-prefixes|IPv4"} {
		all[name] = l.leases(name)
	}
	err := l.store.View(context.Background(), func(r store.Reader) error {
		for _, o := range []fabric.Object{network(), subnetA, subnetB, set("one", 0, "nic-a"), set("two", 0, "nic-a")} {
			n, err := r.Incarnation(o.Head().ID.Key())
			if err != nil {
				return err
			}
			all["incarnation of "+o.Head().Name()] = n
		}
		return nil
	})
	if err != nil {
		l.Fatalf("%v", err)
	}
	return all
}

var samePrefix = cmp.Comparer(func(a, b netip.Prefix) bool { return a == b })

// unchanged runs something that is to leave the store as it was.
func (l lab) unchanged(do func()) {
	l.Helper()
	before := l.everything()
	do()
	if diff := cmp.Diff(before, l.everything(), samePrefix); diff != "" {
		l.Errorf("the store changed (-before +after):\n%s", diff)
	}
}

func TestApplyRefusals(t *testing.T) {
	t.Parallel()
	one := set("one", 2, "nic-a")
	badPrefix := network()
	badPrefix.AddressSpace = []string{"10.5.0.0/16"}
	for name, test := range map[string]struct {
		create bool
		object fabric.Object
		want   []string
	}{
		"creating what exists":        {true, one, []string{"error ResourceAlreadyExists name"}},
		"creating it in another case": {true, set("ONE", 2, "nic-a"), []string{"error ResourceAlreadyExists name"}},
		"updating what is not there":  {false, set("two", 2, "nic-a"), []string{"error ResourceNotFound name"}},
		"changing what is fixed":      {false, renamed(one), []string{"error PropertyChangeNotAllowed computer_name_prefix"}},
		"a missing reference":         {true, set("two", 2, "nic-z"), []string{"error InvalidResourceReference nic_configuration_ids[0]"}},
		"an invalid argument":         {true, set("two", 2000, "nic-a"), []string{"error InvalidParameter capacity"}},
		"a subnet beside its network": {true, subnet("c", "10.7.0.0/24"), []string{"error NetcfgInvalidSubnet address_prefixes[0]"}},
		"a network without its subnets": {
			false, badPrefix, []string{"error NetcfgInvalidSubnet address_space", "error NetcfgInvalidSubnet address_space"},
		},
		"a subnet without its addresses": {false, subnet("a", "10.0.7.0/24"), []string{"error InUsePrefixCannotBeDeleted address_prefixes"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLab(t)
			l.have(append(ground(), one)...)
			l.unchanged(func() {
				p, err := l.walk().tryApply(test.create, test.object, func(session.Plan) error {
					t.Error("Accept was asked")
					return nil
				})
				if err != nil {
					t.Fatal(err)
				}
				l.found("apply", p.Findings, test.want...)
			})
		})
	}
}

func TestAcceptUndoesEverything(t *testing.T) {
	t.Parallel()
	one := set("one", 2, "nic-a")
	grown := set("one", 4, "nic-b")
	for name, test := range map[string]struct {
		create bool
		object fabric.Object
		want   string
	}{
		"a creation": {true, set("two", 2, "nic-a"), "1.6 1.7"},
		"an update":  {false, grown, "2.4 2.5 2.6 2.7"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLab(t)
			l.have(append(ground(), one)...)
			errNo := errors.New("no")
			l.unchanged(func() {
				a := l.walk()
				p, err := a.tryApply(test.create, test.object, func(p session.Plan) error {
					a.addresses("Accept is shown", p, test.want)
					return errNo
				})
				if !errors.Is(err, errNo) {
					t.Errorf("Apply returned %v, want Accept's error", err)
				}
				a.addresses("Apply returns", p, test.want)
			})
			a := l.walk()
			a.addresses("the next time", a.apply(test.create, test.object), test.want)
		})
	}
}

func TestRemovalOfWhatIsInUse(t *testing.T) {
	t.Parallel()
	one := set("one", 1, "nic-a")
	for name, test := range map[string]struct {
		id   fabric.ID
		want []string
	}{
		"a subnet":                     {subnetA.ID, []string{"error InUseSubnetCannotBeDeleted name"}},
		"a NIC configuration":          {nic("nic-a", subnetA).ID, []string{"error NicConfigurationInUse name"}},
		"a network with a used subnet": {network().ID, []string{"error InUseSubnetCannotBeDeleted name"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLab(t)
			l.have(append(ground(), one)...)
			l.unchanged(func() {
				list, err := l.walk().Remove(context.Background(), test.id)
				if err != nil {
					t.Fatal(err)
				}
				l.found("removal", list, test.want...)
			})
		})
	}
}

func TestNetworkTakesItsSubnetsAlong(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(append(ground(), set("one", 1, "nic-a"))...)
	a := l.walk()
	a.remove(set("one", 1, "nic-a").ID)
	a.remove(network().ID)
	w := l.world()
	for _, o := range []fabric.Object{network(), subnetA, subnetB} {
		if _, presence := w.Lookup(o.Head().ID); presence != fabric.Missing {
			t.Errorf("%s is still there", o.Head().Name())
		}
	}
	if _, presence := w.Lookup(nic("nic-a", subnetA).ID); presence != fabric.Found {
		t.Error("the NIC configuration, a template, went along")
	}
	a.remove(network().ID) // what is gone is gone
	a.create(network())
	if got := a.create(subnetA).Object.Head(); got.Incarnation != 2 || got.Parents[network().ID.Key()] != 2 {
		t.Errorf("the new subnet has the head %+v", got)
	}
}

func TestRemovalFreesAddresses(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(append(ground(), set("one", 2, "nic-a"), set("two", 2, "nic-a"))...)
	a := l.walk()
	a.remove(set("one", 2, "nic-a").ID)
	a.addresses("the next set", a.create(set("three", 3, "nic-a")), "1.4 1.5 1.8")
}

// TestRevision counts changes, and nothing else.
func TestRevision(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(ground()...)
	one := set("one", 2, "nic-a")
	for n, step := range []struct {
		create           bool
		capacity         int
		revision, models int
	}{{true, 2, 1, 1}, {false, 2, 1, 1}, {false, 3, 2, 1}, {false, 3, 2, 1}, {false, 1, 3, 1}} {
		one.Capacity = step.capacity
		p := l.walk().apply(step.create, one)
		got := stored(l, one)
		if got.Revision != step.revision || got.Incarnation != 1 || len(got.Models) != step.models {
			t.Errorf("step %d: revision %d, incarnation %d, %d models; want %d, 1, %d", n, got.Revision, got.Incarnation, len(got.Models), step.revision, step.models)
		}
		if diff := cmp.Diff(got.Head(), p.Object.Head()); diff != "" {
			t.Errorf("step %d: the store has (-), and Apply returned (+):\n%s", n, diff)
		}
		l.check()
	}
	if got := addresses(stored(l, one)); got != "1.4" {
		t.Errorf("after shrinking the set has %q", got)
	}
}
