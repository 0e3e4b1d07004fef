package fabric

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// InboundNATRule is Microsoft.Network/loadBalancers/inboundNatRules of version 2: each member of a pool gets a frontend
// port of the rule's range. Source: azure-facts 5.7 (sure: inbound-nat-rules.md).
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

// Validate implements Object. Bounds as for NAT pools: azure-facts 5.7.
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
	for _, m := range r.Mappings {
		if m.Port >= r.FrontendPortStart && m.Port <= r.FrontendPortEnd && slices.ContainsFunc(members, func(p PoolMember) bool { return p.ID.Key() == m.Member }) {
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

// PoolMember is an IP configuration of an instance that stands in a backend pool.
type PoolMember struct {
	ID  ID // of the IP configuration
	Set ScaleSet
	VM  InstanceView
	NIC NICView
	IP  IPConfigurationView
}

// PoolMembers returns the members of a load balancer's or application gateway's pool, by scale set, instance, NIC and
// IP configuration.
func PoolMembers(w *World, pool ID) []PoolMember {
	var members []PoolMember
	for _, set := range Each[ScaleSet](w) {
		if !slices.ContainsFunc(set.References(), func(r Reference) bool { return r.ID.Is(pool) }) {
			continue
		}
		for _, vm := range set.View(w) {
			for _, nic := range vm.NICs {
				for _, ip := range nic.IPConfigurations {
					if slices.ContainsFunc(slices.Concat(ip.LBBackendPoolIDs, ip.AppGatewayPoolIDs), pool.Is) {
						members = append(members, PoolMember{ip.ID, set, vm, nic, ip})
					}
				}
			}
		}
	}
	return members
}

// React returns the objects that follow a change without being asked to: the NAT rules of pools whose members changed.
func React(w *World, c Change) []Object {
	if _, ok := firstOf(c).(ScaleSet); !ok {
		return nil
	}
	var list []Object
	for _, rule := range Each[InboundNATRule](w) {
		if now := rule.Remap(w); !slices.Equal(now.Mappings, rule.Mappings) {
			list = append(list, now)
		}
	}
	return list
}

func firstOf(c Change) Object {
	if c.After != nil {
		return c.After
	}
	return c.Before
}

// PortMapping is one frontend port that leads to one instance.
type PortMapping struct {
	Via             Object // the NAT pool or NAT rule
	FrontendName    string
	FrontendAddress string // empty where it is not known
	FrontendPort    int
	Protocol        string
	Member          PoolMember
	BackendPort     int
}

// PortMappings returns the mappings of a load balancer's NAT pools and NAT rules, by frontend and port.
func PortMappings(w *World, lb LoadBalancer) []PortMapping {
	var list []PortMapping
	for _, rule := range Each[InboundNATRule](w) {
		if !rule.ID.Parent().Is(lb.ID) {
			continue
		}
		ports := map[Key]int{}
		for _, m := range rule.Remap(w).Mappings {
			ports[m.Member] = m.Port
		}
		for _, member := range PoolMembers(w, rule.BackendPoolID) {
			if port, ok := ports[member.ID.Key()]; ok {
				list = append(list, PortMapping{rule, rule.FrontendName, "", port, rule.Protocol, member, rule.BackendPort})
			}
		}
	}
	list = append(list, natPoolMappings(w, lb)...)
	for i := range list {
		if front, ok := lb.Frontend(list[i].FrontendName); ok {
			list[i].FrontendAddress = FrontendAddress(w, front)
		}
	}
	slices.SortFunc(list, func(a, b PortMapping) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.FrontendName), strings.ToLower(b.FrontendName)), cmp.Compare(a.FrontendPort, b.FrontendPort), strings.Compare(a.Protocol, b.Protocol))
	})
	return list
}

func natPoolMappings(w *World, lb LoadBalancer) []PortMapping {
	var list []PortMapping
	for _, set := range Each[ScaleSet](w) {
		for _, vm := range set.View(w) {
			for _, nic := range vm.NICs {
				for _, ip := range nic.IPConfigurations {
					for _, id := range ip.LBNATPoolIDs {
						pool, ok := Get[InboundNATPool](w, id)
						if !ok || !id.Parent().Is(lb.ID) {
							continue
						}
						list = append(list, PortMapping{pool, pool.FrontendName, "", ip.NATPorts[id.Name()], pool.Protocol, PoolMember{ip.ID, set, vm, nic, ip}, pool.BackendPort})
					}
				}
			}
		}
	}
	return list
}

// FrontendAddress returns a frontend's address; empty where it is not known, and for one on a prefix.
func FrontendAddress(w *World, c FrontendIPConfiguration) string {
	if c.Internal() && c.Address.IsValid() {
		return c.Address.String()
	}
	if public, ok := Get[PublicIP](w, c.PublicIPID); ok && public.Address.IsValid() {
		return public.Address.String()
	}
	return ""
}

// checkNATRuleSize wants a port for each member. Source: azure-facts 5.7 (rule sure: inbound-nat-rules.md; the code is
// that of NAT pools).
func checkNATRuleSize(w *World, c Change) []Finding {
	f := &findings{id: firstOf(c).Head().ID}
	switch o := c.After.(type) {
	case InboundNATRule:
		if n := len(PoolMembers(w, o.BackendPoolID)); n > o.Size() {
			f.add(CodeInboundNATPoolSmallerThanRequestedPorts, At("frontend_port_end"), "The NAT rule %s has %s for the %d members of the backend pool %s.", o.Name(), portCount(o.Size()), n, o.BackendPoolID.Name()).
				reading(At("frontend_port_start"), At("backend_pool_id"))
		}
	case ScaleSet:
		for _, rule := range Each[InboundNATRule](w) {
			if !slices.ContainsFunc(o.References(), func(r Reference) bool { return r.ID.Is(rule.BackendPoolID) }) {
				continue
			}
			if n := len(PoolMembers(w, rule.BackendPoolID)); n > rule.Size() {
				f.add(CodeInboundNATPoolSmallerThanRequestedPorts, At("capacity"), "With the scale set %s the backend pool %s has %d members, for which the NAT rule %s has %s.", o.Name(), rule.BackendPoolID.Name(), n, rule.Name(), portCount(rule.Size())).
					against(rule.ID)
			}
		}
	}
	return f.list
}

func portCount(n int) string {
	if n == 1 {
		return "1 port"
	}
	return strconv.Itoa(n) + " ports"
}
