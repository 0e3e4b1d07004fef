package alloc

import (
	"fmt"
	"net/netip"
	"slices"

	"go4.org/netipx"
)

// Book is the leases of one pool during one transaction.
type Book struct {
	pool   Pool
	own    map[Key]Lease     // every lease by its key, whether it counts or not
	taken  []Lease           // those that count, sorted by address; they never overlap
	spared []Lease           // others' that do not count, sorted by address: taken only when nothing else is free
	cursor map[search]cursor // where the search for the next free block may start
}

// search is what a cursor is for: blocks of one size, among all that are free or those that are spared as well.
type search struct {
	bits   int
	spares bool
}

// cursor remembers that everything below it is taken, for blocks of one size. It holds because a book never frees.
type cursor struct {
	rng  int        // index into the pool's ranges
	addr netip.Addr // in that range
}

// NewBook opens the book of a pool on the leases that a store holds for it.
func NewBook(pool Pool, leases []Lease, policy Policy) *Book {
	b := &Book{pool: pool, own: make(map[Key]Lease, len(leases)), cursor: map[search]cursor{}}
	for _, l := range leases {
		b.own[l.Key] = l
		if policy.Counts(l) {
			b.taken = append(b.taken, l)
		}
	}
	slices.SortFunc(b.taken, func(x, y Lease) int { return x.Addr().Compare(y.Addr()) })
	return b
}

// Spare has the book give new blocks where no other owner has a promise at all, if there are any: for what is in no plan
// itself, so that it stays out of the way of plans that are to be applied from a file.
func (b *Book) Spare(owner string, leases []Lease) {
	for _, l := range leases {
		if l.Owner != owner && !l.Confirmed {
			b.spared = append(b.spared, l)
		}
	}
	slices.SortFunc(b.spared, func(x, y Lease) int { return x.Addr().Compare(y.Addr()) })
}

// FullError says that a pool has nothing left of the size asked for.
type FullError struct {
	Pool    Pool
	Holders map[string]int // how many leases each owner holds that count
}

// Error implements error.
func (e *FullError) Error() string { return fmt.Sprintf("the pool %s is full", e.Pool.Name) }

// Displaced says that a slot could not keep what it was promised.
type Displaced struct {
	Key   Key
	Was   netip.Prefix
	Taker string // the owner that holds it now
}

// Allocate gives the slot a block of the given prefix length (32 or 128 for an address). It returns the slot's lease,
// and Displaced where an earlier promise could not be kept. The error is a *FullError.
func (b *Book) Allocate(owner, slot string, bits int) (Lease, *Displaced, error) {
	key := Key{Pool: b.pool.Name, Owner: owner, Slot: slot}
	var displaced *Displaced
	if old, ok := b.own[key]; ok && old.Prefix.Bits() == bits && b.inRange(old.Prefix) {
		taker, taken := b.takerOf(old.Prefix)
		if !taken {
			b.insert(old)
			return old, nil, nil
		}
		if taker.Key == key {
			return old, nil, nil
		}
		displaced = &Displaced{Key: key, Was: old.Prefix, Taker: taker.Owner}
	}
	p, ok := b.lowestFree(bits)
	if !ok {
		return Lease{}, displaced, &FullError{Pool: b.pool, Holders: b.holders()}
	}
	lease := Lease{Key: key, Prefix: p}
	b.own[key] = lease
	b.insert(lease)
	return lease, displaced, nil
}

// AllocateExactly gives the slot one certain block, or returns the lease of another that counts and overlaps it. Another
// slot of the same owner gives way: it asks for its own next.
func (b *Book) AllocateExactly(owner, slot string, block netip.Prefix) (lease Lease, taker *Lease) {
	key := Key{Pool: b.pool.Name, Owner: owner, Slot: slot}
	held, taken := b.takerOf(block)
	if taken && held.Owner != owner {
		return Lease{}, &held
	}
	if old, ok := b.own[key]; ok && old.Prefix == block && taken && held.Key == key {
		return old, nil
	}
	if taken {
		b.drop(held)
	}
	lease = Lease{Key: key, Prefix: block}
	if old, ok := b.own[key]; ok {
		if old.Prefix == block {
			lease = old
		}
		b.drop(old)
	}
	b.own[key] = lease
	b.insert(lease)
	return lease, nil
}

// drop takes a lease out of the book. What lies below a cursor may be free again, so the cursors start anew.
func (b *Book) drop(l Lease) {
	delete(b.own, l.Key)
	b.taken = slices.DeleteFunc(b.taken, func(t Lease) bool { return t.Key == l.Key && t.Prefix == l.Prefix })
	b.cursor = map[search]cursor{}
}

func (b *Book) inRange(p netip.Prefix) bool {
	return slices.ContainsFunc(b.pool.Ranges, func(r Range) bool { return r.Contains(p) })
}

// takerOf returns the counting lease that overlaps a prefix. Counting leases do not overlap each other, so only the
// last one that starts at or before the prefix's end can reach into it.
func (b *Book) takerOf(p netip.Prefix) (Lease, bool) {
	return overlapping(b.taken, p)
}

// overlapping returns the last of some leases, sorted by address, that start at or before a prefix's end, if it reaches
// into the prefix.
func overlapping(leases []Lease, p netip.Prefix) (Lease, bool) {
	i, _ := slices.BinarySearchFunc(leases, last(p), func(l Lease, end netip.Addr) int {
		if l.Addr().Compare(end) <= 0 {
			return -1
		}
		return 1
	})
	if i > 0 && leases[i-1].Prefix.Overlaps(p) {
		return leases[i-1], true
	}
	return Lease{}, false
}

func (b *Book) insert(l Lease) {
	i, _ := slices.BinarySearchFunc(b.taken, l.Addr(), func(x Lease, a netip.Addr) int { return x.Addr().Compare(a) })
	b.taken = slices.Insert(b.taken, i, l)
}

// lowestFree returns the lowest free block that nobody was promised, or else the lowest free one.
func (b *Book) lowestFree(bits int) (netip.Prefix, bool) {
	if len(b.spared) > 0 {
		if p, ok := b.find(search{bits, true}); ok {
			return p, true
		}
	}
	return b.find(search{bits, false})
}

// find walks the taken leases once, from the cursor on:
//
//	[ taken ][ taken ]      [ taken ] ...
//	                  ^ first aligned block that overlaps none
func (b *Book) find(s search) (netip.Prefix, bool) {
	at, ok := b.cursor[s]
	if !ok && len(b.pool.Ranges) > 0 {
		at = cursor{addr: b.pool.Ranges[0].From}
	}
	for ; at.rng < len(b.pool.Ranges); at = b.nextRange(at) {
		r := b.pool.Ranges[at.rng]
		for candidate, ok := alignUp(at.addr, s.bits); ok && r.Contains(candidate); {
			taker, taken := b.takerOf(candidate)
			if !taken && s.spares {
				taker, taken = overlapping(b.spared, candidate)
			}
			if !taken {
				b.cursor[s] = cursor{at.rng, candidate.Addr()}
				return candidate, true
			}
			after := last(taker.Prefix).Next()
			if !after.IsValid() {
				break
			}
			candidate, ok = alignUp(after, s.bits)
		}
	}
	b.cursor[s] = at
	return netip.Prefix{}, false
}

func (b *Book) nextRange(at cursor) cursor {
	next := cursor{rng: at.rng + 1}
	if next.rng < len(b.pool.Ranges) {
		next.addr = b.pool.Ranges[next.rng].From
	}
	return next
}

func (b *Book) holders() map[string]int {
	holders := map[string]int{}
	for _, l := range b.taken {
		holders[l.Owner]++
	}
	return holders
}

// alignUp returns the first block of a size that starts at or after an address.
func alignUp(a netip.Addr, bits int) (netip.Prefix, bool) {
	p, err := a.Prefix(bits)
	if err != nil {
		return netip.Prefix{}, false
	}
	if p.Addr() == a {
		return p, true
	}
	next := last(p).Next()
	if !next.IsValid() {
		return netip.Prefix{}, false
	}
	return netip.PrefixFrom(next, bits), true
}

func last(p netip.Prefix) netip.Addr { return netipx.PrefixLastIP(p) }
