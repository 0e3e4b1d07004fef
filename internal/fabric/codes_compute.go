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
	CodePublicIPZoneMismatch                              Code = "PublicIpZoneMismatch"
	CodeFrontendZoneNotOfInstances                        Code = "FrontendZoneNotOfInstances"
	CodeOverconstrainedZonalAllocationRequest             Code = "OverconstrainedZonalAllocationRequest"
	CodePublicIPPrefixOutOfIPAddressesForVMScaleSet       Code = "PublicIpPrefixOutOfIpAddressesForVMScaleSet"
	CodePublicIPCountLimitExceededByVMScaleSet            Code = "PublicIPCountLimitExceededByVMScaleSet"
	CodeInstancesAwaitAddresses                           Code = "InstancesAwaitAddresses"
)

// Codes of rolling upgrades.
const (
	CodeMaxUnhealthyInstancePercentExceededBeforeRollingUpgrade     Code = "MaxUnhealthyInstancePercentExceededBeforeRollingUpgrade"
	CodeMaxUnhealthyInstancePercentExceededInRollingUpgrade         Code = "MaxUnhealthyInstancePercentExceededInRollingUpgrade"
	CodeMaxUnhealthyUpgradedInstancePercentExceededInRollingUpgrade Code = "MaxUnhealthyUpgradedInstancePercentExceededInRollingUpgrade"
)

// adviceHealthy is what to do about a rolling upgrade that stops: Azure as well leaves the set with two models then.
const adviceHealthy = "Let the probe reach the instances: look at guest.listening_ports and at the network security groups. Then bring the rest to the model with simfabric_scale_set_instance_upgrade."

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
		When:   "A scale set asks for more instances than a single placement group holds, for one fault domain in a single placement group, for rolling upgrades without a health probe, for fewer instances than are protected from scale-in, or for a placement group that its VM size does not go with.",
		Advice: "Change what the message names.", Source: "SOURCES.md 2.2, 2.4, 2.5 (rules sure: placement-groups.md, TF; code likely)"},
	CodePublicIPZoneMismatch: {Owner: OwnerFabric, Phrase: "public addresses of another zone",
		When:   "Instances of a zone are to have public addresses from a prefix of another zone.",
		Advice: "Use a prefix of all the set's zones, or one without zones.", Source: "SOURCES.md 4.4 (rule sure: Azure/azurehpc#317; code unknown)"},
	CodeFrontendZoneNotOfInstances: {Owner: OwnerFabric, Severity: Warning, Phrase: "frontend of another zone",
		When:   "A frontend is in one zone, and instances behind it are in another.",
		Advice: "Use a frontend of all the set's zones, or one without zones, so that the loss of a zone does not cut off the others.", Source: "SOURCES.md 5.3 (zones of frontends likely), 13 (terraform-provider-azurerm#6988)"},
	CodeOverconstrainedZonalAllocationRequest: {Owner: OwnerARM, Likely: true, Phrase: "zones out of balance",
		When:   "A set with strict zone balance asks for a capacity that would leave its zones unbalanced.",
		Advice: "Choose a capacity that spreads evenly, take instances out of scale_in.protected_instance_ids, or set zone_balance = false, which replaces the set.", Source: "SOURCES.md 2.2 (rule sure: zone-balancing.md), 12 (code likely)"},
	CodeInstancesAwaitAddresses: {Owner: OwnerFabric, Severity: Warning, Phrase: "instances wait for addresses",
		When:   "The network of its own was taken away from an instance, and the addresses of its model are not to be had: another run has them, or is promised them. The instance stays as it is until they are free.",
		Advice: "Apply or leave the other plan, or make room: the first plan that finds free addresses gives them to the instance. Promises of a plan that was never applied end after 24 hours.", Source: "no Azure counterpart: there, the removal itself is refused or waits"},
	CodeMaxUnhealthyInstancePercentExceededBeforeRollingUpgrade: {Owner: OwnerARM, Likely: true, Severity: Warning, Phrase: "rolling upgrade does not start",
		When:   "Before the first batch of a rolling upgrade, more of the set's instances are not healthy than max_unhealthy_instance_percent allows. The model moves on, and no instance follows.",
		Advice: adviceHealthy, Source: "SOURCES.md 2.5 (rule sure: configure-rolling-upgrades.md), 12 (code likely)"},
	CodeMaxUnhealthyInstancePercentExceededInRollingUpgrade: {Owner: OwnerARM, Likely: true, Severity: Warning, Phrase: "rolling upgrade stops",
		When:   "Before a further batch of a rolling upgrade, more of the set's instances are not healthy than max_unhealthy_instance_percent allows. The rest keeps its model.",
		Advice: adviceHealthy, Source: "SOURCES.md 2.5 (rule sure: configure-rolling-upgrades.md), 12 (code likely)"},
	CodeMaxUnhealthyUpgradedInstancePercentExceededInRollingUpgrade: {Owner: OwnerARM, Likely: true, Severity: Warning, Phrase: "rolling upgrade stops",
		When:   "After a batch of a rolling upgrade, more of the upgraded instances are not healthy than max_unhealthy_upgraded_instance_percent allows. The rest keeps its model.",
		Advice: adviceHealthy, Source: "SOURCES.md 2.5 (rule sure: configure-rolling-upgrades.md), 12 (code likely)"},
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
