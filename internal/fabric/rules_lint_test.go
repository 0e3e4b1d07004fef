package fabric_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

const (
	noGroup  = "warning: InboundClosedByDefault at nic_configuration_ids[0]: Neither the IP configuration ip1 of the NIC nic of the scale set set nor its subnet web has a network security group, so nothing gets in from the internet."
	ofR1     = " The load-balancing rule r1 sends there from the internet."
	notTo80  = "lets nothing in from the internet to the IP configuration ip1 of the NIC nic of the scale set set on port 80 of Tcp." + ofR1
	atNIC    = "warning: InboundClosedByDefault at nic_configuration_ids[0]: The network security group g on its NIC, "
	atSubnet = "warning: InboundClosedByDefault at nic_configuration_ids[0]: The network security group g on the subnet web, "
)

var (
	two       = scaleSet("set", 2, "nic")
	withR1    = plus(publicLB, r1)
	allowed80 = inbound("Allow", 200, onPort("80"))
)

// behindDoor is a set in the pool a behind the network security group g on its NIC.
func behindDoor(rules ...fabric.SecurityRule) []fabric.Object {
	return plus(withR1, asg("asg"), group(rules...), behindGroup(nic("nic", inA)))
}

// inDoor is such a set in an application security group that a rule lets in.
func inDoor() []fabric.Object {
	return plus(behindDoor(inbound("Allow", 200, toGroup)), behindGroup(nic("nic", inGroup(inA))))
}

var floatingR1 = with(r1, func(r *fabric.LoadBalancingRule) { r.FloatingIP = true })

func closedCase(name string, given, keepsGiven []fabric.Object, says string) ruleCase {
	return ruleCase{name: name, code: fabric.CodeInboundClosedByDefault, given: given, keepsGiven: keepsGiven, breaks: two, keeps: two, says: []string{says}}
}

// closedCases: public addresses that lead to a closed door.
var closedCases = []ruleCase{
	closedCase("no group", plus(withR1, nic("nic", inA)), behindDoor(allowed80), noGroup+ofR1),
	closedCase("no rule", behindDoor(), behindDoor(allowed80), atNIC+notTo80),
	closedCase("another port", behindDoor(inbound("Allow", 200, onPort("81-90"))), behindDoor(inbound("Allow", 200, onPort("22", "70-80"))), atNIC+notTo80),
	closedCase("from the network", behindDoor(inbound("Allow", 200, from("10.0.0.0/8"))), behindDoor(inbound("Allow", 200, from("203.0.112.0/24"))), atNIC+notTo80),
	closedCase("from the probes alone", behindDoor(inbound("Allow", 200, from("AzureLoadBalancer"))), behindDoor(inbound("Allow", 200, from("AzureFrontDoor.Backend"))), atNIC+notTo80),
	closedCase("denied before", behindDoor(allowed80, inbound("Deny", 199, fromAnywhere)), behindDoor(allowed80, inbound("Deny", 201, fromAnywhere)), atNIC+notTo80),
	closedCase("to another address", behindDoor(inbound("Allow", 200, to("10.0.1.4"))), behindDoor(inbound("Allow", 200, to("10.0.0.5"))), atNIC+notTo80),
	closedCase("to a group that it is not in", behindDoor(inbound("Allow", 200, toGroup)), inDoor(), atNIC+notTo80),
	closedCase("to a group, which with floating IP no address is in", plus(inDoor(), floatingR1), inDoor(), atNIC+notTo80),
	closedCase("to the subnet, with floating IP", plus(behindDoor(inbound("Allow", 200, to("10.0.0.0/16"))), floatingR1), plus(behindDoor(allowed80), floatingR1), atNIC+notTo80),
	closedCase("on the subnet", plus(withR1, group(), webBehindGroup, nic("nic", inA)), plus(withR1, group(allowed80), webBehindGroup, nic("nic", inA)), atSubnet+notTo80),
	closedCase("the outbound rule alone", behindDoor(), plus(publicLB, group(), behindGroup(nic("nic", inA))), atNIC+notTo80),
	closedCase("an internal load balancer", behindDoor(), plus(internalLB, r1, group(), behindGroup(nic("nic", inA))), atNIC+notTo80),
	closedCase("a public address", plus(oneSubnet, nic("nic", public(webIP, "", ""))), plus(oneSubnet, group(), behindGroup(nic("nic", public(webIP, "", "")))), noGroup+" Its instances have public IP addresses."),
	closedCase("a Basic address", plus(oneSubnet, nic("nic", public(webIP, "", ""))), plus(oneSubnet, nic("nic", ofSKU(webIP, "Basic"))), noGroup+" Its instances have public IP addresses."),
	closedCase("no instance", plus(withR1, nic("nic", inA)), plus(withR1, nic("nic", inA), scaleSet("other", 0, "nic"), nic("nic", webIP)), noGroup+ofR1),
	{
		name: "the rule comes later", code: fabric.CodeInboundClosedByDefault, given: plus(publicLB, nic("nic", inA), two), keepsGiven: plus(withR1, nic("nic", inA), two), breaks: r1, keeps: r1,
		says: []string{"warning: InboundClosedByDefault at backend_pool_ids: Neither the IP configuration ip1 of the NIC nic of the scale set set nor its subnet web has a network security group, so nothing gets in from the internet." + ofR1},
	},
}

func unansweredText(at, why string) []string {
	return []string{"warning: HealthProbeUnanswered at " + at + ": The probe p gets no answer from " + why}
}

// probeLintCases: probes that a rule keeps away, or that the guest does not answer.
var probeLintCases = []ruleCase{
	{
		name: "denied", code: fabric.CodeHealthProbeUnanswered, given: plus(behindDoor(inbound("Deny", 100, fromAnywhere)), probe("lb", "p"), probed(r1, "p")), keepsGiven: behindDoor(inbound("Deny", 100, fromAnywhere)), breaks: two, keeps: two,
		says: unansweredText(nic0, "2 of the 2 instances of the scale set set behind the load-balancing rule r1, 0 first. The rule r0 of the network security group g on its NIC keeps the probe p from port 80."),
	},
	{
		name: "one address", code: fabric.CodeHealthProbeUnanswered, given: plus(behindDoor(inbound("Deny", 100, to("10.0.0.5"))), probe("lb", "p"), probed(r1, "p")), keepsGiven: plus(behindDoor(inbound("Deny", 100, to("10.0.0.6"))), probe("lb", "p"), probed(r1, "p")), breaks: two, keeps: two,
		says: unansweredText(nic0, "1 of the 2 instances of the scale set set behind the load-balancing rule r1, 1 first. The rule r0 of the network security group g on its NIC keeps the probe p from port 80."),
	},
	{
		name: "the guest", code: fabric.CodeHealthProbeUnanswered, given: plus(behindDoor(allowed80), probe("lb", "p"), probed(r1, "p")),
		breaks: with(two, func(s *fabric.ScaleSet) { s.HasGuest, s.Guest.ListeningPorts = true, []string{"tcp/81"} }), keeps: with(two, func(s *fabric.ScaleSet) { s.HasGuest, s.Guest.ListeningPorts = true, []string{"tcp/80"} }),
		says: unansweredText(nic0, "2 of the 2 instances of the scale set set behind the load-balancing rule r1, 0 first. Its guest does not listen on tcp/80, which the probe p asks."),
	},
	{
		name: "the rule comes later", code: fabric.CodeHealthProbeUnanswered, given: plus(publicLB, group(inbound("Deny", 100, fromAnywhere)), behindGroup(nic("nic", inA)), probe("lb", "p"), two), breaks: probed(r1, "p"), keeps: r1,
		says: unansweredText("probe_id", "2 of the 2 instances of the scale set set behind the load-balancing rule r1, 0 first. The rule r0 of the network security group g on its NIC keeps the probe p from port 80."),
	},
}

// webRouted is the subnet web with the route table rt.
var webRouted = routed(oneSubnet[1].(fabric.Subnet), "rt")

// behindRoute is a set in the pool a whose subnet has one route.
func behindRoute(r fabric.Route, more ...fabric.Object) []fabric.Object {
	return plus(plus(withR1, oneRoute(r), webRouted, nic("nic", inA)), more...)
}

const toAppliance = "The route r of the route table rt takes what the subnet web sends to 0.0.0.0/0 to the virtual appliance at 10.0.0.100."

// routeLintCases: default routes that answers take.
var routeLintCases = []ruleCase{
	{
		name: "public frontend", code: fabric.CodeAsymmetricRouting, given: behindRoute(appliance("0.0.0.0/0", "10.0.0.100")), keepsGiven: behindRoute(appliance("10.9.0.0/16", "10.0.0.100")), breaks: two, keeps: two,
		says: []string{"warning: AsymmetricRouting at nic_configuration_ids[0]: " + toAppliance + " Answers to the load-balancing rule r1 do not leave by its frontend f1."},
	},
	{
		name: "nowhere", code: fabric.CodeAsymmetricRouting, given: behindRoute(hop("0.0.0.0/0", "None")), keepsGiven: behindRoute(hop("0.0.0.0/0", "Internet")), breaks: two, keeps: two,
		says: []string{"warning: AsymmetricRouting at nic_configuration_ids[0]: The route r of the route table rt takes what the subnet web sends to 0.0.0.0/0 nowhere: what is sent is dropped. Answers to the load-balancing rule r1 do not leave by its frontend f1."},
	},
	{
		name: "public address", code: fabric.CodeAsymmetricRouting, given: behindRoute(appliance("0.0.0.0/0", "10.0.0.100"), nic("nic", public(webIP, "", ""))), keepsGiven: behindRoute(appliance("0.0.0.0/0", "10.0.0.100"), nic("nic", webIP)), breaks: two, keeps: two,
		says: []string{"warning: AsymmetricRouting at nic_configuration_ids[0]: " + toAppliance + " Answers do not leave by the public IP addresses of the IP configuration ip1 of the NIC nic of the scale set set."},
	},
	{
		name: "the rule comes later", code: fabric.CodeAsymmetricRouting, given: plus(publicLB, oneRoute(appliance("0.0.0.0/0", "10.0.0.100")), webRouted, nic("nic", inA), two),
		keepsGiven: plus(internalLB, oneRoute(appliance("0.0.0.0/0", "10.0.0.100")), webRouted, nic("nic", inA), two), breaks: r1, keeps: r1,
		says: []string{"warning: AsymmetricRouting at backend_pool_ids: " + toAppliance + " Answers to the load-balancing rule r1 do not leave by its frontend f1."},
	},
}

const leadsTo = "The route r of the route table rt leads the subnet web to "

// hopGiven is a network with the subnets web, which has a route over an address, and nva.
func hopGiven(address string, more ...fabric.Object) []fabric.Object {
	return plus(plus(oneSubnet[:1], oneRoute(appliance("10.9.0.0/16", address)), webRouted, subnet("vnet", "nva", "10.0.1.0/24"), nic("nic", webIP)), more...)
}

var (
	nvaIP    = ip("ip1", subnetID("vnet", "nva"))
	nvaNIC   = nic("nva", nvaIP)
	nvaSet   = scaleSet("nva", 1, "nva")
	heldByIt = ", which the NIC nva of the instance 0 of the scale set nva holds without IP forwarding."
)

// nextHopCases: routes to what does not forward.
var nextHopCases = []ruleCase{
	{
		name: "the appliance", code: fabric.CodeNextHopWithoutIPForwarding, given: hopGiven("10.0.1.4", nvaNIC), keepsGiven: hopGiven("10.0.1.4", forwarding(nvaNIC)), breaks: nvaSet, keeps: nvaSet,
		says: []string{"warning: NextHopWithoutIpForwarding at nic_configuration_ids[0]: " + leadsTo + "10.0.1.4" + heldByIt},
	},
	{
		name: "another address", code: fabric.CodeNextHopWithoutIPForwarding, given: hopGiven("10.0.1.4", nvaNIC), keepsGiven: hopGiven("10.0.1.5", nvaNIC), breaks: nvaSet, keeps: nvaSet,
		says: []string{"warning: NextHopWithoutIpForwarding at nic_configuration_ids[0]: " + leadsTo + "10.0.1.4" + heldByIt},
	},
	{
		name: "the user", code: fabric.CodeNextHopWithoutIPForwarding, given: hopGiven("10.0.1.4", nvaNIC, nvaSet), keepsGiven: hopGiven("10.0.1.4", forwarding(nvaNIC), nvaSet), breaks: two, keeps: two,
		says: []string{"warning: NextHopWithoutIpForwarding at nic_configuration_ids[0]: " + leadsTo + "10.0.1.4" + heldByIt},
	},
	{
		name: "behind a load balancer", code: fabric.CodeNextHopWithoutIPForwarding,
		given:      hopGiven("10.0.1.100", lb("lb", inner("f1", subnetID("vnet", "nva"), "10.0.1.100")), pool("lb", "a"), r1, nic("nva", behind(nvaIP, "lb", "a"))),
		keepsGiven: hopGiven("10.0.1.100", lb("lb", inner("f1", subnetID("vnet", "nva"), "10.0.1.100")), pool("lb", "a"), r1, forwarding(nic("nva", behind(nvaIP, "lb", "a")))), breaks: nvaSet, keeps: nvaSet,
		says: []string{"warning: NextHopWithoutIpForwarding at nic_configuration_ids[0]: " + leadsTo + "10.0.1.100, the frontend f1 of the load balancer lb, which sends to the NIC nva of the scale set nva without IP forwarding."},
	},
	{
		name: "nobody", code: fabric.CodeNextHopNotFound, given: hopGiven("10.0.1.4", two), keepsGiven: hopGiven("10.0.1.4"), breaks: two, keeps: two, // a new set: the appliance may come
		says: []string{"warning: NextHopNotFound at nic_configuration_ids[0]: " + leadsTo + "10.0.1.4, an address of the virtual network that nobody holds."},
	},
	{
		name: "outside the network", code: fabric.CodeNextHopNotFound, given: hopGiven("10.0.1.4", two), keepsGiven: hopGiven("10.8.1.4", two), breaks: two, keeps: two,
		says: []string{"warning: NextHopNotFound at nic_configuration_ids[0]: " + leadsTo + "10.0.1.4, an address of the virtual network that nobody holds."},
	},
	{
		name: "in a service's subnet", code: fabric.CodeNextHopNotFound, given: hopGiven("10.0.2.4", two), keepsGiven: hopGiven("10.0.2.4", subnet("vnet", "AzureFirewallSubnet", "10.0.2.0/26"), two), breaks: two, keeps: two,
		says: []string{"warning: NextHopNotFound at nic_configuration_ids[0]: " + leadsTo + "10.0.2.4, an address of the virtual network that nobody holds."},
	},
}

func holding(windows, weak bool, addresses ...string) fabric.ScaleSet {
	return with(two, func(s *fabric.ScaleSet) {
		s.HasGuest, s.Guest.LoopbackAddresses, s.Guest.WeakHost = true, addresses, weak
		if windows {
			s.OSType = fabric.OSWindows
		}
	})
}

func notHeldText(at, flow, why string) []string {
	return []string{"warning: FloatingIpWithoutLoopback at " + at + ": The " + flow + " sends packets for 10.0.0.4 with floating IP, and the guests of the scale set set " + why + ": they drop them."}
}

const noLoopback = "do not hold that address on a loopback interface"

var withFloatingR1 = plus(internalLB, floating(r1), nic("nic", inA))

// floatingLintCases: guests that do not take what floating IP brings.
var floatingLintCases = []ruleCase{
	{name: "nothing said", code: fabric.CodeFloatingIPWithoutLoopback, given: withFloatingR1, breaks: two, keeps: holding(false, false, "10.0.0.4"), says: notHeldText("guest", "load-balancing rule r1", noLoopback)},
	{name: "another address", code: fabric.CodeFloatingIPWithoutLoopback, given: withFloatingR1, breaks: holding(false, false, "10.0.0.5"), keeps: holding(false, false, "10.0.0.5", "10.0.0.4"), says: notHeldText("guest", "load-balancing rule r1", noLoopback)},
	{name: "Windows", code: fabric.CodeFloatingIPWithoutLoopback, given: withFloatingR1, breaks: holding(true, false, "10.0.0.4"), keeps: holding(true, true, "10.0.0.4"), says: notHeldText("guest", "load-balancing rule r1", "hold it on a loopback interface without the weak host model of Windows")},
	{name: "no floating IP", code: fabric.CodeFloatingIPWithoutLoopback, given: withFloatingR1, keepsGiven: plus(internalLB, r1, nic("nic", inA)), breaks: two, keeps: two, says: notHeldText("guest", "load-balancing rule r1", noLoopback)},
	{name: "NAT pool", code: fabric.CodeFloatingIPWithoutLoopback, given: plus(internalLB, floating(nat1), nic("nic", nated(webIP, "lb", "nat1"))), keepsGiven: plus(internalLB, nat1, nic("nic", nated(webIP, "lb", "nat1"))), breaks: two, keeps: two, says: notHeldText("guest", "inbound NAT pool nat1", noLoopback)},
	{name: "the rule comes later", code: fabric.CodeFloatingIPWithoutLoopback, given: plus(internalLB, nic("nic", inA), two), breaks: floating(r1), keeps: r1, says: notHeldText("floating_ip", "load-balancing rule r1", noLoopback)},
}

func asking(servers ...string) fabric.NICConfiguration {
	return with(nic("nic", webIP), func(n *fabric.NICConfiguration) { n.DNSServers = servers })
}

const idleRule = "warning: OutboundRuleWithoutEffect at nic_configuration_ids[0]: The outbound rule out of the load balancer lb does nothing for the instances of the scale set set: "

var withOutbound = plus(publicLB, outbound("lb", "out", "a", 1024, "f1"))

// otherLintCases: DNS servers, outbound rules, and instances that are left behind.
var otherLintCases = []ruleCase{
	{
		name: "servers of its own", code: fabric.CodeDNSServersHideVirtualNetwork, given: oneSubnet, breaks: asking("10.0.0.9", "10.0.0.10"), keeps: asking("168.63.129.16", "10.0.0.10"),
		says: []string{"warning: DnsServersHideVirtualNetworkNames at dns_servers: The NIC configuration nic has the DNS servers 10.0.0.9, 10.0.0.10 in the place of those of the virtual network vnet, and so without 168.63.129.16, which alone knows the names of instances."},
	},
	{
		name: "those of the network hide them already", code: fabric.CodeDNSServersHideVirtualNetwork, given: oneSubnet, breaks: asking("10.0.0.9"), keeps: asking("10.0.0.9"),
		keepsGiven: plus(oneSubnet, with(vnet("vnet", "10.0.0.0/16"), func(v *fabric.VirtualNetwork) { v.DNSServers = []string{"10.0.0.8"} })),
		says:       []string{"warning: DnsServersHideVirtualNetworkNames at dns_servers: The NIC configuration nic has the DNS servers 10.0.0.9 in the place of those of the virtual network vnet, and so without 168.63.129.16, which alone knows the names of instances."},
	},
	{
		name: "public addresses", code: fabric.CodeOutboundRuleWithoutEffect, given: plus(withOutbound, nic("nic", public(inA, "", ""))), keepsGiven: plus(withOutbound, nic("nic", inA)), breaks: two, keeps: two,
		says: []string{idleRule + "they have public IP addresses of their own, which come first."},
	},
	{
		name: "NAT gateway", code: fabric.CodeOutboundRuleWithoutEffect, given: plus(withOutbound, publicIP("p3"), natGateway("ng", "p3"), behindGateway, nic("nic", inA)), keepsGiven: plus(withOutbound, publicIP("p3"), natGateway("ng", "p3"), nic("nic", inA)), breaks: two, keeps: two,
		says: []string{idleRule + "the NAT gateway ng of their subnet web comes first."},
	},
	{
		name: "the rule comes later", code: fabric.CodeOutboundRuleWithoutEffect, given: plus(publicLB, nic("nic", public(inA, "", "")), two), keepsGiven: plus(publicLB, nic("nic", inA), two), breaks: outbound("lb", "out", "a", 1024, "f1"), keeps: outbound("lb", "out", "a", 1024, "f1"),
		says: []string{"warning: OutboundRuleWithoutEffect at backend_pool_id: The outbound rule out of the load balancer lb does nothing for the instances of the scale set set: they have public IP addresses of their own, which come first."},
	},
	{
		name: "Manual", code: fabric.CodeInstancesBehindLatestModel, given: plus(oneNIC, two, forwarding(nic("nic", webIP))), breaks: two, keeps: with(two, func(s *fabric.ScaleSet) { s.UpgradeMode = fabric.UpgradeAutomatic }),
		says: []string{"warning: InstancesBehindLatestModel at upgrade_policy: 2 of the 2 instances of the scale set set stay on an older model than its latest, 2, 0 first: what has changed does not reach them."},
	},
	{
		name: "Manual, with an upgrade", code: fabric.CodeInstancesBehindLatestModel, given: plus(oneNIC, two, forwarding(nic("nic", webIP))), keepsGiven: plus(oneNIC, two, upgradeOf(1, "0"), forwarding(nic("nic", webIP))), breaks: two, keeps: two,
		says: []string{"warning: InstancesBehindLatestModel at upgrade_policy: 2 of the 2 instances of the scale set set stay on an older model than its latest, 2, 0 first: what has changed does not reach them."},
	},
}

// TestLintsOfOneNetwork makes a network that works, and finds nothing to say of any of its objects.
func TestLintsOfOneNetwork(t *testing.T) {
	t.Parallel()
	rules := []fabric.SecurityRule{allowed80, inbound("Allow", 300, from("AzureLoadBalancer")), inbound("Deny", 4096, fromAnywhere)}
	all := plus(plus(publicLB, probe("lb", "p"), floating(probed(r1, "p")), group(rules...), webBehindGroup, nic("nic", inA)), holding(false, false, "198.19.0.1"))
	f := fabrictest.New(t, all...)
	for _, o := range all {
		if _, list := f.Try(t, o); len(list) > 0 {
			t.Errorf("%s: %s", o.Head().ID.Name(), cmp.Diff([]string{}, lines(list)))
		}
	}
}
