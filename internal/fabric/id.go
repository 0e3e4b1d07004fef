package fabric

import (
	"fmt"
	"strings"
)

// ID is a full ARM resource id, in the spelling of whoever wrote it. Ids compare without regard to case: use Key or
// Is, never ==. Form: /subscriptions/<sub>/resourceGroups/<rg>/providers/<namespace>/<type>/<name>[/<type>/<name>...].
// Source: SOURCES.md 11.1.
type ID string

// Key is an ID in lower case, the form in which ids are compared and used as map keys.
type Key string

// Key returns the id in the form in which it is compared.
func (id ID) Key() Key { return Key(strings.ToLower(string(id))) }

// Is reports whether two ids name the same object, whatever their casing.
func (id ID) Is(other ID) bool { return strings.EqualFold(string(id), string(other)) }

// Name returns the last segment: the object's own name.
func (id ID) Name() string {
	return string(id[strings.LastIndexByte(string(id), '/')+1:])
}

// Parent returns the id without its last type and name: the virtual network of a subnet. For a top-level object it
// returns what precedes the type, which names no object.
func (id ID) Parent() ID {
	s := string(id)
	for range 2 {
		i := strings.LastIndexByte(s, '/')
		if i < 0 {
			return ""
		}
		s = s[:i]
	}
	return ID(s)
}

// ParsedID is the content of a well-formed ID.
type ParsedID struct {
	SubscriptionID    string
	ResourceGroupName string
	Provider          string      // the namespace, such as Microsoft.Network
	Segments          []IDSegment // at least one; a child has its parents before it
}

// IDSegment is one type and name of an id, such as subnets and web.
type IDSegment struct {
	Type string
	Name string
}

// Type returns the full ARM type, such as Microsoft.Network/virtualNetworks/subnets.
func (p ParsedID) Type() string {
	var b strings.Builder
	b.WriteString(p.Provider)
	for _, s := range p.Segments {
		b.WriteString("/" + s.Type)
	}
	return b.String()
}

// Name returns the name of the object itself.
func (p ParsedID) Name() string { return p.Segments[len(p.Segments)-1].Name }

const idForm = "/subscriptions/<subscription>/resourceGroups/<group>/providers/<namespace>/<type>/<name>"

// maxIDLength bounds what ParseID looks at; ARM's own ids stay far below it.
const maxIDLength = 2048

// ParseID takes an id apart. The error says which part is wrong and what form is expected.
func ParseID(s string) (ParsedID, error) {
	if len(s) > maxIDLength {
		return ParsedID{}, fmt.Errorf("an ARM id has at most %d characters, got %d", maxIDLength, len(s))
	}
	parts := strings.Split(s, "/")
	if len(parts) < 9 || parts[0] != "" {
		return ParsedID{}, fmt.Errorf("%q is not an ARM resource id; expected %s", s, idForm)
	}
	for i, want := range []string{"subscriptions", "resourceGroups", "providers"} {
		if got := parts[2*i+1]; !strings.EqualFold(got, want) {
			return ParsedID{}, fmt.Errorf("%q is not an ARM resource id: expected %q where it says %q; the form is %s", s, want, got, idForm)
		}
	}
	if len(parts)%2 == 0 {
		return ParsedID{}, fmt.Errorf("%q is not an ARM resource id: the type %q has no name; the form is %s", s, parts[len(parts)-1], idForm)
	}
	for _, part := range parts[1:] {
		if part == "" {
			return ParsedID{}, fmt.Errorf("%q is not an ARM resource id: it has an empty segment; the form is %s", s, idForm)
		}
	}
	p := ParsedID{SubscriptionID: parts[2], ResourceGroupName: parts[4], Provider: parts[6]}
	for i := 7; i < len(parts); i += 2 {
		p.Segments = append(p.Segments, IDSegment{Type: parts[i], Name: parts[i+1]})
	}
	return p, nil
}

// TopLevelID composes the id of an object that belongs to a resource group.
func TopLevelID(k Kind, subscriptionID, resourceGroupName, name string) ID {
	return ID("/subscriptions/" + subscriptionID + "/resourceGroups/" + resourceGroupName + "/providers/" + k.ARMType() + "/" + name)
}

// ChildID composes the id of an object that lives below another.
func ChildID(k Kind, parent ID, name string) ID {
	t := k.ARMType()
	return ID(string(parent) + "/" + t[strings.LastIndexByte(t, '/')+1:] + "/" + name)
}
