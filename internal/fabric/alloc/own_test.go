package alloc_test

import (
	"slices"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// TestOwnLease: a slot's earlier lease is kept where it still can be.
func TestOwnLease(t *testing.T) {
	t.Parallel()
	promise := func(run string) alloc.Lease {
		l := lease("x", "s", "10.0.0.5/32")
		l.Confirmed, l.Run = false, run
		return l
	}
	for _, c := range []struct {
		name      string
		own       alloc.Lease
		pool      string
		bits      int
		expect    string
		displaced string // the taker
	}{
		{"confirmed", lease("x", "s", "10.0.0.5/32"), "................", 32, "10.0.0.5/32", ""},
		{"promise of this run", promise("me"), "................", 32, "10.0.0.5/32", ""},
		{"promise of a plan thrown away", promise("dead"), "................", 32, "10.0.0.5/32", ""},
		{"that another has taken since", promise("dead"), "aaaaa.b.........", 32, "10.0.0.5/32", ""},
		{"taken", promise("dead"), "aaaaab..........", 32, "10.0.0.6/32", "b"},
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
	promise := func(prefix string) alloc.Lease {
		l := lease("x", "s", prefix)
		l.Confirmed, l.Run = false, "me"
		return l
	}
	for _, c := range []struct{ name, confirmed, promised, expect string }{
		{"both in the pool", "10.0.0.5/32", "10.0.0.7/32", "10.0.0.5/32"},
		{"the pool has moved", "10.9.0.5/32", "10.0.0.7/32", "10.0.0.7/32"},
		{"the pool has moved back", "10.0.0.5/32", "10.9.0.7/32", "10.0.0.5/32"},
		{"the pool is elsewhere by now", "10.9.0.5/32", "10.8.0.7/32", "10.0.0.0/32"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			leases := []alloc.Lease{lease("x", "s", c.confirmed), promise(c.promised)}
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

func TestKeysAreApart(t *testing.T) {
	t.Parallel()
	elsewhere := lease("x", "s", "10.0.0.5/32")
	elsewhere.Pool = "other"
	book := alloc.NewBook(drawnPool("................"), []alloc.Lease{elsewhere, lease("y", "s", "10.0.0.6/32"), lease("x", "t", "10.0.0.7/32")}, alloc.NewPolicy("me", nil))
	if got, _, err := book.Allocate("x", "s", 32); err != nil || got.Prefix.String() != "10.0.0.0/32" {
		t.Errorf("got %s, %v; a lease of another pool, owner or slot is no own lease", got.Prefix, err)
	}
}
