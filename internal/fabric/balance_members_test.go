package fabric_test

import (
	"fmt"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

var (
	inA    = behind(webIP, "lb", "a")
	inAB   = behind(webIP, "lb", "a", "b")
	oneSet = scaleSet("set", 1, "nic")
)

// onePort is what two flows break together at the IP configuration ip1 of the NIC nic.
func onePort(code, field, first, second string, port int) string {
	return fmt.Sprintf("error: %s at %s: The %s and the %s, both without floating IP, use the backend port %d with the protocol Tcp on the IP configuration ip1 of the NIC nic of the scale set set.", code, field, first, second, port)
}

const (
	nic0        = "nic_configuration_ids[0]"
	onIPConfig  = "RulesUseSameBackendPortProtocolAndIPConfig"
	onVMSSOfLBs = "RulesOfSameLoadBalancerTypeUseSameBackendPortProtocolAndVmssIPConfig"
)

func twoOfType(severity, field, kind, a, b string) string {
	return fmt.Sprintf("%s: VMScaleSetCannotUseMultipleLoadBalancersOfSameType at %s: The scale set set stands behind two %s load balancers, %s and %s.", severity, field, kind, a, b)
}

// memberPortCases: one port of one IP configuration.
var memberPortCases = []ruleCase{
	{
		name: "u2 two pools", code: fabric.CodeRulesUseSameBackendPortProtocolAndIPConfig, given: plus(publicLB, r1, lbRule("lb", "r2", "f2", 80, "b", 80), nic("nic", inAB)),
		keepsGiven: plus(publicLB, r1, lbRule("lb", "r2", "f2", 80, "b", 81), nic("nic", inAB)), breaks: oneSet, keeps: oneSet,
		says: []string{onePort(onIPConfig, nic0, "load-balancing rule r1", "load-balancing rule r2", 80)},
	},
	{
		name: "u2 two pools, floating IP on one", code: fabric.CodeRulesUseSameBackendPortProtocolAndIPConfig, given: plus(publicLB, r1, lbRule("lb", "r2", "f2", 80, "b", 80), nic("nic", inAB)),
		keepsGiven: plus(publicLB, r1, floating(lbRule("lb", "r2", "f2", 80, "b", 80)), nic("nic", inAB)), breaks: oneSet, keeps: oneSet,
		says: []string{onePort(onIPConfig, nic0, "load-balancing rule r1", "load-balancing rule r2", 80)},
	},
	{
		name: "u2 two IP configurations", code: fabric.CodeRulesUseSameBackendPortProtocolAndIPConfig, given: plus(publicLB, r1, lbRule("lb", "r2", "f2", 80, "b", 80), nic("nic", inAB)),
		keepsGiven: plus(publicLB, r1, lbRule("lb", "r2", "f2", 80, "b", 80), nic("nic", inA, behind(named("ip2"), "lb", "b"))), breaks: oneSet, keeps: oneSet,
		says: []string{onePort(onIPConfig, nic0, "load-balancing rule r1", "load-balancing rule r2", 80)},
	},
	{
		name: "u2 NAT pool and rule", code: fabric.CodeRulesUseSameBackendPortProtocolAndIPConfig, given: plus(publicLB, lbRule("lb", "r1", "f1", 80, "a", 22), nat1, nic("nic", nated(inA, "lb", "nat1"))),
		keepsGiven: plus(publicLB, lbRule("lb", "r1", "f1", 80, "a", 23), nat1, nic("nic", nated(inA, "lb", "nat1"))), breaks: oneSet, keeps: oneSet,
		says: []string{onePort(onIPConfig, nic0, "inbound NAT pool nat1", "load-balancing rule r1", 22)},
	},
	{
		name: "u2 two NAT pools", code: fabric.CodeRulesUseSameBackendPortProtocolAndIPConfig, given: plus(publicLB, nat1, natPool("lb", "nat2", "f2", 5000, 5009, 22), nic("nic", nated(webIP, "lb", "nat1", "nat2"))),
		keepsGiven: plus(publicLB, nat1, natPool("lb", "nat2", "f2", 5000, 5009, 23), nic("nic", nated(webIP, "lb", "nat1", "nat2"))), breaks: oneSet, keeps: oneSet,
		says: []string{onePort(onIPConfig, nic0, "inbound NAT pool nat1", "inbound NAT pool nat2", 22)},
	},
	{
		name: "u2 NAT rule and rule", code: fabric.CodeRulesUseSameBackendPortProtocolAndIPConfig, given: plus(publicLB, r1, natRule("lb", "n1", "f2", 5000, 5009, "b", 80), nic("nic", inAB)),
		keepsGiven: plus(publicLB, r1, over("Udp", natRule("lb", "n1", "f2", 5000, 5009, "b", 80)), nic("nic", inAB)), breaks: oneSet, keeps: oneSet,
		says: []string{onePort(onIPConfig, nic0, "inbound NAT rule n1", "load-balancing rule r1", 80)},
	},
	{
		name: "u3 u4 two public load balancers", code: fabric.CodeRulesOfSameLoadBalancerTypeUseSameBackendPortProtocolAndVmssIPConfig,
		given:      plus(twoLBs, r1, lbRule("lb2", "r2", "f1", 80, "a", 80), nic("nic", behind(inA, "lb2", "a"))),
		keepsGiven: plus(publicLB, lb("lb2", inner("f1", webSubnet, "")), pool("lb2", "a"), r1, lbRule("lb2", "r2", "f1", 80, "a", 80), nic("nic", behind(inA, "lb2", "a"))),
		breaks:     oneSet, keeps: oneSet,
		says: []string{onePort(onVMSSOfLBs, nic0, "load-balancing rule r1", "load-balancing rule r2", 80), twoOfType("error", nic0, "public", "lb", "lb2")},
	},
	{
		name: "u12 HA ports and a NAT pool", code: fabric.CodeRulesUseSameBackendPortProtocolAndIPConfig, given: plus(internalLB, haPorts("lb", "r1", "f1", "a"), natPool("lb", "nat1", "f2", 5000, 5009, 22), nic("nic", nated(inA, "lb", "nat1"))),
		keepsGiven: plus(internalLB, haPorts("lb", "r1", "f1", "a"), natPool("lb", "nat1", "f2", 5000, 5009, 22), nic("nic", nated(webIP, "lb", "nat1"))), breaks: oneSet, keeps: oneSet,
		says: []string{"error: RulesUseSameBackendPortProtocolAndIPConfig at nic_configuration_ids[0]: The inbound NAT pool nat1 and the load-balancing rule r1, both without floating IP, use the backend port 0 with the protocol All on the IP configuration ip1 of the NIC nic of the scale set set."},
	},
}

// threeLBs has the public lb and lb2 and the internal lb3, each with a pool a.
var threeLBs = plus(twoLBs, lb("lb3", inner("f1", webSubnet, "")), pool("lb3", "a"))

// behindBasic has the NIC configuration nic behind the Basic load balancer lb.
var behindBasic = plus(basicLB, nic("nic", inA))

func ofSKU(i fabric.IPConfiguration, sku string) fabric.IPConfiguration {
	i = public(i, "", "")
	i.PublicIP.SKU = sku
	return i
}

func otherSKU(sku string) []string {
	return []string{"error: DifferentSkuLoadBalancerAndPublicIPAddressNotAllowedInVMSS at nic_configuration_ids[0]: The instances of the scale set set ask for public IP addresses of another SKU than that of the load balancer lb in front, " + sku + "."}
}

const largeOrZonal = "error: VMScaleSetCannotReferenceLoadbalancerWhenLargeScaleOrCrossAZ at nic_configuration_ids[0]: The scale set set has zones or several placement groups, and cannot stand behind the Basic load balancer lb."

// balancerTypeCases: which load balancers a set stands behind.
var balancerTypeCases = []ruleCase{
	{
		name: "two public, then one of each", code: fabric.CodeVMScaleSetCannotUseMultipleLoadBalancersOfSameType, given: plus(threeLBs, nic("nic", behind(inA, "lb2", "a"))),
		keepsGiven: plus(threeLBs, nic("nic", behind(inA, "lb3", "a"))), breaks: oneSet, keeps: oneSet, says: []string{twoOfType("error", nic0, "public", "lb", "lb2")},
	},
	{
		name: "two internal", code: fabric.CodeVMScaleSetCannotUseMultipleLoadBalancersOfSameType, given: plus(internalLB, lb("lb3", inner("f1", webSubnet, "")), pool("lb3", "a"), nic("nic", behind(inA, "lb3", "a"))),
		keepsGiven: plus(internalLB, nic("nic", inAB)), breaks: oneSet, keeps: oneSet, says: []string{twoOfType("error", nic0, "internal", "lb", "lb3")},
	},
	{
		name: "on two IP configurations", code: fabric.CodeVMScaleSetCannotUseMultipleLoadBalancersOfSameType, given: plus(threeLBs, nic("nic", inA, behind(named("ip2"), "lb2", "a"))),
		keepsGiven: plus(threeLBs, nic("nic", inA, behind(named("ip2"), "lb", "b"))), breaks: oneSet, keeps: oneSet, says: []string{twoOfType("error", nic0, "public", "lb", "lb2")},
	},
	{
		name: "large", code: fabric.CodeVMScaleSetCannotReferenceLoadbalancerWhenLargeScaleOrCrossAZ, given: behindBasic, breaks: oneSet, keeps: small(oneSet), says: []string{largeOrZonal},
	},
	{
		name: "zonal", code: fabric.CodeVMScaleSetCannotReferenceLoadbalancerWhenLargeScaleOrCrossAZ, given: behindBasic, keeps: small(oneSet), says: []string{largeOrZonal},
		breaks: with(small(oneSet), func(s *fabric.ScaleSet) { s.Zones = []string{"1"} }),
	},
	{
		name: "Basic addresses behind Standard", code: fabric.CodeDifferentSkuLoadBalancerAndPublicIPAddressNotAllowedInVMSS, given: plus(publicLB, nic("nic", ofSKU(inA, "Basic"))),
		keepsGiven: plus(publicLB, nic("nic", ofSKU(inA, "Standard"))), breaks: oneSet, keeps: oneSet, says: otherSKU("Standard"),
	},
	{
		name: "Standard addresses behind Basic", code: fabric.CodeDifferentSkuLoadBalancerAndPublicIPAddressNotAllowedInVMSS, given: plus(basicLB, nic("nic", ofSKU(inA, "Standard"))),
		keepsGiven: plus(basicLB, nic("nic", ofSKU(inA, ""))), breaks: small(oneSet), keeps: small(oneSet), says: otherSKU("Basic"),
	},
	{
		name: "a prefix behind Basic", code: fabric.CodeDifferentSkuLoadBalancerAndPublicIPAddressNotAllowedInVMSS, given: plus(basicLB, prefix("pre", 31), nic("nic", public(inA, "", idOf(fabric.KindPublicIPPrefix, "pre")))),
		keepsGiven: plus(publicLB, prefix("pre", 31), nic("nic", public(inA, "", idOf(fabric.KindPublicIPPrefix, "pre")))), breaks: small(oneSet), keeps: small(oneSet), says: otherSKU("Basic"),
	},
}

// memberCases: what a flow does not take as its member.
var memberCases = []ruleCase{
	{
		name: "secondary", code: fabric.CodeFloatingIPOnSecondaryIPConfiguration, given: plus(publicLB, floating(r1), nic("nic", webIP, behind(named("ip2"), "lb", "a"))),
		keepsGiven: plus(publicLB, floating(r1), nic("nic", inA, named("ip2"))), breaks: oneSet, keeps: oneSet,
		says: []string{"error: FloatingIpOnSecondaryIpConfiguration at nic_configuration_ids[0]: The IP configuration ip2 of the NIC nic is not the primary one, and the load-balancing rule r1 in front of it has floating IP."},
	},
	{
		name: "secondary, no floating IP", code: fabric.CodeFloatingIPOnSecondaryIPConfiguration, given: plus(publicLB, floating(nat1), nic("nic", webIP, nated(named("ip2"), "lb", "nat1"))),
		keepsGiven: plus(publicLB, nat1, nic("nic", webIP, nated(named("ip2"), "lb", "nat1"))), breaks: oneSet, keeps: oneSet,
		says: []string{"error: FloatingIpOnSecondaryIpConfiguration at nic_configuration_ids[0]: The IP configuration ip2 of the NIC nic is not the primary one, and the inbound NAT pool nat1 in front of it has floating IP."},
	},
	{
		name: "u19 IPv6 behind IPv4", code: fabric.CodeBackendPoolIPVersionMismatch, given: plus(internalIPv6, lbRule("lb", "r1", "f2", 80, "a", 80), nic("nic", webIP, behind(ipv6("v6", webSubnet), "lb", "a"))),
		keepsGiven: plus(internalIPv6, lbRule("lb", "r1", "f1", 80, "a", 80), nic("nic", webIP, behind(ipv6("v6", webSubnet), "lb", "a"))), breaks: oneSet, keeps: oneSet,
		says: []string{"error: BackendPoolIpVersionMismatch at nic_configuration_ids[0]: The IP configuration v6 of the NIC nic is of IPv6, but the load-balancing rule r1 listens on the IPv4 frontend f2."},
	},
}

// across has the pool a of the public lb before instances in vnet, and the NIC configurations near and far.
var across = plus(twoNetworks, publicIP("p1"), lb("lb", front("f1", "p1")), pool("lb", "a"), pool("lb", "b"), nic("nic", inA), scaleSet("first", 1, "nic"),
	nic("near", behind(ip("ip1", subnetID("vnet", "db")), "lb", "a")), nic("far", behind(ip("ip1", subnetID("vnet2", "web")), "lb", "a")), nic("alone", behind(ip("ip1", subnetID("vnet2", "web")), "lb", "b")))

// memberNetworkCases: pools and virtual networks.
var memberNetworkCases = []ruleCase{
	{
		name: "two sets", code: fabric.CodeBackendPoolSpansVirtualNetworks, given: across, breaks: scaleSet("set", 1, "far"), keeps: scaleSet("set", 1, "near"),
		says: []string{"error: BackendPoolSpansVirtualNetworks at nic_configuration_ids[0]: The backend pool a has members of the scale set set in the virtual network vnet2, and of first in vnet."},
	},
	{
		name: "two pools", code: fabric.CodeBackendPoolSpansVirtualNetworks, given: across, breaks: scaleSet("set", 1, "far"), keeps: scaleSet("set", 1, "alone"),
		says: []string{"error: BackendPoolSpansVirtualNetworks at nic_configuration_ids[0]: The backend pool a has members of the scale set set in the virtual network vnet2, and of first in vnet."},
	},
	{
		name: "internal frontend", code: fabric.CodeBackendPoolSpansVirtualNetworks, given: plus(twoNetworks, lb("lb", inner("f1", subnetID("vnet2", "web"), "")), pool("lb", "a"), nic("nic", inA)),
		keepsGiven: plus(twoNetworks, lb("lb", inner("f1", subnetID("vnet", "db"), "")), pool("lb", "a"), nic("nic", inA)), breaks: oneSet, keeps: oneSet,
		says: []string{"error: BackendPoolSpansVirtualNetworks at nic_configuration_ids[0]: The scale set set is in the virtual network vnet, the frontend f1 of the internal load balancer lb in vnet2."},
	},
}

// TestRulesOfOnePoolAreNotTheSets: what two rules break in their pool they report themselves, and the set behind does not.
func TestRulesOfOnePoolAreNotTheSets(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, plus(publicLB, nic("nic", inA))...).Put(r1, lbRule("lb", "r2", "f2", 80, "a", 80))
	_, list := f.Try(t, oneSet)
	wants(t, "findings", nil, texts(list))
}

// natSizeCases: a port for each instance.
var natSizeCases = []ruleCase{
	{
		name: "NAT pool", code: fabric.CodeInboundNATPoolSmallerThanRequestedPorts, given: plus(publicLB, natPool("lb", "nat1", "f1", 5000, 5002, 22), nic("nic", nated(webIP, "lb", "nat1"))),
		breaks: scaleSet("set", 4, "nic"), keeps: scaleSet("set", 3, "nic"),
		says: []string{"error: InboundNatPoolFrontendPortRangeSmallerThanRequestedPorts at capacity: The scale set set needs 4 ports for its 4 instances from the NAT pool nat1, which has 3, of which others hold 0."},
	},
	{
		name: "set of a NAT rule", code: fabric.CodeInboundNATPoolSmallerThanRequestedPorts, given: plus(publicLB, natRule("lb", "n1", "f1", 5000, 5002, "a", 22), nic("nic", inA)),
		breaks: scaleSet("set", 4, "nic"), keeps: scaleSet("set", 3, "nic"),
		says: []string{"error: InboundNatPoolFrontendPortRangeSmallerThanRequestedPorts at capacity: With the scale set set the backend pool a has 4 members, for which the NAT rule n1 has 3 ports."},
	},
	{
		name: "NAT rule", code: fabric.CodeInboundNATPoolSmallerThanRequestedPorts, given: plus(publicLB, nic("nic", inA), scaleSet("set", 2, "nic")),
		breaks: natRule("lb", "n1", "f1", 5000, 5000, "a", 22), keeps: natRule("lb", "n1", "f1", 5000, 5001, "a", 22),
		says: []string{"error: InboundNatPoolFrontendPortRangeSmallerThanRequestedPorts at frontend_port_end: The NAT rule n1 has 1 port for the 2 members of the backend pool a."},
	},
}
