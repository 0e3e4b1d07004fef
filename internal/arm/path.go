package arm

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// maxPathSegments bounds what a path is looked at for; the longest that ARM has here is that of an instance's public IP
// address, with 16.
const maxPathSegments = 20

// path is what a call's path names, in the spelling of the caller:
//
//	/subscriptions/<sub>[/resourceGroups/<group>]/providers/<namespace>/<type>[/<name>[/<type>[/<name>]...]]
//
// There are as many names as types for a resource, one name less for a list or an action. Source: SOURCES.md 11.1, 11.2.
type path struct {
	subscription string
	group        string // empty where the whole subscription is meant
	namespace    string
	types, names []string
}

// parsePath takes an escaped path apart. One slash at its end is allowed, as the requests of the documents have it.
func parsePath(escaped string) (path, *Error) {
	segments := strings.Split(strings.TrimSuffix(strings.TrimPrefix(escaped, "/"), "/"), "/")
	if len(segments) < 2 || !strings.EqualFold(segments[0], "subscriptions") {
		return path{}, refuse(http.StatusNotFound, "MissingSubscription", "The request did not have a subscription or a valid tenant level resource provider.")
	}
	nowhere := refuse(http.StatusNotFound, "NotFound", "The fabric has no resource, list or action of the path '%s'.", escaped)
	if len(segments) > maxPathSegments {
		return path{}, nowhere
	}
	for i, s := range segments {
		plain, err := url.PathUnescape(s)
		if err != nil || !isSegment(plain) {
			return path{}, nowhere
		}
		segments[i] = plain
	}
	p, rest := path{subscription: segments[1]}, segments[2:]
	if len(rest) > 1 && strings.EqualFold(rest[0], "resourceGroups") {
		p.group, rest = rest[1], rest[2:]
	}
	if len(rest) < 3 || !strings.EqualFold(rest[0], "providers") {
		return path{}, nowhere
	}
	p.namespace = rest[1]
	for i, s := range rest[2:] {
		if i%2 == 0 {
			p.types = append(p.types, s)
		} else {
			p.names = append(p.names, s)
		}
	}
	if p.group == "" && len(p.names) > 0 && !strings.EqualFold(p.types[0], "locations") {
		return path{}, nowhere // resources are in groups
	}
	return p, nil
}

// isSegment reports whether a segment can stand in an id: it does not lead elsewhere, and shows all that it is.
func isSegment(s string) bool {
	return s != "" && s != "." && s != ".." && !strings.ContainsFunc(s, func(r rune) bool { return r == '/' || r == '\\' || r < ' ' || r == 0x7f || r == '\ufffd' })
}

// typeKey is the full type in the form in which types are compared.
func (p path) typeKey() string { return keyOf(p.namespace + "/" + strings.Join(p.types, "/")) }

func keyOf(armType string) string { return strings.ToLower(armType) }

// typeOf is the full type of an id in that form; empty where the id is malformed.
func typeOf(id fabric.ID) string {
	p, err := fabric.ParseID(string(id))
	if err != nil {
		return ""
	}
	return keyOf(p.Type())
}

// isResource reports whether the path ends with a name.
func (p path) isResource() bool { return len(p.names) == len(p.types) }

// id is the id of the resource that the first types and names make.
func (p path) id(depth int) fabric.ID {
	var b strings.Builder
	b.WriteString("/subscriptions/" + p.subscription + "/resourceGroups/" + p.group + "/providers/" + p.namespace)
	for i := range depth {
		b.WriteString("/" + p.types[i] + "/" + p.names[i])
	}
	return fabric.ID(b.String())
}

// whole is the id of the deepest resource that the path names: the resource itself, or that which the list or action
// belongs to.
func (p path) whole() fabric.ID { return p.id(len(p.names)) }

// last is the name of the resource itself.
func (p path) last() string { return p.names[len(p.names)-1] }
