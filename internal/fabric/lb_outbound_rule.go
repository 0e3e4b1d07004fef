package fabric

import (
	"slices"
	"strings"
)

// Bounds of outbound rules. Source: SOURCES.md 5.7 (sure: outbound-rules.md, LBERR).
const (
	snatPortsPerAddress = 64000
	snatPortMultiple    = 8
	maxOutboundTimeout  = 120
)

// snatTable is how many SNAT ports each member gets where the rule does not say, by the pool's size. Source: SOURCES.md
// 5.7 (sure: load-balancer-outbound-connections.md).
var snatTable = []struct{ members, ports int }{{50, 1024}, {100, 512}, {200, 256}, {400, 128}, {800, 64}, {1000, 32}}

// DefaultSNATPorts returns the SNAT ports that each member of a pool gets for each frontend address; ok is false for a
// pool of no members, or of more than the table has.
func DefaultSNATPorts(members int) (ports int, ok bool) {
	for _, row := range snatTable {
		if members >= 1 && members <= row.members {
			return row.ports, true
		}
	}
	return 0, false
}

// SNATPortsPerInstance returns the SNAT ports that each of a pool's members gets over all frontend addresses: the
// table's number for each, and no more than the addresses have. Source: SOURCES.md 5.7 (table sure; several addresses
// likely).
func SNATPortsPerInstance(addresses, members int) (ports int, ok bool) {
	each, ok := DefaultSNATPorts(members)
	if !ok || addresses < 1 {
		return 0, false
	}
	most := addresses * snatPortsPerAddress / members
	return min(each*addresses, most-most%snatPortMultiple), true
}

// OutboundRule is Microsoft.Network/loadBalancers/outboundRules.
type OutboundRule struct {
	Meta
	FrontendNames          []string
	BackendPoolID          ID
	Protocol               string // Tcp, Udp or All
	AllocatedOutboundPorts int    // for each member; 0: the default table
	IdleTimeout            int    // minutes
	TCPReset               bool
}

// Head implements Object.
func (r OutboundRule) Head() Meta { return r.Meta }

// WithHead implements Object.
func (r OutboundRule) WithHead(m Meta) Object { r.Meta = m; return r }

// Kind implements Object.
func (r OutboundRule) Kind() Kind { return KindOutboundRule }

// References implements Object.
func (r OutboundRule) References() []Reference {
	refs := []Reference{lbReference(r.ID)}
	if r.BackendPoolID != "" {
		refs = append(refs, Reference{Field: At("backend_pool_id"), ID: r.BackendPoolID, Kind: KindBackendPool, Lives: true})
	}
	return refs
}

// Validate implements Object.
func (r OutboundRule) Validate() []Finding {
	f := &findings{id: r.ID}
	checkHead(f, r.Kind(), r.Meta)
	checkOneOf(f, At("protocol"), r.Protocol, ProtocolTCP, ProtocolUDP, ProtocolAll)
	checkBetween(f, At("idle_timeout_in_minutes"), r.IdleTimeout, minIdleTimeout, maxOutboundTimeout)
	names := At("frontend_ip_configuration_names")
	if len(r.FrontendNames) == 0 {
		f.add(CodeInvalidParameter, names, "The outbound rule %s has no frontend.", r.Name())
	}
	for i, name := range r.FrontendNames {
		if slices.ContainsFunc(r.FrontendNames[:i], func(s string) bool { return strings.EqualFold(s, name) }) {
			f.add(CodeInvalidParameter, names.Index(i), "The outbound rule %s names the frontend %s twice.", r.Name(), name)
		}
	}
	at := At("allocated_outbound_ports")
	switch n := r.AllocatedOutboundPorts; {
	case n < 0:
		f.add(CodeInvalidParameter, at, "The outbound rule %s allocates %d ports; possible are 0 to %d.", r.Name(), n, snatPortsPerAddress)
	case n > snatPortsPerAddress:
		f.add(CodeOutboundPortsExceedRule, at, "The outbound rule %s allocates %d ports to each member; at most %d are possible.", r.Name(), n, snatPortsPerAddress)
	case n%snatPortMultiple != 0:
		f.add(CodeOutboundPortsNotMultipleOfEight, at, "The outbound rule %s allocates %s to each member, which is no multiple of %d.", r.Name(), Counted(n, "port"), snatPortMultiple)
	}
	if r.BackendPoolID != "" && !r.BackendPoolID.Parent().Is(r.ID.Parent()) {
		f.add(CodeReferenceToOtherLoadBalancer, At("backend_pool_id"), "The outbound rule %s is part of the load balancer %s, but names the backend pool %s of %s.", r.Name(), r.ID.Parent().Name(), r.BackendPoolID.Name(), r.BackendPoolID.Parent().Name()).reading(At("lb_id"))
	}
	return f.list
}

func (r OutboundRule) usesFrontend(name string) bool {
	return slices.ContainsFunc(r.FrontendNames, func(s string) bool { return strings.EqualFold(s, name) })
}

// addresses counts the public addresses of the rule's frontends, and returns the prefixes among them; ok is false where
// one is not known.
func (r OutboundRule) addresses(w *World, lb LoadBalancer) (n int, prefixes []ID, ok bool) {
	for _, name := range r.FrontendNames {
		front, found := lb.Frontend(name)
		if !found {
			return 0, nil, false
		}
		if front.PublicIPPrefixID == "" {
			n++
			continue
		}
		prefix, found := Get[PublicIPPrefix](w, front.PublicIPPrefixID)
		if !found {
			return 0, nil, false
		}
		size, _ := PublicPrefixCapacity(prefix.Length, prefix.Version)
		n, prefixes = n+size, append(prefixes, prefix.ID)
	}
	return n, prefixes, true
}
