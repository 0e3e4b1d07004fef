package fabric

// Codes of virtual networks, subnets, security groups and public addresses.
const (
	CodeInvalidResourceName           Code = "InvalidResourceName"
	CodeInvalidResourceGroupName      Code = "InvalidResourceGroupName"
	CodeLocationNotAvailable          Code = "LocationNotAvailableForResourceType"
	CodeInvalidTag                    Code = "InvalidTag"
	CodeInvalidParameter              Code = "InvalidParameter"
	CodePropertyChangeNotAllowed      Code = "PropertyChangeNotAllowed"
	CodeResourceAlreadyExists         Code = "ResourceAlreadyExists"
	CodeResourceNotFound              Code = "ResourceNotFound"
	CodePromisedValueTaken            Code = "PromisedValueTaken"
	CodeInvalidResourceReference      Code = "InvalidResourceReference"
	CodeInvalidJSONReferenceWrongType Code = "InvalidJsonReferenceWrongType"
	CodeLinkedInvalidPropertyID       Code = "LinkedInvalidPropertyId"

	CodeInvalidAddressPrefixFormat      Code = "InvalidAddressPrefixFormat"
	CodeInvalidCIDRNotation             Code = "InvalidCIDRNotation"
	CodeNetcfgInvalidIPAddressPrefix    Code = "NetcfgInvalidIPAddressPrefix"
	CodeNetcfgInvalidVirtualNetworkSite Code = "NetcfgInvalidVirtualNetworkSite"
	CodeReservedAddressRange            Code = "ReservedAddressRange"
	CodeInvalidDNSServerAddress         Code = "InvalidDnsServerAddress"
	CodeTooManyDNSServers               Code = "TooManyDnsServers"

	CodeNetcfgInvalidSubnet        Code = "NetcfgInvalidSubnet"
	CodeNetcfgSubnetRangesOverlap  Code = "NetcfgSubnetRangesOverlap"
	CodeSubnetLimitExceeded        Code = "SubnetLimitExceeded"
	CodeSubnetReservedForService   Code = "SubnetReservedForService"
	CodeSubnetHasNoIPv6Prefix      Code = "SubnetHasNoIpv6Prefix"
	CodeSubnetIsFull               Code = "SubnetIsFull"
	CodeInUsePrefixCannotBeDeleted Code = "InUsePrefixCannotBeDeleted"
	CodeInUseSubnetCannotBeDeleted Code = "InUseSubnetCannotBeDeleted"

	CodeSecurityRuleConflict                          Code = "SecurityRuleConflict"
	CodeSecurityRuleNameConflict                      Code = "SecurityRuleNameConflict"
	CodeSecurityRuleInvalidPriority                   Code = "SecurityRuleInvalidPriority"
	CodeSecurityRuleInvalidPortRange                  Code = "SecurityRuleInvalidPortRange"
	CodeSecurityRuleInvalidAddressPrefix              Code = "SecurityRuleInvalidAddressPrefix"
	CodeSecurityRuleParameterContainsUnsupportedValue Code = "SecurityRuleParameterContainsUnsupportedValue"
	CodeSecurityRuleMixesGroupsAndPrefixes            Code = "SecurityRuleMixesGroupsAndPrefixes"
	CodeSecurityRuleLimitExceeded                     Code = "SecurityRuleLimitExceeded"
	CodeSecurityRuleGroupLimitExceeded                Code = "SecurityRuleGroupLimitExceeded"
	CodeInUseNetworkSecurityGroupCannotBeDeleted      Code = "InUseNetworkSecurityGroupCannotBeDeleted"
	CodeNetworkSecurityGroupInUseByScaleSet           Code = "NetworkSecurityGroupInUseByVirtualMachineScaleSet"
	CodeApplicationSecurityGroupLimitExceeded         Code = "ApplicationSecurityGroupLimitExceeded"
	CodeApplicationSecurityGroupSpansVirtualNetworks  Code = "ApplicationSecurityGroupSpansVirtualNetworks"
	CodeApplicationSecurityGroupInUse                 Code = "ApplicationSecurityGroupInUse"

	CodeStandardSkuPublicIPMustBeStatic Code = "StandardSkuPublicIpMustBeStatic"
	CodeBasicSkuIPv6MustBeDynamic       Code = "BasicSkuIpv6MustBeDynamic"
	CodeBasicSkuWithZones               Code = "BasicSkuWithZones"
	CodeInvalidDomainNameLabel          Code = "InvalidDomainNameLabel"
	CodeDNSRecordInUse                  Code = "DnsRecordInUse"
	CodePublicIPCountLimitReached       Code = "PublicIPCountLimitReached"
	CodePublicIPPrefixNeedsStandardSku  Code = "PublicIpPrefixNeedsStandardSku"
	CodePublicIPPrefixLengthOutOfRange  Code = "PublicIpPrefixLengthOutOfRange"
	CodePublicIPPrefixOutOfIPAddresses  Code = "PublicIpPrefixOutOfIpAddresses"
	CodePublicIPPrefixZoneMismatch      Code = "PublicIpPrefixZoneMismatch"
	CodePublicIPPrefixInUse             Code = "PublicIpPrefixInUse"
	CodePublicIPVersionMismatch         Code = "PublicIpVersionMismatch"
)

const adviceCreateBeforeDestroy = "Remove the use first; where both happen in one apply, give this resource lifecycle { create_before_destroy = true }, because Terraform otherwise deletes it before it updates what uses it."

var networkCodes = map[Code]CodeFacts{
	CodeInvalidResourceName: {Owner: OwnerARM, Likely: true, Phrase: "bad name",
		When:   "A name has characters or a length that its kind does not take.",
		Advice: "Choose another name.", Source: "Azure naming rules (recall); NIC names SOURCES.md 3.2"},
	CodeInvalidResourceGroupName: {Owner: OwnerARM, Likely: true, Phrase: "bad resource group name",
		When:   "A resource group's name has characters or a length that is not possible.",
		Advice: "Choose another resource_group_name, here or in the provider's configuration.", Source: "Azure naming rules (recall)"},
	CodeLocationNotAvailable: {Owner: OwnerARM, Likely: true, Phrase: "bad location",
		When:   "A location cannot be the name of a region.",
		Advice: "Use a region's name such as koreacentral.", Source: "recall"},
	CodeInvalidTag: {Owner: OwnerFabric, Phrase: "bad tag",
		When:   "There are more than 50 tags, or a tag's name or value is too long or has forbidden characters.",
		Advice: "Shorten, rename or remove tags.", Source: "Azure Resource Manager limits (recall)"},
	CodeInvalidParameter: {Owner: OwnerARM, Phrase: "value not possible",
		When:   "An argument has a value outside what it takes.",
		Advice: "Use one of the possible values.", Source: "SOURCES.md 12 (sure: azure-powershell#6012, DEPERR)"},
	CodePropertyChangeNotAllowed: {Owner: OwnerARM, Phrase: "value cannot change",
		When:   "An argument that is fixed at creation would change without a replacement.",
		Advice: "Keep the value, or replace the resource.", Source: "SOURCES.md 12 (sure: TF comments)"},
	CodeResourceAlreadyExists: {Owner: OwnerFabric, Phrase: "already exists",
		When:   "An object of the same id is in the fabric already, and Terraform's state does not hold it.",
		Advice: "Import it with terraform import or an import block, or choose another name; if this plan replaces a tainted resource, nothing needs to be done.", Source: "what azurerm does before each creation"},
	CodeResourceNotFound: {Owner: OwnerARM, Phrase: "does not exist",
		When:   "An object to update is not in the fabric: something removed it behind Terraform's back.",
		Advice: "Run terraform apply again with a refresh, so that it is created anew.", Source: "recall"},
	CodePromisedValueTaken: {Owner: OwnerFabric, Severity: Warning, Phrase: "promised address taken",
		When:   "An address that an earlier plan showed has been taken by another run since.",
		Advice: "If this is the apply of a saved plan, nothing was changed for this resource: plan again.", Source: "the fabric's own contract of plan and apply"},
	CodeInvalidResourceReference: {Owner: OwnerARM, Phrase: "reference to nothing",
		When:   "An id names an object that does not exist, or that is in another region.",
		Advice: "Refer to the resource by its id attribute, so that Terraform creates it first, and keep both in one region.", Source: "SOURCES.md 12 (sure: DEPERR)"},
	CodeInvalidJSONReferenceWrongType: {Owner: OwnerARM, Phrase: "reference to the wrong kind",
		When:   "An id names an object of a kind that the argument does not take.",
		Advice: "Use the id of the kind that the argument is named after.", Source: "SOURCES.md 12 (sure: terraform-provider-azurerm#3190)"},
	CodeLinkedInvalidPropertyID: {Owner: OwnerARM, Likely: true, Phrase: "malformed id",
		When:   "An argument takes an ARM resource id and has something else.",
		Advice: "Use the id attribute of the resource that is meant.", Source: "recall"},

	CodeInvalidAddressPrefixFormat: {Owner: OwnerARM, Likely: true, Phrase: "no address prefix",
		When:   "A virtual network has no address space.",
		Advice: "Give at least one CIDR.", Source: "SOURCES.md 12 (sure: azapi, docs/guides/feature_preflight.md)"},
	CodeInvalidCIDRNotation: {Owner: OwnerARM, Likely: true, Phrase: "bad CIDR",
		When:   "A prefix is not a CIDR, or has host bits set.",
		Advice: "Write the network's first address and its length, such as 10.0.0.0/16.", Source: "SOURCES.md 1.2 (likely)"},
	CodeNetcfgInvalidIPAddressPrefix: {Owner: OwnerARM, Likely: true, Phrase: "prefix of a wrong size or number",
		When:   "A prefix is smaller than /29 or larger than /2, an IPv6 subnet is not a /64, or a subnet has not exactly one IPv4 prefix.",
		Advice: "Use IPv4 prefixes from /2 to /29, and for a subnet one of them and at most one IPv6 /64.", Source: "SOURCES.md 1.1, 1.2 (likely)"},
	CodeNetcfgInvalidVirtualNetworkSite: {Owner: OwnerARM, Likely: true, Phrase: "address space overlaps itself",
		When:   "Two prefixes of one virtual network overlap.",
		Advice: "Remove one of them, or make them disjoint.", Source: "SOURCES.md 12 (likely)"},
	CodeReservedAddressRange: {Owner: OwnerFabric, Phrase: "reserved range",
		When:   "A virtual network uses multicast, loopback, link-local, broadcast or platform addresses.",
		Advice: "Use a private range such as 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.", Source: "SOURCES.md 1.1 (likely: VNet FAQ; code unknown)"},
	CodeInvalidDNSServerAddress: {Owner: OwnerFabric, Phrase: "bad DNS server",
		When:   "A DNS server is not an IP address, or is listed twice.",
		Advice: "List each server once, by its IP address.", Source: "SOURCES.md 3.1 (likely; code unknown)"},
	CodeTooManyDNSServers: {Owner: OwnerFabric, Phrase: "too many DNS servers",
		When:   "A virtual network or a NIC has more than 20 DNS servers.",
		Advice: "Shorten the list.", Source: "SOURCES.md 1.4 (sure: LIM; code unknown)"},

	CodeNetcfgInvalidSubnet: {Owner: OwnerARM, Phrase: "subnet outside its virtual network",
		When:   "A subnet's prefix does not lie in its virtual network's address space.",
		Advice: "Move the subnet into the address space, or extend the address space.", Source: "SOURCES.md 1.2 (sure: azure-powershell test)"},
	CodeNetcfgSubnetRangesOverlap: {Owner: OwnerARM, Likely: true, Phrase: "subnets overlap",
		When:   "Two subnets of one virtual network share addresses.",
		Advice: "Give them disjoint prefixes.", Source: "SOURCES.md 1.2 (likely)"},
	CodeSubnetLimitExceeded: {Owner: OwnerFabric, Phrase: "too many subnets",
		When:   "A virtual network has more than 3,000 subnets.",
		Advice: "Use fewer, larger subnets.", Source: "SOURCES.md 1.4 (sure: LIM; code unknown)"},
	CodeSubnetReservedForService: {Owner: OwnerFabric, Phrase: "subnet belongs to a service",
		When:   "An IP configuration is in GatewaySubnet, AzureBastionSubnet, AzureFirewallSubnet, AzureFirewallManagementSubnet or RouteServerSubnet.",
		Advice: "Use a subnet of another name.", Source: "SOURCES.md 1.2 (Bastion sure: azure-docs#45127; code unknown)"},
	CodeSubnetHasNoIPv6Prefix: {Owner: OwnerFabric, Phrase: "subnet without IPv6",
		When:   "An IPv6 IP configuration is in a subnet that has no IPv6 prefix.",
		Advice: "Give the subnet an IPv6 /64 beside its IPv4 prefix.", Source: "SOURCES.md 3.1 (likely; code unknown)"},
	CodeSubnetIsFull: {Owner: OwnerARM, Phrase: "subnet full",
		When:   "A scale set needs more addresses than its subnet has left; a subnet keeps five for itself.",
		Advice: "Use a larger subnet, fewer instances, or fewer IP configurations in it.", Source: "SOURCES.md 12 (sure: azure-docs#88211)"},
	CodeInUsePrefixCannotBeDeleted: {Owner: OwnerARM, Likely: true, Phrase: "prefix in use",
		When:   "A subnet's prefix changes while instances hold addresses that would fall outside.",
		Advice: "Keep a prefix that holds the addresses in use, or remove the instances first.", Source: "SOURCES.md 1.2 (likely)"},
	CodeInUseSubnetCannotBeDeleted: {Owner: OwnerARM, Phrase: "subnet in use",
		When:   "A subnet, or its virtual network, is deleted while a scale set is in it.",
		Advice: adviceCreateBeforeDestroy, Source: "SOURCES.md 1.2 (sure: TF comment)"},

	CodeSecurityRuleConflict: {Owner: OwnerARM, Phrase: "rules of one priority",
		When:   "Two rules of a network security group have the same priority and direction.",
		Advice: "Give one of them another priority.", Source: "SOURCES.md 7 (sure)"},
	CodeSecurityRuleNameConflict: {Owner: OwnerFabric, Phrase: "rules of one name",
		When:   "Two rules of a network security group have names that differ only in case.",
		Advice: "Rename one of them.", Source: "ARM names compare without regard to case (recall; code unknown)"},
	CodeSecurityRuleInvalidPriority: {Owner: OwnerFabric, Phrase: "bad priority",
		When:   "A rule's priority is below 100 or above 4096.",
		Advice: "Use a priority from 100 to 4096.", Source: "SOURCES.md 7 (sure: NSG page; code unknown)"},
	CodeSecurityRuleInvalidPortRange: {Owner: OwnerARM, Likely: true, Phrase: "bad port range",
		When:   "A rule's port is not a number from 0 to 65535, a range or *.",
		Advice: "Write 443, 8000-8080 or *.", Source: "SOURCES.md 12 (likely: recall)"},
	CodeSecurityRuleInvalidAddressPrefix: {Owner: OwnerARM, Likely: true, Phrase: "bad address prefix",
		When:   "A rule's prefix is not an address, a CIDR, a service tag or *, or there are more than 4,000.",
		Advice: "Write an address such as 10.0.0.4, a CIDR such as 10.0.0.0/24, a tag such as VirtualNetwork, or *.", Source: "SOURCES.md 1.4, 12 (likely: recall)"},
	CodeSecurityRuleParameterContainsUnsupportedValue: {Owner: OwnerARM, Likely: true, Phrase: "bad rule value",
		When:   "A rule's direction, access, protocol or description has a value that is not possible, or a list is empty.",
		Advice: "Use one of the possible values.", Source: "SOURCES.md 7, 12 (likely: recall)"},
	CodeSecurityRuleMixesGroupsAndPrefixes: {Owner: OwnerFabric, Phrase: "groups and prefixes mixed",
		When:   "One side of a rule has both application security groups and address prefixes.",
		Advice: "Use one or the other; write two rules where both are meant.", Source: "SOURCES.md 3.3 (likely; code unknown)"},
	CodeSecurityRuleLimitExceeded: {Owner: OwnerFabric, Phrase: "too many rules",
		When:   "A network security group has more than 1,000 rules.",
		Advice: "Merge rules: one rule takes several prefixes and ports.", Source: "SOURCES.md 1.4 (sure: LIM; code unknown)"},
	CodeSecurityRuleGroupLimitExceeded: {Owner: OwnerFabric, Phrase: "too many groups in rules",
		When:   "A rule names more than 10 application security groups on one side, or all rules of a network security group more than 100.",
		Advice: "Use fewer groups, or prefixes.", Source: "SOURCES.md 1.4 (sure: LIM; code unknown)"},
	CodeInUseNetworkSecurityGroupCannotBeDeleted: {Owner: OwnerARM, Likely: true, Phrase: "network security group in use",
		When:   "A network security group is deleted while a subnet has it.",
		Advice: adviceCreateBeforeDestroy, Source: "SOURCES.md 7 (likely)"},
	CodeNetworkSecurityGroupInUseByScaleSet: {Owner: OwnerARM, Likely: true, Phrase: "network security group in use",
		When:   "A network security group is deleted while a scale set's NICs have it.",
		Advice: adviceCreateBeforeDestroy, Source: "SOURCES.md 7 (likely)"},
	CodeApplicationSecurityGroupLimitExceeded: {Owner: OwnerFabric, Phrase: "in too many groups",
		When:   "An IP configuration or a NIC is in more than 20 application security groups.",
		Advice: "Use fewer groups.", Source: "SOURCES.md 1.4 (sure: LIM; code unknown)"},
	CodeApplicationSecurityGroupSpansVirtualNetworks: {Owner: OwnerFabric, Phrase: "group in two virtual networks",
		When:   "NICs in different virtual networks are in one application security group.",
		Advice: "Use one application security group for each virtual network.", Source: "SOURCES.md 3.3 (likely; code not found)"},
	CodeApplicationSecurityGroupInUse: {Owner: OwnerFabric, Phrase: "application security group in use",
		When:   "An application security group is deleted while a rule or a scale set names it.",
		Advice: adviceCreateBeforeDestroy, Source: "rule by analogy; code unknown"},

	CodeStandardSkuPublicIPMustBeStatic: {Owner: OwnerFabric, Phrase: "Standard means Static",
		When:   "A public IP address of the Standard SKU asks for dynamic allocation.",
		Advice: `Set allocation_method = "Static".`, Source: "SOURCES.md 4.1 (sure; code unknown)"},
	CodeBasicSkuIPv6MustBeDynamic: {Owner: OwnerFabric, Phrase: "Basic IPv6 means Dynamic",
		When:   "A public IPv6 address of the Basic SKU asks for static allocation.",
		Advice: `Set sku = "Standard", or allocation_method = "Dynamic".`, Source: "SOURCES.md 4.1 (sure; code unknown)"},
	CodeBasicSkuWithZones: {Owner: OwnerFabric, Phrase: "Basic has no zones",
		When:   "A public IP address of the Basic SKU names zones.",
		Advice: `Set sku = "Standard", or leave the zones out.`, Source: "SOURCES.md 4.1 (sure; code unknown)"},
	CodeInvalidDomainNameLabel: {Owner: OwnerARM, Likely: true, Phrase: "bad domain name label",
		When:   "A domain name label is not 3 to 63 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen.",
		Advice: "Choose another label.", Source: "SOURCES.md 4.2 (form sure: TF; code likely)"},
	CodeDNSRecordInUse: {Owner: OwnerARM, Phrase: "domain name label taken",
		When:   "A domain name label is used twice in one region, by public IP addresses or scale sets. An IPv4 and an IPv6 address may share one. With the Manual policy a scale set holds the labels that its instances were made with, too.",
		Advice: "Choose another label.", Source: "SOURCES.md 4.2 (sure: activity log sample)"},
	CodePublicIPCountLimitReached: {Owner: OwnerARM, Phrase: "no public address left",
		When:   "The simulated public address space has no room for another address or prefix.",
		Advice: "Remove public addresses that are not needed.", Source: "SOURCES.md 12 (code sure: DEPERR)"},
	CodePublicIPPrefixNeedsStandardSku: {Owner: OwnerFabric, Phrase: "prefix without the Standard SKU",
		When:   "A public IP prefix, or an address from one, is not of the Standard SKU.",
		Advice: `Set sku = "Standard", or leave it out.`, Source: "SOURCES.md 4.1 (sure; code unknown)"},
	CodePublicIPPrefixLengthOutOfRange: {Owner: OwnerFabric, Phrase: "bad prefix length",
		When:   "A public IP prefix is not /28 to /31 (IPv4) or /124 to /127 (IPv6); larger ones need a quota that the fabric does not grant.",
		Advice: "Choose a length in that range.", Source: "SOURCES.md 4.4 (sure; code unknown)"},
	CodePublicIPPrefixOutOfIPAddresses: {Owner: OwnerARM, Likely: true, Phrase: "public IP prefix exhausted",
		When:   "A public IP address finds its prefix used up.",
		Advice: "Use a larger or another prefix.", Source: "SOURCES.md 4.4 (likely)"},
	CodePublicIPPrefixZoneMismatch: {Owner: OwnerFabric, Phrase: "zones differ from the prefix's",
		When:   "A public IP address names other zones than the prefix that it comes from.",
		Advice: "Give the address the zones of its prefix.", Source: "SOURCES.md 4.4 (zones are passed on; code unknown)"},
	CodePublicIPPrefixInUse: {Owner: OwnerFabric, Phrase: "public IP prefix in use",
		When:   "A public IP prefix is deleted while addresses come from it, or a frontend or a NAT gateway uses it.",
		Advice: adviceCreateBeforeDestroy, Source: "SOURCES.md 4.4 (rule sure; code unknown)"},
	CodePublicIPVersionMismatch: {Owner: OwnerFabric, Phrase: "IP versions differ",
		When:   "A public IP address is of another IP version than its prefix or its IP configuration.",
		Advice: "Use one version for both.", Source: "SOURCES.md 4.2 (likely; code unknown)"},
}
