package fabric_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// The network of the gateways: in vnet the subnets web, gw and gw8 (of 8 addresses, 3 for use), in vnet2 the subnet gw.
var (
	gwSubnet   = subnetID("vnet", "gw")
	gwNetwork  = plus(oneSubnet, subnet("vnet", "gw", "10.0.2.0/24"), subnet("vnet", "gw8", "10.0.3.0/29"), vnet("vnet2", "10.0.0.0/16"), subnet("vnet2", "gw", "10.0.2.0/24"), publicIP("p1"), publicIP("p2"))
	oneGateway = plus(gwNetwork, gateway("gw", gwSubnet, 2, "p1"))
	gw         = gateway("gw", gwSubnet, 2, "p1")
)

func v1(g fabric.ApplicationGateway) fabric.ApplicationGateway {
	g.SKU = "Standard_Medium"
	return g
}

func private(g fabric.ApplicationGateway, address string) fabric.ApplicationGateway {
	g.StaticAddress = address
	return g
}

func noPublic(g fabric.ApplicationGateway) fabric.ApplicationGateway {
	g.PublicIPID = ""
	return g
}

func instances(n int) fabric.ApplicationGateway { return gateway("gw", gwSubnet, n, "p1") }

func gwSays(code, field, detail string) []string {
	return []string{fmt.Sprintf("error: %s at %s: %s", code, field, detail)}
}

const ownSubnet = "ApplicationGatewaySubnetCannotBeUsedByOtherResources"

// gatewayCases: gateways, their subnet and their addresses.
var gatewayCases = []ruleCase{
	{name: "SKU of a gateway", code: fabric.CodeInvalidParameter, given: gwNetwork, breaks: with(gw, func(g *fabric.ApplicationGateway) { g.SKU = "Standard_V2" }), keeps: with(gw, func(g *fabric.ApplicationGateway) { g.SKU = "WAF_v2" }), says: parameter("sku.name", "gw", `"Standard_V2"`, "Standard_Small, Standard_Medium, Standard_Large, WAF_Medium, WAF_Large, Standard_v2, WAF_v2")},
	{name: "126 instances", code: fabric.CodeInvalidParameter, given: gwNetwork, breaks: instances(126), keeps: instances(125), says: parameter("sku.capacity", "gw", "126", "1 to 125")},
	{name: "33 instances of v1", code: fabric.CodeInvalidParameter, given: gwNetwork, breaks: v1(instances(33)), keeps: v1(instances(32)), says: parameter("sku.capacity", "gw", "33", "1 to 32")},
	{name: "no instance", code: fabric.CodeInvalidParameter, given: gwNetwork, breaks: instances(0), keeps: instances(1), says: parameter("sku.capacity", "gw", "0", "1 to 125")},
	{name: "private frontend", code: fabric.CodeInvalidParameter, given: gwNetwork, breaks: private(gw, "fd00::9"), keeps: private(gw, "10.0.2.9"), says: []string{
		`error: InvalidParameter at private_ip_address: The private address "fd00::9" of the application gateway gw is no IPv4 address.`,
		"error: PrivateIPAddressNotInSubnet at private_ip_address: The address fd00::9, which the application gateway gw asks for, is not in the subnet gw (10.0.2.0/24).",
	}},
	{name: "outside", code: fabric.CodePrivateIPAddressNotInSubnet, given: gwNetwork, breaks: private(gw, "10.0.3.4"), keeps: private(gw, "10.0.2.254"), says: gwSays("PrivateIPAddressNotInSubnet", "private_ip_address", "The address 10.0.3.4, which the application gateway gw asks for, is not in the subnet gw (10.0.2.0/24).")},
	{name: "neither", code: fabric.CodeApplicationGatewayNeedsFrontend, given: gwNetwork, breaks: noPublic(gw), keeps: private(noPublic(gw), "10.0.2.9"), says: gwSays("ApplicationGatewayNeedsFrontend", "public_ip_id", "The application gateway gw has neither a public nor a private frontend.")},
	{
		name: "gateway", code: fabric.CodeSubnetReservedForService, given: plus(gwNetwork, subnet("vnet", "GatewaySubnet", "10.0.9.0/24")), breaks: gateway("gw", subnetID("vnet", "GatewaySubnet"), 2, "p1"), keeps: gw,
		says: gwSays("SubnetReservedForService", "subnet_id", "The application gateway gw is in the subnet GatewaySubnet, which belongs to virtual network gateways."),
	},
	{
		name: "v1 beside v2", code: fabric.CodeApplicationGatewayGenerationsMixed, given: oneGateway, breaks: v1(gateway("gw2", gwSubnet, 2, "p2")), keeps: gateway("gw2", gwSubnet, 2, "p2"),
		says: gwSays("ApplicationGatewayGenerationsMixed", "subnet_id", "The application gateways gw2 (Standard_Medium) and gw (Standard_v2) are of different generations and share the subnet gw."),
	},
	{
		name: "v2 beside v1", code: fabric.CodeApplicationGatewayGenerationsMixed, given: plus(gwNetwork, v1(gw)), breaks: gateway("gw2", gwSubnet, 2, "p2"), keeps: gateway("gw2", subnetID("vnet", "web"), 2, "p2"),
		says: gwSays("ApplicationGatewayGenerationsMixed", "subnet_id", "The application gateways gw2 (Standard_v2) and gw (Standard_Medium) are of different generations and share the subnet gw."),
	},
	{
		name: "gateway to a set", code: fabric.CodeApplicationGatewaySubnetCannotBeUsedByOtherResources, given: plus(gwNetwork, nic("nic", webIP), oneSet), breaks: gateway("gw", webSubnet, 2, "p1"), keeps: gw,
		says: gwSays(ownSubnet, "subnet_id", "The subnet web is used by the scale set set; the application gateway gw needs it to itself."),
	},
	{
		name: "gateway to a load balancer", code: fabric.CodeApplicationGatewaySubnetCannotBeUsedByOtherResources, given: plus(gwNetwork, lb("lb", inner("f1", webSubnet, ""))), breaks: gateway("gw", webSubnet, 2, "p1"), keeps: gw,
		says: gwSays(ownSubnet, "subnet_id", "The subnet web is used by the load balancer lb; the application gateway gw needs it to itself."),
	},
	{
		name: "set to a gateway", code: fabric.CodeApplicationGatewaySubnetCannotBeUsedByOtherResources, given: plus(oneGateway, nic("nic", ip("ip1", gwSubnet))), keepsGiven: plus(oneGateway, nic("nic", webIP)), breaks: oneSet, keeps: oneSet,
		says: gwSays(ownSubnet, nic0, "The NIC nic of the scale set set is in the subnet gw, which the application gateway gw has to itself."),
	},
	{
		name: "load balancer to a gateway", code: fabric.CodeApplicationGatewaySubnetCannotBeUsedByOtherResources, given: oneGateway, breaks: lb("lb", inner("f1", gwSubnet, "")), keeps: lb("lb", inner("f1", webSubnet, "")),
		says: gwSays(ownSubnet, frontendField+"subnet_id", "The frontend f1 of the load balancer lb is in the subnet gw, which the application gateway gw has to itself."),
	},
	{
		name: "4 in a /29", code: fabric.CodeSubnetIsFull, given: gwNetwork, breaks: gateway("gw", subnetID("vnet", "gw8"), 4, "p1"), keeps: gateway("gw", subnetID("vnet", "gw8"), 3, "p1"),
		says: gwSays("SubnetIsFull", "subnet_id", "The application gateway gw finds no free address in the subnet gw8."),
	},
	{
		name: "3 and a private frontend in a /29", code: fabric.CodeSubnetIsFull, given: gwNetwork, breaks: private(gateway("gw", subnetID("vnet", "gw8"), 3, "p1"), "10.0.3.6"), keeps: private(gateway("gw", subnetID("vnet", "gw8"), 2, "p1"), "10.0.3.6"),
		says: gwSays("SubnetIsFull", "subnet_id", "The application gateway gw finds no free address in the subnet gw8."),
	},
	{
		name: "Basic", code: fabric.CodeApplicationGatewayPublicIPMustBeStandard, given: plus(gwNetwork, basicIP("b1")), breaks: gateway("gw", gwSubnet, 2, "b1"), keeps: v1(gateway("gw", gwSubnet, 2, "b1")),
		says: gwSays("ApplicationGatewayPublicIpMustBeStandard", "public_ip_id", "The application gateway gw is of the second generation and needs a static Standard address; b1 is Static and Basic."),
	},
	{
		name: "a load balancer's", code: fabric.CodePublicIPAddressInUse, given: plus(gwNetwork, lb("lb", front("f1", "p1"))), breaks: gw, keeps: gateway("gw", gwSubnet, 2, "p2"),
		says: gwSays("PublicIPAddressInUse", "public_ip_id", "The public IP address p1, which the application gateway gw names, is already used by the load balancer lb."),
	},
	{
		name: "a gateway's", code: fabric.CodePublicIPAddressInUse, given: oneGateway, breaks: lb("lb", front("f1", "p1")), keeps: lb("lb", front("f1", "p2")),
		says: gwSays("PublicIPAddressInUse", frontendField+"public_ip_id", "The public IP address p1, which the load balancer lb names, is already used by the application gateway gw."),
	},
}

// guarded puts a network security group on the gateways' subnet.
func guarded(rules ...fabric.SecurityRule) []fabric.Object {
	named := map[string]fabric.SecurityRule{}
	for i, r := range rules {
		named[fmt.Sprint("r", i)] = r
	}
	return []fabric.Object{vnet("vnet", "10.0.0.0/16"), nsg("g", named), withNSG(subnet("vnet", "gw", "10.0.2.0/24"), "g"), publicIP("p1")}
}

// manager is an inbound Tcp rule for GatewayManager.
func manager(priority int, access string, ports ...string) fabric.SecurityRule {
	return fabric.SecurityRule{Priority: priority, Direction: "Inbound", Access: access, Protocol: "Tcp", SourceAddressPrefixes: []string{"GatewayManager"}, DestinationPortRanges: ports}
}

// behindDefaultRoute is a network whose gateway's subnet has a default route, which makes everything a part of VirtualNetwork.
func behindDefaultRoute(network []fabric.Object) []fabric.Object {
	return plus(network, oneRoute(hop("0.0.0.0/0", "Internet")), routed(withNSG(subnet("vnet", "gw", "10.0.2.0/24"), "g"), "rt"))
}

// towards gives a rule other destinations than any.
func towards(r fabric.SecurityRule, destinations ...string) fabric.SecurityRule {
	r.DestinationAddressPrefixes = destinations
	return r
}

func changedManager(change func(*fabric.SecurityRule)) []fabric.Object {
	r := manager(200, "Allow", "65200-65535")
	change(&r)
	return guarded(r)
}

func blocked(port int, ports string) []string {
	return gwSays("ApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup", "subnet_id", fmt.Sprintf("The network security group g of the subnet gw does not let the platform reach port %d; the application gateway gw needs %s open to GatewayManager.", port, ports))
}

const (
	inboundBlocked = fabric.CodeApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup
	v2Ports        = "65200 to 65535"
)

var allowed = manager(200, "Allow", "65200-65535")

// gatewayInboundCases: the platform's way to its gateways.
var gatewayInboundCases = []ruleCase{
	{name: "no rules, no group", code: inboundBlocked, given: guarded(), keepsGiven: gwNetwork, breaks: gw, keeps: gw, says: blocked(65200, v2Ports)},
	{name: "no rules, the rule", code: inboundBlocked, given: guarded(), keepsGiven: guarded(allowed), breaks: gw, keeps: gw, says: blocked(65200, v2Ports)},
	{name: "one port too few", code: inboundBlocked, given: guarded(manager(200, "Allow", "65200-65534")), keepsGiven: guarded(manager(200, "Allow", "65200-65534", "65535")), breaks: gw, keeps: gw, says: blocked(65535, v2Ports)},
	{name: "deny before", code: inboundBlocked, given: guarded(allowed, manager(199, "Deny", "65300")), keepsGiven: guarded(allowed, manager(201, "Deny", "65300")), breaks: gw, keeps: gw, says: blocked(65300, v2Ports)},
	{name: "deny of other ports", code: inboundBlocked, given: guarded(allowed, manager(199, "Deny", "*")), keepsGiven: guarded(allowed, manager(199, "Deny", "65199")), breaks: gw, keeps: gw, says: blocked(65200, v2Ports)},
	{name: "outbound", code: inboundBlocked, given: changedManager(func(r *fabric.SecurityRule) { r.Direction = "Outbound" }), keepsGiven: changedManager(func(r *fabric.SecurityRule) { r.Direction = "inbound" }), breaks: gw, keeps: gw, says: blocked(65200, v2Ports)},
	{name: "Udp", code: inboundBlocked, given: changedManager(func(r *fabric.SecurityRule) { r.Protocol = "Udp" }), keepsGiven: changedManager(func(r *fabric.SecurityRule) { r.Protocol = "*" }), breaks: gw, keeps: gw, says: blocked(65200, v2Ports)},
	{
		name: "another source", code: inboundBlocked, given: changedManager(func(r *fabric.SecurityRule) { r.SourceAddressPrefixes = []string{"AzureLoadBalancer"} }),
		keepsGiven: changedManager(func(r *fabric.SecurityRule) { r.SourceAddressPrefixes = []string{"Internet"} }), breaks: gw, keeps: gw, says: blocked(65200, v2Ports),
	},
	{name: "another subnet", code: inboundBlocked, given: guarded(towards(allowed, "10.0.3.0/24")), keepsGiven: guarded(towards(allowed, "10.0.2.0/24")), breaks: gw, keeps: gw, says: blocked(65200, v2Ports)},
	{name: "half the subnet", code: inboundBlocked, given: guarded(towards(allowed, "10.0.2.0/25")), keepsGiven: guarded(towards(allowed, "10.0.2.0/25", "10.0.2.128/25")), breaks: gw, keeps: gw, says: blocked(65200, v2Ports)},
	{name: "one address", code: inboundBlocked, given: guarded(towards(allowed, "10.0.2.4")), keepsGiven: guarded(towards(allowed, "10.0.0.0/16")), breaks: gw, keeps: gw, says: blocked(65200, v2Ports)},
	{name: "another tag", code: inboundBlocked, given: guarded(towards(allowed, "Internet")), keepsGiven: guarded(towards(allowed, "VirtualNetwork")), breaks: gw, keeps: gw, says: blocked(65200, v2Ports)},
	{
		name: "deny to one address", code: inboundBlocked, given: guarded(allowed, towards(manager(199, "Deny", "65300"), "10.0.2.200")),
		keepsGiven: guarded(allowed, towards(manager(199, "Deny", "65300"), "10.0.3.200")), breaks: gw, keeps: gw, says: blocked(65300, v2Ports),
	},
	{name: "half, and half by another rule", code: inboundBlocked, given: guarded(towards(allowed, "10.0.2.0/25"), towards(manager(201, "Allow", "65200-65535"), "10.0.2.129", "10.0.2.130")),
		keepsGiven: guarded(towards(allowed, "10.0.2.0/25"), towards(manager(201, "Allow", "65200-65535"), "10.0.2.128/25")), breaks: gw, keeps: gw, says: blocked(65200, v2Ports)},
	{name: "deny of a part that is allowed before", code: inboundBlocked, given: guarded(towards(manager(198, "Deny", "65300"), "10.0.2.0/25"), towards(manager(199, "Allow", "65300"), "10.0.2.0/25"), allowed),
		keepsGiven: guarded(towards(manager(199, "Deny", "65300"), "10.0.2.0/25"), towards(manager(198, "Allow", "65300"), "10.0.2.0/25"), allowed), breaks: gw, keeps: gw, says: blocked(65300, v2Ports)},
	{
		name: "source ports", code: inboundBlocked, given: changedManager(func(r *fabric.SecurityRule) { r.SourcePortRanges = []string{"1-1023"} }),
		keepsGiven: changedManager(func(r *fabric.SecurityRule) { r.SourcePortRanges = []string{"1-1023", "1024-65535"} }), breaks: gw, keeps: gw, says: blocked(65200, v2Ports),
	},
	{
		name: "the internet in halves", code: inboundBlocked, given: changedManager(func(r *fabric.SecurityRule) { r.SourceAddressPrefixes = []string{"0.0.0.0/1"} }),
		keepsGiven: changedManager(func(r *fabric.SecurityRule) { r.SourceAddressPrefixes = []string{"0.0.0.0/1", "128.0.0.0/1"} }), breaks: gw, keeps: gw, says: blocked(65200, v2Ports),
	},
	{
		name: "a default route opens nothing", code: inboundBlocked, given: behindDefaultRoute(guarded()), keepsGiven: behindDefaultRoute(changedManager(func(r *fabric.SecurityRule) { r.SourceAddressPrefixes = []string{"Internet"} })),
		breaks: gw, keeps: gw, says: blocked(65200, v2Ports),
	},
	{
		name: "a group", code: inboundBlocked, given: plus([]fabric.Object{asg("a0")}, changedManager(func(r *fabric.SecurityRule) { r.DestinationApplicationSecurityGroupIDs = asgIDs(0, 1) })...),
		keepsGiven: guarded(allowed), breaks: gw, keeps: gw, says: blocked(65200, v2Ports),
	},
	{name: "v1", code: inboundBlocked, given: guarded(manager(200, "Allow", "65504-65534")), keepsGiven: guarded(manager(200, "Allow", "65503-65534")), breaks: v1(gw), keeps: v1(gw), says: blocked(65503, "65503 to 65534")},
}

const otherMembers = "ApplicationGatewayBackendAddressPoolAlreadyHasBackendAddresses"

var inP = inGateway(webIP, "gw", "p")

// gatewayMemberCases: the pools of gateways and their members.
var gatewayMemberCases = []ruleCase{
	{
		name: "set", code: fabric.CodeApplicationGatewayBackendAddressPoolAlreadyHasBackendAddresses, given: plus(oneGateway, gatewayPool("gw", "p", "10.9.9.9"), nic("nic", inP)), keepsGiven: plus(oneGateway, gatewayPool("gw", "p"), nic("nic", inP)), breaks: oneSet, keeps: oneSet,
		says: gwSays(otherMembers, nic0, "The scale set set cannot join the application gateway pool p, which names addresses already."),
	},
	{
		name: "pool", code: fabric.CodeApplicationGatewayBackendAddressPoolAlreadyHasBackendAddresses, given: plus(oneGateway, gatewayPool("gw", "p"), nic("nic", inP), oneSet), breaks: gatewayPool("gw", "p", "10.9.9.9"), keeps: gatewayPool("gw", "p"),
		says: gwSays(otherMembers, "name", "The application gateway pool p names addresses, and the scale set set is in it."),
	},
	{
		name: "pool with names", code: fabric.CodeApplicationGatewayBackendAddressPoolAlreadyHasBackendAddresses, given: plus(oneGateway, gatewayPool("gw", "p"), gatewayPool("gw", "q"), nic("nic", inP), oneSet), keeps: with(gatewayPool("gw", "q", "10.9.9.9"), func(p *fabric.ApplicationGatewayPool) { p.FQDNs = []string{"a.example"} }),
		breaks: with(gatewayPool("gw", "p"), func(p *fabric.ApplicationGatewayPool) { p.FQDNs = []string{"a.example"} }),
		says:   gwSays(otherMembers, "name", "The application gateway pool p names addresses, and the scale set set is in it."),
	},
	{
		name: "second set of v1", code: fabric.CodeApplicationGatewayBackendAddressPoolAlreadyHasBackendAddresses, given: plus(gwNetwork, v1(gw), gatewayPool("gw", "p"), nic("nic", inP), scaleSet("first", 1, "nic")),
		keepsGiven: plus(oneGateway, gatewayPool("gw", "p"), nic("nic", inP), scaleSet("first", 1, "nic")), breaks: oneSet, keeps: oneSet,
		says: gwSays(otherMembers, nic0, "The pool p of the first-generation gateway gw has the scale set first already, and takes no second one."),
	},
	{
		name: "another network", code: fabric.CodeApplicationGatewayInOtherVirtualNetwork, given: plus(gwNetwork, gateway("gw", subnetID("vnet2", "gw"), 2, "p1"), gatewayPool("gw", "p"), nic("nic", inP)),
		keepsGiven: plus(oneGateway, gatewayPool("gw", "p"), nic("nic", inP)), breaks: oneSet, keeps: oneSet,
		says: gwSays("ApplicationGatewayInOtherVirtualNetwork", nic0, "The scale set set is in the virtual network vnet, the application gateway gw in vnet2."),
	},
	{
		name: "address of a pool", code: fabric.CodeInvalidParameter, given: oneGateway, breaks: gatewayPool("gw", "p", "10.9.9.9", "10.9.9"), keeps: gatewayPool("gw", "p", "10.9.9.9", "fd00::9"),
		says: []string{`error: InvalidParameter at ip_addresses[1]: "10.9.9" in the pool p is no IP address.`},
	},
	{
		name: "name in a pool", code: fabric.CodeInvalidParameter, given: oneGateway, keeps: with(gatewayPool("gw", "p"), func(p *fabric.ApplicationGatewayPool) { p.FQDNs = []string{"a.example"} }),
		breaks: with(gatewayPool("gw", "p"), func(p *fabric.ApplicationGatewayPool) { p.FQDNs = []string{"a_b"} }),
		says:   []string{`error: InvalidParameter at fqdns[0]: "a_b" in the pool p is no domain name.`},
	},
	{
		name: "a gateway's pool for a load balancer's", code: fabric.CodeInvalidJSONReferenceWrongType, given: plus(oneGateway, gatewayPool("gw", "p"), publicIP("p9"), lb("lb", front("f1", "p9")), pool("lb", "a")), keeps: nic("nic", inA),
		breaks: nic("nic", changedIP(webIP, func(i *fabric.IPConfiguration) {
			i.LBBackendPoolIDs = []fabric.ID{childID(fabric.KindApplicationGatewayPool, "gw", "p")}
		})),
		says: []string{"error: InvalidJsonReferenceWrongType at ip_configurations[0].lb_backend_pool_ids[0]: ip_configurations[0].lb_backend_pool_ids[0] of the NIC configuration nic names " + inRG + "Microsoft.Network/applicationGateways/gw/backendAddressPools/p, which is of the type Microsoft.Network/applicationGateways/backendAddressPools; expected is Microsoft.Network/loadBalancers/backendAddressPools."},
	},
}
