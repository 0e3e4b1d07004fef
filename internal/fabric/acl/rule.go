// Package acl decides over packets by security rules, as network security groups do: by priority, the first that matches.
package acl

import (
	"net/netip"
	"slices"
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

// Group is an application security group's id in the form in which ids are compared.
type Group string

// PortRange is a range of ports, both ends inclusive.
type PortRange struct{ From, To int }

// Rule is one security rule. A nil list of ports means every port.
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
}

// Party is one end of a packet.
type Party struct {
	Address netip.Addr
	// Anyone is true where the address stands for any on the internet: prefixes take it only where they take all.
	Anyone bool
	// Groups are the application security groups of the address's IP configuration.
	Groups []Group
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
func (r *Rule) matches(s *Scope, p Packet) (takes, doubt bool) {
	if r.Protocol != AnyProtocol && r.Protocol != p.Protocol || !r.takesPorts(p) {
		return false, false
	}
	source, doubtful := r.Source.takes(s, p.Source)
	if !source && !doubtful {
		return false, false
	}
	destination, unsure := r.Destination.takes(s, p.Destination)
	if source && destination {
		return true, false
	}
	return false, (source || doubtful) && (destination || unsure)
}

// takesPorts compares ports. Icmp has none: a rule for Icmp takes it whatever its ports say, a rule for every protocol only
// where it takes every port (likely: recall).
func (r *Rule) takesPorts(p Packet) bool {
	if p.Protocol == ICMP {
		return r.Protocol == ICMP || coversAll(r.SourcePorts) && coversAll(r.DestinationPorts)
	}
	return within(r.SourcePorts, p.SourcePort) && within(r.DestinationPorts, p.DestinationPort)
}

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

func coversAll(ranges []PortRange) bool {
	return ranges == nil || slices.Contains(ranges, PortRange{0, 65535})
}

// takes says whether one end of a packet is on this side of a rule.
func (s *Side) takes(scope *Scope, p Party) (takes, doubt bool) {
	if s.Any {
		return true, false
	}
	for _, prefix := range s.Prefixes {
		if p.Anyone && prefix.Bits() == 0 && prefix.Addr().Is4() == p.Address.Is4() || !p.Anyone && prefix.Contains(p.Address) {
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

// ParseProtocol returns a protocol in ARM's spelling.
func ParseProtocol(s string) string {
	for _, known := range []string{TCP, UDP, ICMP, "Esp", "Ah"} {
		if strings.EqualFold(s, known) {
			return known
		}
	}
	return AnyProtocol
}
