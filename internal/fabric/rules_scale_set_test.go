package fabric_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

func shortPrefix(s *fabric.ScaleSet) { s.ComputerNamePrefix = "vm" }

func set(change func(*fabric.ScaleSet)) fabric.ScaleSet {
	return with(scaleSet("set", 0, "nic"), change)
}

func automatic(s fabric.ScaleSet) fabric.ScaleSet {
	s.UpgradeMode = fabric.UpgradeAutomatic
	return s
}

func capacity(n int, single bool) fabric.ScaleSet {
	return set(func(s *fabric.ScaleSet) { s.Capacity, s.SinglePlacementGroup = n, single })
}

func computer(os, prefix string) fabric.ScaleSet {
	return set(func(s *fabric.ScaleSet) { s.OSType, s.ComputerNamePrefix = os, prefix })
}

func badComputer(prefix, why string) []string {
	return []string{fmt.Sprintf("error: InvalidComputerNamePrefix at computer_name_prefix: The computer name prefix %q of the scale set set %s.", prefix, why)}
}

// largeNIC has one NIC configuration in a subnet of 2043 addresses.
var largeNIC = []fabric.Object{vnet("vnet", "10.0.0.0/16"), subnet("vnet", "web", "10.0.0.0/21"), nic("nic", webIP)}

// scaleSetCases: what a set's own arguments decide.
var scaleSetCases = []ruleCase{
	{
		name: "orchestration mode", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: set(func(s *fabric.ScaleSet) { s.OrchestrationMode = "Mixed" }), keeps: set(func(s *fabric.ScaleSet) { s.OrchestrationMode = "Uniform" }),
		says: parameter("orchestration_mode", "set", `"Mixed"`, "Uniform, Flexible"),
	},
	{
		name: "upgrade policy", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: set(func(s *fabric.ScaleSet) { s.UpgradeMode = "automatic" }), keeps: set(func(s *fabric.ScaleSet) { s.UpgradeMode = "Automatic" }),
		says: parameter("upgrade_policy.mode", "set", `"automatic"`, "Manual, Automatic, Rolling"),
	},
	{
		name: "operating system", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: computer("BSD", "vm"), keeps: computer("Windows", "vm"), says: parameter("guest.os_type", "set", `"BSD"`, "Linux, Windows"),
	},
	{
		name: "zone", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: set(func(s *fabric.ScaleSet) { s.Zones = []string{"0"} }), keeps: set(func(s *fabric.ScaleSet) { s.Zones = []string{"1"} }),
		says: []string{`error: InvalidParameter at zones[0]: set names the zone "0"; a region has the zones 1, 2, 3.`},
	},
	{
		name: "no NIC", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: scaleSet("set", 0), keeps: scaleSet("set", 0, "nic"),
		says: []string{"error: InvalidParameter at nic_configuration_ids: The scale set set has no NIC configuration; it needs at least one."},
	},
	{
		name: "1001", code: fabric.CodeInvalidParameter, given: largeNIC, breaks: capacity(1001, false), keeps: capacity(1000, false),
		says: []string{"error: InvalidParameter at capacity: The scale set set asks for 1001 instances; possible are 0 to 1000."},
	},
	{
		name: "101 in a single placement group", code: fabric.CodeOperationNotAllowed, given: oneNIC, breaks: capacity(101, true), keeps: capacity(100, true),
		says: []string{"error: OperationNotAllowed at capacity: The scale set set asks for 101 instances in a single placement group, which holds at most 100."},
	},
	{
		name: "101 in several", code: fabric.CodeOperationNotAllowed, given: oneNIC, breaks: capacity(101, true), keeps: capacity(101, false),
		says: []string{"error: OperationNotAllowed at capacity: The scale set set asks for 101 instances in a single placement group, which holds at most 100."},
	},
	{
		name: "Linux of 59", code: fabric.CodeInvalidComputerNamePrefix, given: oneNIC, breaks: computer("Linux", repeat("v", 59)), keeps: computer("Linux", repeat("v", 58)),
		says: badComputer(repeat("v", 59), "has 59 characters; with the 6 digits of the instance id, Linux takes at most 58"),
	},
	{
		name: "Windows of 10", code: fabric.CodeInvalidComputerNamePrefix, given: oneNIC, breaks: computer("Windows", repeat("v", 10)), keeps: computer("Windows", repeat("v", 9)),
		says: badComputer(repeat("v", 10), "has 10 characters; with the 6 digits of the instance id, Windows takes at most 9"),
	},
	{
		name: "Windows underscore", code: fabric.CodeInvalidComputerNamePrefix, given: oneNIC, breaks: computer("Windows", "v_m"), keeps: computer("Windows", "v-m"),
		says: badComputer("v_m", "has other characters than letters, digits and hyphens"),
	},
	{
		name: "Windows digits", code: fabric.CodeInvalidComputerNamePrefix, given: oneNIC, breaks: computer("Windows", "123"), keeps: computer("Windows", "123a"),
		says: badComputer("123", "has only digits"),
	},
	{
		name: "Linux underscore", code: fabric.CodeInvalidComputerNamePrefix, given: oneNIC, breaks: computer("Linux", "v_m"), keeps: computer("Linux", "123"),
		says: badComputer("v_m", "has one of the characters \\/\"[]:|<>+=;,?*@&~!#$%^()_{}'"),
	},
	{
		name: "Linux period", code: fabric.CodeInvalidComputerNamePrefix, given: oneNIC, breaks: computer("Linux", "vm."), keeps: computer("Linux", "v.m"),
		says: badComputer("vm.", "ends with a period"),
	},
	{
		name: "twice", code: fabric.CodeDuplicateNetworkInterfaceName, given: twoNICs(oneSubnet, nic("nic", webIP), secondNIC("nic2", webIP)),
		breaks: scaleSet("set", 1, "nic", "nic2", "NIC2"), keeps: scaleSet("set", 1, "nic", "nic2"),
		says: []string{"error: DuplicateNetworkInterfaceName at nic_configuration_ids[2]: The scale set set names the NIC configuration NIC2 twice (indexes 1 and 2)."},
	},
}

func twoNICs(network []fabric.Object, nics ...fabric.Object) []fabric.Object {
	return append(network[:len(network):len(network)], nics...)
}

func sized(size string, nics ...string) fabric.ScaleSet {
	return with(scaleSet("set", 1, nics...), func(s *fabric.ScaleSet) { s.SKU = size })
}

// inGroup2 is the NIC configuration nic with the same name in another resource group.
var inGroup2 = with(secondNIC("nic", webIP), func(n *fabric.NICConfiguration) {
	n.ID = fabric.TopLevelID(fabric.KindNICConfiguration, "sub", "rg2", "NIC")
})

var accelerated = with(nic("nic", webIP), func(n *fabric.NICConfiguration) { n.AcceleratedNetworking = true })

// group2Set names both.
var group2Set = with(scaleSet("set", 1, "nic"), func(s *fabric.ScaleSet) { s.NICConfigurationIDs = append(s.NICConfigurationIDs, inGroup2.ID) })

// twoVNets has a NIC configuration in each of two networks, both in the same application security group.
var twoVNets = twoNICs(twoNetworks, asg("a0"), nic("nic", inGroups(webIP, asgIDs(0, 1)...)), nic("far", inGroups(ip("ip1", subnetID("vnet2", "web")), asgIDs(0, 1)...)),
	nic("near", inGroups(ip("ip1", subnetID("vnet", "db")), asgIDs(0, 1)...)), scaleSet("first", 1, "nic"))

// scaleSetNetworkCases: what NIC configurations break together, and what a VM size does not take.
var scaleSetNetworkCases = []ruleCase{
	{
		name: "one name", code: fabric.CodeDuplicateNetworkInterfaceName, given: twoNICs(oneSubnet, nic("nic", webIP), secondNIC("nic2", webIP), inGroup2),
		breaks: group2Set, keeps: scaleSet("set", 1, "nic", "nic2"),
		says: []string{"error: DuplicateNetworkInterfaceName at nic_configuration_ids[1]: The NIC configurations 0 and 1 of the scale set set are both called NIC."},
	},
	{
		name: "NIC configurations", code: fabric.CodeSubnetsNotInSameVnet,
		given:  twoNICs(twoNetworks, nic("nic", webIP), secondNIC("far", ip("ip1", subnetID("vnet2", "web"))), secondNIC("near", ip("ip1", subnetID("vnet", "db")))),
		breaks: scaleSet("set", 1, "nic", "far"), keeps: scaleSet("set", 1, "nic", "near"),
		says: []string{"error: SubnetsNotInSameVnet at nic_configuration_ids[1]: The NIC configuration far is in the virtual network vnet2, but nic is in vnet; all NICs of the scale set set are in one."},
	},
	{
		name: "none", code: fabric.CodeNetworkInterfaceMustHavePrimaryPropertySet, given: twoNICs(oneSubnet, secondNIC("a", webIP), secondNIC("b", webIP), nic("c", webIP)),
		breaks: scaleSet("set", 1, "a", "b"), keeps: scaleSet("set", 1, "a", "b", "c"),
		says: []string{"error: NetworkInterfaceMustHavePrimaryPropertySet at nic_configuration_ids: None of the NIC configurations of the scale set set is primary."},
	},
	{
		name: "two", code: fabric.CodeMultiplePrimaryNetworkInterfaces, given: twoNICs(oneSubnet, nic("a", webIP), nic("b", webIP), secondNIC("c", webIP)),
		breaks: scaleSet("set", 1, "a", "c", "b"), keeps: scaleSet("set", 1, "a", "c"),
		says: []string{"error: MultiplePrimaryNetworkInterfaces at nic_configuration_ids: The NIC configurations a, b of the scale set set are all primary."},
	},
	{
		name: "D2s_v5 with 3", code: fabric.CodeNetworkInterfaceCountExceeded, given: twoNICs(oneSubnet, nic("a", webIP), secondNIC("b", webIP), secondNIC("c", webIP)),
		breaks: sized("Standard_D2s_v5", "a", "b", "c"), keeps: sized("Standard_D2s_v5", "a", "b"),
		says: []string{"error: NetworkInterfaceCountExceeded at nic_configuration_ids: The scale set set has 3 NIC configurations; the VM size Standard_D2s_v5 takes at most 2 NICs."},
	},
	{
		name: "A2_v2", code: fabric.CodeVMSizeIsNotPermittedToEnableAcceleratedNetworking, given: twoNICs(oneSubnet, accelerated),
		breaks: sized("Standard_A2_v2", "nic"), keeps: sized("standard_d2s_V5", "nic"),
		says: []string{"error: VMSizeIsNotPermittedToEnableAcceleratedNetworking at nic_configuration_ids[0]: The NIC configuration nic enables accelerated networking, which the VM size Standard_A2_v2 of the scale set set does not have."},
	},
	{
		name: "A2_v2 without", code: fabric.CodeVMSizeIsNotPermittedToEnableAcceleratedNetworking, given: twoNICs(oneSubnet, accelerated), keepsGiven: oneNIC,
		breaks: sized("Standard_A2_v2", "nic"), keeps: sized("Standard_A2_v2", "nic"),
		says: []string{"error: VMSizeIsNotPermittedToEnableAcceleratedNetworking at nic_configuration_ids[0]: The NIC configuration nic enables accelerated networking, which the VM size Standard_A2_v2 of the scale set set does not have."},
	},
	{
		name: "D2s_v9", code: fabric.CodeUnknownVMSize, given: oneNIC, breaks: sized("Standard_D2s_v9", "nic"), keeps: sized("Standard_D2s_v6", "nic"),
		says: []string{`warning: UnknownVmSize at sku: The VM size "Standard_D2s_v9" of the scale set set is not in the fabric's table; it is taken to have 2 NICs and accelerated networking.`},
	},
	{
		name: "two networks", code: fabric.CodeApplicationSecurityGroupSpansVirtualNetworks, given: twoVNets, breaks: scaleSet("set", 1, "far"), keeps: scaleSet("set", 1, "near"),
		says: []string{"error: ApplicationSecurityGroupSpansVirtualNetworks at nic_configuration_ids: The application security group a0 has NICs of the scale set set in the virtual network vnet2, and of first in vnet."},
	},
	{
		name: "two IP configurations", code: fabric.CodeDNSRecordInUse, given: twoNICs(oneSubnet, nic("a", public(named("a"), "web", ""), public(named("b"), "web", "")), nic("b", public(named("a"), "web", ""), public(named("b"), "web2", ""))),
		breaks: scaleSet("set", 1, "a"), keeps: scaleSet("set", 1, "b"),
		says: []string{"error: DnsRecordInUse at nic_configuration_ids[0]: The scale set set uses the domain name label web for two IP configurations."},
	},
	{
		// vm0.web would have two addresses of one version. One of each version makes an A and an AAAA record.
		name: "IP configurations of both versions", code: fabric.CodeDNSRecordInUse, given: twoNICs(dualStack, nic("a", public(named("a"), "web", ""), public(named("b"), "web", ""), public(ipv6("c", webIP.SubnetID), "web", "")), nic("b", public(named("a"), "web", ""), public(ipv6("c", webIP.SubnetID), "web", ""))),
		breaks: scaleSet("set", 1, "a"), keeps: scaleSet("set", 1, "b"),
		says: []string{"error: DnsRecordInUse at nic_configuration_ids[0]: The scale set set uses the domain name label web for two IP configurations."},
	},
	{
		name: "two NICs with one label", code: fabric.CodeDNSRecordInUse, given: twoNICs(oneSubnet, nic("a", public(webIP, "web", "")), secondNIC("b", public(webIP, "web", "")), secondNIC("c", public(webIP, "web2", ""))),
		breaks: scaleSet("set", 1, "a", "b"), keeps: scaleSet("set", 1, "a", "c"),
		says: []string{"error: DnsRecordInUse at nic_configuration_ids[1]: The scale set set uses the domain name label web for two IP configurations."},
	},
	{
		// Each instance has one of the two; the label of the model before is the set's own.
		name: "own older model", code: fabric.CodeDNSRecordInUse, given: append(labelledSet[:4:4], nic("nic", public(webIP, "next", "")), scaleSet("set", 2, "nic"), nic("nic", public(webIP, "web", "")), labelled("pip", "last", "koreacentral"), nic("last", public(webIP, "last", ""))),
		breaks: scaleSet("set", 3, "last"), keeps: scaleSet("set", 3, "nic"),
		says: []string{"error: DnsRecordInUse at nic_configuration_ids[0]: The domain name label last of the scale set set is already used in koreacentral by the public IP address pip."},
	},
	{
		name: "two sets", code: fabric.CodeDNSRecordInUse, given: append(labelledSet[:4:4], nic("nic2", webIP)), breaks: scaleSet("set2", 1, "nic"), keeps: scaleSet("set2", 1, "nic2"),
		says: []string{"error: DnsRecordInUse at nic_configuration_ids[0]: The domain name label web of the scale set set2 is already used in koreacentral by the scale set set."},
	},
}

// smallSubnet has three addresses, of which the set other holds n.
func smallSubnet(n int) []fabric.Object {
	return []fabric.Object{vnet("vnet", "10.0.0.0/16"), subnet("vnet", "web", "10.0.0.0/29"), nic("nic", webIP), scaleSet("other", n, "nic")}
}

// prefixedNIC has a NIC configuration with public addresses from a prefix of 2.
var prefixedNIC = append(oneSubnet[:2:2], prefix("pre", 31), nic("nic", public(webIP, "", idOf(fabric.KindPublicIPPrefix, "pre"))))

var publicNIC = append(oneSubnet[:2:2], nic("nic", public(webIP, "", "")))

// capacityCases: pools that run out under a scale set.
var capacityCases = []ruleCase{
	{
		name: "/29 for 4", code: fabric.CodeSubnetIsFull, given: smallSubnet(0), breaks: scaleSet("set", 4, "nic"), keeps: scaleSet("set", 3, "nic"),
		says: []string{"error: SubnetIsFull at capacity: The scale set set needs 4 addresses for its 4 instances from the subnet web, which has 3, of which others hold 0."},
	},
	{
		name: "/29 beside another", code: fabric.CodeSubnetIsFull, given: smallSubnet(2), breaks: scaleSet("set", 2, "nic"), keeps: scaleSet("set", 1, "nic"),
		says: []string{"error: SubnetIsFull at capacity: The scale set set needs 2 addresses for its 2 instances from the subnet web, which has 3, of which others hold 2."},
	},
	{
		name: "/29 full of another", code: fabric.CodeSubnetIsFull, given: smallSubnet(3), keepsGiven: smallSubnet(2), breaks: scaleSet("set", 1, "nic"), keeps: scaleSet("set", 1, "nic"),
		says: []string{"error: SubnetIsFull at capacity: The scale set set needs 1 address for its 1 instance from the subnet web, which has 3, of which others hold 3."},
	},
	{
		name: "two NICs", code: fabric.CodeSubnetIsFull, given: append(smallSubnet(0), secondNIC("nic2", webIP, named("ip2"))), breaks: scaleSet("set", 2, "nic", "nic2"), keeps: scaleSet("set", 1, "nic", "nic2"),
		says: []string{"error: SubnetIsFull at capacity: The scale set set needs 6 addresses for its 2 instances from the subnet web, which has 3, of which others hold 0."},
	},
	{
		name: "/31 for 3", code: fabric.CodePublicIPPrefixOutOfIPAddressesForVMScaleSet, given: prefixedNIC, breaks: scaleSet("set", 3, "nic"), keeps: scaleSet("set", 2, "nic"),
		says: []string{"error: PublicIpPrefixOutOfIpAddressesForVMScaleSet at capacity: The scale set set needs 3 addresses for its 3 instances from the public IP prefix pre, which has 2, of which others hold 0."},
	},
	{
		name: "/31 beside an address", code: fabric.CodePublicIPPrefixOutOfIPAddressesForVMScaleSet, given: append(prefixedNIC[:4:4], fromPrefix()), breaks: scaleSet("set", 2, "nic"), keeps: scaleSet("set", 1, "nic"),
		says: []string{"error: PublicIpPrefixOutOfIpAddressesForVMScaleSet at capacity: The scale set set needs 2 addresses for its 2 instances from the public IP prefix pre, which has 2, of which others hold 1."},
	},
	{
		name: "no address", code: fabric.CodePublicIPCountLimitExceededByVMScaleSet, given: publicNIC, full: publicIP("pip"), breaks: scaleSet("set", 2, "nic"), keeps: scaleSet("set", 2, "nic"),
		says: []string{"error: PublicIPCountLimitExceededByVMScaleSet at capacity: The scale set set needs 2 addresses for its 2 instances from the simulated public address space, which has 65534, of which others hold 65534."},
	},
}
