package alloc

import (
	"fmt"
	"net/netip"
	"slices"
)

// Book is the leases of one pool during one transaction.
type Book struct {
	pool   Pool
	leases []Lease           // what the book was opened on; others have it too
	own    map[Key]Lease     // the leases of the owners that have asked, by key, whether they count or not
	asked  map[string]bool   // those owners
	taken  []Lease           // those that count, sorted; of two owners they never overlap
	spared []Lease           // others' that do not count, sorted by address: taken only when nothing else is free
	cursor map[search]cursor // where the search for the next free block may start
}

// NewBook opens the book of a pool on the leases that a store holds for it, which it does not change. It takes least time
// where they are sorted by Lease.Compare.
func NewBook(pool Pool, leases []Lease, policy Policy) *Book {
	b := &Book{pool: pool, leases: leases, own: map[Key]Lease{}, asked: map[string]bool{}, cursor: map[search]cursor{}}
	b.taken = make([]Lease, 0, len(leases)+1)
	for _, l := range leases {
		if policy.Counts(l) {
			b.taken = append(b.taken, l)
		}
	}
	slices.SortFunc(b.taken, Lease.Compare)
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
	slices.SortFunc(b.spared, Lease.Compare)
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
	b.ask(owner)
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

// AllocateExactly gives the slot one certain block, or returns the lease of another that counts and overlaps it. Other
// slots of the same owner give way: they ask for their own next.
func (b *Book) AllocateExactly(owner, slot string, block netip.Prefix) (lease Lease, taker *Lease) {
	b.ask(owner)
	key := Key{Pool: b.pool.Name, Owner: owner, Slot: slot}
	lease = Lease{Key: key, Prefix: block}
	old, kept := b.own[key]
	if kept && old.Prefix == block {
		lease = old
	}
	if _, taken := b.takerOf(block); taken {
		var held []Lease
		for _, l := range b.taken {
			switch {
			case !l.Prefix.Overlaps(block):
			case l.Owner != owner:
				return Lease{}, &l
			default:
				held = append(held, l)
			}
		}
		if len(held) == 1 && held[0].Key == key && old.Prefix == block {
			return old, nil
		}
		for _, l := range held {
			b.drop(l)
		}
	}
	if kept {
		b.drop(old)
	}
	b.own[key] = lease
	b.insert(lease)
	return lease, nil
}

// ask looks an owner's leases up, the first time that it asks. Of a slot with a confirmed lease and a promise, the confirmed
// one is what it keeps, unless only the promise lies where the pool is now.
func (b *Book) ask(owner string) {
	if b.asked[owner] {
		return
	}
	b.asked[owner] = true
	rank := map[Key]int{}
	for _, l := range b.leases {
		if l.Owner != owner {
			continue
		}
		r := 1
		switch inside := b.inRange(l.Prefix); {
		case inside && l.Confirmed:
			r = 3
		case inside:
			r = 2
		}
		if r >= rank[l.Key] {
			b.own[l.Key], rank[l.Key] = l, r
		}
	}
}

// drop takes a lease out of the book. The slot is left with its other one, if that lies in the pool: what a plan has promised
// it in the place of this. What lies below a cursor may be free again, so the cursors start anew.
func (b *Book) drop(l Lease) {
	if own, ok := b.own[l.Key]; ok && own.Prefix == l.Prefix {
		delete(b.own, l.Key)
		for _, other := range b.leases {
			if other.Key == l.Key && other.Prefix != l.Prefix && b.inRange(other.Prefix) {
				b.own[l.Key] = other
			}
		}
	}
	b.taken = slices.DeleteFunc(b.taken, func(t Lease) bool { return t.Key == l.Key && t.Prefix == l.Prefix })
	b.cursor = map[search]cursor{}
}

func (b *Book) inRange(p netip.Prefix) bool {
	return slices.ContainsFunc(b.pool.Ranges, func(r Range) bool { return r.Contains(p) })
}

// takerOf returns the counting lease that overlaps a prefix. Those of two owners do not overlap each other, so only the
// last one that starts at or before the prefix's end can be another's and reach into it.
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

func (b *Book) holders() map[string]int {
	holders := map[string]int{}
	for _, l := range b.taken {
		holders[l.Owner]++
	}
	return holders
}
