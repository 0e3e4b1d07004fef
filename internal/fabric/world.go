package fabric

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Presence says what a world knows of an id.
type Presence int

// The presences.
const (
	Missing Presence = iota // no such object
	Pending                 // it will exist, but its content is not known yet: rules that need it stay silent
	Found                   // it exists, or will, with known content
)

// Origin says how a world came to know of an object. It decides whether a conflict with it stops a plan.
type Origin int

// The origins, from the weakest.
const (
	Stored  Origin = iota // it is in the store; this run may still change or remove it
	Planned               // this run has planned it, so this is how it will be
)

// entry is what a world holds for one id. It is never written after it is made, so that worlds share it, and tell by its
// address that they do.
type entry struct {
	id       ID
	kind     Kind
	object   Object // nil for Missing and Pending
	presence Presence
	origin   Origin
}

// noEntry is what there is for an id that a world does not know.
var noEntry = &entry{}

// World is an immutable snapshot of all objects. Each With method returns a new world that shares what did not change:
//
//	stored objects   <- base, shared by all overlays of one revision
//	   + changes     <- what this run has planned so far
//	   + one change  <- what is being looked at
type World struct {
	base    map[Key]*entry // never written after the world is made
	changes map[Key]*entry // likewise; an entry here hides the one in base
}

// NewWorld makes a world of stored objects.
func NewWorld(objects ...Object) *World {
	base := make(map[Key]*entry, len(objects))
	for _, o := range objects {
		base[o.Head().ID.Key()] = found(o, Stored)
	}
	return &World{base: base}
}

func found(o Object, origin Origin) *entry {
	return &entry{id: o.Head().ID, kind: o.Kind(), object: o, presence: Found, origin: origin}
}

// With returns the world with an object planned on top.
func (w *World) With(o Object) *World { return w.withEntry(found(o, Planned)) }

func (w *World) withEntry(e *entry) *World {
	changes := make(map[Key]*entry, len(w.changes)+1)
	maps.Copy(changes, w.changes)
	changes[e.id.Key()] = e
	return &World{base: w.base, changes: changes}
}

// Stored returns the world with changed objects and without removed ones at its bottom, as a store does when it moves
// on to its next revision. Nothing planned is carried over.
func (w *World) Stored(changed []Object, removed []Key) *World {
	base := make(map[Key]*entry, len(w.base)+len(changed))
	maps.Copy(base, w.base)
	for _, key := range removed {
		delete(base, key)
	}
	for _, o := range changed {
		base[o.Head().ID.Key()] = found(o, Stored)
	}
	return &World{base: base}
}

func (w *World) entry(key Key) *entry {
	if e, ok := w.changes[key]; ok {
		return e
	}
	if e, ok := w.base[key]; ok {
		return e
	}
	return noEntry
}

// Lookup returns the object of an id and what is known of it; the object is nil unless Found.
func (w *World) Lookup(id ID) (Object, Presence) {
	e := w.entry(id.Key())
	return e.object, e.presence
}

// Get returns the object of an id where it is found and of the type that is asked for.
func Get[O Object](w *World, id ID) (O, bool) {
	o, _ := w.Lookup(id)
	typed, ok := o.(O)
	return typed, ok
}

// content is Get that tells apart what there is not and what is not known yet: of the latter, pending is the id.
func content[O Object](w *World, id ID) (o O, pending ID, ok bool) {
	found, presence := w.Lookup(id)
	if presence == Pending {
		pending = id
	}
	o, ok = found.(O)
	return o, pending, ok
}

// All yields every object, in no order.
func (w *World) All() iter.Seq[Object] {
	return func(yield func(Object) bool) {
		for _, o := range w.entries() {
			if !yield(o) {
				return
			}
		}
	}
}

// entries yields every object with its key.
func (w *World) entries() iter.Seq2[Key, Object] {
	return func(yield func(Key, Object) bool) {
		for key, e := range w.changes {
			if e.presence == Found && !yield(key, e.object) {
				return
			}
		}
		for key, e := range w.base {
			if _, hidden := w.changes[key]; !hidden && !yield(key, e.object) {
				return
			}
		}
	}
}

// inOrder returns the objects that a filter takes, in the order of their ids.
func (w *World) inOrder(take func(Key, Object) bool) []Object {
	type keyed struct {
		key    Key
		object Object
	}
	var found []keyed
	for key, o := range w.entries() {
		if take(key, o) {
			found = append(found, keyed{key, o})
		}
	}
	slices.SortFunc(found, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	list := make([]Object, 0, len(found))
	for _, f := range found {
		list = append(list, f.object)
	}
	return list
}

// below returns the objects whose parent is of an id, in the order of their ids.
func (w *World) below(parent ID) []Object {
	prefix := string(parent.Key()) + "/"
	return w.inOrder(func(key Key, _ Object) bool {
		rest, ok := strings.CutPrefix(string(key), prefix)
		return ok && strings.Count(rest, "/") == 1 // a type and a name
	})
}

// Each returns the objects of one type, in the order of their ids.
func Each[O Object](w *World) []O {
	return typed[O](w.inOrder(func(_ Key, o Object) bool {
		_, ok := o.(O)
		return ok
	}))
}

// typed returns those objects that are of one type.
func typed[O Object](objects []Object) []O {
	var list []O
	for _, o := range objects {
		if t, ok := o.(O); ok {
			list = append(list, t)
		}
	}
	return list
}

// Referrer is an object that names another, and where it does.
type Referrer struct {
	Object    Object
	Reference Reference
}

// Referrers returns who names the id, in the order of the referrers' ids.
func (w *World) Referrers(id ID) []Referrer {
	var list []Referrer
	for o := range w.All() {
		for _, ref := range o.References() {
			if ref.ID.Is(id) {
				list = append(list, Referrer{o, ref})
				break
			}
		}
	}
	slices.SortFunc(list, func(a, b Referrer) int {
		return cmp.Compare(a.Object.Head().ID.Key(), b.Object.Head().ID.Key())
	})
	return list
}

// Location returns the region of an object: its own, or that of the closest parent that has one.
func (w *World) Location(o Object) string {
	for o != nil {
		head := o.Head()
		if head.Location != "" {
			return NormalLocation(head.Location)
		}
		if head.ID == "" {
			return "" // it would be its own parent
		}
		o, _ = w.Lookup(head.ID.Parent())
	}
	return ""
}
