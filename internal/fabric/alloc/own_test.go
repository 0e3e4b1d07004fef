package alloc_test

import (
	"net/netip"
	"slices"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// promise is what a plan of a run has promised a slot of x.
func promise(run, slot, prefix string) alloc.Lease {
	l := lease("x", slot, prefix)
	l.Confirmed, l.Run = false, run
	return l
}

// TestOwnLease: a slot's earlier lease is kept where it still can be.
func TestOwnLease(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		own       alloc.Lease
		pool      string
		bits      int
		expect    string
		displaced string // the taker
	}{
		{"confirmed", lease("x", "s", "10.0.0.5/32"), "................", 32, "10.0.0.5/32", ""},
		{"promise of this run", promise("me", "s", "10.0.0.5/32"), "................", 32, "10.0.0.5/32", ""},
		{"promise of a plan thrown away", promise("dead", "s", "10.0.0.5/32"), "................", 32, "10.0.0.5/32", ""},
		{"that another has taken since", promise("dead", "s", "10.0.0.5/32"), "aaaaa.b.........", 32, "10.0.0.5/32", ""},
		{"taken", promise("dead", "s", "10.0.0.5/32"), "aaaaab..........", 32, "10.0.0.6/32", "b"},
		{"out of range", lease("x", "s", "10.0.0.20/32"), "................", 32, "10.0.0.0/32", ""},
		{"in no range", lease("x", "s", "10.0.0.5/32"), "....--..........", 32, "10.0.0.0/32", ""},
		{"of another size", lease("x", "s", "10.0.0.8/32"), "................", 29, "10.0.0.0/29", ""},
		{"of another size, in the way", lease("x", "s", "10.0.0.0/32"), "................", 29, "10.0.0.8/29", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			book := alloc.NewBook(drawnPool(c.pool), append(drawnLeases(c.pool), c.own), alloc.NewPolicy("me", nil))
			got, displaced, err := book.Allocate("x", "s", c.bits)
			if err != nil || got.Prefix.String() != c.expect {
				t.Fatalf("got %s, %v; want %s", got.Prefix, err, c.expect)
			}
			switch {
			case displaced == nil && c.displaced != "", displaced != nil && c.displaced == "":
				t.Errorf("displaced: %+v, want by %q", displaced, c.displaced)
			case displaced != nil && (displaced.Taker != c.displaced || displaced.Was != c.own.Prefix || displaced.Key != c.own.Key):
				t.Errorf("displaced: %+v, want %s by %s", displaced, c.own.Prefix, c.displaced)
			}
			if again, displaced, err := book.Allocate("x", "s", c.bits); err != nil || displaced != nil || again.Prefix != got.Prefix {
				t.Errorf("asked again: %s, %v, %v", again.Prefix, displaced, err)
			}
		})
	}
}

// TestTwoLeasesOfASlot: a plan has moved a pool, and another finds it where it was, or moved. In whichever order the store
// has them.
func TestTwoLeasesOfASlot(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, confirmed, promised, expect string }{
		{"both in the pool", "10.0.0.5/32", "10.0.0.7/32", "10.0.0.5/32"},
		{"the pool has moved", "10.9.0.5/32", "10.0.0.7/32", "10.0.0.7/32"},
		{"the pool has moved back", "10.0.0.5/32", "10.9.0.7/32", "10.0.0.5/32"},
		{"the pool is elsewhere by now", "10.9.0.5/32", "10.8.0.7/32", "10.0.0.0/32"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			leases := []alloc.Lease{lease("x", "s", c.confirmed), promise("me", "s", c.promised)}
			for range 2 {
				slices.Reverse(leases)
				book := alloc.NewBook(drawnPool("................"), slices.Clone(leases), alloc.NewPolicy("me", nil))
				if got, _, err := book.Allocate("x", "s", 32); err != nil || got.Prefix.String() != c.expect {
					t.Errorf("got %s, %v; want %s", got.Prefix, err, c.expect)
				}
			}
		})
	}
}

// TestSlotsOfOneOwnerAtOneAddress: a plan that was thrown away has promised a new slot the address of one that it gave up.
// The slot that has it keeps it, whatever the names, the order in the store and the number of leases.
func TestSlotsOfOneOwnerAtOneAddress(t *testing.T) {
	t.Parallel()
	for _, slots := range [][2]string{{"a", "c"}, {"c", "a"}} {
		for _, beside := range []string{"", "zzzzzzzzzzzzzzz."} {
			for _, reverse := range []bool{false, true} {
				had, promised := lease("x", slots[0], "10.0.0.15/32"), promise("me", slots[1], "10.0.0.15/32")
				leases := append(drawnLeases(beside), had, promised)
				if reverse {
					slices.Reverse(leases)
				}
				book := alloc.NewBook(drawnPool("................."), leases, alloc.NewPolicy("me", nil))
				got, displaced, err := book.Allocate("x", slots[0], 32)
				if err != nil || displaced != nil || got != had {
					t.Errorf("%v beside %q, reversed %t: got %v, %v, %v; want %v", slots, beside, reverse, got, displaced, err, had)
				}
				got, displaced, err = book.Allocate("x", slots[1], 32)
				if err != nil || displaced == nil || got.Prefix == had.Prefix {
					t.Errorf("%v beside %q, reversed %t: the other slot got %v, %v, %v", slots, beside, reverse, got, displaced, err)
				}
			}
		}
	}
}

// TestSlotGivesWay: z is given the address of b, of the same owner, as a plan has promised; b has what that plan promised it.
func TestSlotGivesWay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		leases []alloc.Lease
		wantB  string
	}{
		{"nothing is promised yet", []alloc.Lease{lease("x", "b", "10.0.0.5/32"), lease("x", "z", "10.0.0.6/32")}, "10.0.0.0/32"},
		{"another address is promised", []alloc.Lease{lease("x", "b", "10.0.0.5/32"), lease("x", "z", "10.0.0.6/32"),
			promise("me", "b", "10.0.0.9/32"), promise("me", "z", "10.0.0.5/32")}, "10.0.0.9/32"},
		{"they change places", []alloc.Lease{lease("x", "b", "10.0.0.5/32"), lease("x", "z", "10.0.0.6/32"),
			promise("me", "b", "10.0.0.6/32"), promise("me", "z", "10.0.0.5/32")}, "10.0.0.6/32"},
		{"z is new", []alloc.Lease{lease("x", "b", "10.0.0.5/32"), promise("me", "b", "10.0.0.9/32"), promise("me", "z", "10.0.0.5/32")}, "10.0.0.9/32"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for range 2 {
				slices.Reverse(c.leases)
				book := alloc.NewBook(drawnPool("................"), slices.Clone(c.leases), alloc.NewPolicy("me", nil))
				z, taker := book.AllocateExactly("x", "z", netip.MustParsePrefix("10.0.0.5/32"))
				if taker != nil || z.Prefix.String() != "10.0.0.5/32" {
					t.Fatalf("z got %s, taken by %v", z.Prefix, taker)
				}
				b, _, err := book.Allocate("x", "b", 32)
				if err != nil || b.Prefix.String() != c.wantB {
					t.Errorf("b got %s, %v; want %s", b.Prefix, err, c.wantB)
				}
			}
		})
	}
}

// TestExactlyIsRefusedWhole: where another holds a part of the block, the own slot that holds another part keeps it.
func TestExactlyIsRefusedWhole(t *testing.T) {
	t.Parallel()
	book := alloc.NewBook(drawnPool("................"), []alloc.Lease{lease("y", "0", "10.0.0.4/32"), lease("x", "b", "10.0.0.6/32")}, alloc.NewPolicy("me", nil))
	if l, taker := book.AllocateExactly("x", "z", netip.MustParsePrefix("10.0.0.4/30")); taker == nil || taker.Owner != "y" {
		t.Fatalf("got %s, taken by %v, want by y", l.Prefix, taker)
	}
	if b, _, err := book.Allocate("x", "b", 32); err != nil || b.Prefix.String() != "10.0.0.6/32" {
		t.Errorf("b got %s, %v", b.Prefix, err)
	}
}

func TestKeysAreApart(t *testing.T) {
	t.Parallel()
	elsewhere := lease("x", "s", "10.0.0.5/32")
	elsewhere.Pool = "other"
	book := alloc.NewBook(drawnPool("................"), []alloc.Lease{elsewhere, lease("y", "s", "10.0.0.6/32"), lease("x", "t", "10.0.0.7/32")}, alloc.NewPolicy("me", nil))
	if got, _, err := book.Allocate("x", "s", 32); err != nil || got.Prefix.String() != "10.0.0.0/32" {
		t.Errorf("got %s, %v; a lease of another pool, owner or slot is no own lease", got.Prefix, err)
	}
}
