package session

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// ledger allocates for one object in one transaction. It implements fabric.Allocator.
type ledger struct {
	tx        store.Reader
	policy    alloc.Policy
	owner     fabric.ID
	books     map[string]*alloc.Book
	wanted    map[string]bool         // the slots that the object asks for; nil while it has not said
	kept      map[fabric.Holding]bool // what it has in the plan so far; nil for what it has in the store
	leases    []alloc.Lease           // all that the object has been given
	returned  []alloc.Lease           // what it gives back when the change is done
	displaced []alloc.Displaced
	passing   bool // what it is given from now on, beyond its leases, it gives back
}

func (s *Session) ledger(tx store.Reader, owner fabric.ID) (*ledger, error) {
	policy, err := s.policy(tx)
	return &ledger{tx: tx, policy: policy, owner: owner, books: map[string]*alloc.Book{}}, err
}

// Want implements fabric.Allocator.
func (l *ledger) Want(slots []string) { l.wanted = setOf(slots) }

// Holds implements fabric.Allocator.
func (l *ledger) Holds(list []fabric.Holding) { l.kept = setOf(list) }

func setOf[T comparable](list []T) map[T]bool {
	set := make(map[T]bool, len(list))
	for _, one := range list {
		set[one] = true
	}
	return set
}

// givenUp reports whether the object does not ask for one of its leases any more, or had given it up before.
func (l *ledger) givenUp(held alloc.Lease) bool {
	return l.wanted != nil && !l.wanted[held.Slot] || l.kept != nil && held.Confirmed && !l.kept[fabric.Holding{Slot: held.Slot, Address: held.Addr()}]
}

// Allocate implements fabric.Allocator.
func (l *ledger) Allocate(pool alloc.Pool, slot string, bits int) (netip.Prefix, error) {
	book, err := l.book(pool)
	if err != nil {
		return netip.Prefix{}, err
	}
	lease, displaced, err := book.Allocate(string(l.owner.Key()), slot, bits)
	if displaced != nil {
		l.displaced = append(l.displaced, *displaced)
	}
	if err != nil {
		return netip.Prefix{}, err
	}
	switch {
	case !l.passing:
		l.leases = append(l.leases, lease)
	case !slices.Contains(l.leases, lease):
		l.returned = append(l.returned, lease)
	}
	return lease.Prefix, nil
}

// AllocateExactly implements fabric.Allocator.
func (l *ledger) AllocateExactly(pool alloc.Pool, slot string, block netip.Prefix) (taker string, err error) {
	book, err := l.book(pool)
	if err != nil {
		return "", err
	}
	lease, held := book.AllocateExactly(string(l.owner.Key()), slot, block)
	if held != nil {
		return held.Owner, nil
	}
	l.leases = append(l.leases, lease)
	return "", nil
}

// GiveBack implements fabric.Allocator. In the books the slots stay taken until the transaction ends.
func (l *ledger) GiveBack(slots []string) {
	if len(slots) == 0 {
		return
	}
	gone := setOf(slots)
	kept := l.leases[:0:0]
	for _, lease := range l.leases {
		if gone[lease.Slot] {
			l.returned = append(l.returned, lease)
		} else {
			kept = append(kept, lease)
		}
	}
	l.leases = kept
}

// ForAWhile implements fabric.Allocator.
func (l *ledger) ForAWhile() { l.passing = true }

// promised is what a plan has to keep free until the apply: what is given back then is needed as well, while it is done.
func (l *ledger) promised() []alloc.Lease { return slices.Concat(l.leases, l.returned) }

// book opens the book of a pool, once in a transaction.
func (l *ledger) book(pool alloc.Pool) (*alloc.Book, error) {
	if book, ok := l.books[pool.Name]; ok {
		return book, nil
	}
	leases, err := l.tx.Leases(pool.Name)
	if err != nil {
		return nil, err
	}
	owner := string(l.owner.Key())
	givenUp := func(held alloc.Lease) bool { return held.Owner == owner && l.givenUp(held) }
	if slices.ContainsFunc(leases, givenUp) {
		leases = slices.DeleteFunc(slices.Clone(leases), givenUp)
	}
	book := alloc.NewBook(pool, leases, l.policy)
	if l.kept != nil { // what follows another object's change is shown by no plan
		book.Spare(owner, leases)
	}
	l.books[pool.Name] = book
	return book, nil
}

// warnings names who took what an earlier plan had promised, once for each taker.
func (l *ledger) warnings() []fabric.Finding {
	var list []fabric.Finding
	seen := map[string]int{}
	for _, d := range l.displaced {
		if d.Taker == d.Key.Owner {
			continue // its own slots moved up after the one that was taken
		}
		if seen[d.Taker]++; seen[d.Taker] > 1 {
			continue
		}
		list = append(list, fabric.Finding{
			Code: fabric.CodePromisedValueTaken, Severity: fabric.Warning, ID: l.owner, Field: fabric.At("name"),
			Detail: fmt.Sprintf("An earlier plan promised %s to %s (slot %s), and %s holds it now.", text(d.Was), l.owner.Name(), d.Key.Slot, d.Taker),
		})
	}
	return list
}

// text writes a single address without its length.
func text(p netip.Prefix) string {
	if p.IsSingleIP() {
		return p.Addr().String()
	}
	return p.String()
}
