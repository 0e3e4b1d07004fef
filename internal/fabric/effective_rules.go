package fabric

import (
	"net/netip"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// Rules returns the group's rules with the default ones, ready to decide over packets.
func (n NetworkSecurityGroup) Rules() *acl.List {
	rules := make([]acl.Rule, 0, len(n.SecurityRules))
	for _, name := range sortedKeys(n.SecurityRules) {
		rules = append(rules, n.SecurityRules[name].compile(name))
	}
	return acl.NewList(rules)
}

func (r SecurityRule) compile(name string) acl.Rule {
	rule := acl.Rule{
		Name: name, Priority: r.Priority, Direction: acl.Inbound, Allow: strings.EqualFold(r.Access, accessAllow),
		Protocol: acl.ParseProtocol(r.Protocol), SourcePorts: portRanges(r.SourcePortRanges), DestinationPorts: portRanges(r.DestinationPortRanges),
	}
	if strings.EqualFold(r.Direction, directionOut) {
		rule.Direction = acl.Outbound
	}
	sides := r.sides()
	rule.Source, rule.Destination = sides[0].compile(), sides[1].compile()
	return rule
}

func (s ruleSide) compile() acl.Side {
	side := acl.Side{Any: s.prefixes == nil && len(s.groups) == 0}
	for _, text := range s.prefixes {
		prefix, isPrefix := rulePrefix(text)
		switch {
		case text == anyValue:
			side.Any = true
		case isPrefix:
			side.Prefixes = append(side.Prefixes, prefix)
		default:
			side.Tags = append(side.Tags, acl.ParseTag(text))
		}
	}
	side.Groups = GroupKeys(s.groups)
	return side
}

// rulePrefix reads an address or prefix of a rule; ok is false for a service tag.
func rulePrefix(s string) (netip.Prefix, bool) {
	if a, err := netip.ParseAddr(s); err == nil {
		return netip.PrefixFrom(a, a.BitLen()), true
	}
	p, err := netip.ParsePrefix(s)
	return p, err == nil
}

// GroupKeys returns application security groups as rules compare them.
func GroupKeys(ids []ID) []acl.Group {
	if len(ids) == 0 {
		return nil
	}
	groups := make([]acl.Group, len(ids))
	for i, id := range ids {
		groups[i] = acl.Group(id.Key())
	}
	return groups
}

// portRanges reads the ports of a rule; nil where it takes every port.
func portRanges(list []string) []acl.PortRange {
	var ranges []acl.PortRange
	for _, text := range list {
		from, to, isRange := strings.Cut(text, "-")
		if text == anyValue {
			return nil
		}
		if !isRange {
			to = from
		}
		low, _ := port(from)
		high, _ := port(to)
		ranges = append(ranges, acl.PortRange{From: low, To: high})
	}
	return ranges
}

// Scope returns what service tags mean in a subnet: its network's address space and the prefixes of its own routes are its
// VirtualNetwork. Source: SOURCES.md 7 (likely: recall).
func (s Subnet) Scope(w *World) *acl.Scope {
	network, _ := Get[VirtualNetwork](w, s.ID.Parent())
	prefixes := network.Prefixes()
	table, _ := Get[RouteTable](w, s.RouteTableID)
	for _, r := range table.effective() {
		if r.Prefix.IsValid() {
			prefixes = append(prefixes, r.Prefix)
		}
	}
	return acl.NewScope(prefixes)
}
