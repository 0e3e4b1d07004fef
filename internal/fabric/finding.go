package fabric

import "fmt"

// Severity says whether a finding stops a change.
type Severity int

// The severities.
const (
	Error   Severity = iota // the change is refused
	Warning                 // the change goes on
)

// Code names a rule. It is ARM's own where Azure has one; the registry says whose it is.
type Code string

// Finding is one broken rule: what is wrong, where, and against what.
type Finding struct {
	Code     Code
	Severity Severity
	ID       ID     // the object that the finding is about
	Field    Field  // where in that object
	Detail   string // one sentence: which objects and values
	// Advice is what to do, one sentence. Empty: the registry's advice for the code.
	Advice string
	// Against lists the other objects that the conflict is with. A plan refuses a conflict with what it has seen or
	// what the object refers to, and only warns of a conflict with an object that this very run may still remove.
	Against []ID
	// Given lists what the object depends on and the conflict rests on besides: the load balancer whose addresses an
	// outbound rule counts. A plan that leaves the object as it is takes the finding seriously where one of them changes.
	Given []ID
	// Reads lists further fields of the object that the rule looked at; where one of them is not known yet, the
	// finding does not stand.
	Reads []Field
}

// String writes the finding in one line, as the tests compare it.
func (f Finding) String() string {
	return fmt.Sprintf("%s: %s at %s: %s", map[Severity]string{Error: "error", Warning: "warning"}[f.Severity], f.Code, f.Field, f.Detail)
}

// Summary is the finding's headline: the code and the registry's short phrase.
func (f Finding) Summary() string { return string(f.Code) + ": " + registry[f.Code].Phrase }

// Text is the finding's body: what is wrong, then what to do.
func (f Finding) Text() string {
	advice := f.Advice
	if advice == "" {
		advice = registry[f.Code].Advice
	}
	return f.Detail + "\n\n" + advice
}

// findings collects what one object breaks, so that rules read as a list.
type findings struct {
	id   ID
	list []Finding
}

func (f *findings) add(code Code, at Field, format string, args ...any) *Finding {
	f.list = append(f.list, Finding{Code: code, Severity: registry[code].Severity, ID: f.id, Field: at, Detail: fmt.Sprintf(format, args...)})
	return &f.list[len(f.list)-1]
}

// against names the other objects of a conflict.
func (f *Finding) against(ids ...ID) *Finding {
	f.Against = append(f.Against, ids...)
	return f
}

// given names what else the conflict rests on.
func (f *Finding) given(ids ...ID) *Finding {
	f.Given = append(f.Given, ids...)
	return f
}

// reading names further fields that the rule looked at.
func (f *Finding) reading(fields ...Field) *Finding {
	f.Reads = append(f.Reads, fields...)
	return f
}
