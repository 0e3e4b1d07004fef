//go:build linux

package kerneltest

import (
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// twoNICs makes an instance with a NIC in one subnet and another that forwards in a second subnet.
func twoNICs(name, first, second string) []fabric.Object {
	one, two := fabrictest.NIC(name+"-0", in(first)), fabrictest.SecondNIC(name+"-1", in(second))
	two.IPForwarding = true
	return []fabric.Object{one, two, fabrictest.Set(name, 1, name+"-0", name+"-1")}
}

// knownGuests are networks in which the operating system of a guest decides: what it takes for itself, and what it drops
// because it would come from itself.
func knownGuests() []known {
	net := fabrictest.VNet(fabrictest.DrawnNetwork, "10.0.0.0/16")
	all := func(first []fabric.Object, more ...[]fabric.Object) []fabric.Object {
		return append(first, slices.Concat(more...)...)
	}
	front := fabrictest.InternalFrontend("f", fabrictest.SubnetID(fabrictest.DrawnNetwork, "s1"), "10.0.1.40")
	held := fabric.Guest{LoopbackAddresses: []string{"10.0.1.40"}}
	open := fabrictest.NSG("nsg", map[string]fabric.SecurityRule{"all": inbound(100, "Allow", "*")})
	table := func(routes map[string]fabric.Route) fabric.RouteTable { return fabrictest.RouteTable("rt", routes) }
	return []known{
		{"what a guest holds on a loopback interface stays in it", all([]fabric.Object{net, sub("0", plain), sub("1", plain)}, balancer(front, true),
			vms("a", 1, in("0"), false, held), vms("b", 1, fabrictest.Behind(in("1"), "lb", "pool"), false, fabric.Guest{}),
		), []knownFlow{{"10.0.0.4", "10.0.1.40", tcp, 22, 0, true}, {"10.0.0.4", "10.0.1.40", protocolICMP, 0, 0, true}}},
		{"a backend does not reach itself from its other address", all([]fabric.Object{net, sub("0", plain), sub("1", plain)}, balancer(front, false), []fabric.Object{
			fabrictest.NIC("b", fabrictest.Behind(in("1"), "lb", "pool"), fabrictest.IP("ip1", fabrictest.SubnetID(fabrictest.DrawnNetwork, "s1"))), fabrictest.Set("b", 1, "b"),
		}), []knownFlow{{"10.0.1.4", "10.0.1.40", tcp, 80, 0, false}, {"10.0.1.5", "10.0.1.40", tcp, 80, 0, false}}},
		{"an appliance takes what is for its other NIC", all([]fabric.Object{
			net, table(map[string]fabric.Route{"a": fabrictest.Appliance("10.0.1.0/26", "10.0.2.4")}), sub("0", routed), sub("1", plain), sub("2", routed),
		}, vms("a", 1, in("0"), false, fabric.Guest{}), twoNICs("over", "1", "2")), []knownFlow{{"10.0.0.4", "10.0.1.4", udp, 80, 0, true}}},
		{"a guest takes an answer by its other NIC", all([]fabric.Object{
			net, table(map[string]fabric.Route{"a": fabrictest.Appliance("10.0.0.0/26", "10.0.1.4")}), sub("0", plain), sub("1", routed), sub("2", routed),
		}, twoNICs("a", "0", "1"), vms("b", 1, in("2"), false, fabric.Guest{})), []knownFlow{{"10.0.0.4", "10.0.2.4", udp, 80, 0, true}, {"10.0.0.4", "10.0.2.4", tcp, 80, 0, false}}},
		{"a guest drops what comes from an address that it holds", all([]fabric.Object{net, open, sub("0", guarded), fabrictest.PublicIP("front")},
			balancer(fabrictest.PublicFrontend("f", "front"), false), vms("a", 1, fabrictest.Behind(in("0"), "lb", "pool"), false, fabric.Guest{}),
			vms("b", 1, fabrictest.Public(in("0"), "", ""), false, fabric.Guest{LoopbackAddresses: []string{"198.19.0.1"}}),
			vms("c", 1, fabrictest.Public(in("0"), "", ""), false, fabric.Guest{}),
		), []knownFlow{{"10.0.0.4", "198.19.0.2", tcp, 80, 0, false}, {"10.0.0.4", "198.19.0.3", tcp, 80, 0, true}}},
		{"an appliance has to reach who asks over it", all([]fabric.Object{
			net, table(map[string]fabric.Route{"way": fabrictest.Appliance("0.0.0.0/0", "10.0.1.4")}), fabrictest.RouteTable("none", map[string]fabric.Route{"none": fabrictest.Hop("10.0.0.0/26", fabric.NextHopNone)}),
			sub("0", routed), fabrictest.Routed(sub("1", plain), "none"),
		}, vms("a", 1, in("0"), false, fabric.Guest{}), vms("over", 1, in("1"), true, fabric.Guest{})), []knownFlow{{"10.0.0.4", someone, udp, 80, 0, false}}},
		{"the second appliance sees the first as the source", all([]fabric.Object{
			net, table(map[string]fabric.Route{"way": fabrictest.Appliance("0.0.0.0/0", "10.0.1.4")}), fabrictest.RouteTable("on", map[string]fabric.Route{"way": fabrictest.Appliance("0.0.0.0/0", "10.0.2.4")}),
			fabrictest.NSG("nsg", map[string]fabric.SecurityRule{"not": {Priority: 100, Direction: "Inbound", Access: "Deny", Protocol: "*", SourceAddressPrefixes: []string{"10.0.0.0/26"}}, "all": inbound(200, "Allow", "*")}),
			sub("0", routed), fabrictest.Routed(sub("1", plain), "on"), sub("2", guarded),
		}, vms("a", 1, in("0"), false, fabric.Guest{}), vms("one", 1, in("1"), true, fabric.Guest{}), vms("two", 1, in("2"), true, fabric.Guest{})),
			[]knownFlow{{"10.0.0.4", someone, udp, 80, 0, true}}},
	}
}
