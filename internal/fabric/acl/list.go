package acl

import (
	"cmp"
	"slices"
)

// defaults are the rules that every group has below its own. Source: SOURCES.md 7 (sure: NSG page; casing of the names
// likely).
var defaults = []Rule{
	{Name: "AllowVnetInBound", Priority: 65000, Direction: Inbound, Allow: true, Source: Side{Tags: []Tag{TagVirtualNetwork}}, Destination: Side{Tags: []Tag{TagVirtualNetwork}}},
	{Name: "AllowAzureLoadBalancerInBound", Priority: 65001, Direction: Inbound, Allow: true, Source: Side{Tags: []Tag{TagLoadBalancer}}, Destination: Side{Any: true}},
	{Name: "DenyAllInBound", Priority: 65500, Direction: Inbound, Source: Side{Any: true}, Destination: Side{Any: true}},
	{Name: "AllowVnetOutBound", Priority: 65000, Direction: Outbound, Allow: true, Source: Side{Tags: []Tag{TagVirtualNetwork}}, Destination: Side{Tags: []Tag{TagVirtualNetwork}}},
	{Name: "AllowInternetOutBound", Priority: 65001, Direction: Outbound, Allow: true, Source: Side{Any: true}, Destination: Side{Tags: []Tag{TagInternet}}},
	{Name: "DenyAllOutBound", Priority: 65500, Direction: Outbound, Source: Side{Any: true}, Destination: Side{Any: true}},
}

// List is a group's rules in the order in which they are looked at, the default rules last.
type List struct {
	inbound, outbound []Rule
}

// NewList orders a group's own rules and adds the default ones. Of two rules of one priority, which Azure refuses, the first
// that is given comes first.
func NewList(own []Rule) *List {
	l := &List{}
	for _, r := range own {
		l.add(r)
	}
	for _, r := range defaults {
		r.Protocol, r.Default = AnyProtocol, true
		l.add(r)
	}
	for _, list := range []*[]Rule{&l.inbound, &l.outbound} {
		slices.SortStableFunc(*list, func(a, b Rule) int { return cmp.Compare(a.Priority, b.Priority) })
	}
	return l
}

func (l *List) add(r Rule) {
	r.Source.measure()
	r.Destination.measure()
	list := l.of(r.Direction)
	*list = append(*list, r)
}

func (l *List) of(d Direction) *[]Rule {
	if d == Outbound {
		return &l.outbound
	}
	return &l.inbound
}

// Rules returns the rules of a direction in the order in which they are looked at. They are the list's own.
func (l *List) Rules(d Direction) []Rule { return *l.of(d) }

// Decision is what a list says of a packet.
type Decision struct {
	Allow bool
	// Rule decides; nil where none is looked at, because the packet is for the platform.
	Rule *Rule
	// Doubt is a rule before it that might take the packet, by a service tag whose addresses are not modelled; nil for
	// none.
	Doubt *Rule
}

// Decide returns what the first rule that takes the packet says. A default rule takes every packet but those to the
// platform's own services: rules filter these only where they name their tags, and else they pass. Source: SOURCES.md 7
// (sure).
func (l *List) Decide(d Direction, s *Scope, p Packet) Decision {
	var doubt *Rule
	list := *l.of(d)
	for i := range list {
		r := &list[i]
		takes, unsure := r.matches(s, &p)
		if takes {
			return Decision{Allow: r.Allow, Rule: r, Doubt: doubt}
		}
		if unsure && doubt == nil {
			doubt = r
		}
	}
	return Decision{Allow: true, Doubt: doubt}
}
