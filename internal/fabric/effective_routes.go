package fabric

import (
	"net/netip"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/route"
)

// EffectiveRoutes are the routes that one NIC sees: those of the subnet of its primary IP configuration.
type EffectiveRoutes struct {
	NIC          NICView
	SubnetID     ID
	RouteTableID ID // empty for none
	NATGatewayID ID // of the subnet, which takes what has Internet as its next hop; empty for none
	Routes       []route.Route
}

// EffectiveRoutesOf returns the routes of NICs. pending is an object whose content is not known yet and that decides over
// some of them; empty where all is known.
func EffectiveRoutesOf(w *World, nics []NICView) (list []EffectiveRoutes, pending ID) {
	for _, nic := range nics {
		ip, _ := nic.PrimaryIP()
		subnet, pending := ip.subnet(w)
		if pending != "" {
			return nil, pending
		}
		list = append(list, EffectiveRoutes{nic, subnet.ID, subnet.RouteTableID, subnet.NATGatewayID, subnet.Routes(w).Routes()})
	}
	return list, ""
}

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
