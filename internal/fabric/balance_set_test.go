package fabric_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// basicInner is an internal Basic load balancer beside the public Standard one.
var basicInner = plus(publicLB, basic(lb("lb2", inner("f1", webSubnet, ""))), pool("lb2", "a"))

func twoSKUs(nic int, a, skuA, b, skuB string) []string {
	return []string{fmt.Sprintf("error: DifferentSkuLoadBalancersAndPublicIPAddressNotAllowed at nic_configuration_ids[%d]: The scale set set has the %s, of the SKU %s, and the %s, of the SKU %s.", nic, a, skuA, b, skuB)}
}

// skuCases: one SKU for all load balancers and addresses of a set, for its life.
var skuCases = []ruleCase{
	{
		name: "load balancers", code: fabric.CodeDifferentSkuLoadBalancersAndPublicIPAddressNotAllowed, given: plus(basicInner, nic("nic", behind(inA, "lb2", "a"))),
		keepsGiven: plus(publicLB, lb("lb2", inner("f1", webSubnet, "")), pool("lb2", "a"), nic("nic", behind(inA, "lb2", "a"))), breaks: small(oneSet), keeps: small(oneSet),
		says: twoSKUs(0, "load balancer lb", "Standard", "load balancer lb2", "Basic"),
	},
	{
		name: "addresses of another NIC", code: fabric.CodeDifferentSkuLoadBalancersAndPublicIPAddressNotAllowed, given: plus(publicLB, nic("nic", inA), secondNIC("nic2", ofSKU(webIP, "Basic"))),
		keepsGiven: plus(publicLB, nic("nic", inA), secondNIC("nic2", ofSKU(webIP, "Standard"))), breaks: scaleSet("set", 1, "nic", "nic2"), keeps: scaleSet("set", 1, "nic", "nic2"),
		says: twoSKUs(1, "load balancer lb", "Standard", "public IP addresses of the IP configuration ip1 of the NIC nic2", "Basic"),
	},
	{
		name: "of instances", code: fabric.CodeSkuCannotBeUpdatedOnVMSSPublicIPAddresses, given: plus(oneSubnet, nic("nic", ofSKU(webIP, "Basic")), oneSet, nic("nic", ofSKU(webIP, "Standard"))),
		keepsGiven: plus(oneSubnet, nic("nic", ofSKU(webIP, "Basic")), oneSet, nic("nic", webIP)), breaks: oneSet, keeps: oneSet,
		says: []string{"error: SkuCannotBeUpdatedOnVMSSPublicIpAddresses at nic_configuration_ids[0]: The public IP addresses of the IP configuration ip1 of the NIC nic of the scale set set are of the SKU Basic, and cannot become Standard."},
	},
	{
		name: "of no instance", code: fabric.CodeSkuCannotBeUpdatedOnVMSSPublicIPAddresses, given: plus(oneSubnet, nic("nic", ofSKU(webIP, "Standard")), oneSet, nic("nic", ofSKU(webIP, "Basic"))),
		keepsGiven: plus(oneSubnet, nic("nic", ofSKU(webIP, "Standard")), scaleSet("set", 0, "nic"), nic("nic", ofSKU(webIP, "Basic"))), breaks: oneSet, keeps: oneSet,
		says: []string{"error: SkuCannotBeUpdatedOnVMSSPublicIpAddresses at nic_configuration_ids[0]: The public IP addresses of the IP configuration ip1 of the NIC nic of the scale set set are of the SKU Standard, and cannot become Basic."},
	},
}

// health returns the set with a health probe of lb.
func health(name string) fabric.ScaleSet {
	return with(oneSet, func(s *fabric.ScaleSet) { s.HealthProbeID = childID(fabric.KindProbe, "lb", name) })
}

func inactive(name, rules string) []string {
	return []string{"error: CannotUseInactiveHealthProbe at health_probe_id: The scale set set cannot use the probe " + name + ": none of the rules that send to it (" + rules + ") uses that probe."}
}

// healthProbeCases: the probe must be on a rule that sends to the set.
var healthProbeCases = []ruleCase{
	{
		name: "on no rule", code: fabric.CodeCannotUseInactiveHealthProbe, given: plus(publicLB, probe("lb", "p"), probe("lb", "q"), probed(r1, "p"), nic("nic", inA)),
		breaks: health("q"), keeps: health("P"), says: inactive("q", "r1"),
	},
	{
		name: "on a rule to another pool", code: fabric.CodeCannotUseInactiveHealthProbe, given: plus(publicLB, probe("lb", "p"), probed(r1, "p"), nic("nic", behind(webIP, "lb", "b"))),
		keepsGiven: plus(publicLB, probe("lb", "p"), probed(r1, "p"), nic("nic", inA)), breaks: health("p"), keeps: health("p"), says: inactive("p", ""),
	},
}

// probedSet has the set in the pool a with the health probe p of the rule r1; probes are p and q.
var probedSet = plus(publicLB, probe("lb", "p"), probe("lb", "q"), probed(r1, "p"), nic("nic", inA), health("p"))

func lastOfProbe(at string) []string {
	return []string{"error: CannotRemoveRuleUsedByProbeUsedByVMSS at " + at + ": The load-balancing rule r1 is the last that sends to the scale set set with the probe p, which is the health probe of that set, and would no longer do so."}
}

// keptProbeCases: a rule that changes, and the health probe of the set behind it.
var keptProbeCases = []ruleCase{
	{name: "no probe", code: fabric.CodeCannotRemoveRuleUsedByProbeUsedByVMSS, given: probedSet, breaks: r1, keeps: probed(lbRule("lb", "r1", "f1", 81, "a", 80), "p"), says: lastOfProbe("probe_id")},
	{name: "another probe", code: fabric.CodeCannotRemoveRuleUsedByProbeUsedByVMSS, given: probedSet, breaks: probed(r1, "q"), keeps: probed(r1, "P"), says: lastOfProbe("probe_id")},
	{name: "another pool", code: fabric.CodeCannotRemoveRuleUsedByProbeUsedByVMSS, given: probedSet, breaks: probed(lbRule("lb", "r1", "f1", 80, "b", 80), "p"), keeps: probed(lbRule("lb", "r1", "f2", 80, "a", 80), "p"), says: lastOfProbe("backend_pool_ids")},
	{
		name: "another rule has it", code: fabric.CodeCannotRemoveRuleUsedByProbeUsedByVMSS, given: probedSet, keepsGiven: plus(probedSet, probed(lbRule("lb", "r2", "f1", 81, "a", 81), "p")),
		breaks: r1, keeps: r1, says: lastOfProbe("probe_id"),
	},
	{
		name: "nobody's health probe", code: fabric.CodeCannotRemoveRuleUsedByProbeUsedByVMSS, given: probedSet, keepsGiven: plus(publicLB, probe("lb", "p"), probed(r1, "p"), nic("nic", inA), oneSet),
		breaks: r1, keeps: r1, says: lastOfProbe("probe_id"),
	},
}

// unbalancedCases: a health probe and no pool.
var unbalancedCases = []ruleCase{
	{
		name: "in no pool", code: fabric.CodeCannotUseHealthProbeWithoutLoadBalancing, given: plus(publicLB, probe("lb", "p"), probed(r1, "p"), nic("nic", webIP)),
		keepsGiven: plus(publicLB, probe("lb", "p"), probed(r1, "p"), nic("nic", inA)), breaks: health("p"), keeps: health("p"),
		says: []string{"error: CannotUseHealthProbeWithoutLoadBalancing at health_probe_id: The scale set set cannot use the probe p: none of its IP configurations is in a backend pool."},
	},
	{
		name: "NAT alone", code: fabric.CodeCannotUseHealthProbeWithoutLoadBalancing, given: plus(publicLB, probe("lb", "p"), probed(r1, "p"), nat1, nic("nic", nated(webIP, "lb", "nat1"))),
		keepsGiven: plus(publicLB, probe("lb", "p"), probed(r1, "p"), nat1, nic("nic", nated(inA, "lb", "nat1"))), breaks: health("p"), keeps: health("p"),
		says: []string{"error: CannotUseHealthProbeWithoutLoadBalancing at health_probe_id: The scale set set cannot use the probe p: none of its IP configurations is in a backend pool."},
	},
}
