package fabric

// Codes of NIC configurations and scale sets.
const (
	CodeVMScaleSetNetworkInterfaceConfigurationMustHaveOneIPConfigAsPrimary Code = "VMScaleSetNetworkInterfaceConfigurationMustHaveOneIpConfigAsPrimary"
	CodeInvalidVMScaleSetNetworkInterfaceConfigurationIPConfigCount         Code = "InvalidVMScaleSetNetworkInterfaceConfigurationIPConfigCount"
	CodeIPv6ConfigurationCannotBePrimary                                    Code = "Ipv6ConfigurationCannotBePrimary"
	CodeDuplicateIPConfigurationName                                        Code = "DuplicateIpConfigurationName"
	CodeDuplicateNetworkInterfaceName                                       Code = "DuplicateNetworkInterfaceName"
	CodeNICConfigurationInUse                                               Code = "NicConfigurationInUse"

	CodeSubnetsNotInSameVnet                              Code = "SubnetsNotInSameVnet"
	CodeNetworkInterfaceMustHavePrimaryPropertySet        Code = "NetworkInterfaceMustHavePrimaryPropertySet"
	CodeMultiplePrimaryNetworkInterfaces                  Code = "MultiplePrimaryNetworkInterfaces"
	CodeNetworkInterfaceCountExceeded                     Code = "NetworkInterfaceCountExceeded"
	CodeVMSizeIsNotPermittedToEnableAcceleratedNetworking Code = "VMSizeIsNotPermittedToEnableAcceleratedNetworking"
	CodeUnknownVMSize                                     Code = "UnknownVmSize"
	CodeOperationNotAllowed                               Code = "OperationNotAllowed"
	CodeInvalidComputerNamePrefix                         Code = "InvalidComputerNamePrefix"
	CodePublicIPPrefixOutOfIPAddressesForVMScaleSet       Code = "PublicIpPrefixOutOfIpAddressesForVMScaleSet"
	CodePublicIPCountLimitExceededByVMScaleSet            Code = "PublicIPCountLimitExceededByVMScaleSet"
)

var computeCodes = map[Code]CodeFacts{
	CodeVMScaleSetNetworkInterfaceConfigurationMustHaveOneIPConfigAsPrimary: {Owner: OwnerARM, Phrase: "not one primary IP configuration",
		When:   "A NIC configuration has no primary IP configuration, or several.",
		Advice: "Set primary = true on exactly one IP configuration; with none set, the first is taken.", Source: "SOURCES.md 3.1 (sure: terraform-provider-azurerm#2035)"},
	CodeInvalidVMScaleSetNetworkInterfaceConfigurationIPConfigCount: {Owner: OwnerARM, Likely: true, Phrase: "too many IP configurations",
		When:   "A NIC configuration has more than 256 IP configurations.",
		Advice: "Use several NICs.", Source: "SOURCES.md 3.1 (limit sure: LIM; code likely)"},
	CodeIPv6ConfigurationCannotBePrimary: {Owner: OwnerFabric, Phrase: "IPv6 cannot be primary",
		When:   "The primary IP configuration of a NIC is of IPv6, or the NIC has no IPv4 configuration.",
		Advice: "Add an IPv4 IP configuration and make it the primary one.", Source: "SOURCES.md 3.1 (sure: TF refuses before the call; code unknown)"},
	CodeDuplicateIPConfigurationName: {Owner: OwnerFabric, Phrase: "two IP configurations of one name",
		When:   "Two IP configurations of a NIC have the same name.",
		Advice: "Rename one of them.", Source: "SOURCES.md 3.1 (likely; code unknown)"},
	CodeDuplicateNetworkInterfaceName: {Owner: OwnerFabric, Phrase: "two NICs of one name",
		When:   "A scale set names a NIC configuration twice, or two of the same name.",
		Advice: "Name each NIC configuration once, and give them different names.", Source: "SOURCES.md 3.1 (likely; code unknown)"},
	CodeNICConfigurationInUse: {Owner: OwnerFabric, Phrase: "NIC configuration in use",
		When:   "A NIC configuration is deleted while a scale set names it.",
		Advice: adviceCreateBeforeDestroy, Source: "the kind is the fabric's own"},

	CodeSubnetsNotInSameVnet: {Owner: OwnerARM, Phrase: "NICs in different virtual networks",
		When:   "The subnets of an instance's NICs are in different virtual networks.",
		Advice: "Use subnets of one virtual network for all NICs of a scale set.", Source: "SOURCES.md 3.1 (sure: DEPERR, VMSSNET)"},
	CodeNetworkInterfaceMustHavePrimaryPropertySet: {Owner: OwnerARM, Likely: true, Phrase: "no primary NIC",
		When:   "None of a scale set's NIC configurations is primary.",
		Advice: "Set primary = true on one of the NIC configurations.", Source: "SOURCES.md 3.1 (single VM sure: ansible#40648; scale set likely)"},
	CodeMultiplePrimaryNetworkInterfaces: {Owner: OwnerFabric, Phrase: "several primary NICs",
		When:   "More than one of a scale set's NIC configurations is primary; a NIC configuration is primary unless it says primary = false.",
		Advice: "Set primary = false on all but one of the NIC configurations.", Source: "SOURCES.md 3.1 (rule sure: terraform-provider-azurerm#1557; code unknown)"},
	CodeNetworkInterfaceCountExceeded: {Owner: OwnerARM, Phrase: "too many NICs for the VM size",
		When:   "A scale set has more NIC configurations than its VM size takes NICs.",
		Advice: "Choose a larger VM size, or fewer NICs.", Source: "SOURCES.md 3.1, 3.4 (code sure)"},
	CodeVMSizeIsNotPermittedToEnableAcceleratedNetworking: {Owner: OwnerARM, Phrase: "no accelerated networking on this VM size",
		When:   "A NIC configuration enables accelerated networking on a VM size that does not have it.",
		Advice: "Choose another VM size, or set accelerated_networking_enabled = false.", Source: "SOURCES.md 3.1, 3.4 (code sure)"},
	CodeUnknownVMSize: {Owner: OwnerFabric, Severity: Warning, Phrase: "unknown VM size",
		When:   "The fabric's table does not have the VM size; the number of NICs and accelerated networking are taken from the pattern of its neighbours.",
		Advice: "Check the name; if it is right, the plan goes on with the assumption.", Source: "SOURCES.md 3.4 (fallback likely)"},
	CodeOperationNotAllowed: {Owner: OwnerARM, Likely: true, Phrase: "not allowed",
		When:   "A scale set asks for more than 100 instances in a single placement group, or goes back to a single placement group.",
		Advice: "Set single_placement_group = false.", Source: "SOURCES.md 2.2 (rules sure: placement-groups.md; code likely)"},
	CodeInvalidComputerNamePrefix: {Owner: OwnerFabric, Phrase: "bad computer name prefix",
		When:   "A computer name prefix is too long for the operating system, or has characters that it does not take.",
		Advice: "Set computer_name_prefix to at most 58 (Linux) or 9 (Windows) letters, digits and hyphens.", Source: "SOURCES.md 2.3 (sure: TF; code unknown, ComputerNamePrefixTooLongForScaleOut is for scaling only)"},
	CodePublicIPPrefixOutOfIPAddressesForVMScaleSet: {Owner: OwnerARM, Phrase: "public IP prefix exhausted",
		When:   "A scale set needs more public addresses than its public IP prefix has left.",
		Advice: "Use a larger prefix, or fewer instances.", Source: "SOURCES.md 4.4 (sure)"},
	CodePublicIPCountLimitExceededByVMScaleSet: {Owner: OwnerARM, Likely: true, Phrase: "no public address left",
		When:   "A scale set needs more public addresses than the simulated public address space has left.",
		Advice: "Remove public addresses that are not needed.", Source: "SOURCES.md 12 (likely)"},
}
