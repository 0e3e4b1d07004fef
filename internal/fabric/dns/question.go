package dns

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// reverseZone holds the zones of reverse lookups (RFC 3596, RFC 1035).
const reverseZone = "arpa"

// question is what is asked for: a name, or an address whose name is wanted.
type question struct {
	text    string     // as the user wrote it
	name    string     // in lower case, without a period at its end; empty for an address
	whole   bool       // no suffix is appended to it
	address netip.Addr // invalid for a name
}

// parse reads a host name, a whole name or an address.
func parse(text string) (question, error) {
	q := question{text: text}
	if a, err := netip.ParseAddr(text); err == nil {
		if a.Zone() != "" {
			return q, fmt.Errorf("%q has an IPv6 zone, which no name belongs to", text)
		}
		q.address = a.Unmap()
		return q, nil
	}
	name, dotted := strings.CutSuffix(text, ".")
	if !fabric.IsDomainName(name) {
		return q, fmt.Errorf("%q is neither the name of a host nor an IP address", text)
	}
	q.name = strings.ToLower(name)
	q.whole = dotted || strings.Contains(name, ".")
	if last := q.name[strings.LastIndexByte(q.name, '.')+1:]; q.whole && strings.Trim(last, "0123456789") == "" {
		return q, fmt.Errorf("%q ends with a number, and is no IP address", text)
	}
	if inZone(q.name, reverseZone) {
		return q, fmt.Errorf("%q is the name of a reverse lookup; the lookup takes the address itself", text)
	}
	return q, nil
}

// inZone reports whether a name in lower case is a zone's or below it.
func inZone(name, zone string) bool { return name == zone || strings.HasSuffix(name, "."+zone) }
