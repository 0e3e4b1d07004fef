package fabric

import (
	"strconv"
	"strings"
)

// Step is one part of a Field: an attribute's name, a list index or a map key.
type Step struct {
	Name  string // attribute name; empty for an index or a key
	Index int    // list index, when Name is empty and Keyed is false
	Key   string // map key, when Keyed
	Keyed bool
}

// Field says where in an object a finding applies, in the words of the object's schema:
// ip_configurations[1].subnet_id, security_rules["web"].priority.
type Field []Step

// At starts a field at a root attribute.
func At(name string) Field { return Field{{Name: name}} }

// Dot steps into a nested attribute.
func (f Field) Dot(name string) Field { return f.with(Step{Name: name}) }

// Index steps into a list.
func (f Field) Index(i int) Field { return f.with(Step{Index: i}) }

// Key steps into a map.
func (f Field) Key(k string) Field { return f.with(Step{Key: k, Keyed: true}) }

// Join steps into a field of what is there.
func (f Field) Join(below Field) Field {
	for _, step := range below {
		f = f.with(step)
	}
	return f
}

func (f Field) with(s Step) Field {
	// A fresh copy, so that fields built from one prefix never share memory.
	return append(append(make(Field, 0, len(f)+1), f...), s)
}

// Overlaps reports whether one field contains the other, or both are the same: a finding at ip_configurations
// overlaps an unknown value at ip_configurations[1].primary, and the other way round.
func (f Field) Overlaps(other Field) bool {
	for i := 0; i < len(f) && i < len(other); i++ {
		if f[i] != other[i] {
			return false
		}
	}
	return true
}

// String writes the field as a Terraform expression would.
func (f Field) String() string {
	var b strings.Builder
	for i, s := range f {
		switch {
		case s.Keyed:
			b.WriteString("[" + strconv.Quote(s.Key) + "]")
		case s.Name != "":
			if i > 0 {
				b.WriteByte('.')
			}
			b.WriteString(s.Name)
		default:
			b.WriteString("[" + strconv.Itoa(s.Index) + "]")
		}
	}
	return b.String()
}
