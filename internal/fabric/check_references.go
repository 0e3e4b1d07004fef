package fabric

// Validate returns everything that an object's own content breaks: its kind's rules, and references whose form alone
// shows that they cannot be right.
func Validate(o Object) []Finding {
	return append(o.Validate(), checkReferenceForms(o)...)
}

// checkReferenceForms reports references that are no ids, or ids of the wrong kind.
func checkReferenceForms(o Object) []Finding {
	f := &findings{id: o.Head().ID}
	for _, ref := range o.References() {
		if ref.Derived || ref.ID == "" {
			continue
		}
		p, err := ParseID(string(ref.ID))
		if err != nil {
			f.add(CodeLinkedInvalidPropertyID, ref.Field, "%s of the %s %s does not hold the id of any %s: %s.", ref.Field, o.Kind().Title(), o.Head().Name(), ref.Kind.Title(), err)
			continue
		}
		if kind, ok := ref.ID.Kind(); !ok || kind != ref.Kind {
			f.add(CodeInvalidJSONReferenceWrongType, ref.Field, "%s of the %s %s names %s, which is of the type %s; expected is %s.", ref.Field, o.Kind().Title(), o.Head().Name(), ref.ID, p.Type(), ref.Kind.ARMType())
		}
	}
	return f.list
}

// checkReferences reports references to objects that do not exist.
func checkReferences(w *World, c Change) []Finding {
	f := &findings{id: c.After.Head().ID}
	for _, ref := range c.After.References() {
		if ref.ID == "" || ref.Derived && w.IsPlanned(ref.ID) {
			continue // LettingGoInPlan says what it means that something in use is planned away
		}
		if _, presence := w.Lookup(ref.ID); presence == Missing {
			f.add(CodeInvalidResourceReference, ref.Field, "The %s %s, which %s of the %s %s names, does not exist.", ref.Kind.Title(), ref.ID, ref.Field, c.After.Kind().Title(), c.After.Head().Name())
		}
	}
	return f.list
}

// checkLocation reports references into another region. Source: SOURCES.md 12, InvalidResourceReference (sure).
func checkLocation(w *World, c Change) []Finding {
	f := &findings{id: c.After.Head().ID}
	here := w.Location(c.After)
	for _, ref := range c.After.References() {
		target, presence := w.Lookup(ref.ID)
		if presence != Found || here == "" {
			continue
		}
		if there := w.Location(target); there != "" && there != here {
			f.add(CodeInvalidResourceReference, ref.Field, "The %s %s is in %s, but the %s %s, which it refers to, is in %s.", c.After.Kind().Title(), c.After.Head().Name(), here, target.Kind().Title(), target.Head().Name(), there).
				reading(At("location"))
		}
	}
	return f.list
}
