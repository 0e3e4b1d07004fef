package acl

import (
	"net/netip"
	"strings"

	"github.com/gaissmai/bart"
)

// Tag is a service tag in ARM's spelling, such as VirtualNetwork or Storage.KoreaCentral.
type Tag string

// The tags whose addresses are modelled. Source: SOURCES.md 7 (service tags page, likely: recall).
const (
	// TagVirtualNetwork: the network's address space, the prefixes of the subnet's user-defined routes, and the host's
	// address. A user-defined route for 0.0.0.0/0 so makes everything a part of it.
	TagVirtualNetwork Tag = "VirtualNetwork"
	// TagLoadBalancer: where health probes come from. Clients of a load balancer keep their own addresses.
	TagLoadBalancer Tag = "AzureLoadBalancer"
	// TagInternet: public addresses outside VirtualNetwork.
	TagInternet Tag = "Internet"
	// TagPlatformDNS, TagPlatformIMDS and TagPlatformLKM: the platform's own services, which rules reach by these alone.
	TagPlatformDNS  Tag = "AzurePlatformDNS"
	TagPlatformIMDS Tag = "AzurePlatformIMDS"
	TagPlatformLKM  Tag = "AzurePlatformLKM"
)

// Addresses of the platform. Source: SOURCES.md 1.3, 5.4 (sure; that of IPv6 probes likely).
var (
	Host       = netip.MustParseAddr("168.63.129.16")
	Metadata   = netip.MustParseAddr("169.254.169.254")
	ProbesIPv6 = netip.MustParseAddr("fe80::1234:5678:9abc")
)

// privateIPv4 is not reachable over the internet, beside what netip calls private. Source: RFC 6598.
var privateIPv4 = netip.MustParsePrefix("100.64.0.0/10")

// Public reports whether an address can be on the internet.
func Public(a netip.Addr) bool {
	return a.IsGlobalUnicast() && !a.IsPrivate() && !privateIPv4.Contains(a) && a != Host
}

// Platform reports whether an address belongs to the platform itself.
func Platform(a netip.Addr) bool { return a == Host || a == Metadata }

// Scope is where rules are looked at from: what VirtualNetwork means there.
type Scope struct {
	prefixes []netip.Prefix
	table    bart.Lite
}

// NewScope makes the scope of a subnet of its network's address space and the prefixes of its user-defined routes.
func NewScope(virtualNetwork []netip.Prefix) *Scope {
	s := &Scope{prefixes: virtualNetwork}
	for _, p := range virtualNetwork {
		s.table.Insert(p)
	}
	return s
}

// VirtualNetwork returns the prefixes that the tag stands for here.
func (s *Scope) VirtualNetwork() []netip.Prefix { return s.prefixes }

// InVirtualNetwork reports whether the tag VirtualNetwork takes one end of a packet.
func (s *Scope) InVirtualNetwork(p Party) bool {
	if p.Anyone {
		for _, prefix := range s.prefixes {
			if prefix.Bits() == 0 && prefix.Addr().Is4() == p.Address.Is4() {
				return true
			}
		}
		return false
	}
	return p.Address == Host || s.table.Contains(p.Address)
}

// tagged says whether a tag takes one end of a packet; known is false where its addresses are not modelled and it may.
func (s *Scope) tagged(t Tag, p Party) (in, known bool) {
	switch t {
	case TagVirtualNetwork:
		return s.InVirtualNetwork(p), true
	case TagLoadBalancer:
		return !p.Anyone && (p.Address == Host || p.Address == ProbesIPv6), true
	case TagInternet:
		return (p.Anyone || Public(p.Address)) && !s.InVirtualNetwork(p), true
	case TagPlatformDNS, TagPlatformLKM:
		return p.Address == Host, true
	case TagPlatformIMDS:
		return p.Address == Metadata, true
	}
	return false, !p.Anyone && !Public(p.Address)
}

// ParseTag returns a tag in ARM's spelling, where it is one of those that are modelled, else as it is written.
func ParseTag(s string) Tag {
	for _, known := range []Tag{TagVirtualNetwork, TagLoadBalancer, TagInternet, TagPlatformDNS, TagPlatformIMDS, TagPlatformLKM} {
		if strings.EqualFold(s, string(known)) {
			return known
		}
	}
	return Tag(s)
}

// platform reports whether the tag is one by which rules reach the platform's own services.
func (t Tag) platform() bool {
	return t == TagPlatformDNS || t == TagPlatformIMDS || t == TagPlatformLKM
}
