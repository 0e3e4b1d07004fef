package fabric_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// Short names of the builders of route tables and NAT gateways.
var (
	routeTable   = fabrictest.RouteTable
	appliance    = fabrictest.Appliance
	hop          = fabrictest.Hop
	natGateway   = fabrictest.NATGateway
	withPrefixes = fabrictest.WithPrefixes
	routed       = fabrictest.Routed
	translated   = fabrictest.Translated
)

type routes = map[string]fabric.Route

// oneRoute returns the route table rt with the route r.
func oneRoute(r fabric.Route) fabric.RouteTable { return routeTable("rt", routes{"r": r}) }

func hopWith(prefix, kind, address string) fabric.Route {
	return fabric.Route{AddressPrefix: prefix, NextHopType: kind, NextHopIP: address}
}

// manyRoutes returns a table of n routes.
func manyRoutes(n int) fabric.RouteTable {
	all := routes{}
	for i := range n {
		all[fmt.Sprint("r", i)] = hop(fmt.Sprintf("10.%d.%d.0/24", i/256, i%256), fabric.NextHopNone)
	}
	return routeTable("rt", all)
}

const routeName = "1 to 80 letters, digits, underscores, periods and hyphens, starting with a letter or digit and ending with a letter, digit or underscore."

func badHop(detail string) []string {
	return []string{`error: RouteNextHopAddress at routes["r"].next_hop_in_ip_address: ` + detail}
}

// routeTableCases: a route table's own content, and its region.
var routeTableCases = []ruleCase{
	{
		name: "next hop type", code: fabric.CodeInvalidParameter, breaks: oneRoute(hop("0.0.0.0/0", "VNetPeering")), keeps: oneRoute(hop("0.0.0.0/0", "VirtualNetworkGateway")),
		says: parameter(`routes["r"].next_hop_type`, "rt", `"VNetPeering"`, "VirtualAppliance, VnetLocal, Internet, VirtualNetworkGateway, None"),
	},
	{
		name: "of a route", code: fabric.CodeInvalidResourceName, breaks: routeTable("rt", routes{"to-": hop("10.0.0.0/8", "None")}), keeps: routeTable("rt", routes{"to_": hop("10.0.0.0/8", "None")}),
		says: []string{`error: InvalidResourceName at routes["to-"]: "to-" is no name for a route: it takes ` + routeName},
	},
	{
		name: "host bits of a route", code: fabric.CodeInvalidCIDRNotation, breaks: oneRoute(hop("10.1.0.1/16", "None")), keeps: oneRoute(hop("10.1.0.0/16", "None")),
		says: []string{`error: InvalidCIDRNotation at routes["r"].address_prefix: The prefix of the route r is no service tag and cannot be used: "10.1.0.1/16" has host bits set; the network that it lies in is 10.1.0.0/16.`},
	},
	{
		name: "an address as a route", code: fabric.CodeInvalidCIDRNotation, breaks: oneRoute(hop("10.1.0.1", "None")), keeps: oneRoute(hop("10.1.0.1/32", "None")),
		says: []string{`error: InvalidCIDRNotation at routes["r"].address_prefix: The prefix of the route r is no service tag and cannot be used: "10.1.0.1" is not a CIDR such as 10.0.0.0/16 or fd00:db8::/48.`},
	},
	{
		name: "a tag with a hyphen", code: fabric.CodeInvalidCIDRNotation, breaks: oneRoute(hop("Storage-Korea", "Internet")), keeps: oneRoute(hop("Storage.KoreaCentral", "Internet")),
		says: []string{`error: InvalidCIDRNotation at routes["r"].address_prefix: The prefix of the route r is no service tag and cannot be used: "Storage-Korea" is not a CIDR such as 10.0.0.0/16 or fd00:db8::/48.`},
	},
	{
		name: "appliance without", code: fabric.CodeRouteNextHopAddress, breaks: oneRoute(appliance("0.0.0.0/0", "")), keeps: oneRoute(appliance("0.0.0.0/0", "10.0.0.4")),
		says: badHop("The route r leads to a virtual appliance and does not say at which address."),
	},
	{
		name: "internet with", code: fabric.CodeRouteNextHopAddress, breaks: oneRoute(hopWith("0.0.0.0/0", "Internet", "10.0.0.4")), keeps: oneRoute(hop("0.0.0.0/0", "Internet")),
		says: badHop("The route r leads to Internet and names the address 10.0.0.4; only a virtual appliance has one."),
	},
	{
		name: "no address", code: fabric.CodeRouteNextHopAddress, breaks: oneRoute(appliance("0.0.0.0/0", "firewall")), keeps: oneRoute(appliance("fd00::/8", "fd00::4")),
		says: badHop(`The next hop "firewall" of the route r is no IP address.`),
	},
	{
		name: "IPv4 over IPv6", code: fabric.CodeRouteVersionMismatch, breaks: oneRoute(appliance("0.0.0.0/0", "fd00::4")), keeps: oneRoute(appliance("::/0", "fd00::4")),
		says: []string{`error: RouteVersionMismatch at routes["r"].next_hop_in_ip_address: The route r leads 0.0.0.0/0 over fd00::4, which is of the other IP version.`},
	},
	{
		name: "IPv6 over IPv4", code: fabric.CodeRouteVersionMismatch, breaks: oneRoute(appliance("fd00::/8", "10.0.0.4")), keeps: oneRoute(appliance("Storage", "10.0.0.4")),
		says: []string{`error: RouteVersionMismatch at routes["r"].next_hop_in_ip_address: The route r leads fd00::/8 over 10.0.0.4, which is of the other IP version.`},
	},
	{
		name: "one prefix", code: fabric.CodeRouteConflict, breaks: routeTable("rt", routes{"a": hop("fd00::/16", "None"), "b": hop("fd00:0::/16", "Internet")}), keeps: routeTable("rt", routes{"a": hop("fd00::/16", "None"), "b": hop("fd00::/17", "Internet")}),
		says: []string{`error: RouteConflict at routes["b"].address_prefix: The routes a and b of the route table rt both have the prefix fd00:0::/16.`},
	},
	{
		name: "one tag", code: fabric.CodeRouteConflict, breaks: routeTable("rt", routes{"a": hop("Storage", "Internet"), "b": hop("storage", "None")}), keeps: routeTable("rt", routes{"a": hop("Storage", "Internet"), "b": hop("Sql", "None")}),
		says: []string{`error: RouteConflict at routes["b"].address_prefix: The routes a and b of the route table rt both have the prefix storage.`},
	},
	{
		name: "upper case", code: fabric.CodeDuplicateRouteName, breaks: routeTable("rt", routes{"WEB": hop("10.0.0.0/8", "None"), "web": hop("10.0.0.0/9", "None")}), keeps: routeTable("rt", routes{"WEB": hop("10.0.0.0/8", "None"), "web2": hop("10.0.0.0/9", "None")}),
		says: []string{`error: DuplicateRouteName at routes["web"]: The routes WEB and web of the route table rt have the same name; names compare without regard to case.`},
	},
	{name: "401", code: fabric.CodeRouteLimitExceeded, breaks: manyRoutes(401), keeps: manyRoutes(400), says: []string{"error: RouteLimitExceeded at routes: The route table rt has 401 routes; at most 400 are possible."}},
	{
		name: "route table far away", code: fabric.CodeInvalidResourceReference, given: []fabric.Object{oneSubnet[0], routeTable("near", nil), with(routeTable("far", nil), func(t *fabric.RouteTable) { t.Location = "koreasouth" })},
		breaks: routed(subnet("vnet", "web", "10.0.0.0/24"), "far"), keeps: routed(subnet("vnet", "web", "10.0.0.0/24"), "NEAR"),
		says: []string{"error: InvalidResourceReference at route_table_id: The subnet web is in koreacentral, but the route table far, which it refers to, is in koreasouth."},
	},
}
