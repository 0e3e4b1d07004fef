package fabrictest

import (
	"net/netip"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// SlowBook does what alloc.Book does by looking at every single address. It is for pools of a few hundred addresses.
type SlowBook struct {
	pool alloc.Pool
	own  map[alloc.Key]netip.Prefix
	held map[netip.Addr]alloc.Key // by those who count
}

// NewSlowBook opens a slow book on leases.
func NewSlowBook(pool alloc.Pool, leases []alloc.Lease, policy alloc.Policy) *SlowBook {
	b := &SlowBook{pool: pool, own: map[alloc.Key]netip.Prefix{}, held: map[netip.Addr]alloc.Key{}}
	for _, l := range leases {
		b.own[l.Key] = l.Prefix
		if policy.Counts(l) {
			b.hold(l.Prefix, l.Key)
		}
	}
	return b
}

// Allocate gives a slot a block; ok is false where there is none. takers are the owners that hold an address of what
// the slot had been promised.
func (b *SlowBook) Allocate(owner, slot string, bits int) (p netip.Prefix, takers []string, ok bool) {
	key := alloc.Key{Pool: b.pool.Name, Owner: owner, Slot: slot}
	if had, ok := b.own[key]; ok && had.Bits() == bits && b.inOneRange(had) {
		for _, a := range AddressesOf(had) {
			if holder, taken := b.held[a]; taken && holder != key {
				takers = append(takers, holder.Owner)
			}
		}
		if takers == nil {
			b.hold(had, key)
			return had, nil, true
		}
	}
	for _, r := range b.pool.Ranges {
		for a := r.From; a.Compare(r.To) <= 0; a = a.Next() {
			p, err := a.Prefix(bits)
			if err == nil && p.Addr() == a && b.inOneRange(p) && b.free(p) {
				b.own[key] = p
				b.hold(p, key)
				return p, takers, true
			}
		}
	}
	return netip.Prefix{}, takers, false
}

func (b *SlowBook) hold(p netip.Prefix, key alloc.Key) {
	for _, a := range AddressesOf(p) {
		b.held[a] = key
	}
}

func (b *SlowBook) free(p netip.Prefix) bool {
	for _, a := range AddressesOf(p) {
		if _, taken := b.held[a]; taken {
			return false
		}
	}
	return true
}

func (b *SlowBook) inOneRange(p netip.Prefix) bool {
	for _, r := range b.pool.Ranges {
		inside := true
		for _, a := range AddressesOf(p) {
			inside = inside && r.From.Compare(a) <= 0 && a.Compare(r.To) <= 0
		}
		if inside {
			return true
		}
	}
	return false
}

// AddressesOf lists every address of a prefix, which must be small.
func AddressesOf(p netip.Prefix) []netip.Addr {
	var list []netip.Addr
	for a := p.Addr(); p.Contains(a); a = a.Next() {
		list = append(list, a)
	}
	return list
}
