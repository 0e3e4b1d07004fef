package fabric

import (
	"net/netip"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// gatewaySubnet is the name of the subnet of virtual network gateways, in lower case.
const gatewaySubnet = "gatewaysubnet"

// serviceSubnets are names that belong to a service, whose subnet takes no other NICs. Source: SOURCES.md 1.2 (Bastion
// sure: MicrosoftDocs/azure-docs#45127; the others likely).
var serviceSubnets = map[string]string{
	gatewaySubnet:                   "virtual network gateways",
	"azurefirewallsubnet":           "Azure Firewall",
	"azurefirewallmanagementsubnet": "Azure Firewall",
	"azurebastionsubnet":            "Azure Bastion",
	"routeserversubnet":             "Azure Route Server",
}

// Subnet is Microsoft.Network/virtualNetworks/subnets.
type Subnet struct {
	Meta
	AddressPrefixes        []string // one IPv4 CIDR, at most one IPv6
	NetworkSecurityGroupID ID       // empty for none
	RouteTableID           ID       // likewise
	NATGatewayID           ID       // likewise
	// DefaultOutboundAccess is false for a private subnet. Source: SOURCES.md 9 (sure).
	DefaultOutboundAccess bool
}

// Head implements Object.
func (s Subnet) Head() Meta { return s.Meta }

// WithHead implements Object.
func (s Subnet) WithHead(m Meta) Object { s.Meta = m; return s }

// Kind implements Object.
func (s Subnet) Kind() Kind { return KindSubnet }

// VirtualNetworkID returns the id of the network that the subnet is part of.
func (s Subnet) VirtualNetworkID() ID { return s.ID.Parent() }

// References implements Object.
func (s Subnet) References() []Reference {
	refs := []Reference{{Field: At("virtual_network_id"), ID: s.VirtualNetworkID(), Kind: KindVirtualNetwork, Lives: true}}
	for _, ref := range []Reference{
		{Field: At("network_security_group_id"), ID: s.NetworkSecurityGroupID, Kind: KindNetworkSecurityGroup},
		{Field: At("route_table_id"), ID: s.RouteTableID, Kind: KindRouteTable},
		{Field: At("nat_gateway_id"), ID: s.NATGatewayID, Kind: KindNATGateway},
	} {
		if ref.ID != "" {
			refs = append(refs, ref)
		}
	}
	return refs
}

// Prefixes returns the well-formed prefixes.
func (s Subnet) Prefixes() []netip.Prefix { return prefixesOf(s.AddressPrefixes) }

// Prefix returns the subnet's prefix of an IP version; ok is false where it has none.
func (s Subnet) Prefix(v IPVersion) (p netip.Prefix, ok bool) {
	for _, p := range s.Prefixes() {
		if p.Addr().Is4() == (v == IPv4) {
			return p, true
		}
	}
	return netip.Prefix{}, false
}

// Pool returns what the subnet gives out in an IP version; ok is false where it has no prefix of it.
func (s Subnet) Pool(v IPVersion) (pool alloc.Pool, ok bool) {
	p, ok := s.Prefix(v)
	if !ok {
		return alloc.Pool{}, false
	}
	r, ok := usableRange(p)
	return alloc.Pool{Name: string(s.ID.Key()) + "|" + string(v), Ranges: []alloc.Range{r}}, ok
}

// serviceOf returns whose subnet this is by its name; empty for an ordinary one.
func serviceOf(subnet ID) string { return serviceSubnets[strings.ToLower(subnet.Name())] }

// Validate implements Object: one IPv4 prefix, at most one IPv6 prefix, each of a possible size. The facts call an
// IPv6-only subnet impossible (SOURCES.md 1.1, likely).
func (s Subnet) Validate() []Finding {
	f := &findings{id: s.ID}
	checkHead(f, s.Kind(), s.Meta)
	at := At("address_prefixes")
	var v4, v6 int
	for i, text := range s.AddressPrefixes {
		p, ok := checkNetworkPrefix(f, at.Index(i), text)
		switch {
		case !ok:
		case p.Addr().Is4():
			v4++
		case p.Bits() != ipv6SubnetBits:
			f.add(CodeNetcfgInvalidIPAddressPrefix, at.Index(i), "The IPv6 prefix %s of the subnet %s is a /%d; an IPv6 subnet is always a /%d.", p, s.Name(), p.Bits(), ipv6SubnetBits)
		default:
			v6++
		}
	}
	if len(f.list) == 0 && (v4 != 1 || v6 > 1) {
		f.add(CodeNetcfgInvalidIPAddressPrefix, at, "The subnet %s has %d IPv4 and %d IPv6 prefixes; it takes exactly one IPv4 prefix and at most one IPv6 prefix.", s.Name(), v4, v6)
	}
	if s.NATGatewayID != "" && strings.EqualFold(s.Name(), gatewaySubnet) {
		f.add(CodeNATGatewayOnGatewaySubnet, At("nat_gateway_id"), "The subnet %s, which belongs to %s, cannot have the NAT gateway %s.", s.Name(), serviceOf(s.ID), s.NATGatewayID.Name()).reading(At("name"))
	}
	return f.list
}
