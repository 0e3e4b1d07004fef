package fabric_test

import (
	"slices"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// eitherOrderCases are two objects that cannot stand together. Whichever comes second says so, once, at its own field.
var eitherOrderCases = []struct {
	name       string
	given      []fabric.Object
	asIs       bool
	a, b       fabric.Object
	aBad, bBad string // what the one breaks where the other is there already
}{
	{
		name: "u1 two rules", given: publicLB, a: r1, b: lbRule("lb", "r2", "f2", 80, "a", 80), aBad: oneBackendPort("r1", "r2", 80, "Tcp", "a")[0], bBad: oneBackendPort("r2", "r1", 80, "Tcp", "a")[0],
	},
	{
		name: "u2 rule and set", given: plus(publicLB, lbRule("lb", "r2", "f2", 80, "b", 80), nic("nic", inAB)), a: r1, b: oneSet,
		aBad: onePort(onIPConfig, "backend_port", "load-balancing rule r1", "load-balancing rule r2", 80), bBad: onePort(onIPConfig, nic0, "load-balancing rule r1", "load-balancing rule r2", 80),
	},
	{
		name: "u2 NAT rule and set", given: plus(publicLB, lbRule("lb", "r2", "f2", 22, "b", 22), nic("nic", inAB)), a: natRule("lb", "n1", "f1", 5000, 5009, "a", 22), b: oneSet,
		aBad: onePort(onIPConfig, "backend_port", "inbound NAT rule n1", "load-balancing rule r2", 22), bBad: onePort(onIPConfig, nic0, "inbound NAT rule n1", "load-balancing rule r2", 22),
	},
	{
		name: "u5 NAT pool and rule", given: publicLB, a: lbRule("lb", "r1", "f1", 5000, "a", 80), b: nat1,
		aBad: oneFrontendPort("frontend_port", "load-balancing rule r1", "inbound NAT pool nat1", "Tcp port 5000", "f1")[0],
		bBad: oneFrontendPort("frontend_port_start", "inbound NAT pool nat1", "load-balancing rule r1", "Tcp port 5000", "f1")[0],
	},
	{
		name: "u11 NAT pool and rule", given: publicLB, a: r8080, b: nat8080,
		aBad: oneFlow("load-balancing rule r1", "inbound NAT pool nat1", 8080, "f1")[0], bBad: oneFlow("inbound NAT pool nat1", "load-balancing rule r1", 8080, "f1")[0],
	},
	{
		name: "u19 rule and set", given: plus(internalIPv6, nic("nic", webIP, behind(ipv6("v6", webSubnet), "lb", "a"))), a: lbRule("lb", "r1", "f2", 80, "a", 80), b: oneSet,
		aBad: "error: BackendPoolIpVersionMismatch at frontend_ip_configuration_name: The load-balancing rule r1 listens on the IPv4 frontend f2, but the IP configuration v6 of the scale set set behind it is of IPv6.",
		bBad: "error: BackendPoolIpVersionMismatch at nic_configuration_ids[0]: The IP configuration v6 of the NIC nic is of IPv6, but the load-balancing rule r1 listens on the IPv4 frontend f2.",
	},
	{
		name: "floating IP and set", given: plus(publicLB, nic("nic", webIP, behind(named("ip2"), "lb", "a"))), a: floating(r1), b: oneSet,
		aBad: "error: FloatingIpOnSecondaryIpConfiguration at floating_ip: The load-balancing rule r1 has floating IP, and the IP configuration ip2 of the scale set set behind it is not its NIC's primary one.",
		bBad: "error: FloatingIpOnSecondaryIpConfiguration at nic_configuration_ids[0]: The IP configuration ip2 of the NIC nic is not the primary one, and the load-balancing rule r1 in front of it has floating IP.",
	},
	{
		name: "301 rules and set", asIs: true, given: plus(publicLB, plus(lbRules(300, "a"), nic("nic", inA))...), a: r1, b: modelled(oneSet, nic("nic", inA)),
		aBad: "error: LoadBalancerRuleCountLimitReachedForNic at name: With the load-balancing rule r1 the NIC nic of the scale set set stands behind 301 rules; at most 300 are possible.",
		bBad: "error: LoadBalancerRuleCountLimitReachedForNic at nic_configuration_ids[0]: The NIC nic of the scale set set stands behind 301 rules; at most 300 are possible.",
	},
	{
		name: "outbound ports and set", given: plus(publicLB, nic("nic", inA)), a: snatPorts(16008), b: scaleSet("set", 4, "nic"), aBad: exceeds("allocated_outbound_ports", 16008, 4, 1)[0], bBad: exceeds("capacity", 16008, 4, 1)[0],
	},
	{name: "outbound rule and rule", given: publicLB, a: r1, b: snatPorts(0), aBad: stillSNAT("disable_outbound_snat", twoWaysOutAgain)[0], bBad: stillSNAT("backend_pool_id", twoWaysOut)[0]},
	{
		name: "gateway and load balancer", given: gwNetwork, a: gw, b: lb("lb", inner("f1", gwSubnet, "")),
		aBad: gwSays(ownSubnet, "subnet_id", "The subnet gw is used by the load balancer lb; the application gateway gw needs it to itself.")[0],
		bBad: gwSays(ownSubnet, frontendField+"subnet_id", "The frontend f1 of the load balancer lb is in the subnet gw, which the application gateway gw has to itself.")[0],
	},
	{
		name: "a gateway's pool and a set", given: plus(oneGateway, gatewayPool("gw", "p"), nic("nic", inP)), a: gatewayPool("gw", "p", "10.9.9.9"), b: oneSet,
		aBad: gwSays(otherMembers, "name", "The application gateway pool p names addresses, and the scale set set is in it.")[0],
		bBad: gwSays(otherMembers, nic0, "The scale set set cannot join the application gateway pool p, which names addresses already.")[0],
	},
}

// modelled gives a set that is put as it is the model of its NIC configuration.
func modelled(s fabric.ScaleSet, n fabric.NICConfiguration) fabric.ScaleSet {
	s.Models = []fabric.Model{{Version: 1, SKU: s.SKU, NICs: []fabric.NICConfiguration{n}}}
	return s
}

func TestEitherOrder(t *testing.T) {
	t.Parallel()
	for _, c := range eitherOrderCases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, order := range []struct {
				first, second fabric.Object
				want          string
			}{{c.b, c.a, c.aBad}, {c.a, c.b, c.bBad}} {
				f := fabrictest.New(t)
				if c.asIs {
					f.Put(append(c.given[:len(c.given):len(c.given)], order.first)...)
				} else {
					f = fabrictest.New(t, c.given...)
					after, _ := f.Try(t, order.first) // it may itself lack what the second is
					f.Put(after)
				}
				second, list := f.Try(t, order.second)
				wants(t, "findings of "+second.Head().Name(), []string{order.want}, texts(list))
				if len(list) == 1 && !c.asIs && !slices.ContainsFunc(list[0].Against, order.first.Head().ID.Is) {
					t.Errorf("%s is against %v; want %s among them", list[0], list[0].Against, order.first.Head().ID)
				}
				planned := f.World.With(order.first).With(second)
				if o, ok := f.World.Lookup(order.first.Head().ID); ok == fabric.Found {
					planned = f.World.With(o).With(second)
				}
				wants(t, "where both are planned", []string{order.want}, texts(planned.InPlan(second, planned.Check(fabric.Change{After: second}), false)))
			}
		})
	}
}

// TestTwoLoadBalancersOfOneTypeOnTwoNICs: a warning, because newer Azure takes it; one of each type is nothing at all.
func TestTwoLoadBalancersOfOneTypeOnTwoNICs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		second string
		want   []string
	}{{"lb2", []string{twoOfType("warning", "nic_configuration_ids[1]", "public", "lb", "lb2")}}, {"lb3", nil}, {"lb", nil}} {
		f := fabrictest.New(t, plus(threeLBs, nic("nic", inA), secondNIC("nic2", behind(named("ip2"), c.second, "a")))...)
		_, list := f.Try(t, scaleSet("set", 1, "nic", "nic2"))
		wants(t, c.second, c.want, texts(list))
	}
}

// plannedOn returns a fabric with removals and objects planned on top.
func plannedOn(f *fabrictest.Fabric, removed []fabric.ID, planned ...fabric.Object) *fabric.World {
	var overlay fabric.Overlay
	for _, id := range removed {
		overlay.Remove(id)
	}
	for _, o := range planned {
		overlay.Plan(o)
	}
	return f.World.WithOverlays(&overlay)
}

func next(o fabric.Object) fabric.Object {
	head := o.Head()
	head.Incarnation++
	return o.WithHead(head)
}

// TestReplacedInPlan: what is deleted first, to be made again, while another holds on to it.
func TestReplacedInPlan(t *testing.T) {
	t.Parallel()
	holds := func(code, at, what, user string) []string {
		return []string{"warning: " + code + " at " + at + ": The " + what + " is replaced while the " + user + " uses it. Terraform deletes it first, and that is refused."}
	}
	for _, c := range []struct {
		name  string
		given []fabric.Object
		goes  fabric.ID
		user  fabric.ID
		want  []string
	}{
		{"prefix of a set", plus(oneSubnet, prefix("pre", 31), nic("nic", public(webIP, "", idOf(fabric.KindPublicIPPrefix, "pre"))), oneSet), idOf(fabric.KindPublicIPPrefix, "pre"), oneSet.ID, holds("PublicIpPrefixInUse", "nic_configuration_ids", "public IP prefix pre", "scale set set")},
		{"group of a set", plus(groupedNICs[:4:4], oneSet), idOf(fabric.KindNetworkSecurityGroup, "g"), oneSet.ID, holds("NetworkSecurityGroupInUseByVirtualMachineScaleSet", "nic_configuration_ids", "network security group G", "scale set set")},
		{"group of a subnet", guarded(), idOf(fabric.KindNetworkSecurityGroup, "g"), gwSubnet, holds("InUseNetworkSecurityGroupCannotBeDeleted", "network_security_group_id", "network security group g", "subnet gw")},
		{"prefix of a frontend", plus(addresses, lb("lb", prefixFront("f1", "pre"))), idOf(fabric.KindPublicIPPrefix, "pre"), idOf(fabric.KindLoadBalancer, "lb"), holds("PublicIpPrefixInUse", frontendField+"public_ip_prefix_id", "public IP prefix pre", "load balancer lb")},
		{"pool of a set", plus(publicLB, nic("nic", inA), oneSet), childID(fabric.KindBackendPool, "lb", "a"), oneSet.ID, holds("BackendPoolInUse", "nic_configuration_ids", "backend pool a", "scale set set")},
		{"NIC configuration of nobody's group", groupedNICs[:4:4], idOf(fabric.KindNetworkSecurityGroup, "g"), idOf(fabric.KindNICConfiguration, "nic"), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := fabrictest.New(t, c.given...)
			user, _ := f.World.Lookup(c.user)
			old, _ := f.World.Lookup(c.goes)
			w := plannedOn(f, nil, next(old))
			wants(t, "kept", c.want, texts(w.LettingGoInPlan(user, user)))
			wants(t, "not replaced", nil, texts(plannedOn(f, nil, old).LettingGoInPlan(user, user)))
			wants(t, "a new user", nil, texts(w.LettingGoInPlan(nil, user)))
		})
	}
}

// TestGivenUpInPlan: what is deleted in the plan in which its user gives it up.
func TestGivenUpInPlan(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, plus(addresses, lb("lb", prefixFront("f1", "pre")))...)
	pre := idOf(fabric.KindPublicIPPrefix, "pre")
	before, after := lb("lb", prefixFront("f1", "pre")), lb("lb", front("f1", "p1"))
	gone := plannedOn(f, []fabric.ID{pre}, after)
	wants(t, "given up", []string{"warning: PublicIpPrefixInUse at frontend_ip_configurations[0].public_ip_prefix_id: The public IP prefix pre is deleted in the same plan in which the load balancer lb gives it up. Unless it has create_before_destroy, Terraform deletes it first, while it is still in use, and that is refused."}, texts(gone.LettingGoInPlan(before, after)))
	wants(t, "kept", nil, texts(gone.LettingGoInPlan(before, before)))
	wants(t, "not deleted", nil, texts(plannedOn(f, nil, after).LettingGoInPlan(before, after)))
	wants(t, "gone before", nil, texts(fabrictest.New(t, publicIP("p1")).World.LettingGoInPlan(before, after)))

	f = fabrictest.New(t, guarded()...)
	open := subnet("vnet", "gw", "10.0.2.0/24")
	gone = plannedOn(f, []fabric.ID{idOf(fabric.KindNetworkSecurityGroup, "g")}, open)
	wants(t, "a group", []string{"warning: InUseNetworkSecurityGroupCannotBeDeleted at network_security_group_id: The network security group g is deleted in the same plan in which the subnet gw gives it up. Unless it has create_before_destroy, Terraform deletes it first, while it is still in use, and that is refused."}, texts(gone.LettingGoInPlan(withNSG(open, "g"), open)))
}

// TestReplacementOfBalancers: the SKU of a load balancer, the subnet and the generation of a gateway.
func TestReplacementOfBalancers(t *testing.T) {
	t.Parallel()
	w := fabrictest.New(t, plus(oneGateway, lb("lb", inner("f1", webSubnet, "")))...).World
	of := func(k fabric.Kind, name string) fabric.Object {
		o, _ := w.Lookup(idOf(k, name))
		return o
	}
	was, gateways := of(fabric.KindLoadBalancer, "lb"), of(fabric.KindApplicationGateway, "gw")
	for _, c := range []struct {
		name          string
		before, after fabric.Object
		want          []fabric.Field
	}{
		{"SKU of a load balancer", was, basic(lb("lb", inner("f1", webSubnet, ""))), []fabric.Field{fabric.At("sku")}},
		{"a frontend in another subnet", was, lb("lb", inner("f1", gwSubnet, "")), nil},
		{"subnet of a gateway", gateways, gateway("gw", webSubnet, 2, "p1"), []fabric.Field{fabric.At("subnet_id")}},
		{"case of a subnet", gateways, gateway("gw", subnetID("VNET", "GW"), 2, "p1"), nil},
		{"generation", gateways, v1(gw), []fabric.Field{fabric.At("sku")}},
		{"capacity", gateways, instances(9), nil},
		{"another SKU of the generation", gateways, with(gw, func(g *fabric.ApplicationGateway) { g.SKU = "WAF_v2" }), nil},
	} {
		wants(t, c.name, c.want, fabric.MustReplace(w, c.before, c.after))
	}
}
