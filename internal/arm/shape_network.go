package arm

import "github.com/simfabric/terraform-provider-simfabric/internal/fabric"

type virtualNetworkProperties struct {
	state
	AddressSpace addressSpace `json:"addressSpace"`
	DHCPOptions  *dhcpOptions `json:"dhcpOptions,omitempty"`
	Subnets      []Resource   `json:"subnets"`
}

type addressSpace struct {
	AddressPrefixes []string `json:"addressPrefixes"`
}

type dhcpOptions struct {
	DNSServers []string `json:"dnsServers"`
}

func virtualNetwork(v *view, n fabric.VirtualNetwork) Resource {
	p := virtualNetworkProperties{state: stateOf(n.ID), AddressSpace: addressSpace{n.AddressSpace}, Subnets: children(v, n.ID, subnet)}
	if len(n.DNSServers) > 0 {
		p.DHCPOptions = &dhcpOptions{n.DNSServers}
	}
	return resource(n, p)
}

// subnetProperties has one prefix under addressPrefix, several under addressPrefixes, as ARM does (likely: recall).
type subnetProperties struct {
	state
	AddressPrefix         string        `json:"addressPrefix,omitempty"`
	AddressPrefixes       []string      `json:"addressPrefixes,omitempty"`
	NetworkSecurityGroup  *SubResource  `json:"networkSecurityGroup,omitempty"`
	RouteTable            *SubResource  `json:"routeTable,omitempty"`
	NATGateway            *SubResource  `json:"natGateway,omitempty"`
	DefaultOutboundAccess bool          `json:"defaultOutboundAccess"`
	IPConfigurations      []SubResource `json:"ipConfigurations,omitempty"`
}

func subnet(v *view, s fabric.Subnet) Resource {
	p := subnetProperties{
		state: succeeded, NetworkSecurityGroup: ref(s.NetworkSecurityGroupID), RouteTable: ref(s.RouteTableID), NATGateway: ref(s.NATGatewayID),
		DefaultOutboundAccess: s.DefaultOutboundAccess, IPConfigurations: v.users(s.ID),
	}
	p.AddressPrefix, p.AddressPrefixes = oneOrMore(s.AddressPrefixes)
	return resource(s, p)
}

// oneOrMore tells a list of one from a longer one: ARM has a property for each.
func oneOrMore(list []string) (one string, more []string) {
	if len(list) == 1 {
		return list[0], nil
	}
	return "", list
}

func applicationSecurityGroup(_ *view, g fabric.ApplicationSecurityGroup) Resource {
	return resource(g, stateOf(g.ID))
}

type routeTableProperties struct {
	state
	DisableBGPRoutePropagation bool          `json:"disableBgpRoutePropagation"`
	Routes                     []Resource    `json:"routes"`
	Subnets                    []SubResource `json:"subnets,omitempty"`
}

type routeProperties struct {
	state
	AddressPrefix    string `json:"addressPrefix"`
	NextHopType      string `json:"nextHopType"`
	NextHopIPAddress string `json:"nextHopIpAddress,omitempty"`
}

func routeTable(v *view, t fabric.RouteTable) Resource {
	return resource(t, routeTableProperties{state: stateOf(t.ID), Routes: routes(v, t), Subnets: v.referrers(t.ID, fabric.KindSubnet)})
}

const typeRoutes = "Microsoft.Network/routeTables/routes"

func routes(_ *view, t fabric.RouteTable) []Resource {
	list := []Resource{}
	for _, name := range sortedNames(t.Routes) {
		r := t.Routes[name]
		list = append(list, part(t.ID+"/routes/"+fabric.ID(name), typeRoutes, routeProperties{succeeded, r.AddressPrefix, r.NextHopType, r.NextHopIP}))
	}
	return list
}

type natGatewayProperties struct {
	state
	IdleTimeoutInMinutes int           `json:"idleTimeoutInMinutes"`
	PublicIPAddresses    []SubResource `json:"publicIpAddresses,omitempty"`
	PublicIPPrefixes     []SubResource `json:"publicIpPrefixes,omitempty"`
	Subnets              []SubResource `json:"subnets,omitempty"`
}

func natGateway(v *view, g fabric.NATGateway) Resource {
	return resource(g, natGatewayProperties{
		state: stateOf(g.ID), IdleTimeoutInMinutes: g.IdleTimeout, PublicIPAddresses: refs(g.PublicIPIDs), PublicIPPrefixes: refs(g.PublicIPPrefixIDs),
		Subnets: v.referrers(g.ID, fabric.KindSubnet),
	}).with(func(r *Resource) { r.SKU, r.Zones = &SKU{Name: fabric.SKUStandard}, g.Zones })
}
