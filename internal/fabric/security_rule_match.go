package fabric

import (
	"net/netip"
	"slices"
	"strings"
)

// takesInboundTCP reports whether a rule is about Tcp that comes in.
func (r SecurityRule) takesInboundTCP() bool {
	return strings.EqualFold(r.Direction, directionIn) && (r.Protocol == anyValue || strings.EqualFold(r.Protocol, ProtocolTCP))
}

// takesPort reports whether a port is among a rule's destination ports.
func (r SecurityRule) takesPort(n int) bool {
	return r.DestinationPortRanges == nil || slices.ContainsFunc(r.DestinationPortRanges, func(s string) bool {
		if s == anyValue {
			return true
		}
		from, to, isRange := strings.Cut(s, "-")
		if !isRange {
			to = from
		}
		low, _ := port(from)
		high, _ := port(to)
		return low <= n && n <= high
	})
}

// rulePrefix reads an address or prefix of a rule; ok is false for a service tag.
func rulePrefix(s string) (netip.Prefix, bool) {
	if a, err := netip.ParseAddr(s); err == nil {
		return netip.PrefixFrom(a, a.BitLen()), true
	}
	p, err := netip.ParsePrefix(s)
	return p, err == nil
}
