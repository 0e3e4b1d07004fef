package fabric

import (
	"net/netip"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/route"
)

// Routes returns the routes that the NICs of a subnet see.
func (s Subnet) Routes(w *World) *route.Table {
	network, _ := Get[VirtualNetwork](w, s.ID.Parent())
	table, _ := Get[RouteTable](w, s.RouteTableID)
	return route.New(network.Prefixes(), table.effective())
}

// effective returns the table's routes in the order of their names.
func (t RouteTable) effective() []route.Route {
	routes := make([]route.Route, 0, len(t.Routes))
	for _, name := range sortedKeys(t.Routes) {
		r := t.Routes[name]
		e := route.Route{Name: name, NextHop: r.NextHopType}
		if prefix, err := ParsePrefix(r.AddressPrefix); err == nil {
			e.Prefix = prefix
		} else {
			e.ServiceTag = r.AddressPrefix
		}
		e.Address, _ = netip.ParseAddr(r.NextHopIP)
		routes = append(routes, e)
	}
	return routes
}
