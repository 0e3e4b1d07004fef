package fabric

import "maps"

// Overlay is what has been planned on top of a world: objects as they will be, objects of unknown content, removals.
// It is not safe for concurrent use. The zero Overlay is empty.
type Overlay struct {
	entries map[Key]*entry
}

// Plan records an object as it will be.
func (o *Overlay) Plan(object Object) { o.set(found(object, Planned)) }

// Pend records that an object will exist, its content not known yet.
func (o *Overlay) Pend(id ID, k Kind) {
	o.set(&entry{id: id, kind: k, presence: Pending, origin: Planned})
}

// Remove records that an object will be gone.
func (o *Overlay) Remove(id ID) { o.set(&entry{id: id, presence: Missing, origin: Planned}) }

// Forget drops what was planned for an id: the store says how it is.
func (o *Overlay) Forget(id ID) { delete(o.entries, id.Key()) }

func (o *Overlay) set(e *entry) {
	if o.entries == nil {
		o.entries = map[Key]*entry{}
	}
	o.entries[e.id.Key()] = e
}

// WithOverlays returns the world with overlays on top, a later one over an earlier one.
func (w *World) WithOverlays(overlays ...*Overlay) *World {
	n := len(w.changes)
	for _, o := range overlays {
		n += len(o.entries)
	}
	changes := make(map[Key]*entry, n)
	maps.Copy(changes, w.changes)
	for _, o := range overlays {
		maps.Copy(changes, o.entries)
	}
	return &World{base: w.base, changes: changes}
}

// awaits reports whether something is planned whose content is not known yet.
func (w *World) awaits() bool {
	for _, e := range w.changes {
		if e.presence == Pending {
			return true
		}
	}
	return false
}
