package fabric

import "bytes"

// IsPlanned reports whether this run has planned something for the id: a change, no change, or its removal.
func (w *World) IsPlanned(id ID) bool {
	_, ok := w.changes[id.Key()]
	return ok
}

// isChanged reports whether this run has planned that an object comes, or becomes another than it is.
func (w *World) isChanged(id ID) bool {
	planned, ok := w.changes[id.Key()]
	stored, exists := w.base[id.Key()]
	if !ok || planned.presence != Found || !exists {
		return ok && planned.presence == Found
	}
	before, errBefore := Encode(stored.object)
	after, errAfter := Encode(planned.object)
	return errBefore != nil || errAfter != nil || !bytes.Equal(before, after)
}

// SameBut reports whether two worlds share all objects but those of one kind. It compares no content: an object that has been
// written or planned again is another one, whatever it says.
func (w *World) SameBut(k Kind, other *World) bool {
	return w == other || w.holds(k, other) && other.holds(k, w)
}

// holds reports whether the world shares all that another one holds but objects of one kind.
func (w *World) holds(k Kind, other *World) bool {
	for _, entries := range []map[Key]*entry{other.changes, other.base} {
		for key := range entries {
			mine, its := w.entry(key), other.entry(key)
			if mine != its && (mine.shown(k) || its.shown(k)) {
				return false
			}
		}
	}
	return true
}

// shown reports whether an entry is of an object, or one to come, that is not of a kind.
func (e *entry) shown(k Kind) bool { return e.presence != Missing && e.kind != k }
