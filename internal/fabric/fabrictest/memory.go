package fabrictest

import (
	"maps"
	"net/netip"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// TB is what the helpers need of a test; *testing.T, *testing.B and *rapid.T have it.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
}

// Fabric keeps objects and leases in memory. It realizes and checks as an apply does, without a store or runs.
type Fabric struct {
	World  *fabric.World
	leases map[string][]alloc.Lease // by pool
}

// New makes a fabric of objects, applied in their order. A finding that is an error fails the test.
func New(tb TB, objects ...fabric.Object) *Fabric {
	tb.Helper()
	f := &Fabric{World: fabric.NewWorld(), leases: map[string][]alloc.Lease{}}
	for _, o := range objects {
		f.Apply(tb, o)
	}
	return f
}

// Put adds objects as they are, neither realized nor checked, and returns the fabric.
func (f *Fabric) Put(objects ...fabric.Object) *Fabric {
	f.World = f.World.Stored(objects, nil)
	return f
}

// Apply makes an object what its arguments say and returns what came of it. An error among the findings fails the test.
func (f *Fabric) Apply(tb TB, o fabric.Object) fabric.Object {
	tb.Helper()
	after, list := f.Attempt(tb, o)
	if after == nil {
		tb.Fatalf("applying %s: %s", o.Head().ID, list)
	}
	return after
}

// Attempt is Apply where an error may come: the object is then nil, and nothing has changed.
func (f *Fabric) Attempt(tb TB, o fabric.Object) (fabric.Object, []fabric.Finding) {
	tb.Helper()
	after, list, books := f.change(tb, o)
	if slices.ContainsFunc(list, func(f fabric.Finding) bool { return f.Severity == fabric.Error }) {
		return nil, list
	}
	f.World = f.World.Stored([]fabric.Object{after}, nil)
	f.release(o.Head().ID)
	for _, lease := range books.given {
		lease.Confirmed = true
		f.leases[lease.Pool] = append(f.leases[lease.Pool], lease)
	}
	return after, list
}

// Set applies a scale set; a change of it is made with With.
func (f *Fabric) Set(tb TB, s fabric.ScaleSet) fabric.ScaleSet {
	tb.Helper()
	return f.Apply(tb, s).(fabric.ScaleSet)
}

// Try returns how an object would be, with all findings, and changes nothing.
func (f *Fabric) Try(tb TB, o fabric.Object) (fabric.Object, []fabric.Finding) {
	tb.Helper()
	after, list, _ := f.change(tb, o)
	return after, list
}

// Remove takes an object away and frees its addresses.
func (f *Fabric) Remove(tb TB, id fabric.ID) {
	tb.Helper()
	o, _ := f.World.Lookup(id)
	if list := f.World.Check(fabric.Change{Before: o}); len(list) > 0 {
		tb.Fatalf("removing %s: %s", id, list[0])
	}
	f.World = f.World.Stored(nil, []fabric.Key{id.Key()})
	f.release(id)
}

// Fill gives all addresses of the IPv4 pools that an object would take from to another owner.
func (f *Fabric) Fill(tb TB, o fabric.Object, owner fabric.ID) {
	tb.Helper()
	_, _, books := f.change(tb, o)
	for _, pool := range books.pools {
		f.leases[pool.Name] = nil
		for _, r := range pool.Ranges {
			for a := r.From; a.Compare(r.To) <= 0; a = a.Next() {
				key := alloc.Key{Pool: pool.Name, Owner: string(owner.Key()), Slot: a.String()}
				f.leases[pool.Name] = append(f.leases[pool.Name], alloc.Lease{Key: key, Prefix: netip.PrefixFrom(a, a.BitLen()), Confirmed: true})
			}
		}
	}
}

// Allocator returns an allocator for an owner on the fabric's leases. What it gives is not kept.
func (f *Fabric) Allocator(owner fabric.ID) fabric.Allocator { return f.books(owner) }

func (f *Fabric) change(tb TB, o fabric.Object) (fabric.Object, []fabric.Finding, *books) {
	tb.Helper()
	before, _ := f.World.Lookup(o.Head().ID)
	books := f.books(o.Head().ID)
	realized, err := fabric.Realize(f.World, before, o, books)
	if err != nil {
		tb.Fatalf("realizing %s: %v", o.Head().ID, err)
	}
	head := realized.Object.Head()
	head.Incarnation, head.Parents = 1, fabric.ParentIncarnations(f.World, realized.Object)
	after := realized.Object.WithHead(head)
	return after, slices.Concat(
		fabric.Validate(after),
		f.World.With(after).Check(fabric.Change{Before: before, After: after}),
		realized.Findings,
	), books
}

func (f *Fabric) release(owner fabric.ID) {
	for pool, leases := range f.leases {
		f.leases[pool] = slices.DeleteFunc(leases, func(l alloc.Lease) bool { return l.Owner == string(owner.Key()) })
	}
}

func (f *Fabric) books(owner fabric.ID) *books {
	return &books{leases: maps.Clone(f.leases), owner: string(owner.Key()), open: map[string]*alloc.Book{}}
}

// books allocates for one object. It implements fabric.Allocator.
type books struct {
	leases map[string][]alloc.Lease
	owner  string
	open   map[string]*alloc.Book
	pools  []alloc.Pool
	given  []alloc.Lease
	wanted []string // nil while the object has not said
}

// Want implements fabric.Allocator.
func (b *books) Want(slots []string) { b.wanted = append([]string{}, slots...) }

// GiveBack implements fabric.Allocator.
func (b *books) GiveBack(slots []string) {
	b.given = slices.DeleteFunc(b.given, func(l alloc.Lease) bool { return slices.Contains(slots, l.Slot) })
}

// book opens the book of a pool, without what the object gives up.
func (b *books) book(pool alloc.Pool) *alloc.Book {
	book, ok := b.open[pool.Name]
	if !ok {
		leases := slices.DeleteFunc(slices.Clone(b.leases[pool.Name]), func(l alloc.Lease) bool {
			return b.wanted != nil && l.Owner == b.owner && !slices.Contains(b.wanted, l.Slot)
		})
		book = alloc.NewBook(pool, leases, alloc.NewPolicy("run", nil))
		b.open[pool.Name], b.pools = book, append(b.pools, pool)
	}
	return book
}

// Allocate implements fabric.Allocator.
func (b *books) Allocate(pool alloc.Pool, slot string, bits int) (netip.Prefix, error) {
	lease, _, err := b.book(pool).Allocate(b.owner, slot, bits)
	if err != nil {
		return netip.Prefix{}, err
	}
	b.given = append(b.given, lease)
	return lease.Prefix, nil
}
