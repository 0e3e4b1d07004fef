package fabric_test

import "github.com/simfabric/terraform-provider-simfabric/internal/fabric"

// haPortsCases: rules that take every port, of internal Standard load balancers.
var haPortsCases = []ruleCase{
	{
		name: "u12 a rule beside it", code: fabric.CodeRulesUseSameBackendPortProtocolAndPool, given: plus(internalLB, haPorts("lb", "r1", "f1", "a")),
		breaks: lbRule("lb", "r2", "f2", 80, "a", 80), keeps: lbRule("lb", "r2", "f2", 80, "b", 80), says: oneBackendPort("r2", "r1", 80, "Tcp", "a"),
	},
	{
		name: "u12 beside a rule", code: fabric.CodeRulesUseSameBackendPortProtocolAndPool, given: plus(internalLB, over("Udp", r1)),
		breaks: haPorts("lb", "r2", "f2", "a"), keeps: haPorts("lb", "r2", "f2", "b"), says: oneBackendPort("r2", "r1", 0, "All", "a"),
	},
	{
		name: "u12 two of one pool", code: fabric.CodeRulesUseSameBackendPortProtocolAndPool, given: plus(internalLB, haPorts("lb", "r1", "f1", "a")),
		breaks: haPorts("lb", "r2", "f2", "a"), keeps: haPorts("lb", "r2", "f2", "b"), says: oneBackendPort("r2", "r1", 0, "All", "a"),
	},
	{
		name: "u12 a floating one beside one that is not", code: fabric.CodeHAPortsRuleConflict,
		given: plus(internalLB, haPorts("lb", "r1", "f1", "a")), keepsGiven: plus(internalLB, floating(haPorts("lb", "r1", "f1", "a"))),
		breaks: floating(haPorts("lb", "r2", "f2", "a")), keeps: floating(haPorts("lb", "r2", "f2", "a")),
		says: []string{"error: HaPortsRuleConflict at floating_ip: The rules r2 and r1 of the load balancer lb send to the backend pool a, both with HA ports and only one with floating IP."},
	},
	{
		name: "u13 two floating ones", code: fabric.CodeRulesUseSameBackendPortProtocolAndPool,
		given: plus(internalLB, haPorts("lb", "r1", "f1", "a")), keepsGiven: plus(internalLB, floating(haPorts("lb", "r1", "f1", "a"))),
		breaks: haPorts("lb", "r2", "f2", "a"), keeps: floating(haPorts("lb", "r2", "f2", "a")), says: oneBackendPort("r2", "r1", 0, "All", "a"),
	},
	{
		name: "u14 a rule beside a floating one", code: fabric.CodeHAPortsRuleConflict, given: plus(internalLB, floating(haPorts("lb", "r1", "f1", "a"))),
		breaks: lbRule("lb", "r2", "f2", 80, "a", 80), keeps: lbRule("lb", "r2", "f2", 80, "b", 80), says: besideHA("r2", "r1"),
	},
	{
		name: "u14 both floating", code: fabric.CodeHAPortsRuleConflict, given: plus(internalLB, floating(r1)),
		breaks: floating(haPorts("lb", "r2", "f2", "a")), keeps: floating(lbRule("lb", "r2", "f2", 80, "a", 80)), says: besideHA("r2", "r1"),
	},
	{
		name: "u15 two on one frontend", code: fabric.CodeFrontendPortConflict, given: plus(internalLB, floating(haPorts("lb", "r1", "f1", "a"))),
		breaks: floating(haPorts("lb", "r2", "f1", "b")), keeps: floating(haPorts("lb", "r2", "f2", "b")),
		says: oneFrontendPort("frontend_port", "load-balancing rule r2", "load-balancing rule r1", "All ports 0 to 65535", "f1"),
	},
	{
		name: "a port of the same frontend", code: fabric.CodeFrontendPortConflict, given: plus(internalLB, haPorts("lb", "r1", "f1", "a")),
		breaks: over("Udp", lbRule("lb", "r2", "f1", 53, "b", 53)), keeps: over("Udp", lbRule("lb", "r2", "f2", 53, "b", 53)),
		says: oneFrontendPort("frontend_port", "load-balancing rule r2", "load-balancing rule r1", "Udp port 53", "f1"),
	},
	{
		name: "a NAT rule of the same frontend", code: fabric.CodeFrontendPortConflict, given: plus(internalLB, floating(haPorts("lb", "r1", "f1", "a"))),
		breaks: floating(lbRule("lb", "r2", "f1", 5000, "b", 22)), keeps: natRule("lb", "n1", "f1", 5000, 5009, "a", 22),
		says: oneFrontendPort("frontend_port", "load-balancing rule r2", "load-balancing rule r1", "Tcp port 5000", "f1"),
	},
	{
		name: "beside a NAT pool of the same frontend", code: fabric.CodeFrontendPortConflict, given: plus(internalLB, lbRule("lb", "r1", "f1", 5000, "b", 22)), keepsGiven: plus(internalLB, nat1),
		breaks: haPorts("lb", "r2", "f1", "a"), keeps: haPorts("lb", "r2", "f1", "a"),
		says: oneFrontendPort("frontend_port", "load-balancing rule r2", "load-balancing rule r1", "Tcp port 5000", "f1"),
	},
	{
		name: "u11 a NAT rule, both floating", code: fabric.CodeFloatingIPFlowConflict, given: plus(internalLB, floating(haPorts("lb", "r1", "f1", "a"))),
		breaks: floating(natRule("lb", "n1", "f1", 5000, 5009, "a", 22)), keeps: floating(natRule("lb", "n1", "f2", 5000, 5009, "a", 22)),
		says: oneFlow("inbound NAT rule n1", "load-balancing rule r1", 22, "f1"),
	},
	{
		name: "u12 a NAT rule", code: fabric.CodeRulesUseSameBackendPortProtocolAndPool, given: plus(internalLB, haPorts("lb", "r1", "f1", "a")),
		breaks: natRule("lb", "n1", "f1", 5000, 5009, "a", 22), keeps: natRule("lb", "n1", "f1", 5000, 5009, "b", 22), says: oneBackendPort("n1", "r1", 22, "Tcp", "a"),
	},
	{
		name: "u16 public", code: fabric.CodeHAPortsNeedInternalStandard, given: publicLB, keepsGiven: internalLB,
		breaks: haPorts("lb", "r1", "f1", "a"), keeps: haPorts("lb", "r1", "f1", "a"),
		says: []string{"error: HaPortsNeedInternalStandardLoadBalancer at protocol: The rule r1 asks for HA ports, which the public Standard load balancer lb does not have."},
	},
	{
		name: "u16 Basic", code: fabric.CodeHAPortsNeedInternalStandard, keepsGiven: internalLB,
		given:  plus(oneSubnet, basic(lb("lb", inner("f1", webSubnet, ""))), pool("lb", "a")),
		breaks: haPorts("lb", "r1", "f1", "a"), keeps: haPorts("lb", "r1", "f1", "a"),
		says: []string{"error: HaPortsNeedInternalStandardLoadBalancer at protocol: The rule r1 asks for HA ports, which the internal Basic load balancer lb does not have."},
	},
	{
		name: "All with ports", code: fabric.CodeHAPortsNeedPortZero, given: internalLB,
		breaks: over("All", r1), keeps: haPorts("lb", "r1", "f1", "a"),
		says: []string{"error: HaPortsNeedPortZero at protocol: The rule r1 is of the protocol All with the ports 80 and 80; All goes with both ports 0 alone."},
	},
	{
		name: "All with a backend port", code: fabric.CodeHAPortsNeedPortZero, given: internalLB,
		breaks: over("All", lbRule("lb", "r1", "f1", 0, "a", 1)), keeps: over("All", lbRule("lb", "r1", "f1", 0, "a", 0)),
		says: []string{"error: HaPortsNeedPortZero at protocol: The rule r1 is of the protocol All with the ports 0 and 1; All goes with both ports 0 alone."},
	},
	{
		name: "Tcp with frontend port 0", code: fabric.CodeHAPortsNeedPortZero, given: internalLB,
		breaks: lbRule("lb", "r1", "f1", 0, "a", 80), keeps: lbRule("lb", "r1", "f1", 1, "a", 80),
		says: []string{"error: HaPortsNeedPortZero at frontend_port: The rule r1 has the ports 0 and 80 with the protocol Tcp; port 0 goes with All alone."},
	},
	{
		name: "Udp with backend port 0", code: fabric.CodeHAPortsNeedPortZero, given: internalLB,
		breaks: over("Udp", lbRule("lb", "r1", "f1", 80, "a", 0)), keeps: over("Udp", lbRule("lb", "r1", "f1", 80, "a", 1)),
		says: []string{"error: HaPortsNeedPortZero at frontend_port: The rule r1 has the ports 80 and 0 with the protocol Udp; port 0 goes with All alone."},
	},
}
