// Package alloc decides which address, or which block of addresses, a slot gets, and keeps that decision stable: a slot
// that asks again gets what it got before. It is pure: leases come in, leases go out; a store keeps them.
//
// The rule: an allocation takes the lowest address that nobody who counts holds. Policy says who counts. A slot's own
// lease is kept as long as it lies in the pool's range and its address is not held by another who counts.
package alloc

import (
	"cmp"
	"math"
	"math/big"
	"net/netip"
	"slices"
	"strings"
)

// Range is an inclusive range of addresses of one IP version.
type Range struct {
	From, To netip.Addr
}

// Contains reports whether all of a prefix lies in the range.
func (r Range) Contains(p netip.Prefix) bool {
	return r.From.Compare(p.Addr()) <= 0 && last(p).Compare(r.To) <= 0
}

// Pool is where allocations come from: the addresses of a subnet, of a public IP prefix, or the platform's public ones.
type Pool struct {
	Name   string // unique in the fabric; part of each lease's key, so that a lease never moves between pools
	Ranges []Range
}

// Holds reports whether an address is among those that the pool gives out.
func (p Pool) Holds(a netip.Addr) bool {
	single := netip.PrefixFrom(a, a.BitLen())
	return slices.ContainsFunc(p.Ranges, func(r Range) bool { return r.From.BitLen() == a.BitLen() && r.Contains(single) })
}

// Size returns the number of addresses in the pool, or the largest int where there are more.
func (p Pool) Size() int {
	total := 0
	for _, r := range p.Ranges {
		from, to := new(big.Int).SetBytes(r.From.AsSlice()), new(big.Int).SetBytes(r.To.AsSlice())
		n := to.Sub(to, from)
		if !n.IsInt64() || n.Int64() >= math.MaxInt-int64(total)-1 {
			return math.MaxInt
		}
		total += int(n.Int64()) + 1
	}
	return total
}

// Key identifies a lease: the slot of an owner in a pool. A scale set (owner) has a slot for each IP configuration of
// each instance, such as 3/nic1/ip1.
type Key struct {
	Pool  string
	Owner string
	Slot  string
}

// Lease is an address or block held for a slot.
type Lease struct {
	Key
	Prefix netip.Prefix // a single address is a /32 or a /128
	// Confirmed leases belong to objects that exist. The others are promises of a plan.
	Confirmed bool
	// Run is the run that promised the lease: of a tentative lease the last run that asked for it; of a confirmed one
	// the run that plans to replace the owner by a successor in the same slot, if any.
	Run string
}

// Addr returns the lease's address, for a block its first.
func (l Lease) Addr() netip.Addr { return l.Prefix.Addr() }

// Compare orders leases by address. Where a promise is for an address that another slot of its owner has by a confirmed
// lease, the confirmed one comes last: Book takes the last for the holder.
func (l Lease) Compare(o Lease) int {
	order := l.Addr().Compare(o.Addr())
	if order == 0 && l.Confirmed != o.Confirmed {
		order = 1
		if o.Confirmed {
			order = -1
		}
	}
	return cmp.Or(order, cmp.Compare(l.Prefix.Bits(), o.Prefix.Bits()), strings.Compare(l.Owner, o.Owner), strings.Compare(l.Slot, o.Slot))
}

// Run is what the policy needs to know of one terraform process.
type Run struct {
	ID string
	// Alive is true while the process lives.
	Alive bool
	// Pending is true where the run left something unknown in its plan: the apply of that plan will allocate more, so
	// what the plan promised must stay out of its way.
	Pending bool
}

// Policy decides whose leases count.
type Policy struct {
	self  string
	count map[string]bool
}

// NewPolicy makes the policy of a run among all runs that are known.
func NewPolicy(self string, runs []Run) Policy {
	p := Policy{self: self, count: map[string]bool{self: true}}
	for _, r := range runs {
		if r.Alive || r.Pending {
			p.count[r.ID] = true
		}
	}
	return p
}

// Counts reports whether others must stay clear of a lease: a confirmed one always; a promise where its run is this
// one, is alive, or left something pending. Other promises belong to plans thrown away, and leave no gap.
func (p Policy) Counts(l Lease) bool { return l.Confirmed || p.count[l.Run] }
