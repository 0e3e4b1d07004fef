package fabric

import (
	"net/netip"
	"slices"
	"strings"
)

// Instances of application gateways. Source: SOURCES.md 6 (sure: configuration-infrastructure.md).
const (
	maxGatewayInstancesV1 = 32
	maxGatewayInstancesV2 = 125
	// DefaultGatewayCapacity is the number of instances where none is given.
	DefaultGatewayCapacity = 2
	// DefaultGatewaySKU is the SKU where none is given.
	DefaultGatewaySKU = "Standard_v2"
)

// gatewaySKUs are the SKUs of application gateways. Source: SOURCES.md 6 (likely).
var gatewaySKUs = []string{"Standard_Small", "Standard_Medium", "Standard_Large", "WAF_Medium", "WAF_Large", "Standard_v2", "WAF_v2"}

// ApplicationGateway is Microsoft.Network/applicationGateways, as far as its network goes: its subnet, its frontends
// and the addresses of its instances.
type ApplicationGateway struct {
	Meta
	SKU           string
	Instances     int
	SubnetID      ID
	PublicIPID    ID     // empty for none
	StaticAddress string // of the private frontend; empty for none
	// Addresses are realized: one for each instance, from the subnet.
	Addresses []netip.Addr
}

// Head implements Object.
func (g ApplicationGateway) Head() Meta { return g.Meta }

// WithHead implements Object.
func (g ApplicationGateway) WithHead(m Meta) Object { g.Meta = m; return g }

// Kind implements Object.
func (g ApplicationGateway) Kind() Kind { return KindApplicationGateway }

// References implements Object. A gateway does not outlive its subnet.
func (g ApplicationGateway) References() []Reference {
	refs := []Reference{{Field: At("subnet_id"), ID: g.SubnetID, Kind: KindSubnet, Lives: true}}
	if g.PublicIPID != "" {
		refs = append(refs, Reference{Field: At("public_ip_id"), ID: g.PublicIPID, Kind: KindPublicIP})
	}
	return slices.DeleteFunc(refs, func(r Reference) bool { return r.ID == "" })
}

// V2 reports whether the gateway is of the second generation.
func (g ApplicationGateway) V2() bool { return strings.HasSuffix(g.SKU, "_v2") }

// Validate implements Object.
func (g ApplicationGateway) Validate() []Finding {
	f := &findings{id: g.ID}
	checkHead(f, g.Kind(), g.Meta)
	checkOneOf(f, At("sku").Dot("name"), g.SKU, gatewaySKUs...)
	most := maxGatewayInstancesV1
	if g.V2() {
		most = maxGatewayInstancesV2
	}
	checkBetween(f, At("sku").Dot("capacity"), g.Instances, 1, most)
	if service := serviceOf(g.SubnetID); service != "" {
		f.add(CodeSubnetReservedForService, At("subnet_id"), "The application gateway %s is in the subnet %s, which belongs to %s.", g.Name(), g.SubnetID.Name(), service)
	}
	if g.StaticAddress != "" {
		if a, err := netip.ParseAddr(g.StaticAddress); err != nil || !a.Is4() {
			f.add(CodeInvalidParameter, At("private_ip_address"), "The private address %q of the application gateway %s is no IPv4 address.", g.StaticAddress, g.Name())
		}
	}
	if g.PublicIPID == "" && g.StaticAddress == "" {
		f.add(CodeApplicationGatewayNeedsFrontend, At("public_ip_id"), "The application gateway %s has neither a public nor a private frontend.", g.Name()).reading(At("private_ip_address"))
	}
	return f.list
}

// ApplicationGatewayPool is one of a gateway's backendAddressPools: names, addresses, or, from their side, instances of
// one scale set.
type ApplicationGatewayPool struct {
	Meta
	FQDNs       []string
	IPAddresses []string
}

// Head implements Object.
func (p ApplicationGatewayPool) Head() Meta { return p.Meta }

// WithHead implements Object.
func (p ApplicationGatewayPool) WithHead(m Meta) Object { p.Meta = m; return p }

// Kind implements Object.
func (p ApplicationGatewayPool) Kind() Kind { return KindApplicationGatewayPool }

// GatewayID returns the id of the gateway that the pool is part of.
func (p ApplicationGatewayPool) GatewayID() ID { return p.ID.Parent() }

// References implements Object.
func (p ApplicationGatewayPool) References() []Reference {
	return []Reference{{Field: At("app_gateway_id"), ID: p.GatewayID(), Kind: KindApplicationGateway, Lives: true}}
}

// Validate implements Object.
func (p ApplicationGatewayPool) Validate() []Finding {
	f := &findings{id: p.ID}
	checkHead(f, p.Kind(), p.Meta)
	for i, s := range p.IPAddresses {
		if a, err := netip.ParseAddr(s); err != nil || a.Zone() != "" {
			f.add(CodeInvalidParameter, At("ip_addresses").Index(i), "%q in the pool %s is no IP address.", s, p.Name())
		}
	}
	for i, s := range p.FQDNs {
		if !IsDomainName(s) {
			f.add(CodeInvalidParameter, At("fqdns").Index(i), "%q in the pool %s is no domain name.", s, p.Name())
		}
	}
	return f.list
}
