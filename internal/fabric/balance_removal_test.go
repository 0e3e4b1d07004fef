package fabric_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

var (
	// behindA has the NIC configurations nic in the pool a, natted behind the NAT pool nat1, and other behind none.
	behindA = plus(publicLB, nat1, probe("lb", "p"), probed(r1, "p"), nic("nic", inA), nic("natted", nated(webIP, "lb", "nat1")), nic("other", webIP))
	inPool  = plus(oneGateway, gatewayPool("gw", "p"), nic("nic", inP), nic("other", webIP))
	other1  = scaleSet("set", 1, "other")
	healthy = health("p")
	// sick uses another probe.
	sick = with(healthy, func(s *fabric.ScaleSet) { s.HealthProbeID = "" })
)

var balanceRemovalCases = []removalCase{
	{name: "pool of a set", code: fabric.CodeLoadBalancerInUseByVirtualMachineScaleSet, given: behindA, goes: lb("lb"), user: oneSet, other: other1, says: inUse("LoadBalancerInUseByVirtualMachineScaleSet", "backend pool a", "scale set set")},
	{name: "NAT pool of a set", code: fabric.CodeLoadBalancerInUseByVirtualMachineScaleSet, given: behindA, goes: lb("lb"), user: scaleSet("set", 1, "natted"), other: other1, says: inUse("LoadBalancerInUseByVirtualMachineScaleSet", "inbound NAT pool nat1", "scale set set")},
	{name: "set", code: fabric.CodeBackendPoolInUse, given: plus(publicLB, nic("nic", inA), nic("other", behind(webIP, "lb", "b"))), goes: pool("lb", "a"), user: oneSet, other: other1, says: inUse("BackendPoolInUse", "backend pool a", "scale set set")},
	{name: "rule", code: fabric.CodeBackendPoolInUse, given: publicLB, goes: pool("lb", "a"), user: r1, other: lbRule("lb", "r1", "f1", 80, "b", 80), says: inUse("BackendPoolInUse", "backend pool a", "load-balancing rule r1")},
	{name: "NAT rule", code: fabric.CodeBackendPoolInUse, given: publicLB, goes: pool("lb", "a"), user: natRule("lb", "n1", "f1", 1, 9, "a", 22), other: natRule("lb", "n1", "f1", 1, 9, "b", 22), says: inUse("BackendPoolInUse", "backend pool a", "inbound NAT rule n1")},
	{name: "outbound rule", code: fabric.CodeBackendPoolInUse, given: publicLB, goes: pool("lb", "a"), user: snatPorts(0), other: outbound("lb", "o1", "b", 0, "f1"), says: inUse("BackendPoolInUse", "backend pool a", "outbound rule o1")},
	{name: "set", code: fabric.CodeLoadBalancerInboundNATPoolInUseByVirtualMachineScaleSet, given: behindA, goes: nat1, user: scaleSet("set", 1, "natted"), other: oneSet, says: inUse("LoadBalancerInboundNatPoolInUseByVirtualMachineScaleSet", "inbound NAT pool nat1", "scale set set")},
	{name: "rule", code: fabric.CodeProbeInUse, given: plus(publicLB, probe("lb", "p"), probe("lb", "q")), goes: probe("lb", "p"), user: probed(r1, "p"), other: probed(r1, "q"), says: inUse("ProbeInUse", "probe p", "load-balancing rule r1")},
	{
		name: "health probe", code: fabric.CodeCannotRemoveRuleUsedByProbeUsedByVMSS, given: behindA, goes: r1, user: healthy, other: sick,
		says: "error: CannotRemoveRuleUsedByProbeUsedByVMSS at name: The load-balancing rule r1 cannot be removed, because its probe p is the health probe of the scale set set.",
	},
	{name: "frontend", code: fabric.CodePublicIPAddressCannotBeDeleted, given: addresses, goes: publicIP("p1"), user: lb("lb", front("f1", "P1")), other: lb("lb", front("f1", "p2")), says: inUse("PublicIPAddressCannotBeDeleted", "public IP address p1", "load balancer lb")},
	{name: "gateway", code: fabric.CodePublicIPAddressCannotBeDeleted, given: gwNetwork, goes: publicIP("p1"), user: gw, other: gateway("gw", gwSubnet, 2, "p2"), says: inUse("PublicIPAddressCannotBeDeleted", "public IP address p1", "application gateway gw")},
	{name: "frontend", code: fabric.CodePublicIPPrefixInUse, given: addresses, goes: prefix("pre", 31), user: lb("lb", prefixFront("f1", "pre")), other: lb("lb", front("f1", "p1")), says: inUse("PublicIpPrefixInUse", "public IP prefix pre", "load balancer lb")},
	{name: "frontend", code: fabric.CodeInUseSubnetCannotBeDeleted, given: gwNetwork, goes: subnet("vnet", "web"), user: lb("lb", inner("f1", webSubnet, "")), other: lb("lb", inner("f1", gwSubnet, "")), says: inUse("InUseSubnetCannotBeDeleted", "subnet web", "load balancer lb")},
	{name: "gateway", code: fabric.CodeInUseSubnetCannotBeDeleted, given: gwNetwork, goes: subnet("vnet", "gw"), user: gw, other: gateway("gw", webSubnet, 2, "p1"), says: inUse("InUseSubnetCannotBeDeleted", "subnet gw", "application gateway gw")},
	{name: "gateway", code: fabric.CodeApplicationGatewayInUse, given: inPool, goes: gw, user: oneSet, other: other1, says: inUse("ApplicationGatewayInUse", "application gateway pool p", "scale set set")},
	{name: "pool", code: fabric.CodeApplicationGatewayInUse, given: inPool, goes: gatewayPool("gw", "p"), user: oneSet, other: other1, says: inUse("ApplicationGatewayInUse", "application gateway pool p", "scale set set")},
}

// TestRemovalOfAHealthProbe: the rule and the set both hold it.
func TestRemovalOfAHealthProbe(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, plus(behindA, healthy)...)
	want := []string{inUse("ProbeInUse", "probe p", "scale set set"), inUse("ProbeInUse", "probe p", "load-balancing rule r1")}
	if diff := cmp.Diff(want, texts(f.World.Check(fabric.Change{Before: probe("lb", "p")}))); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// TestRemovalWithItsChildren: a load balancer whose rules use its pools, and a gateway with pools, go with them; a rule
// goes by itself.
func TestRemovalWithItsChildren(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, plus(behindA, natRule("lb", "n1", "f2", 1, 9, "a", 22), outbound("lb", "o1", "a", 0, "f2"))...)
	if list := f.World.Check(fabric.Change{Before: lb("lb")}); len(list) > 0 {
		t.Errorf("findings of the load balancer: %q", texts(list))
	}
	want := []string{"lb_backend_pool a", "lb_backend_pool b", "lb_nat_pool nat1", "lb_nat_rule n1", "lb_rule r1", "lb_outbound_rule o1", "lb_probe p"}
	var got []string
	for _, o := range fabric.Cascade(f.World, lb("lb")) {
		got = append(got, string(o.Kind())+" "+o.Head().Name())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what goes with the load balancer (-want +got):\n%s", diff)
	}
	f = fabrictest.New(t, plus(publicLB, r1, nic("nic", inA), oneSet)...)
	if list := f.World.Check(fabric.Change{Before: r1}); len(list) > 0 {
		t.Errorf("findings of a rule without a probe, before a set without one: %q", texts(list))
	}
	f = fabrictest.New(t, plus(oneGateway, gatewayPool("gw", "p"))...)
	if list := f.World.Check(fabric.Change{Before: gw}); len(list) > 0 {
		t.Errorf("findings of the gateway: %q", texts(list))
	}
}
