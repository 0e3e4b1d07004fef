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
		f.add(CodeOutboundPortsNotMultipleOfEight, at, "The outbound rule %s allocates %d ports to each member, which is no multiple of %d.", r.Name(), n, snatPortMultiple)
	}
	if r.BackendPoolID != "" && !r.BackendPoolID.Parent().Is(r.ID.Parent()) {
		f.add(CodeReferenceToOtherLoadBalancer, At("backend_pool_id"), "The outbound rule %s is part of the load balancer %s, but names the backend pool %s of %s.", r.Name(), r.ID.Parent().Name(), r.BackendPoolID.Name(), r.BackendPoolID.Parent().Name()).reading(At("lb_id"))
	}
	return f.list
}

func (r OutboundRule) usesFrontend(name string) bool {
	return slices.ContainsFunc(r.FrontendNames, func(s string) bool { return strings.EqualFold(s, name) })
}

// addresses counts the public addresses of the rule's frontends; ok is false where one is not known.
func (r OutboundRule) addresses(w *World, lb LoadBalancer) (n int, ok bool) {
	for _, name := range r.FrontendNames {
		front, found := lb.Frontend(name)
		if !found {
			return 0, false
		}
		if front.PublicIPPrefixID == "" {
			n++
			continue
		}
		prefix, found := Get[PublicIPPrefix](w, front.PublicIPPrefixID)
		if !found {
			return 0, false
		}
		size, _ := PublicPrefixCapacity(prefix.Length, prefix.Version)
		n += size
	}
	return n, true
}

// checkOutboundRule reports what an outbound rule breaks in its load balancer. Source: SOURCES.md 5.7.
func checkOutboundRule(w *World, c Change) []Finding {
	rule, ok := c.After.(OutboundRule)
	if !ok {
		return nil
	}
	lb, found := Get[LoadBalancer](w, rule.ID.Parent())
	if !found {
		return nil
	}
	f := &findings{id: rule.ID}
	names := At("frontend_ip_configuration_names")
	for i, name := range rule.FrontendNames {
		if _, ok := lb.Frontend(name); !ok {
			f.add(CodeInvalidResourceReference, names.Index(i), "The outbound rule %s uses the frontend %s, which the load balancer %s does not have.", rule.Name(), name, lb.Name())
		}
	}
	if lb.Internal() || lb.SKU != SKUStandard {
		f.add(CodeOutboundRuleNeedsPublicStandard, At("lb_id"), "The outbound rule %s is of the %s %s load balancer %s; only public Standard ones have outbound rules.", rule.Name(), lb.typeName(), lb.SKU, lb.Name())
	}
	for _, other := range Each[OutboundRule](w) {
		if other.ID.Is(rule.ID) || !other.ID.Parent().Is(lb.ID) || !(flow{protocol: rule.Protocol}).sameProtocol(flow{protocol: other.Protocol}) {
			continue
		}
		if i := slices.IndexFunc(rule.FrontendNames, other.usesFrontend); i >= 0 {
			f.add(CodeMoreThanOneOutboundRule, names.Index(i), "The outbound rules %s and %s of the load balancer %s both use the frontend %s with overlapping protocols (%s and %s).", rule.Name(), other.Name(), lb.Name(), rule.FrontendNames[i], rule.Protocol, other.Protocol).
				against(other.ID).reading(At("protocol"))
		}
	}
	checkOutboundClash(w, f, rule)
	f.list = append(f.list, checkOutboundMembers(w, rule, lb, At("allocated_outbound_ports"), At("backend_pool_id"))...)
	return f.list
}

// checkOutboundClash reports load-balancing rules of the same frontend and pool that still give a way out.
func checkOutboundClash(w *World, f *findings, rule OutboundRule) {
	for _, other := range Each[LoadBalancingRule](w) {
		if clashes(rule, other) {
			f.add(CodeOutboundRuleClashesWithSNAT, At("backend_pool_id"), "The outbound rule %s and the rule %s share the frontend %s and the backend pool %s, and the rule still does SNAT.", rule.Name(), other.Name(), other.FrontendName, rule.BackendPoolID.Name()).
				against(other.ID).reading(At("frontend_ip_configuration_names"))
		}
	}
}

func clashes(rule OutboundRule, other LoadBalancingRule) bool {
	return other.ID.Parent().Is(rule.ID.Parent()) && !other.DisableOutboundSNAT && rule.usesFrontend(other.FrontendName) &&
		slices.ContainsFunc(other.BackendPoolIDs, rule.BackendPoolID.Is)
}

// checkRuleSNAT is checkOutboundClash from the other side.
func checkRuleSNAT(w *World, c Change) []Finding {
	mine, ok := c.After.(LoadBalancingRule)
	if !ok {
		return nil
	}
	f := &findings{id: mine.ID}
	for _, rule := range Each[OutboundRule](w) {
		if clashes(rule, mine) {
			f.add(CodeOutboundRuleClashesWithSNAT, At("disable_outbound_snat"), "The rule %s still does SNAT, and the outbound rule %s uses the same frontend and backend pool.", mine.Name(), rule.Name()).
				against(rule.ID).reading(At("frontend_ip_configuration_name"), At("backend_pool_ids"))
		}
	}
	return f.list
}

// checkOutboundMembers counts the ports that a pool's members take, and wants no IPv4 secondary configuration in it.
// Source: SOURCES.md 5.7 (sure: LBERR, outbound-rules.md, terraform-provider-azurerm#9084).
func checkOutboundMembers(w *World, rule OutboundRule, lb LoadBalancer, portsAt, poolAt Field) []Finding {
	f := &findings{id: rule.ID}
	members := PoolMembers(w, rule.BackendPoolID)
	if i := slices.IndexFunc(members, func(m PoolMember) bool { return !m.IP.Primary && m.IP.Version == IPv4 }); i >= 0 {
		m := members[i]
		f.add(CodeOutboundRuleWithSecondaryIPConfig, poolAt, "The outbound rule %s uses the backend pool %s, in which the IP configuration %s of the scale set %s is a secondary one.", rule.Name(), rule.BackendPoolID.Name(), m.IP.Name, m.Set.Name()).
			against(m.Set.ID)
	}
	addresses, known := rule.addresses(w, lb)
	if available := addresses * snatPortsPerAddress; known && rule.AllocatedOutboundPorts*len(members) > available {
		finding := f.add(CodeOutboundPortsExceedAvailable, portsAt, "The outbound rule %s allocates %d ports to each of the %d members of the backend pool %s, which is %d; its %d frontend addresses have %d.", rule.Name(), rule.AllocatedOutboundPorts, len(members), rule.BackendPoolID.Name(), rule.AllocatedOutboundPorts*len(members), addresses, available).
			reading(At("frontend_ip_configuration_names"))
		for _, m := range members {
			if !slices.ContainsFunc(finding.Against, m.Set.ID.Is) {
				finding.against(m.Set.ID)
			}
		}
	}
	return f.list
}

// checkScaleSetOutbound is checkOutboundMembers as a scale set grows.
func checkScaleSetOutbound(w *World, c Change) []Finding {
	set, ok := c.After.(ScaleSet)
	if !ok {
		return nil
	}
	var list []Finding
	for _, rule := range Each[OutboundRule](w) {
		lb, found := Get[LoadBalancer](w, rule.ID.Parent())
		if !found || !slices.ContainsFunc(set.References(), func(r Reference) bool { return r.ID.Is(rule.BackendPoolID) }) {
			continue
		}
		for _, finding := range checkOutboundMembers(w, rule, lb, At("capacity"), At("nic_configuration_ids")) {
			finding.ID, finding.Against, finding.Reads = set.ID, []ID{rule.ID}, nil
			list = append(list, finding)
		}
	}
	return list
}
