package acl

import (
	"net/netip"
	"slices"

	"go4.org/netipx"
)

// BlockedPort returns the first port of a range on which a packet does not get in to every address of a prefix; ok is false
// where it gets in to all of them on each. Of the packet, where it goes is not looked at. A rule that may take it, by a tag whose
// addresses are not modelled, is passed over.
func (l *List) BlockedPort(s *Scope, p Packet, to netip.Prefix, ports PortRange) (port int, ok bool) {
	var takers []taker
	starts := []int{ports.From} // from one of these to the next, rules decide alike
	for i := range l.inbound {
		r := &l.inbound[i]
		source, _ := r.Source.takes(s, &p.Source)
		if !source || r.Protocol != AnyProtocol && r.Protocol != p.Protocol {
			continue
		}
		takers = append(takers, taker{r, r.Destination.holds(s, to)})
		for _, d := range r.DestinationPorts {
			starts = append(starts, d.From, d.To+1)
		}
	}
	slices.Sort(starts)
	for _, p.DestinationPort = range slices.Compact(starts) {
		if p.DestinationPort >= ports.From && p.DestinationPort <= ports.To && !reachesAll(takers, &p, to) {
			return p.DestinationPort, true
		}
	}
	return 0, false
}

// taker is a rule that takes packets of a source and a protocol, with the addresses to which it does.
type taker struct {
	*Rule
	to *netipx.IPSet
}

// reachesAll reports whether a packet gets in to every address of a prefix.
func reachesAll(rules []taker, p *Packet, to netip.Prefix) bool {
	undecided := setOf([]netip.Prefix{to})
	for _, r := range rules {
		if !r.takesPorts(p) {
			continue
		}
		if !r.Allow && undecided.Overlaps(r.to) {
			return false
		}
		var rest netipx.IPSetBuilder
		rest.AddSet(undecided)
		rest.RemoveSet(r.to)
		if undecided = build(&rest); len(undecided.Ranges()) == 0 {
			return true
		}
	}
	return false
}

// holds returns the addresses of this side of a rule, as far as they are modelled: members of application security groups are
// not among them.
func (s *Side) holds(scope *Scope, all netip.Prefix) *netipx.IPSet {
	if s.Any {
		return setOf([]netip.Prefix{all})
	}
	prefixes := s.Prefixes
	for _, t := range s.Tags {
		prefixes = slices.Concat(prefixes, scope.Expand(t))
	}
	return setOf(prefixes)
}
