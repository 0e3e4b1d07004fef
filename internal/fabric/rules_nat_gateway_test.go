package fabric_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

func gatewayWith(change func(*fabric.NATGateway)) fabric.NATGateway {
	return with(natGateway("ng", "p1"), change)
}

func gatewayIn(zones ...string) fabric.NATGateway {
	return gatewayWith(func(g *fabric.NATGateway) { g.Zones = zones })
}

func prefixIn(name string, zones ...string) fabric.PublicIPPrefix {
	return with(prefix(name, 31), func(p *fabric.PublicIPPrefix) { p.Zones = zones })
}

// publics returns n public IP addresses p0, p1, ..., and their names.
func publics(n int) (objects []fabric.Object, names []string) {
	for i := range n {
		objects, names = append(objects, publicIP(fmt.Sprint("p", i))), append(names, fmt.Sprint("p", i))
	}
	return objects, names
}

var seventeen, seventeenNames = publics(17)

func taken(what, by, other string) []string {
	return []string{"error: PublicIPAddressInUse at " + what + ", which the " + by + " names, is already used by the " + other + "."}
}

func zoneSays(at, what, zones string) []string {
	return []string{"error: NatGatewayZoneMismatch at " + at + ": The NAT gateway ng is in the zone 1, its " + what + " in " + zones + "."}
}

// natGatewayCases: a NAT gateway and its addresses.
var natGatewayCases = []ruleCase{
	{name: "timeout of 3, NAT gateway", code: fabric.CodeInvalidParameter, given: addresses, breaks: gatewayWith(func(g *fabric.NATGateway) { g.IdleTimeout = 3 }), keeps: gatewayWith(func(g *fabric.NATGateway) { g.IdleTimeout = 4 }), says: parameter("idle_timeout_in_minutes", "ng", "3", "4 to 120")},
	{name: "timeout of 121, NAT gateway", code: fabric.CodeInvalidParameter, given: addresses, breaks: gatewayWith(func(g *fabric.NATGateway) { g.IdleTimeout = 121 }), keeps: gatewayWith(func(g *fabric.NATGateway) { g.IdleTimeout = 120 }), says: parameter("idle_timeout_in_minutes", "ng", "121", "4 to 120")},
	{
		name: "two zones", code: fabric.CodeResourceCannotHaveMultipleZonesSpecified, given: addresses, breaks: gatewayIn("1", "2"), keeps: gatewayIn("2"),
		says: []string{"error: ResourceCannotHaveMultipleZonesSpecified at zones: The NAT gateway ng names 2 zones; it is in one zone, or in none that is known."},
	},
	{
		name: "an address twice", code: fabric.CodeInvalidParameter, given: addresses, breaks: natGateway("ng", "p1", "P1"), keeps: natGateway("ng", "p1", "p2"),
		says: []string{"error: InvalidParameter at public_ip_ids[1]: The NAT gateway ng names the public IP address P1 twice."},
	},
	{
		name: "a prefix twice", code: fabric.CodeInvalidParameter, given: addresses, breaks: withPrefixes(natGateway("ng"), "pre", "PRE"), keeps: withPrefixes(natGateway("ng"), "pre"),
		says: []string{"error: InvalidParameter at public_ip_prefix_ids[1]: The NAT gateway ng names the public IP prefix PRE twice."},
	},
	{
		name: "17 addresses", code: fabric.CodeNATGatewayAddressLimitExceeded, given: seventeen, breaks: natGateway("ng", seventeenNames...), keeps: natGateway("ng", seventeenNames[:16]...),
		says: []string{"error: NatGatewayAddressLimitExceeded at public_ip_ids: The NAT gateway ng has 17 addresses in its public IP addresses and prefixes; at most 16 are possible."},
	},
	{
		name: "a /28 and one more", code: fabric.CodeNATGatewayAddressLimitExceeded, given: []fabric.Object{prefix("pre", 28), publicIP("p1")}, breaks: withPrefixes(natGateway("ng", "p1"), "pre"), keeps: withPrefixes(natGateway("ng"), "pre"),
		says: []string{"error: NatGatewayAddressLimitExceeded at public_ip_ids: The NAT gateway ng has 17 addresses in its public IP addresses and prefixes; at most 16 are possible."},
	},
	{
		name: "Basic address", code: fabric.CodeNATGatewayAddressNotSupported, given: []fabric.Object{basicIP("p1"), publicIP("p2")}, breaks: natGateway("ng", "p1"), keeps: natGateway("ng", "p2"),
		says: []string{"error: NatGatewayAddressNotSupported at public_ip_ids[0]: The NAT gateway ng takes IPv4 of the Standard SKU; the public IP address p1 is IPv4 of the Basic SKU."},
	},
	{
		name: "IPv6 prefix", code: fabric.CodeNATGatewayAddressNotSupported, given: []fabric.Object{with(prefix("six", 127), func(p *fabric.PublicIPPrefix) { p.Version = fabric.IPv6 }), prefix("pre", 31)}, breaks: withPrefixes(natGateway("ng"), "six"), keeps: withPrefixes(natGateway("ng"), "pre"),
		says: []string{"error: NatGatewayAddressNotSupported at public_ip_prefix_ids[0]: The NAT gateway ng takes IPv4 of the Standard SKU; the public IP prefix six is IPv6 of the Standard SKU."},
	},
	{name: "address in another zone", code: fabric.CodeNATGatewayZoneMismatch, given: []fabric.Object{zonal(publicIP("p1"), "2", "3")}, breaks: gatewayIn("1"), keeps: gatewayIn("3"), says: zoneSays("public_ip_ids[0]", "public IP address p1", "2, 3")},
	{name: "zone and no zone", code: fabric.CodeNATGatewayZoneMismatch, given: []fabric.Object{zonal(publicIP("p1"), "2")}, keepsGiven: []fabric.Object{publicIP("p1")}, breaks: gatewayIn("1"), keeps: gatewayIn("1"), says: zoneSays("public_ip_ids[0]", "public IP address p1", "2")},
	{name: "a gateway without a zone", code: fabric.CodeNATGatewayZoneMismatch, given: []fabric.Object{zonal(publicIP("p1"), "2")}, breaks: gatewayIn("1"), keeps: gatewayIn(), says: zoneSays("public_ip_ids[0]", "public IP address p1", "2")},
	{
		name: "prefix in another zone", code: fabric.CodeNATGatewayZoneMismatch, given: []fabric.Object{zonal(publicIP("p1"), "1", "2", "3"), prefixIn("pre", "2"), prefixIn("all", "1", "2", "3")},
		breaks: withPrefixes(gatewayIn("1"), "pre"), keeps: withPrefixes(gatewayIn("1"), "all"), says: zoneSays("public_ip_prefix_ids[0]", "public IP prefix pre", "2"),
	},
	{
		name: "two NAT gateways", code: fabric.CodePublicIPAddressInUse, given: plus(addresses, natGateway("ng0", "p1")), breaks: natGateway("ng", "P1"), keeps: natGateway("ng", "p2"),
		says: taken("public_ip_ids[0]: The public IP address p1", "NAT gateway ng", "NAT gateway ng0"),
	},
	{
		name: "a frontend's, for a NAT gateway", code: fabric.CodePublicIPAddressInUse, given: plus(addresses, lb("lb", front("f1", "p1"))), breaks: natGateway("ng", "p1"), keeps: natGateway("ng", "p2"),
		says: taken("public_ip_ids[0]: The public IP address p1", "NAT gateway ng", "load balancer lb"),
	},
	{
		name: "a NAT gateway's, for a frontend", code: fabric.CodePublicIPAddressInUse, given: plus(addresses, natGateway("ng", "p1")), breaks: lb("lb", front("f1", "p1")), keeps: lb("lb", front("f1", "p2")),
		says: taken("frontend_ip_configurations[0].public_ip_id: The public IP address p1", "load balancer lb", "NAT gateway ng"),
	},
	{
		name: "a NAT gateway's, for an application gateway", code: fabric.CodePublicIPAddressInUse, given: plus(addresses, natGateway("ng", "p1"), subnet("vnet", "gw", "10.0.1.0/24")),
		breaks: gateway("gw", subnetID("vnet", "gw"), 2, "p1"), keeps: gateway("gw", subnetID("vnet", "gw"), 2, "p2"), says: taken("public_ip_id: The public IP address p1", "application gateway gw", "NAT gateway ng"),
	},
	{
		name: "one prefix", code: fabric.CodePublicIPAddressInUse, given: plus(addresses, withPrefixes(natGateway("ng0"), "pre")), keepsGiven: plus(addresses, natGateway("ng0", "p1")), breaks: withPrefixes(natGateway("ng"), "pre"), keeps: withPrefixes(natGateway("ng"), "pre"),
		says: taken("public_ip_prefix_ids[0]: The public IP prefix pre", "NAT gateway ng", "NAT gateway ng0"),
	},
	{
		name: "a NAT gateway's prefix, for a frontend", code: fabric.CodePublicIPAddressInUse, given: plus(addresses, withPrefixes(natGateway("ng"), "pre")), keepsGiven: plus(addresses, lb("lb0", prefixFront("f1", "pre"))),
		breaks: lb("lb", prefixFront("f1", "pre")), keeps: lb("lb", prefixFront("f1", "pre")), says: taken("frontend_ip_configurations[0].public_ip_prefix_id: The public IP prefix pre", "load balancer lb", "NAT gateway ng"),
	},
}

// behindGateway returns the subnet web behind the NAT gateway ng.
var behindGateway = translated(subnet("vnet", "web", "10.0.0.0/24"), "ng")

// natNetwork has NAT gateways with an address, ng, and without, empty.
var natNetwork = plus(addresses, natGateway("ng", "p1"), natGateway("empty"))

// basicNIC asks for a Basic public address for each instance, in the subnet web.
var basicNIC = nic("nic", changedIP(public(webIP, "", ""), func(i *fabric.IPConfiguration) {
	p := *i.PublicIP
	p.SKU = fabric.SKUBasic
	i.PublicIP = &p
}))

// ownNIC gives the instance 0 of the set set a NIC of its own.
func ownNIC(n fabric.NICConfiguration) fabric.InstanceNetwork {
	id := oneSet.VMID(0)
	n.ID, n.Location = fabric.InstanceNICID(id, n.Name()), ""
	return fabric.InstanceNetwork{Meta: fabric.Meta{ID: id}, NICs: []fabric.NICConfiguration{n}}
}

// basicNetwork has a Basic load balancer with the pool a, and a NAT gateway.
var basicNetwork = plus(basicLB, publicIP("p2"), natGateway("ng", "p2"), subnet("vnet", "db", "10.0.1.0/24"))

func besideBasic(at, detail string) []string {
	return []string{"error: SubnetWithNatGatewayAndBasicSkuResourceNotAllowed at " + at + ": " + detail}
}

func noGatewayBecause(what string) []string {
	return besideBasic("nat_gateway_id", "The subnet web cannot have the NAT gateway ng, because in it "+what+".")
}

// natSubnetCases: a NAT gateway and what is in its subnets.
var natSubnetCases = []ruleCase{
	{
		name: "another network", code: fabric.CodeNATGatewayInDifferentVirtualNetworks, given: plus(natNetwork, behindGateway, vnet("vnet2", "10.0.0.0/16")),
		breaks: translated(subnet("vnet2", "db", "10.0.1.0/24"), "NG"), keeps: translated(subnet("vnet", "db", "10.0.1.0/24"), "ng"),
		says: []string{"error: NatGatewayCannotBeUsedBySubnetsBelongingToDifferentVirtualNetworks at nat_gateway_id: The NAT gateway NG of the subnet db in the virtual network vnet2 is used by the subnet web in vnet already."},
	},
	{
		name: "GatewaySubnet", code: fabric.CodeNATGatewayOnGatewaySubnet, given: natNetwork, breaks: translated(subnet("vnet", "gatewaySubnet", "10.0.1.0/24"), "ng"), keeps: translated(subnet("vnet", "GatewaySubnet2", "10.0.1.0/24"), "ng"),
		says: []string{"error: NatGatewayOnGatewaySubnet at nat_gateway_id: The subnet gatewaySubnet, which belongs to virtual network gateways, cannot have the NAT gateway ng."},
	},
	{
		name: "a subnet takes it", code: fabric.CodeNATGatewayWithoutAddresses, given: natNetwork, breaks: translated(subnet("vnet", "web", "10.0.0.0/24"), "empty"), keeps: behindGateway,
		says: []string{"warning: NatGatewayWithoutAddresses at nat_gateway_id: The NAT gateway empty of the subnet web has no address."},
	},
	{
		name: "it gives its address up", code: fabric.CodeNATGatewayWithoutAddresses, given: plus(natNetwork, behindGateway), breaks: natGateway("ng"), keeps: withPrefixes(natGateway("ng"), "pre"),
		says: []string{"warning: NatGatewayWithoutAddresses at public_ip_ids: The NAT gateway ng has no address, and the subnet web uses it."},
	},
	{
		name: "public addresses, from the subnet", code: fabric.CodeSubnetWithNATGatewayAndBasicSku, given: plus(natNetwork, basicNIC, oneSet), keepsGiven: plus(natNetwork, nic("nic", public(webIP, "", "")), oneSet),
		breaks: behindGateway, keeps: behindGateway, says: noGatewayBecause("the NIC nic of the scale set set has a Basic public IP address"),
	},
	{
		name: "public addresses, from the set", code: fabric.CodeSubnetWithNATGatewayAndBasicSku, given: plus(natNetwork, behindGateway, basicNIC), keepsGiven: plus(natNetwork, basicNIC), breaks: oneSet, keeps: oneSet,
		says: besideBasic("nic_configuration_ids[0]", "The NIC nic of the scale set set has a Basic public IP address in the subnet web, which has the NAT gateway ng."),
	},
	{
		name: "public address, from an instance", code: fabric.CodeSubnetWithNATGatewayAndBasicSku, given: plus(natNetwork, behindGateway, nic("nic", webIP), oneSet), breaks: ownNIC(basicNIC), keeps: ownNIC(nic("nic", public(webIP, "", ""))),
		says: besideBasic("network_interfaces[0]", "The NIC nic of the scale set set has a Basic public IP address in the subnet web, which has the NAT gateway ng."),
	},
	{
		name: "public address of an instance, from the subnet", code: fabric.CodeSubnetWithNATGatewayAndBasicSku, given: plus(natNetwork, nic("nic", webIP), oneSet, ownNIC(basicNIC)), keepsGiven: plus(natNetwork, nic("nic", webIP), oneSet),
		breaks: behindGateway, keeps: behindGateway, says: noGatewayBecause("the NIC nic of the scale set set has a Basic public IP address"),
	},
	{
		name: "load balancer, from the subnet", code: fabric.CodeSubnetWithNATGatewayAndBasicSku, given: plus(basicNetwork, nic("nic", public(inA, "", "")), small(oneSet)), keepsGiven: plus(basicNetwork, nic("nic", webIP), small(oneSet)),
		breaks: behindGateway, keeps: behindGateway, says: noGatewayBecause("the NIC nic of the scale set set has a Basic public IP address and stands behind the Basic load balancer lb"),
	},
	{
		name: "load balancer, from the set", code: fabric.CodeSubnetWithNATGatewayAndBasicSku, given: plus(basicNetwork, behindGateway, nic("nic", inA)), keepsGiven: plus(basicNetwork, behindGateway, nic("nic", webIP)), breaks: small(oneSet), keeps: small(oneSet),
		says: besideBasic("nic_configuration_ids[0]", "The NIC nic of the scale set set stands behind the Basic load balancer lb in the subnet web, which has the NAT gateway ng."),
	},
	{
		name: "frontend, from the load balancer", code: fabric.CodeSubnetWithNATGatewayAndBasicSku, given: plus(natNetwork, behindGateway), breaks: basic(lb("lb", inner("f1", webSubnet, ""))), keeps: lb("lb", inner("f1", webSubnet, "")),
		says: append([]string{basicRetired}, besideBasic("frontend_ip_configurations[0].subnet_id", "The Basic load balancer lb has the frontend f1 in the subnet web, which has the NAT gateway ng.")...),
	},
	{
		name: "frontend, from the subnet", code: fabric.CodeSubnetWithNATGatewayAndBasicSku, given: plus(natNetwork, basic(lb("in", inner("f1", webSubnet, "")))), keepsGiven: plus(natNetwork, lb("in", inner("f1", webSubnet, ""))), breaks: behindGateway, keeps: behindGateway,
		says: noGatewayBecause("is a frontend of the Basic load balancer in"),
	},
}

// outboundRemovalCases: what stands in the way of the removal of what gives a way out.
var outboundRemovalCases = []removalCase{
	{
		name: "subnet", code: fabric.CodeInUseRouteTableCannotBeDeleted, given: plus(oneSubnet, routeTable("rt", nil), routeTable("rt2", nil)), goes: routeTable("rt", nil),
		user: routed(subnet("vnet", "web", "10.0.0.0/24"), "RT"), other: routed(subnet("vnet", "web", "10.0.0.0/24"), "rt2"), says: inUse("InUseRouteTableCannotBeDeleted", "route table rt", "subnet web"),
	},
	{
		name: "subnet", code: fabric.CodeCannotDeleteNATGatewayAssociatedToSubnet, given: natNetwork, goes: natGateway("ng", "p1"), user: behindGateway, other: translated(subnet("vnet", "web", "10.0.0.0/24"), "empty"),
		says: inUse("CannotDeleteNatGatewayAssociatedToSubnet", "NAT gateway ng", "subnet web"),
	},
	{
		name: "NAT gateway", code: fabric.CodePublicIPAddressCannotBeDeleted, given: addresses, goes: publicIP("p1"), user: natGateway("ng", "p1"), other: natGateway("ng", "p2"),
		says: inUse("PublicIPAddressCannotBeDeleted", "public IP address p1", "NAT gateway ng"),
	},
	{
		name: "NAT gateway", code: fabric.CodePublicIPPrefixInUse, given: addresses, goes: prefix("pre", 31), user: withPrefixes(natGateway("ng"), "pre"), other: natGateway("ng", "p1"),
		says: inUse("PublicIpPrefixInUse", "public IP prefix pre", "NAT gateway ng"),
	},
}
