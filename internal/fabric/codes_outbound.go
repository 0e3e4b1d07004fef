package fabric

// Codes of route tables and NAT gateways.
const (
	CodeRouteLimitExceeded                       Code = "RouteLimitExceeded"
	CodeDuplicateRouteName                       Code = "DuplicateRouteName"
	CodeRouteConflict                            Code = "RouteConflict"
	CodeRouteNextHopAddress                      Code = "RouteNextHopAddress"
	CodeRouteVersionMismatch                     Code = "RouteVersionMismatch"
	CodeInUseRouteTableCannotBeDeleted           Code = "InUseRouteTableCannotBeDeleted"
	CodeResourceCannotHaveMultipleZonesSpecified Code = "ResourceCannotHaveMultipleZonesSpecified"
	CodeNATGatewayAddressLimitExceeded           Code = "NatGatewayAddressLimitExceeded"
	CodeNATGatewayAddressNotSupported            Code = "NatGatewayAddressNotSupported"
	CodeNATGatewayZoneMismatch                   Code = "NatGatewayZoneMismatch"
	CodeNATGatewayWithoutAddresses               Code = "NatGatewayWithoutAddresses"
	CodeNATGatewayOnGatewaySubnet                Code = "NatGatewayOnGatewaySubnet"
	CodeNATGatewayInDifferentVirtualNetworks     Code = "NatGatewayCannotBeUsedBySubnetsBelongingToDifferentVirtualNetworks"
	CodeSubnetWithNATGatewayAndBasicSku          Code = "SubnetWithNatGatewayAndBasicSkuResourceNotAllowed"
	CodeCannotDeleteNATGatewayAssociatedToSubnet Code = "CannotDeleteNatGatewayAssociatedToSubnet"
)

var outboundCodes = map[Code]CodeFacts{
	CodeRouteLimitExceeded: {Owner: OwnerFabric, Phrase: "too many routes",
		When: "A route table has more than 400 routes.", Advice: "Merge routes: one prefix may stand for several.", Source: "SOURCES.md 1.4 (sure: LIM; code unknown)"},
	CodeDuplicateRouteName: {Owner: OwnerFabric, Phrase: "routes of one name",
		When: "Two routes of a route table have names that differ only in case.", Advice: "Rename one of them.", Source: "ARM names compare without regard to case (recall; code unknown)"},
	CodeRouteConflict: {Owner: OwnerARM, Phrase: "routes of one prefix",
		When: "Two routes of a route table have the same prefix.", Advice: "Remove one of them.", Source: "SOURCES.md 8; code kubernetes-sigs/cloud-provider-azure#657 (sure)"},
	CodeRouteNextHopAddress: {Owner: OwnerFabric, Phrase: "next hop and address do not fit",
		When: "A route to a virtual appliance has no address for it, a route to something else has one, or it is no IP address.", Advice: `Give next_hop_in_ip_address with next_hop_type = "VirtualAppliance", and only there.`, Source: "SOURCES.md 8 (likely; code unknown)"},
	CodeRouteVersionMismatch: {Owner: OwnerFabric, Phrase: "IP versions differ",
		When: "A route's prefix is of one IP version and its next hop of the other.", Advice: "Use an appliance's address of the prefix's IP version.", Source: "SOURCES.md 8 (likely; code unknown)"},
	CodeInUseRouteTableCannotBeDeleted: {Owner: OwnerARM, Phrase: "route table in use",
		When: "A route table is deleted while a subnet has it.", Advice: adviceCreateBeforeDestroy, Source: "SOURCES.md 12; code Azure's troubleshooting pages for AKS (sure)"},
	CodeResourceCannotHaveMultipleZonesSpecified: {Owner: OwnerARM, Phrase: "more than one zone",
		When: "A NAT gateway names more than one zone.", Advice: "Name one zone, or none.", Source: "SOURCES.md 9, 12 (sure: azure-docs#97098)"},
	CodeNATGatewayAddressLimitExceeded: {Owner: OwnerFabric, Phrase: "too many addresses",
		When: "The public IP addresses and prefixes of a NAT gateway are more than 16 addresses together.", Advice: "Remove addresses, or use smaller prefixes.", Source: "SOURCES.md 9 (sure: nat-gateway-resource.md; code unknown)"},
	CodeNATGatewayAddressNotSupported: {Owner: OwnerFabric, Phrase: "address not possible",
		When: "A public IP address or prefix of a NAT gateway is of the Basic SKU or of IPv6.", Advice: "Use IPv4 addresses and prefixes of the Standard SKU.", Source: "SOURCES.md 4.1, 9 (sure: nat-gateway-resource.md; code unknown)"},
	CodeNATGatewayZoneMismatch: {Owner: OwnerFabric, Phrase: "zones do not fit",
		When: "A zonal NAT gateway has a public IP address or prefix that is only in other zones.", Advice: "Use an address of the gateway's zone or a zone-redundant one, or give the gateway no zone.", Source: "SOURCES.md 9 (likely: troubleshooting page of NAT gateways; code unknown)"},
	CodeNATGatewayWithoutAddresses: {Owner: OwnerFabric, Severity: Warning, Phrase: "no address, no way out",
		When: "A subnet uses a NAT gateway that has no address: it gives no way out, and keeps default outbound access away.", Advice: "Give the NAT gateway a public IP address or prefix.", Source: "SOURCES.md 9 (likely)"},
	CodeNATGatewayOnGatewaySubnet: {Owner: OwnerFabric, Phrase: "no NAT gateway here",
		When: "GatewaySubnet has a NAT gateway.", Advice: "Leave nat_gateway_id out.", Source: "SOURCES.md 9 (sure: nat-gateway-resource.md; code unknown)"},
	CodeNATGatewayInDifferentVirtualNetworks: {Owner: OwnerARM, Phrase: "NAT gateway in two virtual networks",
		When: "Subnets of different virtual networks use one NAT gateway.", Advice: "Use a NAT gateway for each virtual network.", Source: "SOURCES.md 9 (sure: microsoft/azure_arc#3288)"},
	CodeSubnetWithNATGatewayAndBasicSku: {Owner: OwnerARM, Phrase: "Basic beside a NAT gateway",
		When: "A subnet with a NAT gateway has instances with Basic public IP addresses or behind a Basic load balancer, or a frontend of one.", Advice: "Use the Standard SKU, or another subnet.", Source: "SOURCES.md 9 (sure: azure-docs#81335, terraform-provider-azurerm#18570)"},
	CodeCannotDeleteNATGatewayAssociatedToSubnet: {Owner: OwnerARM, Phrase: "NAT gateway in use",
		When: "A NAT gateway is deleted while a subnet has it.", Advice: adviceCreateBeforeDestroy, Source: "Azure-Samples/Copilot-Studio-with-Azure-AI-Search#62 (sure)"},
}
