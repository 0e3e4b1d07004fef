package fabric_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// oneBackendPort is U1's finding for the rules mine and other.
func oneBackendPort(mine, other string, port int, protocol, pool string) []string {
	return []string{fmt.Sprintf("error: RulesUseSameBackendPortProtocolAndPool at backend_port: The rules %s and %s of the load balancer lb, both without floating IP, use the backend port %d with the protocol %s on the backend pool %s.", mine, other, port, protocol, pool)}
}

// oneFrontendPort is U5's finding: mine and other are kinds with names.
func oneFrontendPort(field, mine, other, ports, frontend string) []string {
	return []string{fmt.Sprintf("error: FrontendPortConflict at %s: The %s and the %s of the load balancer lb both take %s on the frontend %s.", field, mine, other, ports, frontend)}
}

// oneFlow is U11's finding.
func oneFlow(mine, other string, port int, frontend string) []string {
	return []string{fmt.Sprintf("error: FloatingIpFlowConflict at backend_port: The %s and the %s, both with floating IP, deliver to port %d of the frontend %s: a member could not tell them apart.", mine, other, port, frontend)}
}

func besideHA(mine, other string) []string {
	return []string{fmt.Sprintf("error: HaPortsRuleConflict at protocol: The rules %s and %s of the load balancer lb send to the backend pool a, one with HA ports and one without.", mine, other)}
}

// r1 leads from port 80 of the first frontend to port 80 of the pool a. It is what the others clash with.
var r1 = lbRule("lb", "r1", "f1", 80, "a", 80)

// backendPortCases: one port of one pool.
var backendPortCases = []ruleCase{
	{
		name: "u1 two frontends, another port", code: fabric.CodeRulesUseSameBackendPortProtocolAndPool, given: plus(publicLB, r1),
		breaks: lbRule("lb", "r2", "f2", 80, "a", 80), keeps: lbRule("lb", "r2", "f2", 80, "a", 81), says: oneBackendPort("r2", "r1", 80, "Tcp", "a"),
	},
	{
		name: "u1 one frontend, another port", code: fabric.CodeRulesUseSameBackendPortProtocolAndPool, given: plus(publicLB, r1),
		breaks: lbRule("lb", "r2", "f1", 8080, "A", 80), keeps: lbRule("lb", "r2", "f1", 8080, "a", 8080), says: oneBackendPort("r2", "r1", 80, "Tcp", "A"),
	},
	{
		name: "u1 another pool", code: fabric.CodeRulesUseSameBackendPortProtocolAndPool, given: plus(publicLB, r1),
		breaks: lbRule("lb", "r2", "f2", 80, "a", 80), keeps: lbRule("lb", "r2", "f2", 80, "b", 80), says: oneBackendPort("r2", "r1", 80, "Tcp", "a"),
	},
	{
		name: "u1 by a change", code: fabric.CodeRulesUseSameBackendPortProtocolAndPool, given: plus(publicLB, r1, lbRule("lb", "r2", "f2", 80, "b", 80)),
		breaks: lbRule("lb", "r2", "f2", 80, "a", 80), keeps: lbRule("lb", "r2", "f2", 81, "b", 80), says: oneBackendPort("r2", "r1", 80, "Tcp", "a"),
	},
	{
		name: "u1 NAT rule", code: fabric.CodeRulesUseSameBackendPortProtocolAndPool, given: plus(publicLB, r1),
		breaks: natRule("lb", "n1", "f2", 5000, 5009, "a", 80), keeps: natRule("lb", "n1", "f2", 5000, 5009, "a", 22), says: oneBackendPort("n1", "r1", 80, "Tcp", "a"),
	},
	{
		name: "u6 Tcp and Udp", code: fabric.CodeRulesUseSameBackendPortProtocolAndPool, given: plus(publicLB, r1),
		breaks: lbRule("lb", "r2", "f2", 80, "a", 80), keeps: over("Udp", lbRule("lb", "r2", "f2", 80, "a", 80)), says: oneBackendPort("r2", "r1", 80, "Tcp", "a"),
	},
	{
		name: "u7 floating IP on both", code: fabric.CodeRulesUseSameBackendPortProtocolAndPool, given: plus(publicLB, r1), keepsGiven: plus(publicLB, floating(r1)),
		breaks: lbRule("lb", "r2", "f2", 80, "a", 80), keeps: floating(lbRule("lb", "r2", "f2", 80, "a", 80)), says: oneBackendPort("r2", "r1", 80, "Tcp", "a"),
	},
	{
		name: "u9 floating IP on the second", code: fabric.CodeRulesUseSameBackendPortProtocolAndPool, given: plus(publicLB, r1),
		breaks: lbRule("lb", "r2", "f2", 80, "a", 80), keeps: floating(lbRule("lb", "r2", "f2", 80, "a", 80)), says: oneBackendPort("r2", "r1", 80, "Tcp", "a"),
	},
	{
		name: "u9 floating IP on the first", code: fabric.CodeRulesUseSameBackendPortProtocolAndPool, given: plus(publicLB, r1), keepsGiven: plus(publicLB, floating(r1)),
		breaks: lbRule("lb", "r2", "f1", 81, "a", 80), keeps: lbRule("lb", "r2", "f1", 81, "a", 80), says: oneBackendPort("r2", "r1", 80, "Tcp", "a"),
	},
	{
		name: "u18 a pool that does not exist", code: fabric.CodeInvalidResourceReference, given: publicLB,
		breaks: lbRule("lb", "r1", "f1", 80, "c", 80), keeps: lbRule("lb", "r1", "f1", 80, "b", 80),
		says: []string{"error: InvalidResourceReference at backend_pool_ids[0]: The backend pool " + inRG + "Microsoft.Network/loadBalancers/lb/backendAddressPools/c, which backend_pool_ids[0] of the load-balancing rule r1 names, does not exist."},
	},
	{
		name: "u18 no pool", code: fabric.CodeInvalidResourceReference, given: publicLB,
		breaks: lbRule("lb", "r1", "f3", 80, "", 80), keeps: lbRule("lb", "r1", "F2", 80, "", 80),
		says: []string{"error: InvalidResourceReference at frontend_ip_configuration_name: The load-balancing rule r1 uses the frontend f3, which the load balancer lb does not have."},
	},
}

// nat1 takes the ports 5000 to 5009 of the first frontend.
var nat1 = natPool("lb", "nat1", "f1", 5000, 5009, 22)

// frontendPortCases: one port of one frontend.
var frontendPortCases = []ruleCase{
	{
		name: "u5 two rules", code: fabric.CodeFrontendPortConflict, given: plus(publicLB, r1),
		breaks: lbRule("lb", "r2", "F1", 80, "b", 81), keeps: lbRule("lb", "r2", "f1", 81, "b", 81),
		says: oneFrontendPort("frontend_port", "load-balancing rule r2", "load-balancing rule r1", "Tcp port 80", "F1"),
	},
	{
		name: "u5 another frontend", code: fabric.CodeFrontendPortConflict, given: plus(publicLB, r1),
		breaks: lbRule("lb", "r2", "f1", 80, "a", 80), keeps: lbRule("lb", "r2", "f2", 80, "b", 80),
		says: oneFrontendPort("frontend_port", "load-balancing rule r2", "load-balancing rule r1", "Tcp port 80", "f1"),
	},
	{
		name: "u5 rule above a NAT pool", code: fabric.CodeFrontendPortConflict, given: plus(publicLB, nat1),
		breaks: lbRule("lb", "r2", "f1", 5009, "a", 80), keeps: lbRule("lb", "r2", "f1", 5010, "a", 80),
		says: oneFrontendPort("frontend_port", "load-balancing rule r2", "inbound NAT pool nat1", "Tcp port 5009", "f1"),
	},
	{
		name: "u5 rule below a NAT pool", code: fabric.CodeFrontendPortConflict, given: plus(publicLB, nat1),
		breaks: lbRule("lb", "r2", "f1", 5000, "a", 80), keeps: lbRule("lb", "r2", "f1", 4999, "a", 80),
		says: oneFrontendPort("frontend_port", "load-balancing rule r2", "inbound NAT pool nat1", "Tcp port 5000", "f1"),
	},
	{
		name: "u5 two NAT pools", code: fabric.CodeFrontendPortConflict, given: plus(publicLB, nat1),
		breaks: natPool("lb", "nat2", "f1", 5009, 5020, 23), keeps: natPool("lb", "nat2", "f1", 5010, 5020, 23),
		says: oneFrontendPort("frontend_port_start", "inbound NAT pool nat2", "inbound NAT pool nat1", "Tcp port 5009", "f1"),
	},
	{
		name: "u5 NAT pool within another", code: fabric.CodeFrontendPortConflict, given: plus(publicLB, nat1),
		breaks: natPool("lb", "nat2", "f1", 4000, 6000, 23), keeps: natPool("lb", "nat2", "f1", 4000, 4999, 23),
		says: oneFrontendPort("frontend_port_start", "inbound NAT pool nat2", "inbound NAT pool nat1", "Tcp ports 5000 to 5009", "f1"),
	},
	{
		name: "u5 NAT rule and rule", code: fabric.CodeFrontendPortConflict, given: plus(publicLB, r1),
		breaks: natRule("lb", "n1", "f1", 70, 80, "a", 22), keeps: natRule("lb", "n1", "f1", 70, 79, "a", 22),
		says: oneFrontendPort("frontend_port_start", "inbound NAT rule n1", "load-balancing rule r1", "Tcp port 80", "f1"),
	},
	{
		name: "u5 NAT rule and NAT pool", code: fabric.CodeFrontendPortConflict, given: plus(publicLB, nat1),
		breaks: natRule("lb", "n1", "f1", 5008, 5019, "a", 22), keeps: natRule("lb", "n1", "f1", 5010, 5019, "a", 22),
		says: oneFrontendPort("frontend_port_start", "inbound NAT rule n1", "inbound NAT pool nat1", "Tcp ports 5008 to 5009", "f1"),
	},
	{
		name: "u6 Tcp and Udp", code: fabric.CodeFrontendPortConflict, given: plus(publicLB, r1),
		breaks: lbRule("lb", "r2", "f1", 80, "a", 80), keeps: over("Udp", lbRule("lb", "r2", "f1", 80, "a", 80)),
		says: oneFrontendPort("frontend_port", "load-balancing rule r2", "load-balancing rule r1", "Tcp port 80", "f1"),
	},
	{
		name: "u8 floating IP on both", code: fabric.CodeFrontendPortConflict, given: plus(publicLB, floating(r1)),
		breaks: floating(lbRule("lb", "r2", "f1", 80, "b", 81)), keeps: floating(lbRule("lb", "r2", "f2", 80, "b", 80)),
		says: oneFrontendPort("frontend_port", "load-balancing rule r2", "load-balancing rule r1", "Tcp port 80", "f1"),
	},
}

// nat8080 and r8080 deliver to port 8080 with floating IP.
var (
	r8080   = floating(lbRule("lb", "r1", "f1", 80, "a", 8080))
	nat8080 = floating(natPool("lb", "nat1", "f1", 5000, 5009, 8080))
)

// floatingCases: rules with floating IP, whose members see the frontend's address and the backend port.
var floatingCases = []ruleCase{
	{
		name: "u10 u11 another frontend", code: fabric.CodeFloatingIPFlowConflict, given: plus(publicLB, r8080),
		breaks: floating(lbRule("lb", "r2", "f1", 81, "a", 8080)), keeps: floating(lbRule("lb", "r2", "f2", 81, "a", 8080)),
		says: oneFlow("load-balancing rule r2", "load-balancing rule r1", 8080, "f1"),
	},
	{
		name: "u11 another backend port", code: fabric.CodeFloatingIPFlowConflict, given: plus(publicLB, r8080),
		breaks: floating(lbRule("lb", "r2", "f1", 81, "a", 8080)), keeps: floating(lbRule("lb", "r2", "f1", 81, "a", 8081)),
		says: oneFlow("load-balancing rule r2", "load-balancing rule r1", 8080, "f1"),
	},
	{
		name: "u11 another pool", code: fabric.CodeFloatingIPFlowConflict, given: plus(publicLB, r8080),
		breaks: floating(lbRule("lb", "r2", "f1", 81, "a", 8080)), keeps: floating(lbRule("lb", "r2", "f1", 81, "b", 8080)),
		says: oneFlow("load-balancing rule r2", "load-balancing rule r1", 8080, "f1"),
	},
	{
		name: "u11 another protocol", code: fabric.CodeFloatingIPFlowConflict, given: plus(publicLB, r8080),
		breaks: floating(lbRule("lb", "r2", "f1", 81, "a", 8080)), keeps: over("Udp", floating(lbRule("lb", "r2", "f1", 81, "a", 8080))),
		says: oneFlow("load-balancing rule r2", "load-balancing rule r1", 8080, "f1"),
	},
	{
		name: "u11 NAT pool", code: fabric.CodeFloatingIPFlowConflict, given: plus(publicLB, nat8080),
		breaks: r8080, keeps: floating(lbRule("lb", "r1", "f1", 80, "a", 8081)),
		says: oneFlow("load-balancing rule r1", "inbound NAT pool nat1", 8080, "f1"),
	},
	{
		name: "internal IPv6", code: fabric.CodeFloatingIPOnInternalIPv6, given: internalIPv6,
		breaks: floating(lbRule("lb", "r1", "f1", 80, "a", 80)), keeps: lbRule("lb", "r1", "f1", 80, "a", 80),
		says: []string{"error: FloatingIpOnInternalIpv6 at floating_ip: The rule r1 asks for floating IP on the internal IPv6 frontend f1, where it does not work."},
	},
	{
		name: "u17 HA ports on IPv6", code: fabric.CodeFloatingIPOnInternalIPv6, given: internalIPv6,
		breaks: floating(haPorts("lb", "r1", "f1", "a")), keeps: haPorts("lb", "r1", "f1", "a"),
		says: []string{"error: FloatingIpOnInternalIpv6 at floating_ip: The rule r1 asks for floating IP on the internal IPv6 frontend f1, where it does not work."},
	},
}

// internalIPv6 has an IPv6 frontend and an IPv4 one.
var internalIPv6 = plus(dualStack, lb("lb", onIPv6(inner("f1", webSubnet, "")), inner("f2", webSubnet, "")), pool("lb", "a"))

func onIPv6(f fabric.FrontendIPConfiguration) fabric.FrontendIPConfiguration {
	f.Version = fabric.IPv6
	return f
}
