package fabric_test

import (
	"fmt"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// flexible is the set set, of no instance and of Flexible orchestration, changed.
func flexible(change func(*fabric.ScaleSet)) fabric.ScaleSet {
	return set(func(s *fabric.ScaleSet) {
		s.OrchestrationMode = "Flexible"
		change(s)
	})
}

// flexibleOf is a Flexible set of n instances.
func flexibleOf(n int) fabric.ScaleSet {
	return flexible(func(s *fabric.ScaleSet) { s.Capacity = n })
}

func lacks(at, what string) []string {
	return []string{"error: NotSupportedByFlexibleOrchestration at " + at + ": The scale set set is of Flexible orchestration, which has no " + what + "."}
}

func flexibleCalled(name string) fabric.ScaleSet {
	return with(scaleSet(name, 0, "nic"), func(s *fabric.ScaleSet) { s.OrchestrationMode, s.ComputerNamePrefix = "Flexible", "vm" })
}

// flexibleCases: what the arguments of a Flexible set decide.
var flexibleCases = []ruleCase{
	{
		name: "name of a Flexible set", code: fabric.CodeInvalidResourceName, given: oneNIC, breaks: flexibleCalled(strings.Repeat("a", 36)), keeps: flexibleCalled(strings.Repeat("a", 35)),
		says: []string{"error: InvalidResourceName at name: The name " + strings.Repeat("a", 36) + " has 36 characters; a scale set of Flexible orchestration takes at most 35, because its instances' names add 9 and have at most 44."},
	},
	{
		name: "name of a Uniform set", code: fabric.CodeInvalidResourceName, given: oneNIC, breaks: with(scaleSet(strings.Repeat("a", 65), 0, "nic"), shortPrefix), keeps: with(scaleSet(strings.Repeat("a", 64), 0, "nic"), shortPrefix),
		says: []string{fmt.Sprintf("error: InvalidResourceName at name: %q is not a possible scale set name: it takes 1 to 64 letters, digits, underscores, periods and hyphens, starting with a letter or digit and ending with a letter, digit or underscore.", strings.Repeat("a", 65))},
	},
	{
		name: "overprovision", code: fabric.CodeNotSupportedByFlexibleOrchestration, given: oneNIC,
		breaks: flexible(func(s *fabric.ScaleSet) { s.Overprovision = true }), keeps: set(func(s *fabric.ScaleSet) { s.Overprovision = true }),
		says: lacks("overprovision", "overprovisioning"),
	},
	{
		name: "health probe", code: fabric.CodeNotSupportedByFlexibleOrchestration, given: plus(publicLB, probe("lb", "p"), probed(r1, "p"), nic("nic", inA)),
		breaks: with(health("p"), func(s *fabric.ScaleSet) { s.OrchestrationMode = "Flexible" }), keeps: health("p"),
		says: lacks("health_probe_id", "health by a load balancer's probe"),
	},
	{
		name: "1001, Flexible", code: fabric.CodeInvalidParameter, given: plus(largeNIC[:2], nic("nic", public(webIP, "", ""))), breaks: flexibleOf(1001), keeps: flexibleOf(1000),
		says: []string{"error: InvalidParameter at capacity: The scale set set asks for 1001 instances; possible are 0 to 1000."},
	},
	{
		name: "protected number", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: flexible(func(s *fabric.ScaleSet) { s.ScaleIn.Protected = []string{"1", "set_0123456g", "set_12345678"} }),
		keeps:  flexible(func(s *fabric.ScaleSet) { s.ScaleIn.Protected = []string{"SET_0123456F"} }),
		says:   []string{protectedName("1"), protectedName("set_0123456g")},
	},
	{
		name: "rolling, Flexible", code: fabric.CodeOperationNotAllowed, given: oneNIC,
		breaks: set(func(s *fabric.ScaleSet) { s.UpgradeMode = "Rolling" }), keeps: flexible(func(s *fabric.ScaleSet) { s.UpgradeMode = "Rolling" }),
		says: []string{"error: OperationNotAllowed at upgrade_policy.mode: The scale set set asks for rolling upgrades and has no health probe that could tell when to go on."},
	},
}

func protectedName(id string) string {
	return fmt.Sprintf("error: InvalidParameter at scale_in.protected_instance_ids: %q, which the scale set set protects, is no instance id: ids are the names of instances, set_ and eight hexadecimal digits.", id)
}

// grouped is a Flexible set of a VM size, over fault domains, in a single placement group or several.
func grouped(size string, domains int, single bool, zones ...string) fabric.ScaleSet {
	return flexible(func(s *fabric.ScaleSet) {
		s.SKU, s.FaultDomains, s.SinglePlacementGroup, s.Zones = size, domains, single, zones
	})
}

func domainsSay(n int, possible string) []string {
	are := "are"
	if possible == "1" {
		are = "is"
	}
	return []string{fmt.Sprintf("error: InvalidParameter at platform_fault_domain_count: The scale set set asks for %d fault domains; possible %s %s.", n, are, possible)}
}

const usualSize, largeMemory = "Standard_D16s_v5", "Standard_M8-2ms" // the second is one that the table of sizes has

// flexiblePlacementCases: fault domains and placement groups of Flexible sets.
var flexiblePlacementCases = []ruleCase{
	{name: "five fault domains, Flexible", code: fabric.CodeInvalidParameter, given: oneNIC, breaks: grouped(usualSize, 5, false), keeps: grouped(usualSize, 3, false), says: domainsSay(5, "1, 2, 3")},
	{name: "two in zones, Flexible", code: fabric.CodeInvalidParameter, given: oneNIC, breaks: grouped(usualSize, 2, false, "1"), keeps: grouped(usualSize, 1, false, "1"), says: domainsSay(2, "1")},
	{
		name: "single placement group, Flexible", code: fabric.CodeOperationNotAllowed, given: oneNIC, breaks: grouped(usualSize, 2, true), keeps: grouped(largeMemory, 2, true),
		says: []string{"error: OperationNotAllowed at single_placement_group: The scale set set is of Flexible orchestration, in which the VM size Standard_D16s_v5 cannot be in a single placement group."},
	},
	{
		name: "several placement groups, Flexible", code: fabric.CodeOperationNotAllowed, given: oneNIC, breaks: grouped(largeMemory, 2, false), keeps: grouped(largeMemory, 1, false),
		says: []string{"error: OperationNotAllowed at single_placement_group: The scale set set is of Flexible orchestration, in which the VM size Standard_M8-2ms spreads over 2 fault domains only in a single placement group."},
	},
	{
		name: "one domain in a single placement group, Flexible", code: fabric.CodeOperationNotAllowed, given: oneNIC, breaks: grouped(largeMemory, 0, true), keeps: grouped(largeMemory, 0, false),
		says: []string{"error: OperationNotAllowed at platform_fault_domain_count: The scale set set asks for one fault domain, which spreads over as many racks as there are, in a single placement group."},
	},
	{
		name: "201 in a single placement group, Flexible", code: fabric.CodeOperationNotAllowed, given: plus(largeNIC[:2], nic("nic", public(webIP, "", ""))),
		breaks: with(grouped(largeMemory, 2, true), func(s *fabric.ScaleSet) { s.Capacity = 201 }), keeps: with(grouped(largeMemory, 2, true), func(s *fabric.ScaleSet) { s.Capacity = 200 }),
		says: []string{"error: OperationNotAllowed at capacity: The scale set set asks for 201 instances in a single placement group, which holds at most 200."},
	},
}

var natted = []fabric.Object{natPool("lb", "nat1", "f1", 50000, 50009, 22), nic("nic", nated(webIP, "lb", "nat1"))}

func publicCalled(name string) fabric.NICConfiguration {
	return publicWith(func(p *fabric.PublicIPConfiguration) { p.Name = name })
}

func labelOf(length int) []fabric.Object {
	return plus(oneSubnet, nic("nic", public(webIP, strings.Repeat("a", length), "")))
}

func setOn(n fabric.NICConfiguration) fabric.ScaleSet {
	return flexible(func(s *fabric.ScaleSet) { s.NICConfigurationIDs = []fabric.ID{n.ID} })
}

func madeName(of, name string) []string {
	return []string{"error: InvalidResourceName at nic_configuration_ids[0]: In the Flexible scale set set the name " + name + " would become that of a " + of + " with 81 characters; at most 80 are possible."}
}

var long71, long72 = strings.Repeat("n", 71), strings.Repeat("n", 72)

// flexibleNetworkCases: what the NIC configurations of a Flexible set decide.
var flexibleNetworkCases = []ruleCase{
	{
		name: "NAT pool", code: fabric.CodeNotSupportedByFlexibleOrchestration, given: plus(publicLB, natted...), breaks: flexibleOf(0), keeps: set(asItIs),
		says: lacks("nic_configuration_ids[0]", "inbound NAT pools; the IP configuration ip1 of the NIC nic names nat1"),
	},
	{
		name: "NAT rule in its place", code: fabric.CodeNotSupportedByFlexibleOrchestration, given: plus(publicLB, natted...), breaks: flexibleOf(0),
		keepsGiven: plus(publicLB, natRule("lb", "n1", "f1", 50000, 50009, "a", 22), nic("nic", inA)), keeps: flexibleOf(2),
		says: lacks("nic_configuration_ids[0]", "inbound NAT pools; the IP configuration ip1 of the NIC nic names nat1"),
	},
	{
		name: "Basic load balancer", code: fabric.CodeNotSupportedByFlexibleOrchestration, given: behindBasic, breaks: flexibleOf(0), keeps: small(oneSet),
		says: lacks("nic_configuration_ids[0]", "Basic load balancers; the IP configuration ip1 of the NIC nic stands behind lb"),
	},
	{
		name: "Basic addresses", code: fabric.CodeNotSupportedByFlexibleOrchestration, given: plus(oneSubnet, nic("nic", ofSKU(webIP, "Basic"))), breaks: flexibleOf(0),
		keepsGiven: plus(oneSubnet, nic("nic", ofSKU(webIP, "Standard"))), keeps: flexibleOf(1),
		says: lacks("nic_configuration_ids[0]", "Basic public IP addresses; the IP configuration ip1 of the NIC nic asks for one"),
	},
	{
		name: "label of 27", code: fabric.CodeInvalidDomainNameLabel, given: labelOf(27), breaks: flexibleOf(0), keepsGiven: labelOf(26), keeps: flexibleOf(1),
		says: []string{`error: InvalidDomainNameLabel at nic_configuration_ids[0]: The domain name label "aaaaaaaaaaaaaaaaaaaaaaaaaaa" has 27 characters; in the Flexible scale set set at most 26 are possible, because a dash and a UUID follow.`},
	},
	{
		name: "label of 27, Uniform", code: fabric.CodeInvalidDomainNameLabel, given: labelOf(27), breaks: flexibleOf(0), keeps: set(asItIs),
		says: []string{`error: InvalidDomainNameLabel at nic_configuration_ids[0]: The domain name label "aaaaaaaaaaaaaaaaaaaaaaaaaaa" has 27 characters; in the Flexible scale set set at most 26 are possible, because a dash and a UUID follow.`},
	},
	{
		name: "NIC's name", code: fabric.CodeInvalidResourceName, given: plus(oneSubnet, nic(long72, webIP), nic(long71, webIP)),
		breaks: setOn(nic(long72)), keeps: setOn(nic(long71)), says: madeName("network interface", long72),
	},
	{
		name: "address's name", code: fabric.CodeInvalidResourceName, given: plus(oneSubnet, publicCalled(long72)), keepsGiven: plus(oneSubnet, publicCalled(long71)),
		breaks: flexibleOf(0), keeps: flexibleOf(0), says: madeName("public IP address", long72),
	},
	{
		// Compute makes each label another one, so that a Flexible set takes none away.
		name: "label of two sets", code: fabric.CodeDNSRecordInUse, given: labelledSet,
		breaks: scaleSet("other", 1, "nic"), keeps: with(flexibleCalled("other"), func(s *fabric.ScaleSet) { s.Capacity = 2 }),
		says: []string{"error: DnsRecordInUse at nic_configuration_ids[0]: The domain name label web of the scale set other is already used in koreacentral by the scale set set."},
	},
}
