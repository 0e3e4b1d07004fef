package session

import (
	"bytes"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// withLife gives an object its incarnation and revision: those of the one it updates, or the next incarnation.
func withLife(tx store.Reader, before, after fabric.Object) (fabric.Object, error) {
	head := after.Head()
	if before != nil {
		head.Incarnation, head.Revision = before.Head().Incarnation, before.Head().Revision
		return after.WithHead(head), nil
	}
	n, err := tx.Incarnation(head.ID.Key())
	head.Incarnation, head.Revision = n+1, 1
	return after.WithHead(head), err
}

// withParents gives an object the incarnations of its parents. That of a parent whose other content is not known yet is
// settled all the same; a parent that is gone keeps the one that the object was made with, so that nothing changes.
func (s *Session) withParents(tx store.Reader, w *fabric.World, before, o fabric.Object) (fabric.Object, error) {
	head := o.Head()
	head.Parents = fabric.ParentIncarnations(w, o)
	for _, ref := range o.References() {
		if !ref.Lives {
			continue
		}
		key := ref.ID.Key()
		switch _, presence := w.Lookup(ref.ID); presence {
		case fabric.Pending:
			n, err := s.pendingIncarnation(tx, key)
			if err != nil {
				return nil, err
			}
			head.Parents[key] = n
		case fabric.Missing:
			if before == nil {
				continue
			}
			if n, ok := before.Head().Parents[key]; ok {
				head.Parents[key] = n
			}
		}
	}
	return o.WithHead(head), nil
}

// pendingIncarnation is what a pending object will have: the next one, unless it only changes.
func (s *Session) pendingIncarnation(tx store.Reader, key fabric.Key) (int, error) {
	w, err := tx.World()
	if err != nil {
		return 0, err
	}
	n, err := tx.Incarnation(key)
	if _, presence := w.Lookup(fabric.ID(key)); presence == fabric.Missing || s.replacing[key] {
		n++
	}
	return n, err
}

// revised counts a change to an object that exists.
func revised(before, after fabric.Object) fabric.Object {
	if before == nil || same(before, after) {
		return after
	}
	head := after.Head()
	head.Revision++
	return after.WithHead(head)
}

// same reports whether an object stays as it is.
func same(before, after fabric.Object) bool {
	if before == nil {
		return false
	}
	a, errA := fabric.Encode(before)
	b, errB := fabric.Encode(after)
	return errA == nil && errB == nil && bytes.Equal(a, b)
}
