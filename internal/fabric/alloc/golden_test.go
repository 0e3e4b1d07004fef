package alloc_test

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

var policy = alloc.NewPolicy("me", []alloc.Run{{ID: "alive", Alive: true}, {ID: "pending", Pending: true}, {ID: "dead"}})

// randomPool draws up to three ranges of 10.0.0.0/26 that do not touch.
func randomPool(t *rapid.T) alloc.Pool {
	pool := alloc.Pool{Name: "pool"}
	next := 0
	for range rapid.IntRange(0, 3).Draw(t, "ranges") {
		from := rapid.IntRange(next, next+9).Draw(t, "from")
		to := rapid.IntRange(from, from+20).Draw(t, "to")
		pool.Ranges = append(pool.Ranges, alloc.Range{From: at(from), To: at(to)})
		next = to + 2
	}
	return pool
}

// randomLeases draws leases with one for each slot at most, of which those that count do not overlap.
func randomLeases(t *rapid.T) []alloc.Lease {
	var leases []alloc.Lease
	for range rapid.IntRange(0, 20).Draw(t, "leases") {
		bits := rapid.SampledFrom([]int{32, 32, 32, 31, 30, 29}).Draw(t, "bits of a lease")
		p, _ := at(rapid.IntRange(0, 100).Draw(t, "address")).Prefix(bits)
		l := alloc.Lease{Key: randomKey(t), Prefix: p}
		l.Run = rapid.SampledFrom([]string{"me", "alive", "pending", "dead", ""}).Draw(t, "run")
		l.Confirmed = rapid.Bool().Draw(t, "confirmed")
		clash := func(other alloc.Lease) bool {
			return other.Key == l.Key || policy.Counts(other) && policy.Counts(l) && other.Prefix.Overlaps(l.Prefix)
		}
		if !slices.ContainsFunc(leases, clash) {
			leases = append(leases, l)
		}
	}
	return leases
}

func randomKey(t *rapid.T) alloc.Key {
	return alloc.Key{
		Pool: "pool", Owner: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "owner"),
		Slot: fmt.Sprint(rapid.IntRange(0, 8).Draw(t, "slot")),
	}
}

// TestBookAgreesWithTheSlowOne asks both books the same, in random worlds.
func TestBookAgreesWithTheSlowOne(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pool, leases := randomPool(t), randomLeases(t)
		book, slow := alloc.NewBook(pool, leases, policy), fabrictest.NewSlowBook(pool, leases, policy)
		held := slices.DeleteFunc(slices.Clone(leases), func(l alloc.Lease) bool { return !policy.Counts(l) })
		for range rapid.IntRange(1, 40).Draw(t, "requests") {
			key := randomKey(t)
			bits := rapid.SampledFrom([]int{32, 32, 32, 31, 30}).Draw(t, "bits")
			got, displaced, err := book.Allocate(key.Owner, key.Slot, bits)
			want, takers, ok := slow.Allocate(key.Owner, key.Slot, bits)
			if (err == nil) != ok || got.Prefix != want {
				t.Fatalf("%s/%s /%d: got %s, %v; the slow book gives %s", key.Owner, key.Slot, bits, got.Prefix, err, want)
			}
			if (displaced != nil) != (takers != nil) || displaced != nil && !slices.Contains(takers, displaced.Taker) {
				t.Fatalf("%s/%s /%d: displaced %+v; by the slow book the takers are %v", key.Owner, key.Slot, bits, displaced, takers)
			}
			if full, isFull := errors.AsType[*alloc.FullError](err); err != nil && (!isFull || total(full.Holders) != len(held)) {
				t.Fatalf("error %v; %d leases count", err, len(held))
			}
			if err == nil {
				held = checkHeld(t, held, got)
			}
		}
	})
}

// checkHeld adds a lease to those that count, which must not overlap it.
func checkHeld(t *rapid.T, held []alloc.Lease, given alloc.Lease) []alloc.Lease {
	for _, l := range held {
		switch {
		case l.Key == given.Key && l.Prefix == given.Prefix:
			return held
		case l.Prefix.Overlaps(given.Prefix):
			t.Fatalf("%s of %s/%s overlaps %s of %s/%s", given.Prefix, given.Owner, given.Slot, l.Prefix, l.Owner, l.Slot)
		}
	}
	return append(held, given)
}

func total(holders map[string]int) int {
	n := 0
	for _, held := range holders {
		n += held
	}
	return n
}

// TestFullOnlyWhenFull fills a pool to the last address.
func TestFullOnlyWhenFull(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pool, leases := randomPool(t), randomLeases(t)
		taken := map[netip.Addr]bool{}
		for _, l := range leases {
			if policy.Counts(l) {
				for _, a := range fabrictest.AddressesOf(l.Prefix) {
					taken[a] = true
				}
			}
		}
		free := 0
		for _, r := range pool.Ranges {
			for a := r.From; a.Compare(r.To) <= 0; a = a.Next() {
				if !taken[a] {
					free++
				}
			}
		}
		book := alloc.NewBook(pool, leases, policy)
		for n := range free {
			if _, _, err := book.Allocate("new", fmt.Sprint(n), 32); err != nil {
				t.Fatalf("address %d of %d: %v", n+1, free, err)
			}
		}
		if l, _, err := book.Allocate("new", "one more", 32); err == nil {
			t.Fatalf("the full pool gives %s", l.Prefix)
		}
	})
}

func BenchmarkAllocate(b *testing.B) {
	for _, n := range []int{250, 8000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			pool := alloc.Pool{Name: "pool", Ranges: []alloc.Range{{From: netip.MustParseAddr("10.0.0.4"), To: netip.MustParseAddr("10.0.255.254")}}}
			slots := make([]string, n)
			for i := range slots {
				slots[i] = fmt.Sprint(i)
			}
			for b.Loop() {
				book := alloc.NewBook(pool, nil, policy)
				for _, slot := range slots {
					if _, _, err := book.Allocate("owner", slot, 32); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
