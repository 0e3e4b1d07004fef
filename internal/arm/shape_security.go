package arm

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// Types of the rules of a network security group. Source: SOURCES.md 11.1 (sure).
const (
	typeSecurityRules        = "Microsoft.Network/networkSecurityGroups/securityRules"
	typeDefaultSecurityRules = "Microsoft.Network/networkSecurityGroups/defaultSecurityRules"
)

type securityGroupProperties struct {
	state
	SecurityRules        []Resource    `json:"securityRules"`
	DefaultSecurityRules []Resource    `json:"defaultSecurityRules"`
	NetworkInterfaces    []SubResource `json:"networkInterfaces,omitempty"`
	Subnets              []SubResource `json:"subnets,omitempty"`
}

func networkSecurityGroup(v *view, g fabric.NetworkSecurityGroup) Resource {
	return resource(g, securityGroupProperties{
		state: stateOf(g.ID), SecurityRules: securityRules(v, g), DefaultSecurityRules: defaultSecurityRules(v, g),
		NetworkInterfaces: v.users(g.ID), Subnets: v.referrers(g.ID, fabric.KindSubnet),
	})
}

// securityRuleProperties has single values and lists apart, as ARM does.
type securityRuleProperties struct {
	state
	Description                          string        `json:"description,omitempty"`
	Protocol                             string        `json:"protocol"`
	SourcePortRange                      string        `json:"sourcePortRange,omitempty"`
	SourcePortRanges                     []string      `json:"sourcePortRanges,omitempty"`
	DestinationPortRange                 string        `json:"destinationPortRange,omitempty"`
	DestinationPortRanges                []string      `json:"destinationPortRanges,omitempty"`
	SourceAddressPrefix                  string        `json:"sourceAddressPrefix,omitempty"`
	SourceAddressPrefixes                []string      `json:"sourceAddressPrefixes,omitempty"`
	DestinationAddressPrefix             string        `json:"destinationAddressPrefix,omitempty"`
	DestinationAddressPrefixes           []string      `json:"destinationAddressPrefixes,omitempty"`
	SourceApplicationSecurityGroups      []SubResource `json:"sourceApplicationSecurityGroups,omitempty"`
	DestinationApplicationSecurityGroups []SubResource `json:"destinationApplicationSecurityGroups,omitempty"`
	Access                               string        `json:"access"`
	Priority                             int           `json:"priority"`
	Direction                            string        `json:"direction"`
}

// anything is how a rule says that it takes every value.
const anything = "*"

func securityRules(_ *view, g fabric.NetworkSecurityGroup) []Resource {
	list := []Resource{}
	for _, name := range sortedNames(g.SecurityRules) {
		r := g.SecurityRules[name]
		p := securityRuleProperties{
			state: succeeded, Description: r.Description, Protocol: r.Protocol, Access: r.Access, Priority: r.Priority, Direction: r.Direction,
			SourceApplicationSecurityGroups:      refs(r.SourceApplicationSecurityGroupIDs),
			DestinationApplicationSecurityGroups: refs(r.DestinationApplicationSecurityGroupIDs),
		}
		p.SourcePortRange, p.SourcePortRanges = oneOrMore(orAny(r.SourcePortRanges))
		p.DestinationPortRange, p.DestinationPortRanges = oneOrMore(orAny(r.DestinationPortRanges))
		if len(r.SourceApplicationSecurityGroupIDs) == 0 {
			p.SourceAddressPrefix, p.SourceAddressPrefixes = oneOrMore(orAny(r.SourceAddressPrefixes))
		}
		if len(r.DestinationApplicationSecurityGroupIDs) == 0 {
			p.DestinationAddressPrefix, p.DestinationAddressPrefixes = oneOrMore(orAny(r.DestinationAddressPrefixes))
		}
		list = append(list, part(g.ID+"/securityRules/"+fabric.ID(name), typeSecurityRules, p))
	}
	return list
}

func orAny(list []string) []string {
	if list == nil {
		return []string{anything}
	}
	return list
}

func defaultSecurityRules(_ *view, g fabric.NetworkSecurityGroup) []Resource {
	list, rules := []Resource{}, g.Rules()
	for _, r := range slices.Concat(rules.Rules(acl.Inbound), rules.Rules(acl.Outbound)) {
		if !r.Default {
			continue
		}
		p := securityRuleProperties{
			state: succeeded, Protocol: r.Protocol, SourcePortRange: anything, DestinationPortRange: anything,
			SourceAddressPrefix: whole(r.Source), DestinationAddressPrefix: whole(r.Destination),
			Access: map[bool]string{true: "Allow", false: "Deny"}[r.Allow], Priority: r.Priority, Direction: string(r.Direction),
		}
		list = append(list, part(g.ID+"/defaultSecurityRules/"+fabric.ID(r.Name), typeDefaultSecurityRules, p))
	}
	return list
}

// whole is a side of a default rule, which has one tag, or takes everything.
func whole(s acl.Side) string {
	if s.Any || len(s.Tags) == 0 {
		return anything
	}
	return string(s.Tags[0])
}

// sortedNames are the keys of a map of ARM's names, in their order without regard to case.
func sortedNames[V any](m map[string]V) []string {
	return slices.SortedFunc(maps.Keys(m), func(a, b string) int {
		return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
	})
}
