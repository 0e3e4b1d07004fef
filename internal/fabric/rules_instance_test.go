package fabric_test

import (
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// own is the network of an instance of the set "set".
func own(instance string, nics ...fabric.NICConfiguration) fabric.InstanceNetwork {
	id := fabric.ChildID(fabric.KindInstanceNetwork, idOf(fabric.KindScaleSet, "set"), instance)
	n := fabric.InstanceNetwork{Meta: fabric.Meta{ID: id}}
	for _, c := range nics {
		c.Meta = fabric.Meta{ID: fabric.InstanceNICID(id, c.Name())}
		n.NICs = append(n.NICs, c)
	}
	return n
}

// upgradeTo is an upgrade of instances of the set "set" to a model.
func upgradeTo(version int, instances ...string) fabric.InstanceUpgrade {
	set := idOf(fabric.KindScaleSet, "set")
	return fabric.InstanceUpgrade{
		Meta: fabric.Meta{ID: fabric.InstanceUpgradeID(set, instances), Location: fabrictest.Location}, SetID: set,
		InstanceIDs: instances, ModelVersion: version,
	}
}

// inSet puts a set of two, of the NIC configuration nic, beside objects.
func inSet(objects []fabric.Object, more ...fabric.Object) []fabric.Object {
	return slices.Concat(objects, []fabric.Object{scaleSet("set", 2, "nic")}, more)
}

var (
	twoOfOne = inSet(oneNIC)
	// behindLB is a set behind no pool yet, beside a load balancer with the pools a and b.
	behindLB = inSet(plus(publicLB, nic("nic", webIP)))
)

// instanceNetworkCases: what the network of one instance decides alone.
var instanceNetworkCases = []ruleCase{
	{name: "instance name", code: fabric.CodeInvalidParameter, given: twoOfOne, breaks: own("set_1", nic("nic", webIP)), keeps: own("1", nic("nic", webIP)),
		says: []string{`error: InvalidParameter at instance_id: "set_1" is no instance id: ids are numbers from 0.`}},
	{name: "unknown instance", code: fabric.CodeInvalidParameter, given: twoOfOne, breaks: own("2", nic("nic", webIP)), keeps: own("0", nic("nic", webIP)),
		says: []string{"error: InvalidParameter at instance_id: The scale set set has no instance 2; it has 0, 1."}},
	{name: "instance of many", code: fabric.CodeInvalidParameter, given: plus(oneNIC, scaleSet("set", 12, "nic")), breaks: own("12", nic("nic", webIP)), keeps: own("11", nic("nic", webIP)),
		says: []string{"error: InvalidParameter at instance_id: The scale set set has no instance 12; it has 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and others."}},
	{name: "no NIC", code: fabric.CodeInvalidParameter, given: twoOfOne, breaks: own("1"), keeps: own("1", nic("any", webIP)),
		says: []string{"error: InvalidParameter at network_interfaces: The instance 1 has no network interface; it needs at least one."}},
	{name: "NICs of one name", code: fabric.CodeDuplicateNetworkInterfaceName, given: twoOfOne, breaks: own("1", nic("nic", webIP), secondNIC("NIC", webIP)), keeps: own("1", nic("nic", webIP), secondNIC("NIC2", webIP)),
		says: []string{"error: DuplicateNetworkInterfaceName at network_interfaces[1].name: The network interfaces 0 and 1 of the instance 1 are both called NIC."}},
	{name: "name of an instance's NIC", code: fabric.CodeInvalidResourceName, given: twoOfOne, breaks: own("1", nic("nic.", webIP)), keeps: own("1", nic("nic_", webIP)),
		says: []string{`error: InvalidResourceName at network_interfaces[0].name: "nic." is no name for a network interface: it takes 1 to 80 letters, digits, underscores, periods and hyphens, starting with a letter or digit and ending with a letter, digit or underscore.`}},
	{name: "primary IP configuration of an instance", code: fabric.CodeVMScaleSetNetworkInterfaceConfigurationMustHaveOneIPConfigAsPrimary, given: twoOfOne,
		breaks: own("1", nic("nic", webIP), noPrimary(secondNIC("nic2", webIP))), keeps: own("1", nic("nic", webIP), secondNIC("nic2", webIP)),
		says: []string{"error: VMScaleSetNetworkInterfaceConfigurationMustHaveOneIpConfigAsPrimary at network_interfaces[1].ip_configurations: The NIC configuration nic2 has 0 IP configurations marked as primary of 1; exactly one is."}},
	{name: "257 of an instance", code: fabric.CodeInvalidVMScaleSetNetworkInterfaceConfigurationIPConfigCount, given: inSet([]fabric.Object{vnet("vnet", "10.0.0.0/16"), subnet("vnet", "web", "10.0.0.0/21"), nic("nic", webIP)}), breaks: own("1", nic("nic", namedIPs(257)...)), keeps: own("1", nic("nic", namedIPs(256)...)),
		says: []string{"error: InvalidVMScaleSetNetworkInterfaceConfigurationIPConfigCount at network_interfaces[0].ip_configurations: The NIC configuration nic has 257 IP configurations; a NIC has at most 256."}},
	{name: "primary of an instance", code: fabric.CodeIPv6ConfigurationCannotBePrimary, given: inSet(plus(dualStack, nic("nic", webIP))),
		breaks: own("1", nic("nic", primary(ipv6("v6", webSubnet)), webIP)), keeps: own("1", nic("nic", ipv6("v6", webSubnet), primary(webIP))),
		says: []string{"error: Ipv6ConfigurationCannotBePrimary at network_interfaces[0].ip_configurations[0]: The IP configuration v6 of the NIC configuration nic is of IPv6 and primary; the primary one is of IPv4."}},
	{name: "IP configurations of an instance", code: fabric.CodeDuplicateIPConfigurationName, given: twoOfOne, breaks: own("1", nic("nic", named("a"), named("A"))), keeps: own("1", nic("nic", named("a"), named("b"))),
		says: []string{"error: DuplicateIpConfigurationName at network_interfaces[0].ip_configurations[1].name: The IP configurations 0 and 1 of the NIC configuration nic are both called A."}},
	{name: "IP configuration of an instance", code: fabric.CodeInvalidResourceName, given: twoOfOne, breaks: own("1", nic("nic", named(""))), keeps: own("1", nic("nic", named("a"))),
		says: []string{`error: InvalidResourceName at network_interfaces[0].ip_configurations[0].name: "" is no name for an IP configuration: it takes 1 to 80 letters, digits, underscores, periods and hyphens, starting with a letter or digit and ending with a letter, digit or underscore.`}},
	{name: "version of an instance", code: fabric.CodeInvalidParameter, given: twoOfOne,
		breaks: own("1", nic("nic", webIP, changedIP(named("b"), func(i *fabric.IPConfiguration) { i.Version = "ipv4" }))), keeps: own("1", nic("nic", webIP, named("b"))),
		says: []string{`error: InvalidParameter at network_interfaces[0].ip_configurations[1].version: ip_configurations[1].version of nic is "ipv4"; possible are IPv4, IPv6.`}},
	{name: "an instance in Bastion's", code: fabric.CodeSubnetReservedForService, given: inSet(plus(oneNIC, subnet("vnet", "AzureBastionSubnet", "10.0.1.0/24"))),
		breaks: own("1", nic("nic", ip("ip1", subnetID("vnet", "AzureBastionSubnet")))), keeps: own("1", nic("nic", webIP)),
		says: []string{"error: SubnetReservedForService at network_interfaces[0].ip_configurations[0].subnet_id: The IP configuration ip1 is in the subnet AzureBastionSubnet, which belongs to Azure Bastion."}},
	{name: "21 of an instance", code: fabric.CodeApplicationSecurityGroupLimitExceeded, given: inSet(append(asgs(21), oneNIC...)),
		breaks: own("1", nic("nic", inGroups(webIP, asgIDs(0, 21)...))), keeps: own("1", nic("nic", inGroups(webIP, asgIDs(0, 20)...))),
		says: []string{"error: ApplicationSecurityGroupLimitExceeded at network_interfaces[0].ip_configurations[0].application_security_group_ids: The IP configuration ip1 is in 21 application security groups; at most 20 are possible.", "error: ApplicationSecurityGroupLimitExceeded at network_interfaces[0].ip_configurations: The NIC configuration nic is in 21 application security groups; a NIC is in at most 20."}},
	{name: "label of a single instance", code: fabric.CodeInvalidDomainNameLabel, given: twoOfOne,
		breaks: own("1", publicWith(func(p *fabric.PublicIPConfiguration) { p.DomainNameLabel = "Web" })), keeps: own("1", publicWith(func(p *fabric.PublicIPConfiguration) { p.DomainNameLabel = "web" })),
		says: []string{`error: InvalidDomainNameLabel at network_interfaces[0].ip_configurations[0].public_ip_address.domain_name_label: The domain name label "Web" does not match ^[a-z][a-z0-9-]{1,61}[a-z0-9]$.`}},
	{name: "DNS server of an instance", code: fabric.CodeInvalidDNSServerAddress, given: twoOfOne,
		breaks: own("1", with(nic("nic", webIP), func(n *fabric.NICConfiguration) { n.DNSServers = []string{"dns"} })), keeps: own("1", with(nic("nic", webIP), func(n *fabric.NICConfiguration) { n.DNSServers = []string{"10.0.0.9"} })),
		says: []string{`error: InvalidDnsServerAddress at network_interfaces[0].dns_servers[0]: The DNS server "dns" of nic is not an IP address.`}},
}

// instanceWorldCases: the network of one instance and what it meets.
var instanceWorldCases = []ruleCase{
	{name: "subnet of an instance", code: fabric.CodeInvalidResourceReference, given: twoOfOne, breaks: own("1", nic("nic", ip("ip1", subnetID("vnet", "db")))), keeps: own("1", nic("nic", webIP)),
		says: []string{"error: InvalidResourceReference at network_interfaces[0].ip_configurations[0].subnet_id: The subnet /subscriptions/sub/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/db, which network_interfaces[0].ip_configurations[0].subnet_id of the instance network 1 names, does not exist."}},
	{name: "set of an instance", code: fabric.CodeInvalidResourceReference, given: oneNIC, keepsGiven: twoOfOne, breaks: own("1", nic("nic", webIP)), keeps: own("1", nic("nic", webIP)),
		says: []string{"error: InvalidResourceReference at scale_set_id: The scale set /subscriptions/sub/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/set, which scale_set_id of the instance network 1 names, does not exist."}},
	{name: "IP configurations of an instance", code: fabric.CodeSubnetsNotInSameVnet, given: inSet(plus(twoNetworks, nic("nic", webIP))),
		breaks: own("1", nic("nic", webIP, ip("ip2", subnetID("vnet2", "web")))), keeps: own("1", nic("nic", webIP, ip("ip2", subnetID("vnet", "db")))),
		says: []string{"error: SubnetsNotInSameVnet at network_interfaces[0].ip_configurations[1]: The IP configuration ip2 is in the virtual network vnet2, but another of the NIC configuration nic is in vnet."}},
	{name: "NICs of an instance", code: fabric.CodeSubnetsNotInSameVnet, given: inSet(plus(twoNetworks, nic("nic", webIP))),
		breaks: own("1", nic("nic", webIP), secondNIC("nic2", ip("ip1", subnetID("vnet2", "web")))), keeps: own("1", nic("nic", webIP), secondNIC("nic2", ip("ip1", subnetID("vnet", "db")))),
		says: []string{"error: SubnetsNotInSameVnet at network_interfaces[1]: The NIC configuration nic2 is in the virtual network vnet2, but nic is in vnet; all NICs of the instance 1 of the scale set set are in one."}},
	{name: "none of an instance", code: fabric.CodeNetworkInterfaceMustHavePrimaryPropertySet, given: twoOfOne, breaks: own("1", secondNIC("a", webIP), secondNIC("b", webIP)), keeps: own("1", secondNIC("a", webIP), nic("b", webIP)),
		says: []string{"error: NetworkInterfaceMustHavePrimaryPropertySet at network_interfaces: None of the NIC configurations of the instance 1 of the scale set set is primary."}},
	{name: "two of an instance", code: fabric.CodeMultiplePrimaryNetworkInterfaces, given: twoOfOne, breaks: own("1", nic("a", webIP), nic("b", webIP)), keeps: own("1", nic("a", webIP), secondNIC("b", webIP)),
		says: []string{"error: MultiplePrimaryNetworkInterfaces at network_interfaces: The NIC configurations a, b of the instance 1 of the scale set set are all primary."}},
	{name: "three NICs of an instance", code: fabric.CodeNetworkInterfaceCountExceeded, given: plus(oneNIC, sized("Standard_D2s_v5", "nic")), keepsGiven: plus(oneNIC, sized("Standard_D8s_v5", "nic")),
		breaks: own("0", nic("a", webIP), secondNIC("b", webIP), secondNIC("c", webIP)), keeps: own("0", nic("a", webIP), secondNIC("b", webIP), secondNIC("c", webIP)),
		says: []string{"error: NetworkInterfaceCountExceeded at network_interfaces: The instance 0 of the scale set set has 3 NIC configurations; the VM size Standard_D2s_v5 takes at most 2 NICs."}},
	{name: "size of the instance's model", code: fabric.CodeNetworkInterfaceCountExceeded, given: plus(oneNIC, sized("Standard_D2s_v5", "nic"), sized("Standard_D8s_v5", "nic")),
		breaks: own("0", nic("a", webIP), secondNIC("b", webIP), secondNIC("c", webIP)), keeps: own("0", nic("a", webIP), secondNIC("b", webIP)),
		says: []string{"error: NetworkInterfaceCountExceeded at network_interfaces: The instance 0 of the scale set set has 3 NIC configurations; the VM size Standard_D2s_v5 takes at most 2 NICs."}},
	{name: "A2_v2 of an instance", code: fabric.CodeVMSizeIsNotPermittedToEnableAcceleratedNetworking, given: plus(oneNIC, sized("Standard_A2_v2", "nic")),
		breaks: own("0", nic("nic", webIP), with(secondNIC("fast", webIP), func(n *fabric.NICConfiguration) { n.AcceleratedNetworking = true })), keeps: own("0", nic("nic", webIP), secondNIC("fast", webIP)),
		says: []string{"error: VMSizeIsNotPermittedToEnableAcceleratedNetworking at network_interfaces[1]: The NIC configuration fast enables accelerated networking, which the VM size Standard_A2_v2 of the instance 0 of the scale set set does not have."}},
	{name: "IPv6 of an instance", code: fabric.CodeSubnetHasNoIPv6Prefix, given: inSet(plus(dualStack, nic("nic", webIP))),
		breaks: own("1", nic("nic", webIP), secondNIC("nic2", ip("v4", subnetID("vnet", "v4")), ipv6("v6", subnetID("vnet", "v4")))), keeps: own("1", nic("nic", webIP), secondNIC("nic2", ip("v4", subnetID("vnet", "v4")), ipv6("v6", webSubnet))),
		says: []string{"error: SubnetHasNoIpv6Prefix at network_interfaces[1].ip_configurations[1].subnet_id: The IP configuration v6 is of IPv6, but its subnet v4 has only 10.0.1.0/24."}},
	{name: "groups of an instance", code: fabric.CodeApplicationSecurityGroupSpansVirtualNetworks, given: plus(twoVNets, scaleSet("set", 1, "nic")), keepsGiven: nil,
		breaks: own("0", nic("nic", inGroups(ip("ip1", subnetID("vnet2", "web")), asgIDs(0, 1)...))), keeps: own("0", nic("nic", ip("ip1", subnetID("vnet2", "web")))),
		says: []string{"error: ApplicationSecurityGroupSpansVirtualNetworks at network_interfaces: The application security group a0 has NICs of the scale set set in the virtual network vnet2, and of first in vnet."}},
	{name: "an instance fills a subnet", code: fabric.CodeSubnetIsFull, given: plus([]fabric.Object{vnet("vnet", "10.0.0.0/16"), subnet("vnet", "web", "10.0.0.0/29"), nic("nic", webIP)}, scaleSet("set", 2, "nic")),
		breaks: own("1", nic("nic", webIP, named("a"), named("b"))), keeps: own("1", nic("nic", webIP, named("a"))),
		says: []string{"error: SubnetIsFull at network_interfaces: The scale set set needs 4 addresses for its 2 instances from the subnet web, which has 3, of which others hold 0."}},
	{name: "an instance exhausts a prefix", code: fabric.CodePublicIPPrefixOutOfIPAddressesForVMScaleSet, given: plus(prefixedNIC, scaleSet("set", 2, "nic")), keepsGiven: plus(prefixedNIC, scaleSet("set", 1, "nic")),
		breaks: own("0", prefixed("ip1", "more")), keeps: own("0", prefixed("ip1", "more")),
		says: []string{"error: PublicIpPrefixOutOfIpAddressesForVMScaleSet at network_interfaces: The scale set set needs 3 addresses for its 2 instances from the public IP prefix pre, which has 2, of which others hold 0."}},
	{name: "an instance exhausts a NAT pool", code: fabric.CodeInboundNATPoolSmallerThanRequestedPorts, given: inSet(plus(publicLB, natPool("lb", "nat1", "f1", 50000, 50001, 22), nic("nic", nated(webIP, "lb", "nat1")))),
		breaks: own("1", nic("nic", nated(webIP, "lb", "nat1"), nated(named("b"), "lb", "nat1"))), keeps: own("1", nic("nic", nated(webIP, "lb", "nat1"), named("b"))),
		says: []string{"error: InboundNatPoolFrontendPortRangeSmallerThanRequestedPorts at network_interfaces: The scale set set needs 3 ports for its 2 instances from the NAT pool nat1, which has 2, of which others hold 0."}},
	{name: "taken by a single instance", code: fabric.CodeDNSRecordInUse, given: inSet(plus(oneNIC, labelled("pip", "web", "koreacentral"))),
		breaks: own("1", nic("nic", public(webIP, "web", ""))), keeps: own("1", nic("nic", public(webIP, "web2", ""))),
		says: []string{"error: DnsRecordInUse at network_interfaces[0]: The domain name label web of the scale set set is already used in koreacentral by the public IP address pip."}},
	{name: "prefix of an instance", code: fabric.CodePublicIPVersionMismatch, given: inSet(plus(oneNIC, with(prefix("pre", 124), func(p *fabric.PublicIPPrefix) { p.Version = fabric.IPv6 }), prefix("pre4", 31))),
		breaks: own("1", nic("nic", public(webIP, "", idOf(fabric.KindPublicIPPrefix, "pre")))), keeps: own("1", nic("nic", public(webIP, "", idOf(fabric.KindPublicIPPrefix, "pre4")))),
		says: []string{"error: PublicIpVersionMismatch at network_interfaces[0].ip_configurations[0].public_ip_address.public_ip_prefix_id: The public IP configuration pub is of IPv4, its prefix pre of IPv6."}},
	{name: "one NIC of an instance behind two rules", code: fabric.CodeRulesUseSameBackendPortProtocolAndIPConfig, given: plus(behindLB, r1, lbRule("lb", "r2", "f2", 80, "b", 80)),
		breaks: own("1", nic("nic", behind(webIP, "lb", "a", "b"))), keeps: own("1", nic("nic", behind(webIP, "lb", "a"))),
		says: []string{"error: RulesUseSameBackendPortProtocolAndIPConfig at network_interfaces[0]: The load-balancing rule r1 and the load-balancing rule r2, both without floating IP, use the backend port 80 with the protocol Tcp on the IP configuration ip1 of the NIC nic of the scale set set."}},
	{name: "an instance beside a gateway", code: fabric.CodeApplicationGatewaySubnetCannotBeUsedByOtherResources, given: inSet(plus(oneGateway, nic("nic", webIP))),
		breaks: own("1", nic("nic", ip("ip1", gwSubnet))), keeps: own("1", nic("nic", webIP)),
		says: []string{"error: ApplicationGatewaySubnetCannotBeUsedByOtherResources at network_interfaces[0]: The NIC nic of the scale set set is in the subnet gw, which the application gateway gw has to itself."}},
	{name: "an instance in a gateway's pool", code: fabric.CodeApplicationGatewayBackendAddressPoolAlreadyHasBackendAddresses, given: inSet(plus(oneGateway, gatewayPool("gw", "named", "10.9.9.9"), gatewayPool("gw", "open"), nic("nic", webIP))),
		breaks: own("1", nic("nic", inGateway(webIP, "gw", "named"))), keeps: own("1", nic("nic", inGateway(webIP, "gw", "open"))),
		says: []string{"error: ApplicationGatewayBackendAddressPoolAlreadyHasBackendAddresses at network_interfaces[0]: The scale set set cannot join the application gateway pool named, which names addresses already."}},
}

func prefixed(names ...string) fabric.NICConfiguration {
	var ips []fabric.IPConfiguration
	for _, name := range names {
		ips = append(ips, public(named(name), "", idOf(fabric.KindPublicIPPrefix, "pre")))
	}
	return nic("nic", ips...)
}

// instanceUpgradeCases: upgrades of single instances.
var instanceUpgradeCases = []ruleCase{
	{name: "none to upgrade", code: fabric.CodeInvalidParameter, given: twoOfOne, breaks: upgradeTo(1), keeps: upgradeTo(1, "*"),
		says: []string{`error: InvalidParameter at instance_ids: The upgrade names no instance; it needs at least one, or "*" for all.`}},
	{name: "all beside others", code: fabric.CodeInvalidParameter, given: twoOfOne, breaks: upgradeTo(1, "0", "*"), keeps: upgradeTo(1, "0", "1"),
		says: []string{`error: InvalidParameter at instance_ids[1]: "*" means all instances and cannot stand beside others.`}},
	{name: "twice to upgrade", code: fabric.CodeInvalidParameter, given: twoOfOne, breaks: upgradeTo(1, "1", "1"), keeps: upgradeTo(1, "1"),
		says: []string{"error: InvalidParameter at instance_ids[1]: The upgrade names the instance 1 twice."}},
	{name: "a name to upgrade", code: fabric.CodeInvalidParameter, given: twoOfOne, breaks: upgradeTo(1, "01"), keeps: upgradeTo(1, "1"),
		says: []string{`error: InvalidParameter at instance_ids[0]: "01" is no instance id: ids are numbers from 0, in a Flexible set names, or "*" for all.`, "error: InvalidParameter at instance_ids[0]: The scale set set has no instance 01; it has 0, 1."}},
	{name: "no such instance to upgrade", code: fabric.CodeInvalidParameter, given: twoOfOne, breaks: upgradeTo(1, "1", "2"), keeps: upgradeTo(1, "1", "0"),
		says: []string{"error: InvalidParameter at instance_ids[1]: The scale set set has no instance 2; it has 0, 1."}},
	{name: "set to upgrade", code: fabric.CodeInvalidResourceReference, given: oneNIC, keepsGiven: twoOfOne, breaks: upgradeTo(1, "*"), keeps: upgradeTo(1, "*"),
		says: []string{"error: InvalidResourceReference at scale_set_id: The scale set /subscriptions/sub/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/set, which scale_set_id of the instance upgrade set+all names, does not exist."}},
	{name: "an older model", code: fabric.CodeInvalidParameter, given: plus(twoOfOne, forwarding(nic("nic", webIP)), scaleSet("set", 2, "nic")), breaks: upgradeTo(1, "*"), keeps: upgradeTo(2, "*"),
		says: []string{"error: InvalidParameter at model_version: The upgrade asks for the model 1 of the scale set set, whose latest model is 2."}},
	{name: "an upgrade exhausts a prefix", code: fabric.CodePublicIPPrefixOutOfIPAddressesForVMScaleSet, given: plus(oneNIC, scaleSet("set", 3, "nic"), prefix("pre", 31), prefixed("ip1"), scaleSet("set", 3, "nic")),
		breaks: upgradeTo(2, "*"), keeps: upgradeTo(2, "0", "2"),
		says: []string{"error: PublicIpPrefixOutOfIpAddressesForVMScaleSet at instance_ids: The scale set set needs 3 addresses for its 3 instances from the public IP prefix pre, which has 2, of which others hold 0."}},
	{name: "a model to come", code: fabric.CodeInvalidParameter, given: twoOfOne, breaks: upgradeTo(2, "*"), keeps: upgradeTo(1, "*"),
		says: []string{"error: InvalidParameter at model_version: The upgrade asks for the model 2 of the scale set set, whose latest model is 1."}},
}
