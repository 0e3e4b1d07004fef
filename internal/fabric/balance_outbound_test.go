package fabric_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

func snatPorts(n int) fabric.OutboundRule { return outbound("lb", "o1", "a", n, "f1") }

func timeout(n int) fabric.OutboundRule {
	return with(snatPorts(0), func(r *fabric.OutboundRule) { r.IdleTimeout = n })
}

// outboundValueCases: outbound rules by their own content.
var outboundValueCases = []ruleCase{
	{
		name: "12", code: fabric.CodeOutboundPortsNotMultipleOfEight, given: publicLB, breaks: snatPorts(12), keeps: snatPorts(16),
		says: []string{"error: SpecifiedAllocatedOutboundPortsForOutboundRuleIsNotAMultipleOfEight at allocated_outbound_ports: The outbound rule o1 allocates 12 ports to each member, which is no multiple of 8."},
	},
	{
		name: "63999", code: fabric.CodeOutboundPortsNotMultipleOfEight, given: publicLB, breaks: snatPorts(63999), keeps: snatPorts(0),
		says: []string{"error: SpecifiedAllocatedOutboundPortsForOutboundRuleIsNotAMultipleOfEight at allocated_outbound_ports: The outbound rule o1 allocates 63999 ports to each member, which is no multiple of 8."},
	},
	{
		name: "64008", code: fabric.CodeOutboundPortsExceedRule, given: publicLB, breaks: snatPorts(64008), keeps: snatPorts(64000),
		says: []string{"error: SpecifiedAllocatedOutboundPortsForOutboundRuleExceedsTotalNumberOfAllowedPortsPerRule at allocated_outbound_ports: The outbound rule o1 allocates 64008 ports to each member; at most 64000 are possible."},
	},
	{
		name: "negative ports", code: fabric.CodeInvalidParameter, given: publicLB, breaks: snatPorts(-8), keeps: snatPorts(8),
		says: []string{"error: InvalidParameter at allocated_outbound_ports: The outbound rule o1 allocates -8 ports; possible are 0 to 64000."},
	},
	{name: "timeout of an outbound rule", code: fabric.CodeInvalidParameter, given: publicLB, breaks: timeout(121), keeps: timeout(120), says: parameter("idle_timeout_in_minutes", "o1", "121", "4 to 120")},
	{name: "protocol of an outbound rule", code: fabric.CodeInvalidParameter, given: publicLB, breaks: over("Any", snatPorts(0)), keeps: over("All", snatPorts(0)), says: parameter("protocol", "o1", `"Any"`, "Tcp, Udp, All")},
	{
		name: "no frontend", code: fabric.CodeInvalidParameter, given: publicLB, breaks: outbound("lb", "o1", "a", 0), keeps: outbound("lb", "o1", "a", 0, "F2"),
		says: []string{"error: InvalidParameter at frontend_ip_configuration_names: The outbound rule o1 has no frontend."},
	},
	{
		name: "a frontend twice", code: fabric.CodeInvalidParameter, given: publicLB, breaks: outbound("lb", "o1", "a", 0, "f1", "F1"), keeps: outbound("lb", "o1", "a", 0, "f1", "f2"),
		says: []string{"error: InvalidParameter at frontend_ip_configuration_names[1]: The outbound rule o1 names the frontend F1 twice."},
	},
}

// snatLB has the set of four in the pool a.
var snatLB = plus(publicLB, nic("nic", inA), scaleSet("set", 4, "nic"))

func exceeds(at string, ports, members, addresses int) []string {
	frontends := fmt.Sprint(addresses, " frontend addresses have")
	if addresses == 1 {
		frontends = "1 frontend address has"
	}
	return []string{fmt.Sprintf("error: SpecifiedAllocatedOutboundPortsForOutboundRuleExceedsTotalNumberOfAvailablePorts at %s: The outbound rule o1 allocates %d ports to each of the %d members of the backend pool a, which is %d; its %s %d.", at, ports, members, ports*members, frontends, addresses*64000)}
}

// prefixLB has a frontend of 2 addresses.
var prefixLB = plus(addresses, lb("lb", prefixFront("f1", "pre"), front("f2", "p1")), pool("lb", "a"), nic("nic", inA), scaleSet("set", 4, "nic"))

// outboundPortCases: the ports of all members. 4 times 16000 is 64000.
var outboundPortCases = []ruleCase{
	{name: "64000 and more", code: fabric.CodeOutboundPortsExceedAvailable, given: snatLB, breaks: snatPorts(16008), keeps: snatPorts(16000), says: exceeds("allocated_outbound_ports", 16008, 4, 1)},
	{
		name: "two frontends", code: fabric.CodeOutboundPortsExceedAvailable, given: snatLB, breaks: outbound("lb", "o1", "a", 32008, "f1", "f2"), keeps: outbound("lb", "o1", "a", 32000, "f1", "f2"),
		says: exceeds("allocated_outbound_ports", 32008, 4, 2),
	},
	{name: "prefix of two", code: fabric.CodeOutboundPortsExceedAvailable, given: prefixLB, breaks: snatPorts(32008), keeps: snatPorts(32000), says: exceeds("allocated_outbound_ports", 32008, 4, 2)},
	{
		name: "prefix and address", code: fabric.CodeOutboundPortsExceedAvailable, given: prefixLB, breaks: outbound("lb", "o1", "a", 48008, "f1", "f2"), keeps: outbound("lb", "o1", "a", 48000, "f1", "f2"),
		says: exceeds("allocated_outbound_ports", 48008, 4, 3),
	},
	{name: "a set grows", code: fabric.CodeOutboundPortsExceedAvailable, given: plus(snatLB, snatPorts(12800)), breaks: scaleSet("set", 6, "nic"), keeps: scaleSet("set", 5, "nic"), says: exceeds("capacity", 12800, 6, 1)},
	{
		name: "a second set", code: fabric.CodeOutboundPortsExceedAvailable, given: plus(snatLB, snatPorts(12800)), breaks: scaleSet("set2", 2, "nic"), keeps: scaleSet("set2", 1, "nic"),
		says: exceeds("capacity", 12800, 6, 1),
	},
	{name: "the default of 1024", code: fabric.CodeOutboundPortsExceedAvailable, given: plus(snatLB, snatPorts(1024)), breaks: scaleSet("set", 63, "nic"), keeps: scaleSet("set", 62, "nic"), says: exceeds("capacity", 1024, 63, 1)},
	{name: "the table", code: fabric.CodeOutboundPortsExceedAvailable, given: plus(snatLB, snatPorts(1024)), keepsGiven: plus(snatLB, snatPorts(0)), breaks: scaleSet("set", 63, "nic"), keeps: scaleSet("set", 63, "nic"), says: exceeds("capacity", 1024, 63, 1)},
}

// shrinkingCases: the ports of all members, as the load balancer loses addresses.
var shrinkingCases = []ruleCase{
	{
		name: "a prefix gives way to an address", code: fabric.CodeOutboundPortsExceedAvailable, given: plus(prefixLB, snatPorts(32000)), keepsGiven: plus(prefixLB, snatPorts(16000)),
		breaks: lb("lb", front("f1", "p2"), front("f2", "p1")), keeps: lb("lb", front("f1", "p2"), front("f2", "p1")), says: exceeds("frontend_ip_configurations", 32000, 4, 1),
	},
	{
		name: "a smaller prefix", code: fabric.CodeOutboundPortsExceedAvailable, given: plus(prefixLB, prefix("pre4", 30), snatPorts(32000)),
		breaks: lb("lb", front("f1", "p2")), keeps: lb("lb", prefixFront("f1", "pre4")), says: exceeds("frontend_ip_configurations", 32000, 4, 1),
	},
	{
		name: "a frontend of the rule goes", code: fabric.CodeInvalidResourceReference, given: plus(snatLB, outbound("lb", "o1", "a", 32000, "f1", "f2")), keepsGiven: plus(snatLB, snatPorts(16000)),
		breaks: lb("lb", front("f1", "p1")), keeps: lb("lb", front("f1", "p1")),
		says: []string{"error: InvalidResourceReference at frontend_ip_configurations: The outbound rule o1 of the load balancer lb uses the frontend f2, which would be gone."},
	},
}

func secondOutbound(protocol, frontend string) fabric.OutboundRule {
	return over(protocol, outbound("lb", "o2", "b", 0, frontend))
}

func twoOutbound(a, b string) []string {
	return []string{fmt.Sprintf("error: MoreThanOneOutboundRuleUsingSameFrontendIPConfigurationAndProtocolIsNotSupported at frontend_ip_configuration_names[0]: The outbound rules o2 and o1 of the load balancer lb both use the frontend f1 with overlapping protocols (%s and %s).", a, b)}
}

func noSNAT(r fabric.LoadBalancingRule) fabric.LoadBalancingRule {
	r.DisableOutboundSNAT = true
	return r
}

func stillSNAT(at, detail string) []string {
	return []string{"error: OutboundRuleClashesWithSnat at " + at + ": " + detail}
}

const (
	twoWaysOut      = "The outbound rule o1 and the rule r1 share the frontend f1 and the backend pool a, and the rule still does SNAT."
	twoWaysOutAgain = "The rule r1 still does SNAT, and the outbound rule o1 uses the same frontend and backend pool."
)

// outboundWorldCases: outbound rules and what is beside them.
var outboundWorldCases = []ruleCase{
	{name: "one protocol", code: fabric.CodeMoreThanOneOutboundRule, given: plus(publicLB, over("Tcp", snatPorts(0))), breaks: secondOutbound("Tcp", "f1"), keeps: secondOutbound("Udp", "f1"), says: twoOutbound("Tcp", "Tcp")},
	{name: "All and Udp", code: fabric.CodeMoreThanOneOutboundRule, given: plus(publicLB, snatPorts(0)), breaks: secondOutbound("Udp", "f1"), keeps: secondOutbound("Udp", "f2"), says: twoOutbound("Udp", "All")},
	{name: "Tcp and All", code: fabric.CodeMoreThanOneOutboundRule, given: plus(publicLB, over("Tcp", snatPorts(0))), breaks: secondOutbound("All", "f1"), keeps: secondOutbound("All", "f2"), says: twoOutbound("All", "Tcp")},
	{name: "outbound rule", code: fabric.CodeOutboundRuleClashesWithSNAT, given: plus(publicLB, r1), keepsGiven: plus(publicLB, noSNAT(r1)), breaks: snatPorts(0), keeps: snatPorts(0), says: stillSNAT("backend_pool_id", twoWaysOut)},
	{name: "outbound rule, another frontend", code: fabric.CodeOutboundRuleClashesWithSNAT, given: plus(publicLB, r1), breaks: snatPorts(0), keeps: outbound("lb", "o1", "a", 0, "f2"), says: stillSNAT("backend_pool_id", twoWaysOut)},
	{name: "outbound rule, another pool", code: fabric.CodeOutboundRuleClashesWithSNAT, given: plus(publicLB, r1), breaks: snatPorts(0), keeps: outbound("lb", "o1", "b", 0, "f1"), says: stillSNAT("backend_pool_id", twoWaysOut)},
	{name: "rule", code: fabric.CodeOutboundRuleClashesWithSNAT, given: plus(publicLB, snatPorts(0)), breaks: r1, keeps: noSNAT(r1), says: stillSNAT("disable_outbound_snat", twoWaysOutAgain)},
	{
		name: "internal", code: fabric.CodeOutboundRuleNeedsPublicStandard, given: internalLB, keepsGiven: publicLB, breaks: snatPorts(0), keeps: snatPorts(0),
		says: []string{"error: OutboundRuleNeedsPublicStandardLoadBalancer at lb_id: The outbound rule o1 is of the internal Standard load balancer lb; only public Standard ones have outbound rules."},
	},
	{
		name: "Basic", code: fabric.CodeOutboundRuleNeedsPublicStandard, given: basicLB, keepsGiven: publicLB, breaks: snatPorts(0), keeps: snatPorts(0),
		says: []string{"error: OutboundRuleNeedsPublicStandardLoadBalancer at lb_id: The outbound rule o1 is of the public Basic load balancer lb; only public Standard ones have outbound rules."},
	},
	{
		name: "frontend of an outbound rule", code: fabric.CodeInvalidResourceReference, given: publicLB, breaks: outbound("lb", "o1", "a", 0, "f1", "f3"), keeps: outbound("lb", "o1", "a", 0, "f1", "F2"),
		says: []string{"error: InvalidResourceReference at frontend_ip_configuration_names[1]: The outbound rule o1 uses the frontend f3, which the load balancer lb does not have."},
	},
	{
		name: "outbound rule", code: fabric.CodeOutboundRuleWithSecondaryIPConfig, given: plus(publicLB, nic("nic", webIP, behind(named("ip2"), "lb", "a")), oneSet),
		keepsGiven: plus(publicLB, nic("nic", inA, named("ip2")), oneSet), breaks: snatPorts(0), keeps: snatPorts(0),
		says: []string{"error: OutboundRuleCannotBeUsedWithBackendAddressPoolThatIsReferencedBySecondaryIpConfigs at backend_pool_id: The outbound rule o1 uses the backend pool a, in which the IP configuration ip2 of the scale set set is a secondary one."},
	},
	{
		name: "set", code: fabric.CodeOutboundRuleWithSecondaryIPConfig, given: plus(publicLB, snatPorts(0), nic("nic", webIP, behind(named("ip2"), "lb", "a"))),
		keepsGiven: plus(publicLB, snatPorts(0), nic("nic", inA, named("ip2"))), breaks: oneSet, keeps: oneSet,
		says: []string{"error: OutboundRuleCannotBeUsedWithBackendAddressPoolThatIsReferencedBySecondaryIpConfigs at nic_configuration_ids: The outbound rule o1 uses the backend pool a, in which the IP configuration ip2 of the scale set set is a secondary one."},
	},
	{
		name: "IPv6", code: fabric.CodeOutboundRuleWithSecondaryIPConfig, given: plus(publicLB, snatPorts(0), nic("nic", webIP, behind(named("ip2"), "lb", "a"))),
		keepsGiven: plus(dualStack, publicIP("p1"), lb("lb", front("f1", "p1")), pool("lb", "a"), snatPorts(0), nic("nic", webIP, behind(ipv6("v6", webSubnet), "lb", "a"))), breaks: oneSet, keeps: oneSet,
		says: []string{"error: OutboundRuleCannotBeUsedWithBackendAddressPoolThatIsReferencedBySecondaryIpConfigs at nic_configuration_ids: The outbound rule o1 uses the backend pool a, in which the IP configuration ip2 of the scale set set is a secondary one."},
	},
}
