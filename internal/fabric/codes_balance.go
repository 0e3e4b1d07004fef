package fabric

// Codes of load balancers and application gateways.
const (
	CodeBasicSkuRetired                                                      Code = "BasicSkuRetired"
	CodeLoadBalancerWithoutFrontendIPCantHaveChildResources                  Code = "LoadBalancerWithoutFrontendIPCantHaveChildResources"
	CodeFrontendLimitExceeded                                                Code = "FrontendLimitExceeded"
	CodeDuplicateFrontendName                                                Code = "DuplicateFrontendName"
	CodePublicIPReferencedByMultipleIPConfigs                                Code = "PublicIPReferencedByMultipleIPConfigs"
	CodeLoadBalancerMixesPublicAndInternal                                   Code = "LoadBalancerMixesPublicAndInternal"
	CodeMissingJSONReferenceID                                               Code = "MissingJsonReferenceId"
	CodeFrontendIPConfigHasBothSubnetAndPublicIP                             Code = "FrontendIPConfigHasBothSubnetAndPublicIP"
	CodeFrontendHasSeveralPublicSources                                      Code = "FrontendHasSeveralPublicSources"
	CodePrivateIPAddressNotInSubnet                                          Code = "PrivateIPAddressNotInSubnet"
	CodePrivateIPAddressInReservedRange                                      Code = "PrivateIPAddressInReservedRange"
	CodePrivateIPAddressIsAllocated                                          Code = "PrivateIPAddressIsAllocated"
	CodePublicIPAndLBSkuDoNotMatch                                           Code = "PublicIPAndLBSkuDoNotMatch"
	CodePublicIPAddressInUse                                                 Code = "PublicIPAddressInUse"
	CodePublicIPAddressCannotBeDeleted                                       Code = "PublicIPAddressCannotBeDeleted"
	CodeProbeRequestPath                                                     Code = "ProbeRequestPath"
	CodeNeedsStandardLoadBalancer                                            Code = "NeedsStandardLoadBalancer"
	CodeHAPortsNeedPortZero                                                  Code = "HaPortsNeedPortZero"
	CodeHAPortsNeedInternalStandard                                          Code = "HaPortsNeedInternalStandardLoadBalancer"
	CodeHAPortsRuleConflict                                                  Code = "HaPortsRuleConflict"
	CodeReferenceToOtherLoadBalancer                                         Code = "ReferenceToOtherLoadBalancer"
	CodeFrontendOnPrefixIsOutboundOnly                                       Code = "FrontendOnPrefixIsOutboundOnly"
	CodeFrontendPortConflict                                                 Code = "FrontendPortConflict"
	CodeLoadBalancerRuleLimitExceeded                                        Code = "LoadBalancerRuleLimitExceeded"
	CodeRulesUseSameBackendPortProtocolAndPool                               Code = "RulesUseSameBackendPortProtocolAndPool"
	CodeRulesUseSameBackendPortProtocolAndIPConfig                           Code = "RulesUseSameBackendPortProtocolAndIPConfig"
	CodeRulesOfSameLoadBalancerTypeUseSameBackendPortProtocolAndVmssIPConfig Code = "RulesOfSameLoadBalancerTypeUseSameBackendPortProtocolAndVmssIPConfig"
	CodeFloatingIPFlowConflict                                               Code = "FloatingIpFlowConflict"
	CodeFloatingIPOnInternalIPv6                                             Code = "FloatingIpOnInternalIpv6"
	CodeFloatingIPOnSecondaryIPConfiguration                                 Code = "FloatingIpOnSecondaryIpConfiguration"
	CodeBackendPoolIPVersionMismatch                                         Code = "BackendPoolIpVersionMismatch"
	CodeBackendPoolSpansVirtualNetworks                                      Code = "BackendPoolSpansVirtualNetworks"
	CodeBackendPoolInUse                                                     Code = "BackendPoolInUse"
	CodeProbeInUse                                                           Code = "ProbeInUse"
	CodeLoadBalancerRuleCountLimitReachedForNic                              Code = "LoadBalancerRuleCountLimitReachedForNic"
	CodeVMScaleSetCannotUseMultipleLoadBalancersOfSameType                   Code = "VMScaleSetCannotUseMultipleLoadBalancersOfSameType"
	CodeVMScaleSetCannotReferenceLoadbalancerWhenLargeScaleOrCrossAZ         Code = "VMScaleSetCannotReferenceLoadbalancerWhenLargeScaleOrCrossAZ"
	CodeDifferentSkuLoadBalancerAndPublicIPAddressNotAllowedInVMSS           Code = "DifferentSkuLoadBalancerAndPublicIPAddressNotAllowedInVMSS"
	CodeDifferentSkuLoadBalancersAndPublicIPAddressNotAllowed                Code = "DifferentSkuLoadBalancersAndPublicIPAddressNotAllowed"
	CodeSkuCannotBeUpdatedOnVMSSPublicIPAddresses                            Code = "SkuCannotBeUpdatedOnVMSSPublicIpAddresses"
	CodeCannotUseHealthProbeWithoutLoadBalancing                             Code = "CannotUseHealthProbeWithoutLoadBalancing"
	CodeCannotUseInactiveHealthProbe                                         Code = "CannotUseInactiveHealthProbe"
	CodeCannotRemoveRuleUsedByProbeUsedByVMSS                                Code = "CannotRemoveRuleUsedByProbeUsedByVMSS"
	CodeInboundNATPoolSmallerThanRequestedPorts                              Code = "InboundNatPoolFrontendPortRangeSmallerThanRequestedPorts"
	CodeLoadBalancerInboundNATPoolInUseByVirtualMachineScaleSet              Code = "LoadBalancerInboundNatPoolInUseByVirtualMachineScaleSet"
	CodeLoadBalancerInUseByVirtualMachineScaleSet                            Code = "LoadBalancerInUseByVirtualMachineScaleSet"
	CodeOutboundPortsNotMultipleOfEight                                      Code = "SpecifiedAllocatedOutboundPortsForOutboundRuleIsNotAMultipleOfEight"
	CodeOutboundPortsExceedRule                                              Code = "SpecifiedAllocatedOutboundPortsForOutboundRuleExceedsTotalNumberOfAllowedPortsPerRule"
	CodeOutboundPortsExceedAvailable                                         Code = "SpecifiedAllocatedOutboundPortsForOutboundRuleExceedsTotalNumberOfAvailablePorts"
	CodeMoreThanOneOutboundRule                                              Code = "MoreThanOneOutboundRuleUsingSameFrontendIPConfigurationAndProtocolIsNotSupported"
	CodeOutboundRuleWithSecondaryIPConfig                                    Code = "OutboundRuleCannotBeUsedWithBackendAddressPoolThatIsReferencedBySecondaryIpConfigs"
	CodeOutboundRuleClashesWithSNAT                                          Code = "OutboundRuleClashesWithSnat"
	CodeOutboundRuleNeedsPublicStandard                                      Code = "OutboundRuleNeedsPublicStandardLoadBalancer"
	CodeApplicationGatewayNeedsFrontend                                      Code = "ApplicationGatewayNeedsFrontend"
	CodeApplicationGatewayGenerationsMixed                                   Code = "ApplicationGatewayGenerationsMixed"
	CodeApplicationGatewaySubnetCannotBeUsedByOtherResources                 Code = "ApplicationGatewaySubnetCannotBeUsedByOtherResources"
	CodeApplicationGatewayPublicIPMustBeStandard                             Code = "ApplicationGatewayPublicIpMustBeStandard"
	CodeApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup  Code = "ApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup"
	CodeApplicationGatewayBackendAddressPoolAlreadyHasBackendAddresses       Code = "ApplicationGatewayBackendAddressPoolAlreadyHasBackendAddresses"
	CodeApplicationGatewayInOtherVirtualNetwork                              Code = "ApplicationGatewayInOtherVirtualNetwork"
	CodeApplicationGatewayInUse                                              Code = "ApplicationGatewayInUse"
)

var balanceCodes = map[Code]CodeFacts{
	CodeBasicSkuRetired: {Owner: OwnerFabric, Severity: Warning, Phrase: "Basic is retired",
		When: "A load balancer is of the Basic SKU.", Advice: `Use sku = "Standard"; the fabric still models Basic.`, Source: "SOURCES.md 5.1 (sure: skus.md)"},
	CodeLoadBalancerWithoutFrontendIPCantHaveChildResources: {Owner: OwnerARM, Phrase: "no frontend",
		When: "A load balancer without frontends has a pool, a probe or a rule.", Advice: "Give the load balancer a frontend first.", Source: "SOURCES.md 5.3 (sure: LBERR)"},
	CodeFrontendLimitExceeded: {Owner: OwnerFabric, Phrase: "too many frontends",
		When: "A load balancer has more than 600 frontends, or 200 of the Basic SKU.", Advice: "Use several load balancers.", Source: "SOURCES.md 5.2 (sure: LBLIM; code unknown)"},
	CodeDuplicateFrontendName: {Owner: OwnerFabric, Phrase: "two frontends of one name",
		When: "Two frontends of a load balancer have the same name; names compare without regard to case.", Advice: "Rename one of them.", Source: "by analogy (code unknown)"},
	CodePublicIPReferencedByMultipleIPConfigs: {Owner: OwnerARM, Phrase: "public IP address used twice",
		When: "Two frontends of one load balancer use one public IP address.", Advice: "Give each frontend its own address.", Source: "SOURCES.md 5.3 (sure: cloud-provider-azure#4243, azure-docs#50047)"},
	CodeLoadBalancerMixesPublicAndInternal: {Owner: OwnerFabric, Phrase: "public and internal frontends",
		When: "A load balancer has public and internal frontends.", Advice: "Use one load balancer for each.", Source: "SOURCES.md 5.3 (likely; code unknown)"},
	CodeMissingJSONReferenceID: {Owner: OwnerARM, Phrase: "frontend without an address",
		When: "A frontend has no subnet, no public IP address and no public IP prefix.", Advice: "Give exactly one of subnet_id, public_ip_id and public_ip_prefix_id.", Source: "SOURCES.md 5.3 (sure: azure-cli#934)"},
	CodeFrontendIPConfigHasBothSubnetAndPublicIP: {Owner: OwnerARM, Phrase: "subnet and public address",
		When: "A frontend has a subnet and a public address.", Advice: "Give exactly one of subnet_id, public_ip_id and public_ip_prefix_id.", Source: "SOURCES.md 5.3 (sure: terraform-provider-azurerm#1622)"},
	CodeFrontendHasSeveralPublicSources: {Owner: OwnerFabric, Phrase: "address and prefix",
		When: "A frontend has a public IP address and a public IP prefix.", Advice: "Give exactly one of public_ip_id and public_ip_prefix_id.", Source: "SOURCES.md 5.3 (rule sure; code unknown)"},
	CodePrivateIPAddressNotInSubnet: {Owner: OwnerARM, Phrase: "address outside the subnet",
		When: "A static private address is not in its subnet.", Advice: "Choose an address of the subnet, or leave it out.", Source: "SOURCES.md 1.1 (sure: DEPERR)"},
	CodePrivateIPAddressInReservedRange: {Owner: OwnerARM, Phrase: "reserved address",
		When: "A static private address is one of the first four or the last of its subnet.", Advice: "Choose another address, or leave it out.", Source: "SOURCES.md 1.1 (sure: DEPERR)"},
	CodePrivateIPAddressIsAllocated: {Owner: OwnerARM, Likely: true, Phrase: "address taken",
		When: "A static private address is held by something else.", Advice: "Choose another address, or leave it out.", Source: "SOURCES.md 1.1 (likely)"},
	CodePublicIPAndLBSkuDoNotMatch: {Owner: OwnerARM, Phrase: "SKUs differ",
		When: "A load balancer's frontend has a public address of another SKU.", Advice: "Use one SKU for both.", Source: "SOURCES.md 5.3 (sure)"},
	CodePublicIPAddressInUse: {Owner: OwnerARM, Likely: true, Phrase: "public IP address in use",
		When: "A public IP address is given to a second load balancer, application gateway or NAT gateway, or a prefix to a NAT gateway and to another of them.", Advice: "Use another address.", Source: "SOURCES.md 5.3 (likely)"},
	CodePublicIPAddressCannotBeDeleted: {Owner: OwnerARM, Likely: true, Phrase: "public IP address in use",
		When: "A public IP address is deleted while a frontend or a NAT gateway has it.", Advice: adviceCreateBeforeDestroy, Source: "SOURCES.md 12 (likely)"},
	CodeProbeRequestPath: {Owner: OwnerFabric, Phrase: "bad request path",
		When: "A probe of Http or Https has no request path, one of Tcp has one, or it does not start with a slash.", Advice: "Give request_path with Http and Https alone.", Source: "SOURCES.md 5.4 (sure: TBB; code unknown)"},
	CodeNeedsStandardLoadBalancer: {Owner: OwnerFabric, Phrase: "Standard only",
		When: "A Basic load balancer is asked for Https probes or TCP resets.", Advice: `Use sku = "Standard".`, Source: "SOURCES.md 5.1 (sure: skus.md; code unknown)"},
	CodeHAPortsNeedPortZero: {Owner: OwnerFabric, Phrase: "protocol and port 0",
		When: "A rule has the protocol All with a port, or port 0 without the protocol All.", Advice: "Use All with both ports 0 (HA ports), or Tcp or Udp with ports.", Source: "SOURCES.md 5.5 (likely; code unknown)"},
	CodeHAPortsNeedInternalStandard: {Owner: OwnerFabric, Phrase: "HA ports not available",
		When: "A rule of a public or Basic load balancer asks for HA ports.", Advice: "Use an internal Standard load balancer, or name the ports.", Source: "SOURCES.md 5.5 U16 (sure: skus.md; code unknown)"},
	CodeHAPortsRuleConflict: {Owner: OwnerFabric, Phrase: "HA ports beside other rules",
		When: "A rule with HA ports and one without send to one pool, or two with HA ports of which only one has floating IP.", Advice: "Use another pool for one of them, or floating IP on both rules with HA ports.", Source: "SOURCES.md 5.5 U12 to U14 (sure, of 2017; code unknown)"},
	CodeReferenceToOtherLoadBalancer: {Owner: OwnerFabric, Phrase: "pool or probe of another load balancer",
		When: "A rule names a pool or a probe of another load balancer than its own.", Advice: "Use a pool and a probe of the same load balancer.", Source: "ARM's shape: they are children of one resource (code unknown)"},
	CodeFrontendOnPrefixIsOutboundOnly: {Owner: OwnerFabric, Phrase: "frontend is outbound only",
		When: "A rule uses a frontend that stands on a public IP prefix.", Advice: "Use a frontend with a public IP address.", Source: "SOURCES.md 4.4 (sure; code unknown)"},
	CodeFrontendPortConflict: {Owner: OwnerFabric, Phrase: "frontend port taken",
		When: "Two rules or NAT pools of a load balancer take one port and protocol of one frontend.", Advice: "Use another port or another frontend.", Source: "SOURCES.md 5.5 U5 (rule sure; code unknown)"},
	CodeLoadBalancerRuleLimitExceeded: {Owner: OwnerFabric, Phrase: "too many rules",
		When: "A load balancer has more than 1,500 rules, or 250 of the Basic SKU.", Advice: "Use several load balancers.", Source: "SOURCES.md 5.2 (sure: LBLIM; code unknown)"},
	CodeRulesUseSameBackendPortProtocolAndPool: {Owner: OwnerARM, Phrase: "one backend port twice",
		When: "Two rules without floating IP use one backend port and protocol on one pool.", Advice: "Use another backend port, another pool, or floating_ip = true on both.", Source: "SOURCES.md 5.5 U1 (sure: azure-docs#117762)"},
	CodeRulesUseSameBackendPortProtocolAndIPConfig: {Owner: OwnerARM, Phrase: "one backend port twice",
		When: "Two rules or NAT pools of one load balancer, without floating IP, use one backend port and protocol of an instance's IP configuration.", Advice: "Use another backend port, or floating IP.", Source: "SOURCES.md 5.5 U2 (sure: terraform-provider-azurerm#84, #273)"},
	CodeRulesOfSameLoadBalancerTypeUseSameBackendPortProtocolAndVmssIPConfig: {Owner: OwnerARM, Phrase: "one backend port twice",
		When: "Rules of two public, or of two internal, load balancers use one backend port and protocol of an instance's IP configuration.", Advice: "Use another backend port, or floating IP.", Source: "SOURCES.md 5.5 U3 (sure: LBERR)"},
	CodeFloatingIPFlowConflict: {Owner: OwnerFabric, Phrase: "flows that look alike",
		When: "Two rules with floating IP lead from one frontend to one backend port.", Advice: "Use another frontend or another backend port.", Source: "SOURCES.md 5.5 U11 (rule sure: multivip; code unknown)"},
	CodeFloatingIPOnInternalIPv6: {Owner: OwnerFabric, Phrase: "no floating IP on internal IPv6",
		When: "A rule of an internal IPv6 frontend has floating IP.", Advice: "Set floating_ip = false, or use IPv4.", Source: "SOURCES.md 5.6 (sure: floating-ip doc; code unknown)"},
	CodeFloatingIPOnSecondaryIPConfiguration: {Owner: OwnerFabric, Phrase: "floating IP needs the primary IP configuration",
		When: "A rule with floating IP sends to an IP configuration that is not its NIC's primary one.", Advice: "Put the primary IP configuration into the pool, or set floating_ip = false.", Source: "SOURCES.md 5.6 (sure: FLOATIP; code unknown)"},
	CodeBackendPoolIPVersionMismatch: {Owner: OwnerFabric, Phrase: "IP versions differ",
		When: "A rule leads from a frontend of one IP version to an IP configuration of the other.", Advice: "Use a pool for each IP version.", Source: "SOURCES.md 5.5 U19 (likely; code unknown)"},
	CodeBackendPoolSpansVirtualNetworks: {Owner: OwnerFabric, Phrase: "members in two virtual networks",
		When: "Members of one backend pool, or a member and the internal frontend before it, are in different virtual networks.", Advice: "Use a load balancer for each virtual network.", Source: "SOURCES.md 5.8 (rule sure: skus.md; code unknown)"},
	CodeBackendPoolInUse: {Owner: OwnerFabric, Phrase: "backend pool in use",
		When: "A backend pool is deleted while a scale set or a rule names it.", Advice: adviceCreateBeforeDestroy, Source: "by analogy with NAT pools (code unknown)"},
	CodeProbeInUse: {Owner: OwnerFabric, Phrase: "probe in use",
		When: "A probe is deleted while a rule or a scale set names it.", Advice: adviceCreateBeforeDestroy, Source: "by analogy (code unknown)"},
	CodeLoadBalancerRuleCountLimitReachedForNic: {Owner: OwnerARM, Phrase: "too many rules for a NIC",
		When: "A NIC stands behind more than 300 rules.", Advice: "Spread the rules over several NICs.", Source: "SOURCES.md 5.2 (sure: LBERR)"},
	CodeVMScaleSetCannotUseMultipleLoadBalancersOfSameType: {Owner: OwnerARM, Phrase: "two load balancers of one type",
		When: "A scale set stands behind two public or two internal load balancers; over several NICs this is a warning.", Advice: "Use one public and one internal load balancer at most.", Source: "SOURCES.md 5.8 (sure: LBERR)"},
	CodeVMScaleSetCannotReferenceLoadbalancerWhenLargeScaleOrCrossAZ: {Owner: OwnerARM, Phrase: "Basic load balancer before a large or zonal set",
		When: "A scale set with zones or several placement groups stands behind a Basic load balancer.", Advice: `Use a load balancer with sku = "Standard".`, Source: "SOURCES.md 5.8 (sure: LBERR)"},
	CodeDifferentSkuLoadBalancerAndPublicIPAddressNotAllowedInVMSS: {Owner: OwnerARM, Phrase: "SKUs differ",
		When: "Instances behind a load balancer ask for public IP addresses of another SKU.", Advice: "Leave the sku of public_ip_address out: it follows the load balancer.", Source: "SOURCES.md 4.3 (sure: LBERR, VMSSNET)"},
	CodeDifferentSkuLoadBalancersAndPublicIPAddressNotAllowed: {Owner: OwnerARM, Phrase: "SKUs differ",
		When: "A scale set stands behind load balancers of two SKUs, or has public addresses of another SKU on another IP configuration.", Advice: "Use one SKU for all load balancers and public addresses of a scale set.", Source: "SOURCES.md 4.3, 5.1 (sure: LBERR, skus.md)"},
	CodeSkuCannotBeUpdatedOnVMSSPublicIPAddresses: {Owner: OwnerARM, Phrase: "SKU is fixed",
		When: "The public addresses of a scale set's instances would get another SKU.", Advice: "Take public_ip_address away in one apply, and give it back with the new SKU in the next.", Source: "SOURCES.md 4.3 (sure: AzLoadBalancerMigration#11)"},
	CodeCannotUseHealthProbeWithoutLoadBalancing: {Owner: OwnerARM, Phrase: "health probe without a load balancer",
		When: "A scale set has a health probe and none of its IP configurations is in a backend pool.", Advice: "Put the primary IP configuration into a backend pool of the probe's load balancer, or leave health_probe_id out.", Source: "SOURCES.md 5.4 (code sure: ARO-RP#547; when likely)"},
	CodeCannotUseInactiveHealthProbe: {Owner: OwnerARM, Phrase: "health probe not in use",
		When: "A scale set's health probe is on no rule that sends to the set.", Advice: "Put the probe on such a rule, and add depends_on so that the rule comes first.", Source: "SOURCES.md 5.4 (sure: LBERR)"},
	CodeCannotRemoveRuleUsedByProbeUsedByVMSS: {Owner: OwnerARM, Phrase: "rule in use",
		When: "A rule is deleted whose probe is the health probe of a scale set, or gives up that probe or the pool of the set.", Advice: "Put the probe on another rule to the same pool first, or take health_probe_id away from the scale set, in an apply of its own.", Source: "SOURCES.md 5.8 (sure: terraform-provider-azurerm#4769)"},
	CodeInboundNATPoolSmallerThanRequestedPorts: {Owner: OwnerARM, Phrase: "NAT pool too small",
		When: "A scale set has more instances than its NAT pool has ports left.", Advice: "Widen the NAT pool, or ask for fewer instances.", Source: "SOURCES.md 5.7 (sure: azure-docs#119323)"},
	CodeLoadBalancerInboundNATPoolInUseByVirtualMachineScaleSet: {Owner: OwnerARM, Phrase: "NAT pool in use",
		When: "A NAT pool is deleted while a scale set names it.", Advice: adviceCreateBeforeDestroy, Source: "SOURCES.md 5.7 (sure: terraform-provider-azurerm#4769)"},
	CodeLoadBalancerInUseByVirtualMachineScaleSet: {Owner: OwnerARM, Phrase: "load balancer in use",
		When: "A load balancer is deleted while a scale set is in one of its pools.", Advice: adviceCreateBeforeDestroy, Source: "SOURCES.md 5.8 (sure: LBERR)"},
	CodeOutboundPortsNotMultipleOfEight: {Owner: OwnerARM, Phrase: "ports not a multiple of 8",
		When: "An outbound rule allocates a number of ports that is no multiple of 8.", Advice: "Use a multiple of 8.", Source: "SOURCES.md 5.7 (sure: LBERR)"},
	CodeOutboundPortsExceedRule: {Owner: OwnerARM, Phrase: "too many ports",
		When: "An outbound rule allocates more than 64,000 ports to each member.", Advice: "Allocate fewer ports.", Source: "SOURCES.md 5.7 (sure: LBERR)"},
	CodeOutboundPortsExceedAvailable: {Owner: OwnerARM, Phrase: "more ports than the frontends have",
		When: "The ports that an outbound rule allocates to all members of its pool are more than its frontend addresses have, also when a scale set grows.", Advice: "Allocate fewer ports, add frontend addresses, or ask for fewer instances.", Source: "SOURCES.md 5.7 (sure: LBERR)"},
	CodeMoreThanOneOutboundRule: {Owner: OwnerARM, Phrase: "two outbound rules on one frontend",
		When: "Two outbound rules use one frontend with the same or overlapping protocols.", Advice: "Use one rule, or other frontends.", Source: "SOURCES.md 5.7 (sure: AzLoadBalancerMigration#10)"},
	CodeOutboundRuleWithSecondaryIPConfig: {Owner: OwnerARM, Phrase: "secondary IP configuration in the pool",
		When: "An outbound rule uses a pool in which an IPv4 IP configuration is not its NIC's primary one.", Advice: "Put only primary IP configurations into the pool.", Source: "SOURCES.md 5.7 (sure: terraform-provider-azurerm#9084)"},
	CodeOutboundRuleClashesWithSNAT: {Owner: OwnerFabric, Phrase: "two ways out",
		When: "An outbound rule and a load-balancing rule that still does SNAT share a frontend and a pool.", Advice: "Set disable_outbound_snat = true on the load-balancing rule.", Source: "SOURCES.md 5.7 (rule sure: outbound-rules.md; code unknown)"},
	CodeOutboundRuleNeedsPublicStandard: {Owner: OwnerFabric, Phrase: "public Standard only",
		When: "An internal or Basic load balancer has an outbound rule.", Advice: "Use a public Standard load balancer.", Source: "SOURCES.md 5.1, 5.7 (sure; code unknown)"},
	CodeApplicationGatewayNeedsFrontend: {Owner: OwnerFabric, Phrase: "no frontend",
		When: "An application gateway has neither a public IP address nor a private one.", Advice: "Give public_ip_id or private_ip_address.", Source: "SOURCES.md 6 (at most one of each: sure; code unknown)"},
	CodeApplicationGatewayGenerationsMixed: {Owner: OwnerFabric, Phrase: "two generations in one subnet",
		When: "Application gateways of v1 and v2 share a subnet.", Advice: "Use another subnet.", Source: "SOURCES.md 6 (rule sure: configuration-infrastructure.md; code unknown)"},
	CodeApplicationGatewaySubnetCannotBeUsedByOtherResources: {Owner: OwnerARM, Phrase: "subnet belongs to an application gateway",
		When: "A scale set or an internal load balancer is in the subnet of an application gateway.", Advice: "Use another subnet of the same virtual network.", Source: "SOURCES.md 6 (sure: terraform-provider-azurerm#2992)"},
	CodeApplicationGatewayPublicIPMustBeStandard: {Owner: OwnerFabric, Phrase: "public IP address must be static Standard",
		When: "A v2 application gateway has a Basic or dynamic public IP address.", Advice: `Use a public IP address with sku = "Standard".`, Source: "SOURCES.md 6 (sure: TBB; code unknown)"},
	CodeApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup: {Owner: OwnerARM, Phrase: "gateway cut off from the platform",
		When: "The network security group of a gateway's subnet does not open ports 65200-65535 (v1: 65503-65534) to GatewayManager.", Advice: "Add an inbound Allow rule for Tcp from GatewayManager to those ports.", Source: "SOURCES.md 6 (sure)"},
	CodeApplicationGatewayBackendAddressPoolAlreadyHasBackendAddresses: {Owner: OwnerARM, Phrase: "pool has other members",
		When: "An application gateway pool names addresses and a scale set joins it, or two scale sets join one pool of a v1 gateway.", Advice: "Use a pool for each.", Source: "SOURCES.md 6 (sure: TBB)"},
	CodeApplicationGatewayInOtherVirtualNetwork: {Owner: OwnerFabric, Phrase: "gateway in another virtual network",
		When: "A scale set joins a pool of an application gateway in another virtual network.", Advice: "Put both into one virtual network, in different subnets.", Source: "SOURCES.md 6 (sure: VMSSNET; code unknown)"},
	CodeApplicationGatewayInUse: {Owner: OwnerFabric, Phrase: "application gateway in use",
		When: "An application gateway, or one of its pools, is deleted while a scale set is in a pool.", Advice: adviceCreateBeforeDestroy, Source: "by analogy (code unknown)"},
}
