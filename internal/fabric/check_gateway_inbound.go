package fabric

import (
	"net/netip"
	"slices"
	"strings"

	"go4.org/netipx"
)

// gatewayManagerPorts must be open to the platform. Source: SOURCES.md 6 (sure: configuration-infrastructure.md).
func gatewayManagerPorts(v2 bool) (from, to int) {
	if v2 {
		return 65200, 65535
	}
	return 65503, 65534
}

// checkGatewayInbound reports a network security group that keeps the platform from its gateway.
func checkGatewayInbound(w *World, f *findings, at Field, g ApplicationGateway, subnet Subnet) {
	nsg, ok := Get[NetworkSecurityGroup](w, subnet.NetworkSecurityGroupID)
	if !ok {
		return
	}
	from, to := gatewayManagerPorts(g.V2())
	prefix, _ := subnet.Prefix(IPv4)
	if port, blocked := nsg.blocksFromPlatform(prefix, from, to); blocked {
		found := f.add(CodeApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup, at, "The network security group %s of the subnet %s does not let the platform reach port %d; the application gateway %s needs %d to %d open to GatewayManager.", nsg.Name(), subnet.Name(), port, g.Name(), from, to)
		if !f.id.Is(g.ID) {
			found.against(g.ID)
		}
	}
}

// checkGatewayKeptOpen reports a change of a subnet or of a network security group that cuts a gateway off.
func checkGatewayKeptOpen(w *World, c Change) []Finding {
	f := &findings{id: c.After.Head().ID}
	switch o := c.After.(type) {
	case Subnet:
		for _, g := range gatewaysIn(w, o.ID) {
			checkGatewayInbound(w, f, At("network_security_group_id"), g, o)
		}
	case NetworkSecurityGroup:
		for _, user := range w.Referrers(o.ID) {
			subnet, ok := user.Object.(Subnet)
			if !ok {
				continue
			}
			for _, g := range gatewaysIn(w, subnet.ID) {
				checkGatewayInbound(w, f, At("security_rules"), g, subnet)
			}
		}
	}
	return f.list
}

// blocksFromPlatform returns the first port of a range that the rules do not open to GatewayManager over TCP, for a whole
// subnet.
func (n NetworkSecurityGroup) blocksFromPlatform(subnet netip.Prefix, from, to int) (port int, blocked bool) {
	var rules []SecurityRule
	for _, r := range n.SecurityRules {
		if r.takesInboundTCP() && r.fromPlatform() && r.takesSubnet(subnet) {
			rules = append(rules, r)
		}
	}
	slices.SortFunc(rules, func(a, b SecurityRule) int { return a.Priority - b.Priority })
	for port = from; port <= to; port++ {
		i := slices.IndexFunc(rules, func(r SecurityRule) bool { return r.takesPort(port) })
		if i < 0 || strings.EqualFold(rules[i].Access, accessDeny) {
			return port, true // without a rule, DenyAllInBound decides
		}
	}
	return 0, false
}

// fromPlatform reports whether a rule's source holds the platform's management addresses.
func (r SecurityRule) fromPlatform() bool {
	if r.SourceAddressPrefixes == nil {
		return len(r.SourceApplicationSecurityGroupIDs) == 0
	}
	return slices.ContainsFunc(r.SourceAddressPrefixes, func(s string) bool {
		return s == anyValue || s == "0.0.0.0/0" || strings.EqualFold(s, "GatewayManager") || strings.EqualFold(s, "Internet")
	})
}

// takesSubnet reports whether a rule's destination decides over a gateway's subnet: one that allows has to hold all of it,
// one that denies only some. The addresses of a gateway's instances may be any of it. Source: SOURCES.md 6 (likely).
func (r SecurityRule) takesSubnet(subnet netip.Prefix) bool {
	if r.DestinationAddressPrefixes == nil {
		return len(r.DestinationApplicationSecurityGroupIDs) == 0 // gateways are in none
	}
	var set netipx.IPSetBuilder
	for _, s := range r.DestinationAddressPrefixes {
		if s == anyValue || strings.EqualFold(s, "VirtualNetwork") {
			return true
		}
		if p, ok := rulePrefix(s); ok {
			set.AddPrefix(p)
		}
	}
	taken, err := set.IPSet()
	if err != nil {
		return false
	}
	if strings.EqualFold(r.Access, accessDeny) {
		return taken.OverlapsPrefix(subnet)
	}
	return taken.ContainsPrefix(subnet)
}
