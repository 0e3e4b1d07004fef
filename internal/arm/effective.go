package arm

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/route"
)

// EffectiveGroup is one network security group that bears on a NIC. Source: SOURCES.md 7, 11.5 (fields sure: SDK).
type EffectiveGroup struct {
	NetworkSecurityGroup   SubResource     `json:"networkSecurityGroup"`
	Association            association     `json:"association"`
	EffectiveSecurityRules []effectiveRule `json:"effectiveSecurityRules"`
}

type association struct {
	Subnet           *SubResource `json:"subnet,omitempty"`
	NetworkInterface *SubResource `json:"networkInterface,omitempty"`
}

type effectiveRule struct {
	Name                             string   `json:"name"`
	Protocol                         string   `json:"protocol"`
	SourcePortRange                  string   `json:"sourcePortRange,omitempty"`
	DestinationPortRange             string   `json:"destinationPortRange,omitempty"`
	SourcePortRanges                 []string `json:"sourcePortRanges"`
	DestinationPortRanges            []string `json:"destinationPortRanges"`
	SourceAddressPrefix              string   `json:"sourceAddressPrefix,omitempty"`
	DestinationAddressPrefix         string   `json:"destinationAddressPrefix,omitempty"`
	SourceAddressPrefixes            []string `json:"sourceAddressPrefixes"`
	DestinationAddressPrefixes       []string `json:"destinationAddressPrefixes"`
	ExpandedSourceAddressPrefix      []string `json:"expandedSourceAddressPrefix,omitempty"`
	ExpandedDestinationAddressPrefix []string `json:"expandedDestinationAddressPrefix,omitempty"`
	Access                           string   `json:"access"`
	Priority                         int      `json:"priority"`
	Direction                        string   `json:"direction"`
}

// effectiveList is the answer of both calls; neither has pages.
type effectiveList[T any] struct {
	Value []T `json:"value"`
}

// effectiveSecurityGroups answers effectiveNetworkSecurityGroups: the groups of a NIC as inbound packets meet them.
func effectiveSecurityGroups(c *call, p place) (answer, error) {
	lists, pending := fabric.EffectiveSecurityRulesOf(c.view.World, []fabric.NICView{p.view()})
	if pending != "" {
		return answer{}, unsettled(pending)
	}
	list := effectiveList[EffectiveGroup]{Value: []EffectiveGroup{}}
	for _, d := range []struct {
		direction acl.Direction
		rules     []fabric.EffectiveRule
	}{{acl.Inbound, lists[0].Inbound}, {acl.Outbound, lists[0].Outbound}} {
		for _, r := range d.rules {
			g := groupOf(&list.Value, r)
			g.EffectiveSecurityRules = append(g.EffectiveSecurityRules, effectiveRuleOf(r, d.direction))
		}
	}
	return answer{status: http.StatusOK, body: list}, nil
}

// groupOf is the entry for the group of a rule, which it adds where there is none.
func groupOf(list *[]EffectiveGroup, r fabric.EffectiveRule) *EffectiveGroup {
	by := association{Subnet: ref(r.AssociatedID)}
	if r.Association == fabric.AssociationNetworkInterface {
		by = association{NetworkInterface: ref(r.AssociatedID)}
	}
	entry := EffectiveGroup{SubResource{string(r.GroupID)}, by, nil}
	i := slices.IndexFunc(*list, func(g EffectiveGroup) bool {
		return g.NetworkSecurityGroup == entry.NetworkSecurityGroup && g.Association.id() == by.id()
	})
	if i < 0 {
		i = len(*list)
		*list = append(*list, entry)
	}
	return &(*list)[i]
}

func (a association) id() fabric.ID { return a.Subnet.id() + a.NetworkInterface.id() }

// unsettled says that what a call needs is not known: a store holds nothing that is not, so something is missing.
func unsettled(id fabric.ID) *Error {
	return refuse(http.StatusConflict, string(fabric.CodeInvalidResourceReference), "The call depends on %s, which cannot be used.", id)
}

func ruleName(name string, platform bool) string {
	switch {
	case name == "":
		return ""
	case platform:
		return "defaultSecurityRules/" + name
	}
	return "securityRules/" + name
}

func effectiveRuleOf(r fabric.EffectiveRule, d acl.Direction) effectiveRule {
	e := effectiveRule{
		Name: ruleName(r.Name, r.Default), Protocol: protocolName(r.Protocol), Access: r.Access, Priority: r.Priority, Direction: string(d),
		SourcePortRanges: portRanges(r.Source.PortRanges), DestinationPortRanges: portRanges(r.Destination.PortRanges),
		SourceAddressPrefixes: effectivePrefixes(r.Source), DestinationAddressPrefixes: effectivePrefixes(r.Destination),
		ExpandedSourceAddressPrefix: mapped(r.Source.Expanded, netip.Prefix.String), ExpandedDestinationAddressPrefix: mapped(r.Destination.Expanded, netip.Prefix.String),
	}
	e.SourcePortRange, _ = oneOrMore(e.SourcePortRanges)
	e.DestinationPortRange, _ = oneOrMore(e.DestinationPortRanges)
	e.SourceAddressPrefix, _ = oneOrMore(e.SourceAddressPrefixes)
	e.DestinationAddressPrefix, _ = oneOrMore(e.DestinationAddressPrefixes)
	return e
}

// protocolName is the word of effective rules for every protocol. Source: SOURCES.md 11.5 (sure: SDK).
func protocolName(protocol string) string {
	if protocol == acl.AnyProtocol {
		return "All"
	}
	return protocol
}

// portRanges are ranges with both ends, as effective rules have them (likely: recall).
func portRanges(list []string) []string {
	return mapped(list, func(text string) string {
		switch {
		case text == anything:
			return "0-65535"
		case strings.Contains(text, "-"):
			return text
		}
		return text + "-" + text
	})
}

// effectivePrefixes are the prefixes of a side; of one that names application security groups, their members.
func effectivePrefixes(s fabric.EffectiveSide) []string {
	if len(s.ApplicationSecurityGroupIDs) > 0 {
		return orNone(mapped(s.Expanded, netip.Prefix.String))
	}
	return orNone(s.AddressPrefixes)
}

// EffectiveRoute is one route that a NIC sees. Source: SOURCES.md 8 (fields sure: SDK).
type EffectiveRoute struct {
	Name                       string   `json:"name,omitempty"`
	DisableBGPRoutePropagation bool     `json:"disableBgpRoutePropagation"`
	Source                     string   `json:"source"`
	State                      string   `json:"state"`
	AddressPrefix              []string `json:"addressPrefix"`
	NextHopIPAddress           []string `json:"nextHopIpAddress"`
	NextHopType                string   `json:"nextHopType"`
}

// effectiveRoutes answers effectiveRouteTable.
func effectiveRoutes(c *call, p place) (answer, error) {
	lists, pending := fabric.EffectiveRoutesOf(c.view.World, []fabric.NICView{p.view()})
	if pending != "" {
		return answer{}, unsettled(pending)
	}
	list := effectiveList[EffectiveRoute]{Value: mapped(lists[0].Routes, func(r route.Route) EffectiveRoute {
		e := EffectiveRoute{Name: r.Name, Source: string(r.Source), State: string(r.State), NextHopType: r.NextHop, AddressPrefix: []string{r.ServiceTag}, NextHopIPAddress: []string{}}
		if r.Prefix.IsValid() {
			e.AddressPrefix = []string{r.Prefix.String()}
		}
		if r.Address.IsValid() {
			e.NextHopIPAddress = []string{r.Address.String()}
		}
		return e
	})}
	return answer{status: http.StatusOK, body: list}, nil
}
