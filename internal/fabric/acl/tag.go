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
	// TagPlatformDNS and TagPlatformIMDS: the platform's own services, which rules filter on the way out by these alone.
	TagPlatformDNS  Tag = "AzurePlatformDNS"
	TagPlatformIMDS Tag = "AzurePlatformIMDS"
)

// Tags whose addresses are public, and not modelled: the servers that license Windows, and what manages gateways.
const (
	TagPlatformLKM    Tag = "AzurePlatformLKM"
	TagGatewayManager Tag = "GatewayManager"
)

// Addresses of the platform. Source: SOURCES.md 1.3, 5.4 (sure; that of IPv6 probes likely).
var (
	Host       = netip.MustParseAddr("168.63.129.16")
	Metadata   = netip.MustParseAddr("169.254.169.254")
	ProbesIPv6 = netip.MustParseAddr("fe80::1234:5678:9abc")
)

// ProbeSource returns where the platform's health probes to an address come from. Source: SOURCES.md 5.4 (sure; IPv6 likely).
func ProbeSource(to netip.Addr) netip.Addr {
	if to.Is4() {
		return Host
	}
	return ProbesIPv6
}

// Platform reports whether an address belongs to the platform itself.
func Platform(a netip.Addr) bool { return a == Host || a == Metadata }

// Scope is where rules are looked at from: what VirtualNetwork means there.
type Scope struct {
	prefixes []netip.Prefix
	table    bart.Lite
	everyone versions
}

// NewScope makes the scope of a subnet of its network's address space and the prefixes of its user-defined routes.
func NewScope(virtualNetwork []netip.Prefix) *Scope {
	s := &Scope{prefixes: virtualNetwork, everyone: wholeInternet(virtualNetwork)}
	for _, p := range virtualNetwork {
		s.table.Insert(p)
	}
	return s
}

// VirtualNetwork returns the prefixes that the tag stands for here, without the platform's own address, which it takes as
// well.
func (s *Scope) VirtualNetwork() []netip.Prefix { return s.prefixes }

// InVirtualNetwork reports whether the tag VirtualNetwork takes one end of a packet.
func (s *Scope) InVirtualNetwork(p Party) bool {
	if p.Anyone {
		return s.everyone.of(p.Address)
	}
	return p.Address == Host || p.Address.IsValid() && s.table.Contains(p.Address)
}

// tagged says whether a tag takes one end of a packet; known is false where its addresses are not modelled and it may.
func (s *Scope) tagged(t Tag, p *Party) (in, known bool) {
	if p.Tag != "" && p.Tag == t {
		return true, true
	}
	switch t {
	case TagVirtualNetwork:
		return s.InVirtualNetwork(*p), true
	case TagLoadBalancer:
		return !p.Anyone && (p.Address == Host || p.Address == ProbesIPv6), true
	case TagInternet:
		return (p.Anyone || Public(p.Address)) && !s.InVirtualNetwork(*p), true
	case TagPlatformDNS, TagPlatformIMDS:
		return !p.Anyone && t.platform(p.Address), true
	}
	// Those are some addresses of the internet: anyone is in none of them, a certain public address may be.
	return false, p.Anyone || !Public(p.Address)
}

// ParseTag returns a tag in ARM's spelling, where it is one of those above, else as it is written.
func ParseTag(s string) Tag {
	for _, known := range []Tag{TagVirtualNetwork, TagLoadBalancer, TagInternet, TagPlatformDNS, TagPlatformIMDS, TagPlatformLKM, TagGatewayManager} {
		if strings.EqualFold(s, string(known)) {
			return known
		}
	}
	return Tag(s)
}

// platform reports whether the tag is that of the platform's own service at an address. Source: SOURCES.md 7 (sure; which
// address is whose likely).
func (t Tag) platform(a netip.Addr) bool {
	return t == TagPlatformDNS && a == Host || t == TagPlatformIMDS && a == Metadata
}
