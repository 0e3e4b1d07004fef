package fabric_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// tell writes a path in one line: method, addresses, ports, who decides.
func tell(p fabric.OutboundPath) string {
	var addresses, by []string
	for _, a := range p.Addresses {
		addresses = append(addresses, a.String())
	}
	for _, id := range p.DecidedBy {
		by = append(by, id.Name())
	}
	ports := fmt.Sprint(p.SNATPorts)
	if p.SharedPorts {
		ports += " shared"
	}
	return fmt.Sprintf("%s [%s] %s by %s", p.Method, strings.Join(addresses, " "), ports, strings.Join(by, " "))
}

var privateWeb = with(subnet("vnet", "web", "10.0.0.0/24"), func(s *fabric.Subnet) { s.DefaultOutboundAccess = false })

// everyWay has all the ways out at once: p1 for the load balancer lb, p2 for the NAT gateway ng, pre for frontends. What
// comes later in a case takes ways away.
var everyWay = plus(addresses, lb("lb", front("f1", "p1"), prefixFront("f2", "pre")), pool("lb", "a"), pool("lb", "b"),
	natGateway("ng", "p2"), oneRoute(appliance("0.0.0.0/0", "10.0.0.100")), routed(behindGateway, "rt"),
	noSNAT(r1), outbound("lb", "o1", "a", 0, "f1", "f2"), nic("nic", public(inA, "", "")), scaleSet("set", 2, "nic"))

// outboundCases: each line takes the way of the line above away, down to none.
var outboundCases = []struct {
	name string
	more []fabric.Object
	want string
	says string
}{
	{"user route", nil, "UserRoute [] 0 by rt", "The route r of the route table rt takes 0.0.0.0/0 to the virtual appliance at 10.0.0.100."},
	{"to a VPN gateway", []fabric.Object{oneRoute(hop("0.0.0.0/0", "VirtualNetworkGateway"))}, "UserRoute [] 0 by rt", "The route r of the route table rt takes 0.0.0.0/0 to the virtual network gateway."},
	{"to nowhere", []fabric.Object{oneRoute(hop("0.0.0.0/0", "None"))}, "UserRoute [] 0 by rt", "The route r of the route table rt takes 0.0.0.0/0 nowhere: what is sent is dropped."},
	{"into the network", []fabric.Object{oneRoute(hop("0.0.0.0/0", "VnetLocal"))}, "UserRoute [] 0 by rt", "The route r of the route table rt takes 0.0.0.0/0 no further than the virtual network."},
	{"in two halves", []fabric.Object{routeTable("rt", halves(nil))}, "UserRoute [] 0 by rt", "The routes low, high of the route table rt take 0.0.0.0/1, 128.0.0.0/1 to the virtual appliance at 10.0.0.100."},
	{"one half", []fabric.Object{routeTable("rt", routes{"low": appliance("0.0.0.0/1", "10.0.0.100")})}, "NatGateway [198.19.0.2] 64512 shared by ng", ""},
	{"route to the internet", []fabric.Object{oneRoute(hop("0.0.0.0/0", "Internet"))}, "NatGateway [198.19.0.2] 64512 shared by ng", "The subnet web has the NAT gateway ng, whose ports all its instances share."},
	{"route for a part", []fabric.Object{oneRoute(appliance("10.0.0.0/8", "10.0.0.100"))}, "NatGateway [198.19.0.2] 64512 shared by ng", ""},
	{"gateway with a prefix", []fabric.Object{behindGateway, outbound("lb", "o1", "a", 0, "f1"), lb("lb", front("f1", "p1")), withPrefixes(natGateway("ng", "p2"), "pre")}, "NatGateway [198.19.0.2 198.18.0.0 198.18.0.1] 193536 shared by ng", ""},
	{"gateway without an address", []fabric.Object{behindGateway, natGateway("ng")}, "InstancePublicIp [198.19.0.4] 0 by pub", "The IP configuration ip1 has a public IP address of its own."},
	{"no gateway", []fabric.Object{oneSubnet[1]}, "InstancePublicIp [198.19.0.4] 0 by pub", ""},
	{"private, own address", []fabric.Object{privateWeb}, "InstancePublicIp [198.19.0.4] 0 by pub", ""},
}

func TestOutboundOrder(t *testing.T) {
	t.Parallel()
	for _, c := range outboundCases {
		path := pathOf(t, plus(everyWay, c.more...), 1)
		expect(t, c.name, tell(path), c.want)
		if c.says != "" {
			expect(t, c.name, path.Explanation, c.says)
		}
	}
}

// pathOf returns the way out of one instance of the set set.
func pathOf(t *testing.T, objects []fabric.Object, instance int) fabric.OutboundPath {
	t.Helper()
	f := fabrictest.New(t, objects...)
	set := setOf(f, "set")
	all := fabric.OutboundOf(f.World, set)
	one := fabric.Outbound(f.World, set, set.View(f.World)[instance])
	if diff := cmp.Diff(all[instance], one, comparable); diff != "" {
		t.Errorf("alone and among all (-all +alone):\n%s", diff)
	}
	return one
}

// behindBoth are in pools of lb, without an address of their own. Four members: the table gives 1024 ports.
var (
	balanced = plus(addresses, lb("lb", front("f1", "p1"), prefixFront("f2", "pre")), pool("lb", "a"), pool("lb", "b"), nic("nic", behind(webIP, "lb", "a", "b")), scaleSet("set", 4, "nic"))
	r2       = lbRule("lb", "r2", "f1", 81, "b", 81)
)

func TestOutboundOfBalancers(t *testing.T) {
	t.Parallel()
	twoPublic := plus(addresses, lb("lb", front("f1", "p1"), front("f2", "p2")), pool("lb", "a"), pool("lb", "b"), nic("nic", behind(webIP, "lb", "a", "b")), scaleSet("set", 60, "nic"))
	const behindLB = "The NIC nic stands behind the public Standard load balancer lb, which gives no way out and keeps default outbound access away."
	for _, c := range []struct {
		name  string
		given []fabric.Object
		want  string
		says  string
	}{
		{"outbound rule, table", plus(balanced, outbound("lb", "o1", "a", 0, "f1")), "OutboundRule [198.19.0.1] 1024 by o1", "The instance is in a pool with the outbound rule o1 of the load balancer lb."},
		{"outbound rule, prefix", plus(balanced, outbound("lb", "o1", "a", 0, "F1", "f2")), "OutboundRule [198.19.0.1 198.18.0.0 198.18.0.1] 3072 by o1", ""},
		{"outbound rule, allocated", plus(balanced, outbound("lb", "o1", "a", 8000, "f1")), "OutboundRule [198.19.0.1] 8000 by o1", ""},
		{"a rule for each protocol", plus(balanced, over("Tcp", outbound("lb", "o1", "a", 8000, "f1")), over("Udp", outbound("lb", "o2", "a", 800, "f1"))), "OutboundRule [198.19.0.1] 800 by o1 o2", "The instance is in a pool with the outbound rule o1 of the load balancer lb, o2 of the load balancer lb."},
		{"one protocol alone", plus(balanced, over("Tcp", outbound("lb", "o1", "a", 8000, "f1"))), "OutboundRule [198.19.0.1] 8000 by o1", ""},
		{"rules of two pools", plus(balanced, outbound("lb", "o1", "a", 8000, "f1"), outbound("lb", "o2", "b", 800, "f2")), "OutboundRule [198.19.0.1 198.18.0.0 198.18.0.1] 8800 by o1 o2", ""},
		{"outbound rule before rule", plus(balanced, lbRule("lb", "r3", "f1", 80, "b", 80), outbound("lb", "o1", "a", 0, "f1")), "OutboundRule [198.19.0.1] 1024 by o1", ""},
		{"rule", plus(balanced, r1), "LoadBalancingRule [198.19.0.1] 1024 by r1", "The instance is in a pool to which the load-balancing rule r1 of the load balancer lb sends, and the rule does SNAT as well."},
		{"rules on one frontend", plus(balanced, r1, r2), "LoadBalancingRule [198.19.0.1] 1024 by r1 r2", ""},
		{"rules on two frontends, 60 members", plus(twoPublic, r1, lbRule("lb", "r3", "f2", 80, "a", 82)), "LoadBalancingRule [198.19.0.1 198.19.0.2] 1024 by r1 r3", ""},
		{"rule without SNAT", plus(balanced, noSNAT(r1)), "None [] 0 by web", behindLB},
		{"no rule", balanced, "None [] 0 by web", behindLB},
		{"Basic", plus(basicLB, r1, nic("nic", inA), small(scaleSet("set", 1, "nic"))), "LoadBalancingRule [198.19.0.1] 1024 by r1", ""},
		{"Basic without a rule", plus(basicLB, nic("nic", inA), small(scaleSet("set", 1, "nic"))), "DefaultOutboundAccess [] 0 by web", ""},
		{
			"internal", plus(internalLB, r1, nic("nic", inA), scaleSet("set", 1, "nic")), "None [] 0 by web",
			"The NIC nic stands behind the internal Standard load balancer lb, which gives no way out and keeps default outbound access away.",
		},
	} {
		path := pathOf(t, c.given, 0)
		expect(t, c.name, tell(path), c.want)
		if c.says != "" {
			expect(t, c.name, path.Explanation, c.says)
		}
	}
}

func TestOutboundByDefault(t *testing.T) {
	t.Parallel()
	plain := plus(oneNIC, scaleSet("set", 1, "nic"))
	second := secondNIC("more", public(webIP, "", ""))
	for _, c := range []struct {
		name  string
		given []fabric.Object
		want  string
		says  string
	}{
		{"nothing explicit", plain, "DefaultOutboundAccess [] 0 by web", "Nothing explicit is configured, and the subnet web has default outbound access. The address is Microsoft's and may change."},
		{"private subnet", plus(oneSubnet[:1], privateWeb, nic("nic", webIP), scaleSet("set", 1, "nic")), "None [] 0 by web", "The subnet web is private, and nothing explicit gives a way out."},
		{"gateway without an address", plus(plain, natGateway("ng"), behindGateway), "None [] 0 by web", "The NAT gateway ng of the subnet web has no address, and keeps default outbound access away."},
		{
			"address on another NIC", plus(oneNIC, second, scaleSet("set", 1, "nic", "more")), "None [] 0 by web",
			"The public IP address of the IP configuration ip1 of the NIC more keeps default outbound access from the whole instance.",
		},
	} {
		path := pathOf(t, c.given, 0)
		expect(t, c.name, tell(path), c.want)
		expect(t, c.name, path.Explanation, c.says)
	}
}

func TestOutboundOfFlexible(t *testing.T) {
	t.Parallel()
	path := pathOf(t, plus(oneNIC, flexibleOf(1)), 0)
	expect(t, "Flexible", tell(path), "None [] 0 by web")
	expect(t, "Flexible", path.Explanation, "Instances of the Flexible scale set set have no default outbound access, and nothing explicit gives a way out.")
}

// TestOutboundOfUnknown: what is not known yet and could decide is named, and nothing is said.
func TestOutboundOfUnknown(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, everyWay...)
	f.Apply(t, oneRoute(hop("0.0.0.0/0", "Internet")))
	balancedFabric := fabrictest.New(t, plus(balanced, outbound("lb", "o1", "a", 0, "f1"))...)
	ruled := fabrictest.New(t, plus(balanced, r1)...)
	for _, c := range []struct {
		name    string
		fabric  *fabrictest.Fabric
		pending fabric.Object
		want    fabric.ID
	}{
		{"subnet", f, behindGateway, webSubnet},
		{"route table", f, routeTable("rt", nil), idOf(fabric.KindRouteTable, "rt")},
		{"NAT gateway", f, natGateway("ng"), idOf(fabric.KindNATGateway, "ng")},
		{"its address", f, publicIP("p2"), idOf(fabric.KindPublicIP, "p2")},
		{"what comes later", f, lb("lb"), ""},
		{"load balancer of an outbound rule", balancedFabric, lb("lb"), idOf(fabric.KindLoadBalancer, "lb")},
		{"its frontend's address", balancedFabric, publicIP("p1"), idOf(fabric.KindPublicIP, "p1")},
		{"address of a rule's frontend", ruled, publicIP("p1"), idOf(fabric.KindPublicIP, "p1")},
	} {
		path := fabric.OutboundOf(pending(c.fabric.World, c.pending), setOf(c.fabric, "set"))[0]
		if !path.Pending.Is(c.want) || (path.Method == "") != (c.want != "") {
			t.Errorf("%s: %+v", c.name, path)
		}
	}
}
