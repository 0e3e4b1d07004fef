package fabric

import (
	"net/netip"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// Association says by what a network security group bears on a NIC, in ARM's words. Source: SOURCES.md 7 (sure: SDK).
type Association string

// The associations.
const (
	AssociationSubnet           Association = "Subnet"
	AssociationNetworkInterface Association = "NetworkInterface"
)

// EffectiveSecurityRules are the rules that decide over what one NIC gets and sends, in the order in which they are looked
// at. Both lists go by group: in each, the first rule that takes a packet decides, and every group has to allow it.
type EffectiveSecurityRules struct {
	NIC      NICView
	Inbound  []EffectiveRule // the subnet's group, then the NIC's
	Outbound []EffectiveRule // the NIC's group, then the subnet's
}

// EffectiveRule is one rule of a group, with what its service tags and application security groups come to.
type EffectiveRule struct {
	GroupID      ID
	Association  Association
	AssociatedID ID // of the subnet or the NIC
	Name         string
	Priority     int
	Access       string // Allow or Deny
	Protocol     string // Tcp, Udp, Icmp, Esp, Ah or *
	Default      bool   // one of the platform's
	Source       EffectiveSide
	Destination  EffectiveSide
}

// EffectiveSide is the source or the destination of an effective rule.
type EffectiveSide struct {
	PortRanges                  []string
	AddressPrefixes             []string // prefixes, service tags, or *; nil where groups stand in their place
	ApplicationSecurityGroupIDs []ID
	// Expanded is what tags and groups hold, in the order of the addresses; nil where there are none, or their addresses
	// are not modelled.
	Expanded []netip.Prefix
}

// EffectiveSecurityRulesOf returns the rules of NICs. pending is an object whose content is not known yet and that has some
// of them; empty where all is known. A NIC in several subnets has the groups of all of them, in the order of its IP
// configurations; each is for the IP configurations in its subnet. Source: SOURCES.md 7 (order likely).
func EffectiveSecurityRulesOf(w *World, nics []NICView) (list []EffectiveSecurityRules, pending ID) {
	members := groupMembers(w)
	for _, nic := range nics {
		groups, pending := nic.associated(w)
		if pending != "" {
			return nil, pending
		}
		of := func(d acl.Direction) (rules []EffectiveRule) {
			for _, g := range groups {
				rules = append(rules, g.effective(d, members)...)
			}
			return rules
		}
		rules := EffectiveSecurityRules{NIC: nic, Inbound: of(acl.Inbound)}
		slices.Reverse(groups)
		rules.Outbound = of(acl.Outbound)
		list = append(list, rules)
	}
	return list, ""
}

// associatedGroup is a network security group, what it bears on a NIC by, and what tags mean there.
type associatedGroup struct {
	NetworkSecurityGroup
	by    Association
	id    ID
	scope *acl.Scope
}

// associated returns the groups that bear on a NIC, as inbound packets meet them. What tags mean to the NIC's own group
// follows from the subnet of the primary IP configuration.
func (n NICView) associated(w *World) (groups []associatedGroup, pending ID) {
	add := func(id ID, by associatedGroup) ID {
		group, pending, ok := content[NetworkSecurityGroup](w, id)
		if by.NetworkSecurityGroup = group; ok {
			groups = append(groups, by)
		}
		return pending
	}
	var scope *acl.Scope
	var seen []ID
	for _, ip := range n.IPConfigurations {
		subnet, pending := ip.subnet(w)
		if pending != "" {
			return nil, pending
		}
		if slices.ContainsFunc(seen, subnet.ID.Is) {
			continue
		}
		seen = append(seen, subnet.ID)
		by := associatedGroup{by: AssociationSubnet, id: subnet.ID, scope: subnet.Scope(w)}
		if scope == nil || ip.Primary {
			scope = by.scope
		}
		if pending := add(subnet.NetworkSecurityGroupID, by); pending != "" {
			return nil, pending
		}
	}
	pending = add(n.NetworkSecurityGroupID, associatedGroup{by: AssociationNetworkInterface, id: n.ID, scope: scope})
	return groups, pending
}

// subnet returns the subnet of an IP configuration; pending names it, its network or its route table where the content of
// one is not known yet.
func (ip IPConfigurationView) subnet(w *World) (s Subnet, pending ID) {
	s, pending, _ = content[Subnet](w, ip.SubnetID)
	if pending == "" {
		_, pending, _ = content[VirtualNetwork](w, s.VirtualNetworkID())
	}
	if pending == "" {
		_, pending, _ = content[RouteTable](w, s.RouteTableID)
	}
	return s, pending
}
