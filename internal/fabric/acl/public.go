package acl

import (
	"net/netip"
	"slices"

	"go4.org/netipx"
)

// reserved are the parts of IPv4 that are not on the internet. Source: the registry of special-purpose addresses, RFC 6890
// (private, shared, loopback, link-local, this network, multicast and class E). 198.18.0.0/15 is left out on purpose: the
// fabric's public addresses are there.
var reserved = []string{
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3",
}

// public are the addresses that can be on the internet: IPv4 without what is reserved and without the platform's own, and
// what IANA has given out of IPv6. Source: RFC 6890, RFC 4291 2.4.
var public = func() *netipx.IPSet {
	var b netipx.IPSetBuilder
	b.AddPrefix(netip.MustParsePrefix("0.0.0.0/0"))
	b.AddPrefix(netip.MustParsePrefix("2000::/3"))
	for _, p := range reserved {
		b.RemovePrefix(netip.MustParsePrefix(p))
	}
	b.Remove(Host)
	return build(&b)
}()

// Anyone returns the end of a packet that stands for any host on the internet, with an address to show for it: one that
// documents use. Source: RFC 5737, RFC 9637.
func Anyone(is4 bool) Party {
	if is4 {
		return Party{Address: someIPv4, Anyone: true}
	}
	return Party{Address: someIPv6, Anyone: true}
}

var someIPv4, someIPv6 = netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("3fff::1")

// Public reports whether an address can be on the internet.
func Public(a netip.Addr) bool { return public.Contains(a) }

// versions says something of IPv4 and of IPv6.
type versions struct{ v4, v6 bool }

// of is what it says of an address's version; false where the address is not valid.
func (v versions) of(a netip.Addr) bool { return a.Is4() && v.v4 || a.Is6() && v.v6 }

// wholeInternet says of which IP versions prefixes hold all public addresses.
func wholeInternet(prefixes []netip.Prefix) versions {
	none := true
	for _, r := range public.Ranges() { // most lists do not even hold the first of them
		none = none && !slices.ContainsFunc(prefixes, func(p netip.Prefix) bool { return p.Contains(r.From()) })
	}
	if none {
		return versions{}
	}
	set, whole := setOf(prefixes), versions{true, true}
	for _, r := range public.Ranges() {
		if !set.ContainsRange(r) && r.From().Is4() {
			whole.v4 = false
		} else if !set.ContainsRange(r) {
			whole.v6 = false
		}
	}
	return whole
}

// WholeInternet reports whether prefixes hold all public addresses of an IP version, as 0.0.0.0/0 does, or 0.0.0.0/1 and
// 128.0.0.0/1 together.
func WholeInternet(prefixes []netip.Prefix, is4 bool) bool {
	whole := wholeInternet(prefixes)
	return is4 && whole.v4 || !is4 && whole.v6
}

// PublicOutside reports whether a prefix has public addresses that others do not hold.
func PublicOutside(p netip.Prefix, others []netip.Prefix) bool {
	var b netipx.IPSetBuilder
	b.AddPrefix(p)
	for _, other := range others {
		b.RemovePrefix(other)
	}
	return build(&b).Overlaps(public)
}

// measure finds out whether the side's prefixes hold the whole internet, which is too slow to do for each packet.
func (s *Side) measure() { s.everyone = wholeInternet(s.Prefixes) }

// Expand returns the prefixes that a tag stands for in a scope, in the order of their addresses; nil where they are not
// modelled. Azure's effective rules show the same. Source: SOURCES.md 7 (sure: Network Watcher's pages).
func (s *Scope) Expand(t Tag) []netip.Prefix {
	switch t {
	case TagVirtualNetwork:
		return setOf(append(slices.Clone(s.prefixes), single(Host))).Prefixes()
	case TagInternet:
		var b netipx.IPSetBuilder
		b.AddSet(public)
		for _, p := range s.prefixes {
			b.RemovePrefix(p)
		}
		return build(&b).Prefixes()
	case TagLoadBalancer:
		return []netip.Prefix{single(Host), single(ProbesIPv6)}
	case TagPlatformDNS:
		return []netip.Prefix{single(Host)}
	case TagPlatformIMDS:
		return []netip.Prefix{single(Metadata)}
	}
	return nil
}

func single(a netip.Addr) netip.Prefix { return netip.PrefixFrom(a, a.BitLen()) }

func setOf(prefixes []netip.Prefix) *netipx.IPSet {
	var b netipx.IPSetBuilder
	for _, p := range prefixes {
		b.AddPrefix(p)
	}
	return build(&b)
}

// build returns what a builder has. It fails only for prefixes that are not valid, and leaves those out.
func build(b *netipx.IPSetBuilder) *netipx.IPSet {
	set, _ := b.IPSet()
	return set
}
