package fabrictest

import "github.com/simfabric/terraform-provider-simfabric/internal/fabric"

// RouteTable makes a route table.
func RouteTable(name string, routes map[string]fabric.Route) fabric.RouteTable {
	return fabric.RouteTable{Meta: head(fabric.KindRouteTable, name), Routes: routes}
}

// Appliance makes a route to a virtual appliance.
func Appliance(prefix, address string) fabric.Route {
	return fabric.Route{AddressPrefix: prefix, NextHopType: fabric.NextHopVirtualAppliance, NextHopIP: address}
}

// Hop makes a route to something that has no address.
func Hop(prefix, kind string) fabric.Route {
	return fabric.Route{AddressPrefix: prefix, NextHopType: kind}
}

// NATGateway makes a NAT gateway without a zone on public IP addresses.
func NATGateway(name string, publicIPs ...string) fabric.NATGateway {
	g := fabric.NATGateway{Meta: head(fabric.KindNATGateway, name), IdleTimeout: fabric.DefaultIdleTimeout}
	for _, p := range publicIPs {
		g.PublicIPIDs = append(g.PublicIPIDs, ID(fabric.KindPublicIP, p))
	}
	return g
}

// WithPrefixes adds public IP prefixes to a NAT gateway.
func WithPrefixes(g fabric.NATGateway, prefixes ...string) fabric.NATGateway {
	g.PublicIPPrefixIDs = g.PublicIPPrefixIDs[:len(g.PublicIPPrefixIDs):len(g.PublicIPPrefixIDs)]
	for _, p := range prefixes {
		g.PublicIPPrefixIDs = append(g.PublicIPPrefixIDs, ID(fabric.KindPublicIPPrefix, p))
	}
	return g
}

// Routed gives a subnet a route table.
func Routed(s fabric.Subnet, table string) fabric.Subnet {
	s.RouteTableID = ID(fabric.KindRouteTable, table)
	return s
}

// Translated gives a subnet a NAT gateway.
func Translated(s fabric.Subnet, gateway string) fabric.Subnet {
	s.NATGatewayID = ID(fabric.KindNATGateway, gateway)
	return s
}
