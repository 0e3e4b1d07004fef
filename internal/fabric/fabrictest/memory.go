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
	after, list, desk := f.change(tb, o)
	if slices.ContainsFunc(list, func(f fabric.Finding) bool { return f.Severity == fabric.Error }) {
		return nil, list
	}
	f.put(after, desk)
	f.effects(desk)
	return after, list
}

// put stores an object with what it was given.
func (f *Fabric) put(o fabric.Object, d *desk) {
	f.World = f.World.Stored([]fabric.Object{o}, nil)
	if books, ok := d.books[o.Head().ID.Key()]; ok {
		f.release(o.Head().ID)
		for _, lease := range books.given {
			lease.Confirmed = true
			f.leases[lease.Pool] = append(f.leases[lease.Pool], lease)
		}
	}
}

// effects stores what followed a change.
func (f *Fabric) effects(d *desk) {
	for _, e := range d.effects {
		if e.After != nil {
			f.put(e.After, d)
			continue
		}
		f.World = f.World.Stored(nil, []fabric.Key{e.Before.Head().ID.Key()})
		f.release(e.Before.Head().ID)
	}
}

// Settle returns the instances whose own network was taken away to their models.
func (f *Fabric) Settle(tb TB) {
	tb.Helper()
	for _, set := range fabric.Each[fabric.ScaleSet](f.World) {
		d := f.desk()
		e, ok, err := fabric.ReturnToModel(f.World, set, func(fabric.ID) bool { return true }, d.open)
		if err != nil || len(e.Findings) > 0 {
			tb.Fatalf("settling %s: %v, %v", set.Name(), err, e.Findings)
		}
		if ok {
			f.put(e.After, d)
		}
	}
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
	d := f.desk()
	d.react(tb, f.World, fabric.Change{Before: o})
	f.effects(d)
}

// Fill gives all addresses of the IPv4 pools that an object would take from to another owner.
func (f *Fabric) Fill(tb TB, o fabric.Object, owner fabric.ID) {
	tb.Helper()
	_, _, d := f.change(tb, o)
	for _, pool := range d.books[o.Head().ID.Key()].pools {
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

func (f *Fabric) change(tb TB, o fabric.Object) (fabric.Object, []fabric.Finding, *desk) {
	tb.Helper()
	before, _ := f.World.Lookup(o.Head().ID)
	d := f.desk()
	books, _ := d.open(o.Head().ID)
	realized, err := fabric.Realize(f.World, before, o, books)
	if err != nil {
		tb.Fatalf("realizing %s: %v", o.Head().ID, err)
	}
	head := realized.Object.Head()
	head.Incarnation, head.Parents = 1, fabric.ParentIncarnations(f.World, realized.Object)
	after := realized.Object.WithHead(head)
	change := fabric.Change{Before: before, After: after}
	w := d.react(tb, f.World.With(after), change)
	list := slices.Concat(fabric.Validate(o), w.Check(change), realized.Findings)
	for _, e := range d.effects {
		list = append(list, e.Findings...)
	}
	return after, list, d
}

// desk keeps the books of one change, and what followed it.
type desk struct {
	fabric  *Fabric
	books   map[fabric.Key]*books
	effects []fabric.Effect
}

func (f *Fabric) desk() *desk { return &desk{fabric: f, books: map[fabric.Key]*books{}} }

// open implements fabric.Books.
func (d *desk) open(owner fabric.ID) (fabric.Allocator, error) {
	if _, ok := d.books[owner.Key()]; !ok {
		d.books[owner.Key()] = d.fabric.books(owner)
	}
	return d.books[owner.Key()], nil
}

func (d *desk) react(tb TB, w *fabric.World, c fabric.Change) *fabric.World {
	tb.Helper()
	effects, w, err := fabric.React(w, c, d.open)
	if err != nil {
		tb.Fatalf("what follows a change: %v", err)
	}
	d.effects = effects
	return w
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
	// passing is true while what is given is given back.
	passing bool
}

// Want implements fabric.Allocator.
func (b *books) Want(slots []string) { b.wanted = append([]string{}, slots...) }

// Holds implements fabric.Allocator. Without plans an object holds what it has.
func (b *books) Holds([]fabric.Holding) {}

// GiveBack implements fabric.Allocator.
func (b *books) GiveBack(slots []string) {
	b.given = slices.DeleteFunc(b.given, func(l alloc.Lease) bool { return slices.Contains(slots, l.Slot) })
}

// ForAWhile implements fabric.Allocator.
func (b *books) ForAWhile() { b.passing = true }

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
	if !b.passing {
		b.given = append(b.given, lease)
	}
	return lease.Prefix, nil
}
