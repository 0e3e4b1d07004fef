package fabric

import (
	"slices"
)

// InboundNATRule is Microsoft.Network/loadBalancers/inboundNatRules of version 2: each member of a pool gets a frontend
// port of the rule's range. Source: SOURCES.md 5.7 (sure: inbound-nat-rules.md).
type InboundNATRule struct {
	Meta
	FrontendName      string
	Protocol          string // Tcp or Udp
	BackendPoolID     ID
	FrontendPortStart int
	FrontendPortEnd   int // inclusive
	BackendPort       int
	FloatingIP        bool
	IdleTimeout       int // minutes
	TCPReset          bool
	// Mappings are realized: they follow the pool's members, and a member keeps its port as long as it is one.
	Mappings []NATMapping
}

// NATMapping is one member's port.
type NATMapping struct {
	Member Key // the IP configuration's id
	Port   int
}

// Head implements Object.
func (r InboundNATRule) Head() Meta { return r.Meta }

// WithHead implements Object.
func (r InboundNATRule) WithHead(m Meta) Object { r.Meta = m; return r }

// Kind implements Object.
func (r InboundNATRule) Kind() Kind { return KindInboundNATRule }

// References implements Object.
func (r InboundNATRule) References() []Reference {
	refs := []Reference{lbReference(r.ID)}
	if r.BackendPoolID != "" {
		refs = append(refs, Reference{Field: At("backend_pool_id"), ID: r.BackendPoolID, Kind: KindBackendPool, Lives: true})
	}
	return refs
}

// Size returns how many members the rule has ports for.
func (r InboundNATRule) Size() int { return r.FrontendPortEnd - r.FrontendPortStart + 1 }

// Validate implements Object. Bounds as for NAT pools: SOURCES.md 5.7.
func (r InboundNATRule) Validate() []Finding {
	f := &findings{id: r.ID}
	checkHead(f, r.Kind(), r.Meta)
	checkOneOf(f, At("protocol"), r.Protocol, ProtocolTCP, ProtocolUDP)
	checkPortRange(f, "NAT rule", r.FrontendPortStart, r.FrontendPortEnd)
	checkBetween(f, At("backend_port"), r.BackendPort, 1, maxPort)
	checkBetween(f, At("idle_timeout_in_minutes"), r.IdleTimeout, minIdleTimeout, maxIdleTimeout)
	if r.BackendPoolID != "" && !r.BackendPoolID.Parent().Is(r.ID.Parent()) {
		f.add(CodeReferenceToOtherLoadBalancer, At("backend_pool_id"), "The NAT rule %s is part of the load balancer %s, but names the backend pool %s of %s.", r.Name(), r.ID.Parent().Name(), r.BackendPoolID.Name(), r.BackendPoolID.Parent().Name()).reading(At("lb_id"))
	}
	return f.list
}

func checkPortRange(f *findings, what string, from, to int) {
	checkBetween(f, At("frontend_port_start"), from, 1, maxFrontendPort)
	checkBetween(f, At("frontend_port_end"), to, 1, maxFrontendPort)
	if to < from {
		f.add(CodeInvalidParameter, At("frontend_port_end"), "The %s %s ends at port %d, before it starts at %d.", what, f.id.Name(), to, from).reading(At("frontend_port_start"))
	}
}

// Remap returns the rule with the mappings that the world's members ask for: who has a port in the range keeps it,
// others get the lowest free one, in the members' order. Members beyond the range get none.
func (r InboundNATRule) Remap(w *World) InboundNATRule {
	kept, taken := map[Key]int{}, map[int]bool{}
	members := PoolMembers(w, r.BackendPoolID)
	present := make(map[Key]bool, len(members))
	for _, m := range members {
		present[m.ID.Key()] = true
	}
	for _, m := range r.Mappings {
		if m.Port >= r.FrontendPortStart && m.Port <= r.FrontendPortEnd && present[m.Member] {
			kept[m.Member], taken[m.Port] = m.Port, true
		}
	}
	var mappings []NATMapping
	next := r.FrontendPortStart
	for _, member := range members {
		port, ok := kept[member.ID.Key()]
		for ; !ok && next <= r.FrontendPortEnd; next++ {
			if !taken[next] {
				port, ok, taken[next] = next, true, true
			}
		}
		if ok {
			mappings = append(mappings, NATMapping{member.ID.Key(), port})
		}
	}
	r.Mappings = mappings
	return r
}

// checkNATRuleSize wants a port for each member. Source: SOURCES.md 5.7 (rule sure: inbound-nat-rules.md; the code is
// that of NAT pools).
func checkNATRuleSize(w *World, c Change) []Finding {
	f := &findings{id: firstOf(c).Head().ID}
	switch o := c.After.(type) {
	case InboundNATRule:
		if n := len(PoolMembers(w, o.BackendPoolID)); n > o.Size() {
			f.add(CodeInboundNATPoolSmallerThanRequestedPorts, At("frontend_port_end"), "The NAT rule %s has %s for the %s of the backend pool %s.", o.Name(), Counted(o.Size(), "port"), Counted(n, "member"), o.BackendPoolID.Name()).
				reading(At("frontend_port_start"), At("backend_pool_id"))
		}
	case ScaleSet:
		for _, rule := range Each[InboundNATRule](w) {
			if !slices.ContainsFunc(o.References(), func(r Reference) bool { return r.ID.Is(rule.BackendPoolID) }) {
				continue
			}
			if n := len(PoolMembers(w, rule.BackendPoolID)); n > rule.Size() {
				f.add(CodeInboundNATPoolSmallerThanRequestedPorts, At("capacity"), "With the scale set %s the backend pool %s has %s, for which the NAT rule %s has %s.", o.Name(), rule.BackendPoolID.Name(), Counted(n, "member"), rule.Name(), Counted(rule.Size(), "port")).
					against(rule.ID)
			}
		}
	}
	return f.list
}
