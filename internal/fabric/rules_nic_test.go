package fabric_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// The network that most cases stand in: vnet 10.0.0.0/16 with the subnet web 10.0.0.0/24.
var (
	webIP     = ip("ip1", subnetID("vnet", "web"))
	oneSubnet = []fabric.Object{vnet("vnet", "10.0.0.0/16"), subnet("vnet", "web", "10.0.0.0/24")}
	oneNIC    = append(oneSubnet[:2:2], nic("nic", webIP))
	dualStack = []fabric.Object{vnet("vnet", "10.0.0.0/16", "fd00::/48"), subnet("vnet", "web", "10.0.0.0/24", "fd00::/64"), subnet("vnet", "v4", "10.0.1.0/24")}
)

// labelledSet is a set of two whose instances have public addresses with the label web.
var labelledSet = append(oneSubnet[:2:2], nic("nic", public(webIP, "web", "")), scaleSet("set", 2, "nic"))

func changedIP(i fabric.IPConfiguration, change func(*fabric.IPConfiguration)) fabric.IPConfiguration {
	change(&i)
	return i
}

func named(name string) fabric.IPConfiguration { return ip(name, subnetID("vnet", "web")) }

func namedIPs(n int) []fabric.IPConfiguration {
	var list []fabric.IPConfiguration
	for i := range n {
		list = append(list, named(fmt.Sprint("ip", i)))
	}
	return list
}

// publicWith returns the NIC configuration nic with a public address, changed.
func publicWith(change func(*fabric.PublicIPConfiguration)) fabric.NICConfiguration {
	i := public(webIP, "", "")
	change(i.PublicIP)
	return nic("nic", i)
}

func inGroups(i fabric.IPConfiguration, ids ...fabric.ID) fabric.IPConfiguration {
	return changedIP(i, func(i *fabric.IPConfiguration) { i.ApplicationSecurityGroupIDs = ids })
}

func noPrimary(n fabric.NICConfiguration) fabric.NICConfiguration {
	return with(n, func(n *fabric.NICConfiguration) { n.IPConfigurations[0].Primary = false })
}

func primary(i fabric.IPConfiguration) fabric.IPConfiguration {
	i.Primary = true
	return i
}

const publicField = "ip_configurations[0].public_ip_address."

// nicCases: what a NIC configuration's own content decides.
var nicCases = []ruleCase{
	{
		name: "none", code: fabric.CodeVMScaleSetNetworkInterfaceConfigurationMustHaveOneIPConfigAsPrimary, given: oneSubnet,
		breaks: noPrimary(nic("nic", named("a"), named("b"))), keeps: nic("nic", named("a"), named("b")),
		says: []string{"error: VMScaleSetNetworkInterfaceConfigurationMustHaveOneIpConfigAsPrimary at ip_configurations: The NIC configuration nic has 0 IP configurations marked as primary of 2; exactly one is."},
	},
	{
		name: "two", code: fabric.CodeVMScaleSetNetworkInterfaceConfigurationMustHaveOneIPConfigAsPrimary, given: oneSubnet,
		breaks: nic("nic", primary(named("a")), primary(named("b"))), keeps: nic("nic", named("a"), primary(named("b"))),
		says: []string{"error: VMScaleSetNetworkInterfaceConfigurationMustHaveOneIpConfigAsPrimary at ip_configurations: The NIC configuration nic has 2 IP configurations marked as primary of 2; exactly one is."},
	},
	{
		name: "no IP configurations", code: fabric.CodeVMScaleSetNetworkInterfaceConfigurationMustHaveOneIPConfigAsPrimary, given: oneSubnet, breaks: nic("nic"), keeps: nic("nic", webIP),
		says: []string{"error: VMScaleSetNetworkInterfaceConfigurationMustHaveOneIpConfigAsPrimary at ip_configurations: The NIC configuration nic has 0 IP configurations marked as primary of 0; exactly one is."},
	},
	{
		name: "257", code: fabric.CodeInvalidVMScaleSetNetworkInterfaceConfigurationIPConfigCount, given: oneSubnet, breaks: nic("nic", namedIPs(257)...), keeps: nic("nic", namedIPs(256)...),
		says: []string{"error: InvalidVMScaleSetNetworkInterfaceConfigurationIPConfigCount at ip_configurations: The NIC configuration nic has 257 IP configurations; a NIC has at most 256."},
	},
	{
		name: "primary", code: fabric.CodeIPv6ConfigurationCannotBePrimary, given: dualStack,
		breaks: nic("nic", primary(ipv6("v6", subnetID("vnet", "web"))), webIP), keeps: nic("nic", ipv6("v6", subnetID("vnet", "web")), primary(webIP)),
		says: []string{"error: Ipv6ConfigurationCannotBePrimary at ip_configurations[0]: The IP configuration v6 of the NIC configuration nic is of IPv6 and primary; the primary one is of IPv4."},
	},
	{
		name: "case", code: fabric.CodeDuplicateIPConfigurationName, given: oneSubnet, breaks: nic("nic", named("a"), named("b"), named("A")), keeps: nic("nic", named("a"), named("b"), named("c")),
		says: []string{"error: DuplicateIpConfigurationName at ip_configurations[2].name: The IP configurations 0 and 2 of the NIC configuration nic are both called A."},
	},
	{
		name: "IP configuration of 81 characters", code: fabric.CodeInvalidResourceName, given: oneSubnet, breaks: nic("nic", named(repeat("i", 81))), keeps: nic("nic", named(repeat("i", 80))),
		says: []string{fmt.Sprintf("error: InvalidResourceName at ip_configurations[0].name: %q is no name for an IP configuration: it takes %s.", repeat("i", 81), networkNameText)},
	},
	{
		name: "public IP configuration without a name", code: fabric.CodeInvalidResourceName, given: oneSubnet,
		breaks: publicWith(func(p *fabric.PublicIPConfiguration) { p.Name = "" }), keeps: publicWith(func(p *fabric.PublicIPConfiguration) { p.Name = "p" }),
		says: []string{"error: InvalidResourceName at " + publicField + `name: "" is no name for a public IP configuration: it takes ` + networkNameText + "."},
	},
	{
		name: "version", code: fabric.CodeInvalidParameter, given: oneSubnet,
		breaks: nic("nic", webIP, changedIP(named("b"), func(i *fabric.IPConfiguration) { i.Version = "ipv4" })), keeps: nic("nic", webIP, named("b")),
		says: parameter("ip_configurations[1].version", "nic", `"ipv4"`, "IPv4, IPv6"),
	},
	{
		name: "Bastion's", code: fabric.CodeSubnetReservedForService, given: append(oneSubnet[:2:2], subnet("vnet", "AzureBastionSubnet", "10.0.1.0/24")),
		breaks: nic("nic", ip("ip1", subnetID("vnet", "AzureBastionSubnet"))), keeps: nic("nic", webIP),
		says: []string{"error: SubnetReservedForService at ip_configurations[0].subnet_id: The IP configuration ip1 is in the subnet AzureBastionSubnet, which belongs to Azure Bastion."},
	},
	{
		name: "a gateway's", code: fabric.CodeSubnetReservedForService, given: append(oneSubnet[:2:2], subnet("vnet", "gatewaysubnet", "10.0.1.0/24"), subnet("vnet", "gatewaysubnet1", "10.0.2.0/24")),
		breaks: nic("nic", ip("ip1", subnetID("vnet", "GATEWAYsubnet"))), keeps: nic("nic", ip("ip1", subnetID("vnet", "gatewaysubnet1"))),
		says: []string{"error: SubnetReservedForService at ip_configurations[0].subnet_id: The IP configuration ip1 is in the subnet GATEWAYsubnet, which belongs to virtual network gateways."},
	},
	{
		name: "21 of an IP configuration", code: fabric.CodeApplicationSecurityGroupLimitExceeded, given: append(asgs(21), oneSubnet...),
		breaks: nic("nic", inGroups(webIP, asgIDs(0, 21)...)), keeps: nic("nic", inGroups(webIP, asgIDs(0, 20)...)),
		says: []string{
			"error: ApplicationSecurityGroupLimitExceeded at ip_configurations[0].application_security_group_ids: The IP configuration ip1 is in 21 application security groups; at most 20 are possible.",
			"error: ApplicationSecurityGroupLimitExceeded at ip_configurations: The NIC configuration nic is in 21 application security groups; a NIC is in at most 20.",
		},
	},
	{
		name: "21 of a NIC", code: fabric.CodeApplicationSecurityGroupLimitExceeded, given: append(asgs(21), oneSubnet...),
		breaks: nic("nic", inGroups(named("a"), asgIDs(0, 20)...), inGroups(named("b"), asgIDs(20, 1)...)), keeps: nic("nic", inGroups(named("a"), asgIDs(0, 20)...), inGroups(named("b"), asgIDs(19, 1)...)),
		says: []string{"error: ApplicationSecurityGroupLimitExceeded at ip_configurations: The NIC configuration nic is in 21 application security groups; a NIC is in at most 20."},
	},
	{
		name: "label of an instance", code: fabric.CodeInvalidDomainNameLabel, given: oneSubnet,
		breaks: publicWith(func(p *fabric.PublicIPConfiguration) { p.DomainNameLabel = "web-" }), keeps: publicWith(func(p *fabric.PublicIPConfiguration) { p.DomainNameLabel = "web" }),
		says: []string{"error: InvalidDomainNameLabel at " + publicField + `domain_name_label: The domain name label "web-" does not match ` + labelForm + "."},
	},
	{
		name: "timeout of an instance", code: fabric.CodeInvalidParameter, given: oneSubnet,
		breaks: publicWith(func(p *fabric.PublicIPConfiguration) { p.IdleTimeout = 33 }), keeps: publicWith(func(p *fabric.PublicIPConfiguration) { p.IdleTimeout = 32 }),
		says: parameter(publicField+"idle_timeout_in_minutes", "nic", "33", "4 to 32 minutes"),
	},
	{
		name: "SKU of an instance", code: fabric.CodeInvalidParameter, given: oneSubnet,
		breaks: publicWith(func(p *fabric.PublicIPConfiguration) { p.SKU = "basic" }), keeps: publicWith(func(p *fabric.PublicIPConfiguration) { p.SKU = "Basic" }),
		says: parameter(publicField+"sku", "nic", `"basic"`, "Basic, Standard"),
	},
	{
		name: "SKU of an instance", code: fabric.CodePublicIPPrefixNeedsStandardSku, given: append(oneSubnet[:2:2], prefix("pre", 31)),
		breaks: publicWith(func(p *fabric.PublicIPConfiguration) {
			p.SKU, p.PrefixID = "Basic", idOf(fabric.KindPublicIPPrefix, "pre")
		}),
		keeps: publicWith(func(p *fabric.PublicIPConfiguration) {
			p.SKU, p.PrefixID = "Standard", idOf(fabric.KindPublicIPPrefix, "pre")
		}),
		says: []string{"error: PublicIpPrefixNeedsStandardSku at " + publicField + "public_ip_prefix_id: The public IP configuration pub is of the Basic SKU; only the Standard SKU can take addresses from a prefix."},
	},
	{
		name: "instance and IP configuration", code: fabric.CodePublicIPVersionMismatch, given: oneSubnet,
		breaks: publicWith(func(p *fabric.PublicIPConfiguration) { p.Version = fabric.IPv6 }), keeps: publicWith(func(*fabric.PublicIPConfiguration) {}),
		says: []string{"error: PublicIpVersionMismatch at " + publicField + "version: The public IP configuration pub is of IPv6, its IP configuration ip1 of IPv4."},
	},
}

var twoNetworks = append(oneSubnet[:2:2], subnet("vnet", "db", "10.0.1.0/24"), vnet("vnet2", "10.0.0.0/16"), subnet("vnet2", "web", "10.0.0.0/24"))

// nicNetworkCases: a NIC configuration and the network that it is in.
var nicNetworkCases = []ruleCase{
	{
		name: "IP configurations", code: fabric.CodeSubnetsNotInSameVnet, given: twoNetworks,
		breaks: nic("nic", webIP, ip("ip2", subnetID("vnet2", "web"))), keeps: nic("nic", webIP, ip("ip2", subnetID("VNET", "db"))),
		says: []string{"error: SubnetsNotInSameVnet at ip_configurations[1]: The IP configuration ip2 is in the virtual network vnet2, but another of the NIC configuration nic is in vnet."},
	},
	{
		name: "IPv4 only", code: fabric.CodeSubnetHasNoIPv6Prefix, given: dualStack,
		breaks: nic("nic", webIP, ipv6("v6", subnetID("vnet", "v4"))), keeps: nic("nic", webIP, ipv6("v6", subnetID("vnet", "web"))),
		says: []string{"error: SubnetHasNoIpv6Prefix at ip_configurations[1].subnet_id: The IP configuration v6 is of IPv6, but its subnet v4 has only 10.0.1.0/24."},
	},
	{
		name: "instance and prefix", code: fabric.CodePublicIPVersionMismatch,
		given:  append(dualStack[:3:3], prefix("pre", 28), with(prefix("pre6", 124), func(p *fabric.PublicIPPrefix) { p.Version = fabric.IPv6 })),
		breaks: nic("nic", webIP, public(ipv6("v6", subnetID("vnet", "web")), "", idOf(fabric.KindPublicIPPrefix, "pre"))),
		keeps:  nic("nic", webIP, public(ipv6("v6", subnetID("vnet", "web")), "", idOf(fabric.KindPublicIPPrefix, "pre6"))),
		says:   []string{"error: PublicIpVersionMismatch at ip_configurations[1].public_ip_address.public_ip_prefix_id: The public IP configuration pub is of IPv6, its prefix pre of IPv4."},
	},
}

func nicNSG(id fabric.ID) fabric.NICConfiguration {
	return with(nic("nic", webIP), func(n *fabric.NICConfiguration) { n.NetworkSecurityGroupID = id })
}

const (
	idForm = "/subscriptions/<subscription>/resourceGroups/<group>/providers/<namespace>/<type>/<name>"
	inRG   = "/subscriptions/sub/resourceGroups/rg/providers/"
)

// referenceCases: ids that name nothing, the wrong thing, or something far away.
var referenceCases = []ruleCase{
	{
		name: "not there", code: fabric.CodeInvalidResourceReference, given: oneSubnet,
		breaks: nic("nic", ip("ip1", subnetID("vnet", "db"))), keeps: nic("nic", ip("ip1", subnetID("vnet", "WEB"))),
		says: []string{"error: InvalidResourceReference at ip_configurations[0].subnet_id: The subnet " + inRG + "Microsoft.Network/virtualNetworks/vnet/subnets/db, which ip_configurations[0].subnet_id of the NIC configuration nic names, does not exist."},
	},
	{
		name: "another region", code: fabric.CodeInvalidResourceReference, given: oneSubnet,
		breaks: with(nic("nic", webIP), func(n *fabric.NICConfiguration) { n.Location = "koreasouth" }), keeps: with(nic("nic", webIP), func(n *fabric.NICConfiguration) { n.Location = "Korea Central" }),
		says: []string{"error: InvalidResourceReference at ip_configurations[0].subnet_id: The NIC configuration nic is in koreasouth, but the subnet web, which it refers to, is in koreacentral."},
	},
	{
		name: "an ASG for an NSG", code: fabric.CodeInvalidJSONReferenceWrongType, given: append(oneSubnet[:2:2], asg("g"), nsg("g", nil)),
		breaks: nicNSG(idOf(fabric.KindApplicationSecurityGroup, "g")), keeps: nicNSG(idOf(fabric.KindNetworkSecurityGroup, "g")),
		says: []string{"error: InvalidJsonReferenceWrongType at network_security_group_id: network_security_group_id of the NIC configuration nic names " + inRG + "Microsoft.Network/applicationSecurityGroups/g, which is of the type Microsoft.Network/applicationSecurityGroups; expected is Microsoft.Network/networkSecurityGroups."},
	},
	{
		name: "a name for an id", code: fabric.CodeLinkedInvalidPropertyID, given: append(oneSubnet[:2:2], nsg("g", nil)),
		breaks: nicNSG("g"), keeps: nicNSG(idOf(fabric.KindNetworkSecurityGroup, "G")),
		says: []string{
			`error: LinkedInvalidPropertyId at network_security_group_id: network_security_group_id of the NIC configuration nic does not hold the id of any network security group: "g" is not an ARM resource id; expected ` + idForm + ".",
			"error: InvalidResourceReference at network_security_group_id: The network security group g, which network_security_group_id of the NIC configuration nic names, does not exist.",
		},
	},
}
