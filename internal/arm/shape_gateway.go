package arm

import (
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Parts of an application gateway whose names the fabric does not keep: they have those that the portal gives them (likely:
// recall).
const (
	typeGatewayFrontends   = "frontendIPConfigurations"
	typeGatewayIPs         = "gatewayIPConfigurations"
	gatewayIPName          = "appGatewayIpConfig"
	publicGatewayFrontend  = "appGwPublicFrontendIp"
	privateGatewayFrontend = "appGwPrivateFrontendIp"
)

func gatewayPart(g fabric.ApplicationGateway, partType, name string) fabric.ID {
	return g.ID + "/" + fabric.ID(partType) + "/" + fabric.ID(name)
}

type applicationGatewayProperties struct {
	state
	SKU                      SKU        `json:"sku"`
	GatewayIPConfigurations  []Resource `json:"gatewayIPConfigurations"`
	FrontendIPConfigurations []Resource `json:"frontendIPConfigurations"`
	BackendAddressPools      []Resource `json:"backendAddressPools"`
}

// gatewayIPProperties are where a gateway is, and where it listens.
type gatewayIPProperties struct {
	state
	Subnet                    *SubResource `json:"subnet,omitempty"`
	PublicIPAddress           *SubResource `json:"publicIPAddress,omitempty"`
	PrivateIPAddress          string       `json:"privateIPAddress,omitempty"`
	PrivateIPAllocationMethod string       `json:"privateIPAllocationMethod,omitempty"`
}

func applicationGateway(v *view, g fabric.ApplicationGateway) Resource {
	inside := func(partType, name string, p gatewayIPProperties) Resource {
		p.state = succeeded
		return part(gatewayPart(g, partType, name), g.Kind().ARMType()+"/"+partType, p)
	}
	p := applicationGatewayProperties{
		state: stateOf(g.ID), SKU: SKU{Name: g.SKU, Tier: gatewayTier(g), Capacity: &g.Instances}, FrontendIPConfigurations: []Resource{},
		GatewayIPConfigurations: []Resource{inside(typeGatewayIPs, gatewayIPName, gatewayIPProperties{Subnet: ref(g.SubnetID)})},
		BackendAddressPools:     children(v, g.ID, applicationGatewayPool),
	}
	if g.PublicIPID != "" {
		p.FrontendIPConfigurations = append(p.FrontendIPConfigurations, inside(typeGatewayFrontends, publicGatewayFrontend,
			gatewayIPProperties{PublicIPAddress: ref(g.PublicIPID), PrivateIPAllocationMethod: fabric.AllocationDynamic}))
	}
	if g.StaticAddress != "" {
		p.FrontendIPConfigurations = append(p.FrontendIPConfigurations, inside(typeGatewayFrontends, privateGatewayFrontend,
			gatewayIPProperties{Subnet: ref(g.SubnetID), PrivateIPAddress: g.StaticAddress, PrivateIPAllocationMethod: fabric.AllocationStatic}))
	}
	return resource(g, p)
}

// gatewayTier is the SKU's name without its size. Source: SOURCES.md 6 (likely).
func gatewayTier(g fabric.ApplicationGateway) string {
	if g.V2() {
		return g.SKU
	}
	tier, _, _ := strings.Cut(g.SKU, "_")
	return tier
}

type applicationGatewayPoolProperties struct {
	state
	BackendAddresses        []gatewayAddress `json:"backendAddresses"`
	BackendIPConfigurations []SubResource    `json:"backendIPConfigurations,omitempty"`
}

type gatewayAddress struct {
	FQDN      string `json:"fqdn,omitempty"`
	IPAddress string `json:"ipAddress,omitempty"`
}

func applicationGatewayPool(v *view, p fabric.ApplicationGatewayPool) Resource {
	addresses := []gatewayAddress{}
	for _, name := range p.FQDNs {
		addresses = append(addresses, gatewayAddress{FQDN: name})
	}
	for _, a := range p.IPAddresses {
		addresses = append(addresses, gatewayAddress{IPAddress: a})
	}
	return resource(p, applicationGatewayPoolProperties{succeeded, addresses, v.users(p.ID)})
}
