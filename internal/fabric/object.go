package fabric

import "slices"

// Object is one thing of the fabric, of one of the kinds. Objects are values: whoever changes one changes a copy.
type Object interface {
	// Head returns what every object has.
	Head() Meta
	// WithHead returns a copy with another head.
	WithHead(Meta) Object
	// Kind returns the object's kind.
	Kind() Kind
	// Validate returns what the object's own content breaks, whatever else exists. Where a value that it reads is
	// empty because it is not known yet, the caller drops the finding by its fields.
	Validate() []Finding
	// References returns the objects that this one names, in the order of its fields.
	References() []Reference
}

// Meta is what every object has.
type Meta struct {
	ID       ID
	Location string            // region, such as koreacentral; empty for a child, which is where its parent is
	Tags     map[string]string // nil where none were given
	// Incarnation counts how often an object of this id has been created: 1, then 2 after a replacement. An object
	// that depends on another by its very life compares incarnations to see that the other was replaced.
	Incarnation int
	// Revision counts the changes to this incarnation, from 1.
	Revision int
	// Parents holds the incarnations of the objects that this one cannot outlive, as they were when it was made.
	Parents map[Key]int
}

// Name returns the object's name.
func (m Meta) Name() string { return m.ID.Name() }

// Reference is one object's mention of another.
type Reference struct {
	Field Field
	ID    ID
	Kind  Kind // the kind that the field takes
	// Lives is true where the referring object cannot outlive the other: a subnet its virtual network.
	Lives bool
	// Derived is true where the reference stands in what was realized, such as a scale set's model, and not in an
	// argument of this object.
	Derived bool
}

// ReplacedParents returns the ids among the object's parents whose incarnation is no longer the one that before was
// made with: before cannot go on living and must be replaced as well. Parents that only one of the two has are a
// change of reference, not a replacement.
func ReplacedParents(before, after Meta) []Key {
	var replaced []Key
	for key, incarnation := range before.Parents {
		if now, ok := after.Parents[key]; ok && now != incarnation {
			replaced = append(replaced, key)
		}
	}
	slices.Sort(replaced)
	return replaced
}
