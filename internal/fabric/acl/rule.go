// Package acl decides over packets by security rules, as network security groups do: by priority, the first that matches.
package acl

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// Direction says which way a rule looks, in ARM's words.
type Direction string

// The directions.
const (
	Inbound  Direction = "Inbound"
	Outbound Direction = "Outbound"
)

// Protocols of rules and packets, in ARM's words. Source: SOURCES.md 7 (sure: SDK).
const (
	AnyProtocol = "*"
	TCP         = "Tcp"
	UDP         = "Udp"
	ICMP        = "Icmp"
)

// Bounds of the priorities of a group's own rules. Source: SOURCES.md 7 (sure: NSG page).
const (
	MinPriority = 100
	MaxPriority = 4096
)

// EphemeralPort is a source port where none is named: the first of the range that guests take theirs from. Source: RFC 6335, 6.
const EphemeralPort = 49152

// Group is an application security group's id in the form in which ids are compared.
type Group string

// PortRange is a range of ports, both ends inclusive.
type PortRange struct{ From, To int }

// String writes the range as a rule does: 443, 8000-8080, or * for every port.
func (r PortRange) String() string {
	switch {
	case r == everyPort:
		return AnyProtocol
	case r.From == r.To:
		return strconv.Itoa(r.From)
	}
	return strconv.Itoa(r.From) + "-" + strconv.Itoa(r.To)
}

var everyPort = PortRange{0, 65535}

// Rule is one security rule. A nil list of ports means every port, an empty one none.
type Rule struct {
	Name             string
	Priority         int // lower decides first
	Direction        Direction
	Allow            bool
	Protocol         string // Tcp, Udp, Icmp, Esp, Ah or *
	SourcePorts      []PortRange
	DestinationPorts []PortRange
	Source           Side
	Destination      Side
	Default          bool // one of the platform's, which every group has
}

// Side is what a rule takes as its source or destination. The zero Side takes nothing.
type Side struct {
	Any      bool
	Prefixes []netip.Prefix
	Tags     []Tag
	Groups   []Group

	everyone versions // whose whole internet the prefixes hold; NewList fills it in
}

// Party is one end of a packet.
type Party struct {
	Address netip.Addr
	// Anyone is true where the address stands for any on the internet, of its IP version: prefixes take it only where they
	// hold all public addresses.
	Anyone bool
	// Groups are the application security groups of the address's IP configuration.
	Groups []Group
	// Tag is a service tag that the address is one of, though its addresses are not modelled; empty for none.
	Tag Tag
}

// Packet is what rules look at: the first packet of a flow. Source: SOURCES.md 7 (sure: inbound rules see the translated
// destination, outbound rules the source before translation).
type Packet struct {
	Protocol        string // Tcp, Udp or Icmp
	Source          Party
	Destination     Party
	SourcePort      int
	DestinationPort int
}

// matches says whether a rule takes a packet. Doubt is true where it might, by a tag whose addresses are not modelled.
func (r *Rule) matches(s *Scope, p *Packet) (takes, doubt bool) {
	if r.Protocol != AnyProtocol && r.Protocol != p.Protocol || !r.takesPorts(p) {
		return false, false
	}
	source, doubtful := r.Source.takes(s, &p.Source)
	if !source && !doubtful {
		return false, false
	}
	destination, unsure := r.takesDestination(s, &p.Destination)
	if source && destination {
		return true, false
	}
	return false, (source || doubtful) && (destination || unsure)
}

// takesDestination compares where a packet goes. On its way out to the platform, nothing but the platform's tags takes it.
func (r *Rule) takesDestination(s *Scope, p *Party) (takes, doubt bool) {
	if r.Direction == Outbound && Platform(p.Address) {
		return slices.ContainsFunc(r.Destination.Tags, func(t Tag) bool { return t.platform(p.Address) }), false
	}
	return r.Destination.takes(s, p)
}

// takesPorts compares ports. Icmp has none: a rule for Icmp takes it whatever its ports say, a rule for every protocol only
// where it takes every port (likely: recall).
func (r *Rule) takesPorts(p *Packet) bool {
	if p.Protocol == ICMP {
		return r.Protocol == ICMP || everywhere(r.SourcePorts) && everywhere(r.DestinationPorts)
	}
	return within(r.SourcePorts, p.SourcePort) && within(r.DestinationPorts, p.DestinationPort)
}

// within reports whether a port is in one of the ranges.
func within(ranges []PortRange, port int) bool {
	if ranges == nil {
		return true
	}
	for _, r := range ranges {
		if r.From <= port && port <= r.To {
			return true
		}
	}
	return false
}

// everywhere reports whether ranges hold every port.
func everywhere(ranges []PortRange) bool {
	for next := 0; next <= everyPort.To; {
		i := slices.IndexFunc(ranges, func(r PortRange) bool { return r.From <= next && next <= r.To })
		if i < 0 {
			return ranges == nil
		}
		next = ranges[i].To + 1
	}
	return true
}

// takes says whether one end of a packet is on this side of a rule.
func (s *Side) takes(scope *Scope, p *Party) (takes, doubt bool) {
	if s.Any {
		return true, false
	}
	if p.Anyone && s.everyone.of(p.Address) {
		return true, false
	}
	for _, prefix := range s.Prefixes {
		if !p.Anyone && prefix.Contains(p.Address) {
			return true, false
		}
	}
	for _, g := range s.Groups {
		if slices.Contains(p.Groups, g) {
			return true, false
		}
	}
	for _, tag := range s.Tags {
		in, known := scope.tagged(tag, p)
		if in {
			return true, false
		}
		doubt = doubt || !known
	}
	return false, doubt
}

// ParseProtocol returns a protocol in ARM's spelling; what is none of them is taken for every protocol.
func ParseProtocol(s string) string {
	for _, known := range []string{TCP, UDP, ICMP, "Esp", "Ah"} {
		if strings.EqualFold(s, known) {
			return known
		}
	}
	return AnyProtocol
}
