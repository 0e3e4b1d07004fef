package fabric

import (
	"fmt"
	"net/netip"

	"go4.org/netipx"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// Sizes of prefixes. Source: SOURCES.md 1.1 (likely: VNet FAQ).
const (
	minIPv4PrefixBits = 2  // the largest IPv4 network or subnet is a /2
	maxIPv4PrefixBits = 29 // the smallest is a /29
	ipv6SubnetBits    = 64 // an IPv6 subnet is a /64, no other size
)

// What a subnet keeps for itself. Source: SOURCES.md 1.1 (sure: configuration-infrastructure.md):
//
//	10.0.2.0      .1        .2 .3      .4 ........ .254      .255
//	network     gateway     DNS        for instances       broadcast
const (
	reservedAtStart = 4
	reservedAtEnd   = 1
)

// reservedRanges may not be used in a virtual network. Source: SOURCES.md 1.1 (likely: VNet FAQ).
var reservedRanges = []struct {
	prefix netip.Prefix
	use    string
}{
	{netip.MustParsePrefix("224.0.0.0/4"), "multicast"},
	{netip.MustParsePrefix("255.255.255.255/32"), "broadcast"},
	{netip.MustParsePrefix("127.0.0.0/8"), "loopback"},
	{netip.MustParsePrefix("169.254.0.0/16"), "link-local"},
	{netip.MustParsePrefix("168.63.129.16/32"), "Azure's DNS, DHCP and health probes"},
}

// ParsePrefix reads a CIDR and refuses one with host bits set.
func ParsePrefix(s string) (netip.Prefix, error) {
	p, err := netip.ParsePrefix(s)
	if err != nil {
		return netip.Prefix{}, fmt.Errorf("%q is not a CIDR such as 10.0.0.0/16 or fd00:db8::/48", s)
	}
	if p.Addr().Is4In6() {
		return netip.Prefix{}, fmt.Errorf("%q is an IPv4 prefix in IPv6 form; write it as IPv4", s)
	}
	if p != p.Masked() {
		return netip.Prefix{}, fmt.Errorf("%q has host bits set; the network that it lies in is %s", s, p.Masked())
	}
	return p, nil
}

// prefixesOf parses what can be parsed; Validate reports the rest.
func prefixesOf(texts []string) []netip.Prefix {
	list := make([]netip.Prefix, 0, len(texts))
	for _, s := range texts {
		if p, err := ParsePrefix(s); err == nil {
			list = append(list, p)
		}
	}
	return list
}

// contains reports whether the whole of inner lies in outer.
func contains(outer, inner netip.Prefix) bool {
	return outer.Bits() <= inner.Bits() && outer.Contains(inner.Addr())
}

// UsableAddresses returns the number of addresses that a subnet has for instances: all but the first four and, in
// IPv4, the last. ok is false where the number does not fit 63 bits (IPv6 of /65 and larger networks).
func UsableAddresses(p netip.Prefix) (n int64, ok bool) {
	hostBits := p.Addr().BitLen() - p.Bits()
	if hostBits > 62 {
		return 0, false
	}
	n = int64(1)<<hostBits - reservedAtStart
	if p.Addr().Is4() {
		n -= reservedAtEnd
	}
	return max(n, 0), true
}

// usableRange returns the range that a subnet gives out.
func usableRange(p netip.Prefix) (alloc.Range, bool) {
	if n, ok := UsableAddresses(p); ok && n == 0 {
		return alloc.Range{}, false
	}
	r := netipx.RangeOfPrefix(p)
	from, to := r.From(), r.To()
	for range reservedAtStart {
		from = from.Next()
	}
	if p.Addr().Is4() {
		to = to.Prev()
	}
	return alloc.Range{From: from, To: to}, true
}

// checkIPList reports entries that are no IP addresses, are given twice, or are too many.
func checkIPList(f *findings, at Field, list []string, limit int) {
	if len(list) > limit {
		f.add(CodeTooManyDNSServers, at, "%s has %d DNS servers; at most %d are possible.", f.id.Name(), len(list), limit)
	}
	seen := map[netip.Addr]bool{}
	for i, s := range list {
		a, err := netip.ParseAddr(s)
		switch {
		case err != nil || a.Zone() != "":
			f.add(CodeInvalidDNSServerAddress, at.Index(i), "The DNS server %q of %s is not an IP address.", s, f.id.Name())
		case seen[a]:
			f.add(CodeInvalidDNSServerAddress, at.Index(i), "The DNS server %s of %s is listed twice.", s, f.id.Name())
		}
		seen[a] = true
	}
}

func lastAddr(p netip.Prefix) netip.Addr { return netipx.PrefixLastIP(p) }
