package alloc

import (
	"net/netip"

	"go4.org/netipx"
)

// search is what a cursor is for: blocks of one size, among all that are free or those that are spared as well.
type search struct {
	bits   int
	spares bool
}

// cursor remembers that everything below it is taken, for blocks of one size. A book that frees forgets it.
type cursor struct {
	rng  int        // index into the pool's ranges
	addr netip.Addr // in that range
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
