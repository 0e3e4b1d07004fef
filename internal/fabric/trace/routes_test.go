package trace_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

func routed(name string, routes map[string]fabric.Route) fabric.RouteTable {
	return ft.RouteTable(name, routes)
}

func routes(named ...any) map[string]fabric.Route {
	m := map[string]fabric.Route{}
	for i := 0; i < len(named); i += 2 {
		m[named[i].(string)] = named[i+1].(fabric.Route)
	}
	return m
}

var (
	web  = ft.Subnet("net", "web", "10.0.1.0/24")
	data = ft.Subnet("net", "data", "10.0.2.0/24")
	hub  = ft.Subnet("net", "hub", "10.0.3.0/24")
)

// TestAppliance: both ways over the appliance, one way, an appliance that does not forward, none, and a loop.
func TestAppliance(t *testing.T) {
	there, back := routed("there", routes("data", ft.Appliance("10.0.2.0/24", "10.0.3.4"))), routed("back", routes("web", ft.Appliance("10.0.1.0/24", "10.0.3.4")))
	run(t, tiers(there, back, ft.Routed(web, "there"), ft.Routed(data, "back")),
		traceCase{"both ways", vm("web", "0"), vm("data", "0"), "", 0, "Reachable Delivered ip"},
		traceCase{"ping", vm("web", "0"), vm("data", "0"), "Icmp", 0, "Reachable Delivered ip"},
		traceCase{"the appliance itself", vm("web", "0"), vm("nva", "0"), "", 0, "Reachable Delivered ip"},
		traceCase{"from the appliance", vm("nva", "0"), vm("web", "0"), "", 0, "Reachable Delivered ip"},
	)
	run(t, tiers(there, ft.Routed(web, "there")),
		traceCase{"answer misses it", vm("web", "0"), vm("data", "0"), "", 0, "Unreachable AsymmetricRouting data"},
		traceCase{"Udp needs no answer over it", vm("web", "0"), vm("data", "0"), "Udp", 53, "Reachable Delivered ip"},
		traceCase{"ping neither", vm("web", "0"), vm("data", "0"), "Icmp", 0, "Reachable Delivered ip"},
		traceCase{"answer over it alone", vm("data", "0"), vm("web", "0"), "", 0, "Unreachable AsymmetricRouting there data"},
		traceCase{"answer of Udp", vm("data", "0"), vm("web", "0"), "Udp", 53, "Reachable Delivered ip"},
		traceCase{"answer of a ping", vm("data", "0"), vm("web", "0"), "Icmp", 0, "Unreachable AsymmetricRouting there data"},
	)
	deaf := ft.NIC("nva", ft.IP("ip", ft.SubnetID("net", "hub")))
	run(t, tiers(there, ft.Routed(web, "there"), deaf),
		traceCase{"no forwarding", vm("web", "0"), vm("data", "0"), "", 0, "Unreachable IPForwardingDisabled nva data"})
	away := routed("there", routes("data", ft.Appliance("10.0.2.0/24", "10.0.3.9")))
	run(t, tiers(away, ft.Routed(web, "there")),
		traceCase{"nobody there", vm("web", "0"), vm("data", "0"), "", 0, "Unreachable NextHopNotFound there data"},
		traceCase{"not on the route", vm("web", "0"), vm("web", "1"), "", 0, "Reachable Delivered ip"})
	run(t, tiers(there, ft.Routed(web, "there"), ft.Routed(hub, "there")),
		traceCase{"loop", vm("web", "0"), vm("data", "0"), "", 0, "Unreachable RoutingLoop there data"})
}

// TestUserRoutes: the longest prefix decides, and of equal ones the user's.
func TestUserRoutes(t *testing.T) {
	table := routed("table", routes("all", ft.Hop("10.0.0.0/16", "None"), "data", ft.Hop("10.0.2.0/24", "VnetLocal"), "gw", ft.Hop("192.168.0.0/16", "VirtualNetworkGateway"), "net", ft.Hop("0.0.0.0/0", "None")))
	run(t, tiers(table, ft.Routed(web, "table")),
		traceCase{"longer prefix", vm("web", "0"), vm("data", "0"), "", 0, "Reachable Delivered ip"},
		traceCase{"equal prefix", vm("web", "0"), vm("nva", "0"), "", 0, "Unreachable UserDefinedRoute table all"},
		traceCase{"gateway", vm("web", "0"), "192.168.1.1", "", 0, "Undetermined VirtualNetworkGateway table gw"},
		traceCase{"default", vm("web", "0"), "Internet", "", 0, "Unreachable UserDefinedRoute table net"},
		traceCase{"the platform is not routed", vm("web", "0"), "168.63.129.16", "Udp", 53, "Reachable Delivered"},
		traceCase{"answer is dropped", vm("nva", "0"), vm("web", "0"), "", 0, "Unreachable UserDefinedRoute table all"},
	)
}

// TestWayOut: what leaves the network, and what does not.
func TestWayOut(t *testing.T) {
	private := ft.With(web, func(s *fabric.Subnet) { s.DefaultOutboundAccess = false })
	run(t, tiers(private),
		traceCase{"private subnet", vm("web", "0"), "Internet", "", 0, "Unreachable NoOutboundConnectivity web"},
		traceCase{"its neighbour", vm("data", "0"), "Internet", "", 0, "Reachable SentToInternet"},
		traceCase{"inside all the same", vm("web", "0"), vm("data", "0"), "", 0, "Reachable Delivered ip"},
	)
	run(t, tiers(ft.PublicIP("nat"), ft.NATGateway("nat", "nat"), ft.Translated(private, "nat")),
		traceCase{"NAT gateway", vm("web", "0"), "1.1.1.1", "Udp", 53, "Reachable SentToInternet"},
		traceCase{"NAT gateway and ping", vm("web", "0"), "1.1.1.1", "Icmp", 0, "Unreachable NoOutboundConnectivity nat"},
		traceCase{"into a NAT gateway", vm("data", "0"), "198.19.0.1", "", 0, "Unreachable NoMachineAtAddress"},
	)
	out := routed("out", routes("default", ft.Appliance("0.0.0.0/0", "10.0.3.4")))
	shop := ft.NIC("web", ft.Public(ft.IP("ip", ft.SubnetID("net", "web")), "", ""))
	open := ft.NSG("open", rules("all", rule(100, "Inbound", "Allow", "", "", "")))
	run(t, tiers(out, open, guarded(ft.Routed(web, "out"), "open"), shop),
		traceCase{"over an appliance", vm("web", "0"), "Internet", "", 0, "Reachable SentToInternet"},
		traceCase{"the answer leaves over it", "Internet", vm("web", "0"), "", 0, "Unreachable AsymmetricRouting out default"},
	)
}
