package fabric

import (
	"net/netip"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// effective returns the rules of one direction.
func (g associatedGroup) effective(d acl.Direction, members map[acl.Group][]netip.Prefix) []EffectiveRule {
	var list []EffectiveRule
	for _, r := range g.Rules().Rules(d) {
		var own [2]ruleSide // a default rule names no groups
		if !r.Default {
			own = g.SecurityRules[r.Name].sides()
		}
		rule := EffectiveRule{
			GroupID: g.ID, Association: g.by, AssociatedID: g.id,
			Name: r.Name, Priority: r.Priority, Access: accessDeny, Protocol: r.Protocol, Default: r.Default,
			Source: g.side(r.Source, r.SourcePorts, own[0].groups, members), Destination: g.side(r.Destination, r.DestinationPorts, own[1].groups, members),
		}
		if r.Allow {
			rule.Access = accessAllow
		}
		list = append(list, rule)
	}
	return list
}

func (g associatedGroup) side(s acl.Side, ports []acl.PortRange, groups []ID, members map[acl.Group][]netip.Prefix) EffectiveSide {
	side := EffectiveSide{PortRanges: []string{anyValue}, ApplicationSecurityGroupIDs: groups}
	if ports != nil {
		side.PortRanges = nil
		for _, p := range ports {
			side.PortRanges = append(side.PortRanges, p.String())
		}
	}
	if s.Any {
		side.AddressPrefixes = []string{anyValue}
	}
	for _, p := range s.Prefixes {
		side.AddressPrefixes = append(side.AddressPrefixes, p.String())
	}
	for _, tag := range s.Tags {
		side.AddressPrefixes = append(side.AddressPrefixes, string(tag))
		side.Expanded = append(side.Expanded, g.scope.Expand(tag)...)
	}
	for _, group := range s.Groups {
		side.Expanded = append(side.Expanded, members[group]...)
	}
	slices.SortFunc(side.Expanded, netip.Prefix.Compare)
	side.Expanded = slices.Compact(side.Expanded)
	return side
}

// groupMembers returns the private addresses of the instances in each application security group.
func groupMembers(w *World) map[acl.Group][]netip.Prefix {
	members := map[acl.Group][]netip.Prefix{}
	for _, set := range Each[ScaleSet](w) {
		for _, i := range set.Instances {
			n := 0
			for _, ip := range ipConfigurations(set.NICsOf(i)) {
				for _, group := range GroupKeys(ip.ApplicationSecurityGroupIDs) {
					if n < len(i.Addresses) {
						a := i.Addresses[n].Private
						members[group] = append(members[group], netip.PrefixFrom(a, a.BitLen()))
					}
				}
				n++
			}
		}
	}
	return members
}
