package fabric_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

func frontendAddresses(l fabric.Object) []string {
	var list []string
	for _, f := range l.(fabric.LoadBalancer).Frontends {
		list = append(list, f.Address.String())
	}
	return list
}

// privates returns the private addresses of a set's instances, in their order.
func privates(s fabric.ScaleSet) []string {
	var list []string
	for _, i := range s.Instances {
		for _, a := range i.Addresses {
			list = append(list, a.Private.String())
		}
	}
	return list
}

// portsByID returns the NAT ports of a set's instances, such as 3: [5001].
func portsByID(s fabric.ScaleSet) map[int][]int {
	all := map[int][]int{}
	for _, i := range s.Instances {
		for _, a := range i.Addresses {
			all[i.ID] = append(all[i.ID], a.NATPorts...)
		}
	}
	return all
}

func wants[T any](t *testing.T, what string, want, got T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// TestInternalFrontends: the lowest free address, or the one that is asked for.
func TestInternalFrontends(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, oneNIC...)
	first := lb("lb", inner("f1", webSubnet, ""), inner("f2", webSubnet, "10.0.0.6"))
	wants(t, "dynamic and static", []string{"10.0.0.4", "10.0.0.6"}, frontendAddresses(f.Apply(t, first)))
	set := f.Set(t, scaleSet("set", 2, "nic"))
	wants(t, "instances beside them", []string{"10.0.0.5", "10.0.0.7"}, privates(set))
	more := with(first, func(l *fabric.LoadBalancer) { l.Frontends = append(l.Frontends[:2:2], inner("f0", webSubnet, "")) })
	wants(t, "one frontend more", []string{"10.0.0.4", "10.0.0.6", "10.0.0.8"}, frontendAddresses(f.Apply(t, more)))
	moved := with(more, func(l *fabric.LoadBalancer) {
		l.Frontends = []fabric.FrontendIPConfiguration{inner("f0", webSubnet, ""), inner("F1", webSubnet, "10.0.0.9")}
	})
	wants(t, "in another order, static for dynamic", []string{"10.0.0.8", "10.0.0.9"}, frontendAddresses(f.Apply(t, moved)))
	wants(t, "what came free", []string{"10.0.0.5", "10.0.0.7", "10.0.0.4"}, privates(f.Set(t, scaleSet("set", 3, "nic"))))
}

// TestStaticFrontendFirst: a frontend without a wish does not take what another of the same load balancer asks for.
func TestStaticFrontendFirst(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, oneSubnet...)
	after, list := f.Try(t, lb("lb", inner("f1", webSubnet, ""), inner("f2", webSubnet, "10.0.0.4")))
	wants(t, "findings", nil, texts(list))
	wants(t, "addresses", []string{"10.0.0.5", "10.0.0.4"}, frontendAddresses(after))
}

func TestIPv6Frontend(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, dualStack...)
	wants(t, "addresses", []string{"fd00::4", "10.0.0.4"}, frontendAddresses(f.Apply(t, internalIPv6[3])))
}

// TestNATPorts: an instance has its port from its first day to its last, and a free one goes to the next.
func TestNATPorts(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, plus(publicLB, natPool("lb", "nat1", "f1", 50000, 50009, 22), natPool("lb", "nat2", "f1", 51000, 51009, 3389), nic("nic", nated(webIP, "lb", "nat2", "nat1")))...)
	for _, step := range []struct {
		capacity int
		want     map[int][]int
	}{
		{3, map[int][]int{0: {51000, 50000}, 1: {51001, 50001}, 2: {51002, 50002}}},
		{2, map[int][]int{0: {51000, 50000}, 1: {51001, 50001}}},
		{4, map[int][]int{0: {51000, 50000}, 1: {51001, 50001}, 3: {51002, 50002}, 4: {51003, 50003}}},
	} {
		set := f.Set(t, scaleSet("set", step.capacity, "nic"))
		wants(t, fmt.Sprint("ports at ", step.capacity), step.want, portsByID(set))
		for _, vm := range set.View(f.World) {
			ip, _ := vm.PrimaryIP()
			wants(t, "ports by name", map[string]int{"nat2": step.want[vm.ID][0], "nat1": step.want[vm.ID][1]}, ip.NATPortsByName())
		}
	}
}

// TestNATPortsOfTwoSets: two sets share a NAT pool, and the second finds too little in it.
func TestNATPortsOfTwoSets(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, plus(publicLB, natPool("lb", "nat1", "f1", 50000, 50004, 22), nic("nic", nated(webIP, "lb", "nat1")), scaleSet("first", 3, "nic"))...)
	second, list := f.Try(t, scaleSet("set", 2, "nic"))
	wants(t, "findings", nil, texts(list))
	wants(t, "ports", map[int][]int{0: {50003}, 1: {50004}}, portsByID(second.(fabric.ScaleSet)))
	_, list = f.Try(t, scaleSet("set", 3, "nic"))
	wants(t, "findings", []string{"error: InboundNatPoolFrontendPortRangeSmallerThanRequestedPorts at capacity: The scale set set needs 3 ports for its 3 instances from the NAT pool nat1, which has 5, of which others hold 3."}, texts(list))
}

// TestGatewayAddresses: a gateway's instances have addresses of their own, and keep them.
func TestGatewayAddresses(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, gwNetwork...)
	addresses := func(o fabric.Object) []string {
		var list []string
		for _, a := range o.(fabric.ApplicationGateway).Addresses {
			list = append(list, a.String())
		}
		return list
	}
	wants(t, "two", []string{"10.0.2.4", "10.0.2.5"}, addresses(f.Apply(t, gw)))
	wants(t, "a second gateway, its private frontend in the way", []string{"10.0.2.6", "10.0.2.8"}, addresses(f.Apply(t, private(gateway("gw2", gwSubnet, 2, "p2"), "10.0.2.7"))))
	wants(t, "three", []string{"10.0.2.4", "10.0.2.5", "10.0.2.9"}, addresses(f.Apply(t, instances(3))))
	wants(t, "one", []string{"10.0.2.4"}, addresses(f.Apply(t, instances(1))))
	wants(t, "what came free", []string{"10.0.2.6", "10.0.2.8", "10.0.2.5"}, addresses(f.Apply(t, private(gateway("gw2", gwSubnet, 3, "p2"), "10.0.2.7"))))
}

// TestPending: what a load balancer's subnet is not known to have is left open.
func TestPending(t *testing.T) {
	t.Parallel()
	var overlay fabric.Overlay
	overlay.Pend(webSubnet, fabric.KindSubnet)
	f := fabrictest.New(t, plus(oneSubnet, publicIP("p1"))...)
	w := f.World.WithOverlays(&overlay)
	for _, o := range []fabric.Object{lb("lb", inner("f1", webSubnet, "")), gateway("gw", webSubnet, 2, "p1")} {
		realized, err := fabric.Realize(w, nil, o, f.Allocator(o.Head().ID))
		if err != nil || !realized.Deferred || len(realized.Findings) > 0 {
			t.Errorf("%s: deferred %t, findings %q, error %v; want deferred alone", o.Head().ID, realized.Deferred, texts(realized.Findings), err)
		}
	}
}

// TestPublicSKU: an instance's public address is of its load balancer's SKU, else of its own, else Standard.
func TestPublicSKU(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		given []fabric.Object
		ip    fabric.IPConfiguration
		want  string
	}{
		{"behind Standard", publicLB, ofSKU(inA, ""), "Standard"},
		{"behind Basic", basicLB, ofSKU(inA, ""), "Basic"},
		{"behind nothing, Basic", publicLB, ofSKU(webIP, "Basic"), "Basic"},
		{"behind nothing", basicLB, ofSKU(webIP, ""), "Standard"},
		{"no public address", basicLB, inA, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := fabrictest.New(t, plus(c.given, nic("nic", c.ip))...)
			ip, _ := f.Set(t, small(oneSet)).View(f.World)[0].PrimaryIP()
			wants(t, "SKU", c.want, ip.PublicSKU)
		})
	}
}

// TestPoolMembers: by set, instance, NIC and IP configuration, of load balancers and gateways.
func TestPoolMembers(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, plus(publicLB, publicIP("p9"), subnet("vnet", "gw", "10.0.2.0/24"), gateway("gw", gwSubnet, 2, "p9"), gatewayPool("gw", "p"),
		nic("nic", inGateway(inA, "gw", "p"), behind(named("ip2"), "lb", "b")), secondNIC("nic2", behind(named("ip3"), "lb", "a")),
		scaleSet("set", 2, "nic", "nic2"), scaleSet("early", 1, "nic"))...)
	names := func(pool fabric.ID) []string {
		var list []string
		for _, m := range fabric.PoolMembers(f.World, pool) {
			list = append(list, fmt.Sprintf("%s/%s/%s %s", m.VM.Name, m.NIC.Name, m.IP.Name, m.IP.PrivateAddress))
		}
		return list
	}
	wants(t, "a", []string{"early_0/nic/ip1 10.0.0.10", "set_0/nic/ip1 10.0.0.4", "set_0/nic2/ip3 10.0.0.6", "set_1/nic/ip1 10.0.0.7", "set_1/nic2/ip3 10.0.0.9"}, names(childID(fabric.KindBackendPool, "LB", "A")))
	wants(t, "b", []string{"early_0/nic/ip2 10.0.0.11", "set_0/nic/ip2 10.0.0.5", "set_1/nic/ip2 10.0.0.8"}, names(childID(fabric.KindBackendPool, "lb", "b")))
	wants(t, "the gateway's", []string{"early_0/nic/ip1 10.0.0.10", "set_0/nic/ip1 10.0.0.4", "set_1/nic/ip1 10.0.0.7"}, names(childID(fabric.KindApplicationGatewayPool, "gw", "p")))
	id := idOf(fabric.KindScaleSet, "set") + "/virtualMachines/1/networkInterfaces/nic2/ipConfigurations/ip3"
	if members := fabric.PoolMembers(f.World, childID(fabric.KindBackendPool, "lb", "a")); !slices.ContainsFunc(members, func(m fabric.PoolMember) bool { return m.ID == id }) {
		t.Errorf("no member has the id %s", id)
	}
}
