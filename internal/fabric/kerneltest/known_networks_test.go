//go:build linux

package kerneltest

import (
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

func knownNetworks() []known {
	net := fabrictest.VNet(fabrictest.DrawnNetwork, "10.0.0.0/16")
	all := func(first []fabric.Object, more ...[]fabric.Object) []fabric.Object {
		return append(first, slices.Concat(more...)...)
	}
	open := fabrictest.NSG("nsg", map[string]fabric.SecurityRule{"all": inbound(100, "Allow", "*")})
	inner := fabrictest.InternalFrontend("f", fabrictest.SubnetID(fabrictest.DrawnNetwork, "s1"), "10.0.1.40")
	outer := fabrictest.PublicFrontend("f", "front")
	return []known{
		{"no groups and no routes", all([]fabric.Object{net, sub("0", plain), sub("1", plain)},
			vms("a", 2, in("0"), false, fabric.Guest{ListeningPorts: []string{"tcp/80", "udp/53"}}), vms("b", 1, in("1"), false, fabric.Guest{}),
		), []knownFlow{
			{"10.0.0.4", "10.0.0.5", tcp, 80, 0, true},
			{"10.0.0.4", "10.0.0.5", tcp, 22, 0, false}, // closed
			{"10.0.1.4", "10.0.0.5", udp, 53, 0, true},
			{"10.0.0.4", "10.0.1.4", udp, 443, 0, true},
			{"10.0.0.4", "10.0.1.4", protocolICMP, 0, 0, true},
			{"10.0.0.4", "10.0.0.60", tcp, 80, 0, false},  // nobody
			{"10.0.0.4", "10.200.0.1", tcp, 80, 0, false}, // not in the fabrictest.DrawnNetwork, and not on the internet
			{"10.0.0.4", someone, tcp, 443, 0, true},
			{someone, "10.0.0.4", tcp, 80, 0, false},
			{"10.0.0.4", "10.0.0.4", tcp, 80, 0, true},
		}},
		{"the subnet's and the NIC's group", all([]fabric.Object{
			net, fabrictest.ASG("web"),
			fabrictest.NSG("nsg", map[string]fabric.SecurityRule{
				"web": {Priority: 100, Direction: "Inbound", Access: "Allow", Protocol: "Tcp", DestinationPortRanges: []string{"80"}, DestinationApplicationSecurityGroupIDs: []fabric.ID{fabrictest.ID(fabric.KindApplicationSecurityGroup, "web")}},
				"not": inbound(200, "Deny", "Tcp"),
				"out": {Priority: 100, Direction: "Outbound", Access: "Deny", Protocol: "*", DestinationAddressPrefixes: []string{"Internet"}},
			}), sub("0", guarded), sub("1", plain),
		}, vms("a", 1, in("0"), false, fabric.Guest{}), vms("b", 1, in("1"), false, fabric.Guest{}),
			vms("c", 1, grouped(in("0"), "web"), false, fabric.Guest{}),
		), []knownFlow{
			{"10.0.1.4", "10.0.0.4", tcp, 80, 0, false},
			{"10.0.1.4", "10.0.0.5", tcp, 80, 0, true}, // in the application security group
			{"10.0.1.4", "10.0.0.5", tcp, 22, 0, false},
			{"10.0.1.4", "10.0.0.4", udp, 22, 0, true}, // AllowVnetInBound
			{"10.0.1.4", "10.0.0.4", protocolICMP, 0, 0, true},
			{"10.0.0.4", "10.0.1.4", tcp, 80, 0, true}, // the answer comes in by the state
			{"10.0.0.4", someone, tcp, 80, 0, false},
			{"10.0.1.4", someone, tcp, 80, 0, true},
		}},
		{"an appliance on one way", all([]fabric.Object{
			net, fabrictest.RouteTable("rt", map[string]fabric.Route{
				"over": fabrictest.Appliance("10.0.1.0/26", "10.0.2.4"), "bare": fabrictest.Appliance("10.0.1.5/32", "10.0.3.4"),
				"none": fabrictest.Hop("10.0.3.0/26", fabric.NextHopNone), "way": fabrictest.Appliance("0.0.0.0/0", "10.0.2.4"),
			}), sub("0", routed), sub("1", plain), sub("2", plain), sub("3", plain),
		}, vms("a", 1, in("0"), false, fabric.Guest{}), vms("b", 2, in("1"), false, fabric.Guest{}),
			vms("over", 1, in("2"), true, fabric.Guest{}), vms("bare", 1, in("3"), false, fabric.Guest{}),
		), []knownFlow{
			{"10.0.0.4", "10.0.1.4", tcp, 80, 0, false}, // the appliance does not see the answer
			{"10.0.1.4", "10.0.0.4", tcp, 80, 0, false}, // the appliance sees the answer alone
			{"10.0.0.4", "10.0.1.4", udp, 80, 0, true},
			{"10.0.1.4", "10.0.0.4", udp, 80, 0, true},
			{"10.0.0.4", "10.0.1.4", protocolICMP, 0, 0, true},
			{"10.0.1.4", "10.0.0.4", protocolICMP, 0, 0, false},
			{"10.0.0.4", "10.0.1.5", udp, 80, 0, false}, // no forwarding
			{"10.0.0.4", "10.0.3.4", udp, 80, 0, false}, // None
			{"10.0.0.4", someone, tcp, 443, 0, true},    // translated by the appliance
		}},
		{"an appliance on both ways", all([]fabric.Object{
			net, fabrictest.RouteTable("rt", map[string]fabric.Route{"a": fabrictest.Appliance("10.0.0.0/26", "10.0.2.4"), "b": fabrictest.Appliance("10.0.1.0/26", "10.0.2.4")}),
			sub("0", routed), sub("1", routed), sub("2", plain),
		}, vms("a", 1, in("0"), false, fabric.Guest{}), vms("b", 1, in("1"), false, fabric.Guest{}), vms("over", 1, in("2"), true, fabric.Guest{}),
		), []knownFlow{{"10.0.0.4", "10.0.1.4", tcp, 80, 0, true}, {"10.0.1.4", "10.0.0.4", udp, 80, 0, true}, {"10.0.0.4", "10.0.1.4", protocolICMP, 0, 0, true}}},
		{"an appliance in the subnet that it serves", all([]fabric.Object{
			net, fabrictest.RouteTable("rt", map[string]fabric.Route{"b": fabrictest.Appliance("10.0.1.0/26", "10.0.0.5")}), sub("0", routed), sub("1", plain),
		}, vms("a", 2, in("0"), true, fabric.Guest{}), vms("b", 1, in("1"), false, fabric.Guest{}),
		), []knownFlow{{"10.0.0.4", "10.0.1.4", udp, 80, 0, false}}}, // a loop
		{"an internal load balancer", all([]fabric.Object{net, sub("0", plain), sub("1", plain)}, balancer(inner, false),
			vms("a", 1, in("0"), false, fabric.Guest{}), vms("b", 2, fabrictest.Behind(in("1"), "lb", "pool"), false, fabric.Guest{ListeningPorts: []string{"tcp/8080"}}),
		), []knownFlow{
			{"10.0.0.4", "10.0.1.40", tcp, 80, 0, true}, {"10.0.0.4", "10.0.1.40", tcp, 80, 1, true},
			{"10.0.1.4", "10.0.1.40", tcp, 80, 0, false}, {"10.0.1.4", "10.0.1.40", tcp, 80, 1, true}, // not to itself
			{"10.0.0.4", "10.0.1.40", tcp, 8080, 0, false}, {"10.0.0.4", "10.0.1.40", protocolICMP, 0, 0, false},
		}},
		{"floating IP", all([]fabric.Object{net, sub("0", plain), sub("1", plain)}, balancer(inner, true),
			vms("a", 1, in("0"), false, fabric.Guest{}), vms("b", 1, fabrictest.Behind(in("1"), "lb", "pool"), false, fabric.Guest{}),
			vms("c", 1, fabrictest.Behind(in("1"), "lb", "pool"), false, fabric.Guest{LoopbackAddresses: []string{"10.0.1.40"}}),
		), []knownFlow{{"10.0.0.4", "10.0.1.40", tcp, 80, 0, false}, {"10.0.0.4", "10.0.1.40", tcp, 80, 1, true}}},
		{"public addresses without a group", all([]fabric.Object{net, sub("0", plain), fabrictest.PublicIP("front")}, balancer(outer, false),
			vms("a", 1, fabrictest.Public(fabrictest.Behind(in("0"), "lb", "pool"), "", ""), false, fabric.Guest{}),
		), []knownFlow{{someone, "198.19.0.1", tcp, 80, 0, false}, {someone, "198.19.0.2", tcp, 80, 0, false}, {"10.0.0.4", someone, tcp, 80, 0, true}}},
		{"public addresses", all([]fabric.Object{net, open, sub("0", guarded), sub("1", plain), fabrictest.PublicIP("front")}, balancer(outer, false),
			[]fabric.Object{fabrictest.NATPool("lb", "ssh", "f", 50000, 50009, 22)},
			vms("a", 1, fabrictest.NATed(fabrictest.Public(fabrictest.Behind(in("0"), "lb", "pool"), "", ""), "lb", "ssh"), false, fabric.Guest{}),
			vms("b", 1, in("1"), false, fabric.Guest{}),
		), []knownFlow{
			{someone, "198.19.0.1", tcp, 80, 0, true}, {someone, "198.19.0.1", tcp, 443, 0, false}, {someone, "198.19.0.1", tcp, 50000, 0, true},
			{someone, "198.19.0.2", udp, 80, 0, true}, {someone, "198.19.0.2", protocolICMP, 0, 0, true}, {"10.0.1.4", "198.19.0.1", tcp, 80, 0, true},
		}},
		{"a default route over an appliance", all([]fabric.Object{
			net, open, fabrictest.RouteTable("rt", map[string]fabric.Route{"way": fabrictest.Appliance("0.0.0.0/0", "10.0.1.4")}),
			sub("0", func(s *fabric.Subnet) { guarded(s); routed(s) }), sub("1", plain), fabrictest.PublicIP("front"),
		}, balancer(outer, false), vms("a", 1, fabrictest.Behind(in("0"), "lb", "pool"), false, fabric.Guest{}), vms("over", 1, in("1"), true, fabric.Guest{}),
		), []knownFlow{{someone, "198.19.0.1", tcp, 80, 0, false}, {"10.0.0.4", someone, tcp, 80, 0, true}}},
		{"ways out", all([]fabric.Object{
			net, fabrictest.PublicIP("out"), fabrictest.NATGateway("nat", "out"), fabrictest.Translated(sub("0", plain), "nat"),
			sub("1", func(s *fabric.Subnet) { s.DefaultOutboundAccess = false }),
		}, vms("a", 1, in("0"), false, fabric.Guest{}), vms("b", 1, in("1"), false, fabric.Guest{}),
		), []knownFlow{{"10.0.0.4", someone, udp, 53, 0, true}, {"10.0.0.4", someone, protocolICMP, 0, 0, false}, {"10.0.1.4", someone, udp, 53, 0, false}}},
	}
}
