package fabric_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

const (
	frontendField = "frontend_ip_configurations[0]."
	basicRetired  = "warning: BasicSkuRetired at sku: The load balancer lb is of the Basic SKU, which Azure retired on 30 September 2025."
)

// addresses holds the public IP addresses p1 and p2 and the prefix pre beside the subnet.
var addresses = plus(oneSubnet, publicIP("p1"), publicIP("p2"), prefix("pre", 31))

func changedFront(f fabric.FrontendIPConfiguration, change func(*fabric.FrontendIPConfiguration)) fabric.FrontendIPConfiguration {
	change(&f)
	return f
}

// merged returns a frontend with the sources of two.
func merged(a, b fabric.FrontendIPConfiguration) fabric.FrontendIPConfiguration {
	a.PublicIPID += b.PublicIPID
	a.PublicIPPrefixID += b.PublicIPPrefixID
	a.SubnetID += b.SubnetID
	return a
}

// inners are frontends of one subnet.
func inners(n int) fabric.LoadBalancer {
	l := lb("lb")
	for i := range n {
		l.Frontends = append(l.Frontends, inner(fmt.Sprint("f", i), webSubnet, ""))
	}
	return l
}

// noFrontend is what a child of the load balancer lb breaks that has no frontend, leftBare what that breaks itself.
func noFrontend(child string) []string {
	return []string{"error: LoadBalancerWithoutFrontendIPCantHaveChildResources at lb_id: The " + child + " is of the load balancer lb, which has no frontend."}
}

func leftBare(child string) string {
	return "error: LoadBalancerWithoutFrontendIPCantHaveChildResources at frontend_ip_configurations: The load balancer lb would have no frontend, and still has the " + child + "."
}

func zonalFront(f fabric.FrontendIPConfiguration) fabric.FrontendIPConfiguration {
	f.Zones = []string{"1"}
	return f
}

// frontendCases: load balancers by their own content.
var frontendCases = []ruleCase{
	{
		name: "Basic", code: fabric.CodeBasicSkuRetired, given: plus(oneSubnet, basicIP("b1"), publicIP("p1")),
		breaks: basic(lb("lb", front("f1", "b1"))), keeps: lb("lb", front("f1", "p1")), says: []string{basicRetired},
	},
	{
		name: "SKU of a load balancer", code: fabric.CodeInvalidParameter, given: oneSubnet,
		breaks: with(lb("lb", inner("f1", webSubnet, "")), func(l *fabric.LoadBalancer) { l.SKU = "Gateway" }), keeps: lb("lb", inner("f1", webSubnet, "")),
		says: parameter("sku", "lb", `"Gateway"`, "Basic, Standard"),
	},
	{
		name: "a pool", code: fabric.CodeLoadBalancerWithoutFrontendIPCantHaveChildResources, given: plus(oneSubnet, lb("lb")), keepsGiven: internalLB,
		breaks: pool("lb", "a"), keeps: pool("lb", "a"), says: noFrontend("backend pool a"),
	},
	{
		name: "a probe", code: fabric.CodeLoadBalancerWithoutFrontendIPCantHaveChildResources, given: plus(oneSubnet, lb("lb")), keepsGiven: internalLB,
		breaks: probe("lb", "p"), keeps: probe("lb", "p"), says: noFrontend("probe p"),
	},
	{
		name: "a rule", code: fabric.CodeLoadBalancerWithoutFrontendIPCantHaveChildResources, given: plus(oneSubnet, lb("lb")), keepsGiven: internalLB,
		breaks: lbRule("lb", "r1", "f1", 80, "", 80), keeps: lbRule("lb", "r1", "f1", 80, "", 80), says: noFrontend("load-balancing rule r1"),
	},
	{
		name: "a NAT pool", code: fabric.CodeLoadBalancerWithoutFrontendIPCantHaveChildResources, given: plus(oneSubnet, lb("lb")), keepsGiven: internalLB,
		breaks: nat1, keeps: nat1, says: noFrontend("inbound NAT pool nat1"),
	},
	{
		name: "an outbound rule", code: fabric.CodeLoadBalancerWithoutFrontendIPCantHaveChildResources, given: plus(oneSubnet, lb("lb"), pool("lb", "a")), asIs: true, keepsGiven: publicLB,
		breaks: snatPorts(0), keeps: snatPorts(0), says: noFrontend("outbound rule o1"),
	},
	{
		name: "the last one goes", code: fabric.CodeLoadBalancerWithoutFrontendIPCantHaveChildResources, given: plus(publicLB, probe("lb", "p")), keepsGiven: plus(addresses, lb("lb", front("f1", "p1"))),
		breaks: lb("lb"), keeps: lb("lb"),
		says: []string{leftBare("backend pool a"), leftBare("backend pool b"), leftBare("probe p")},
	},
	{
		name: "601", code: fabric.CodeFrontendLimitExceeded, given: largeNIC, breaks: inners(601), keeps: inners(600),
		says: []string{"error: FrontendLimitExceeded at frontend_ip_configurations: The load balancer lb has 601 frontends; the Standard SKU takes at most 600."},
	},
	{
		name: "201 of Basic", code: fabric.CodeFrontendLimitExceeded, given: largeNIC, breaks: basic(inners(201)), keeps: inners(201),
		says: []string{basicRetired, "error: FrontendLimitExceeded at frontend_ip_configurations: The load balancer lb has 201 frontends; the Basic SKU takes at most 200."},
	},
	{
		name: "case", code: fabric.CodeDuplicateFrontendName, given: addresses, breaks: lb("lb", front("f1", "p1"), front("F1", "p2")), keeps: lb("lb", front("f1", "p1"), front("f2", "p2")),
		says: []string{"error: DuplicateFrontendName at frontend_ip_configurations[1].name: The frontends 0 and 1 of the load balancer lb are both called F1."},
	},
	{
		name: "name", code: fabric.CodeInvalidResourceName, given: addresses, breaks: lb("lb", front("f-", "p1")), keeps: lb("lb", front("f_", "p1")),
		says: []string{`error: InvalidResourceName at ` + frontendField + `name: "f-" is no name for a frontend: it takes ` + networkNameText + "."},
	},
	{
		name: "in one load balancer", code: fabric.CodePublicIPReferencedByMultipleIPConfigs, given: addresses, breaks: lb("lb", front("f1", "p1"), front("f2", "P1")), keeps: lb("lb", front("f1", "p1"), front("f2", "p2")),
		says: []string{"error: PublicIPReferencedByMultipleIPConfigs at frontend_ip_configurations[1].public_ip_id: The frontends f1 and f2 of the load balancer lb both use the public IP address P1."},
	},
	{
		name: "internal beside public", code: fabric.CodeLoadBalancerMixesPublicAndInternal, given: addresses,
		breaks: lb("lb", front("f1", "p1"), inner("f2", webSubnet, "")), keeps: lb("lb", front("f1", "p1"), prefixFront("f2", "pre")),
		says: []string{"error: LoadBalancerMixesPublicAndInternal at frontend_ip_configurations[1]: The load balancer lb has the internal frontend f2 beside others that are not."},
	},
	{
		name: "public beside internal", code: fabric.CodeLoadBalancerMixesPublicAndInternal, given: addresses,
		breaks: lb("lb", inner("f1", webSubnet, ""), front("f2", "p1")), keeps: lb("lb", inner("f1", webSubnet, ""), inner("f2", webSubnet, "")),
		says: []string{"error: LoadBalancerMixesPublicAndInternal at frontend_ip_configurations[1]: The load balancer lb has the public frontend f2 beside others that are not."},
	},
	{
		name: "neither", code: fabric.CodeMissingJSONReferenceID, given: addresses, breaks: lb("lb", inner("f1", "", "")), keeps: lb("lb", inner("f1", webSubnet, "")),
		says: []string{"error: MissingJsonReferenceId at frontend_ip_configurations[0]: The frontend f1 of the load balancer lb has no subnet, no public IP address and no public IP prefix."},
	},
	{
		name: "both", code: fabric.CodeFrontendIPConfigHasBothSubnetAndPublicIP, given: addresses, breaks: lb("lb", merged(front("f1", "p1"), inner("f1", webSubnet, ""))), keeps: lb("lb", front("f1", "p1")),
		says: []string{"error: FrontendIPConfigHasBothSubnetAndPublicIP at frontend_ip_configurations[0]: The frontend f1 of the load balancer lb has a subnet and a public address."},
	},
	{
		name: "subnet and prefix", code: fabric.CodeFrontendIPConfigHasBothSubnetAndPublicIP, given: addresses, breaks: lb("lb", merged(prefixFront("f1", "pre"), inner("f1", webSubnet, ""))), keeps: lb("lb", prefixFront("f1", "pre")),
		says: []string{"error: FrontendIPConfigHasBothSubnetAndPublicIP at frontend_ip_configurations[0]: The frontend f1 of the load balancer lb has a subnet and a public address."},
	},
	{
		name: "address and prefix", code: fabric.CodeFrontendHasSeveralPublicSources, given: addresses, breaks: lb("lb", merged(front("f1", "p1"), prefixFront("f1", "pre"))), keeps: lb("lb", prefixFront("f1", "pre")),
		says: []string{"error: FrontendHasSeveralPublicSources at frontend_ip_configurations[0]: The frontend f1 of the load balancer lb has a public IP address and a public IP prefix."},
	},
	{
		name: "zones of a public frontend", code: fabric.CodeInvalidParameter, given: addresses, breaks: lb("lb", zonalFront(front("f1", "p1"))), keeps: lb("lb", zonalFront(inner("f1", webSubnet, ""))),
		says: []string{"error: InvalidParameter at " + frontendField + "zones: The public frontend f1 of the load balancer lb names zones; it takes those of its address."},
	},
	{
		name: "frontend", code: fabric.CodeBasicSkuWithZones, given: addresses, breaks: basic(lb("lb", zonalFront(inner("f1", webSubnet, "")))), keeps: lb("lb", zonalFront(inner("f1", webSubnet, ""))),
		says: []string{basicRetired, "error: BasicSkuWithZones at " + frontendField + "zones: The frontend f1 of the load balancer lb names zones, which the Basic SKU does not have."},
	},
	{
		name: "static address", code: fabric.CodeInvalidParameter, given: addresses, breaks: lb("lb", inner("f1", webSubnet, "10.0.0.256")), keeps: lb("lb", inner("f1", webSubnet, "10.0.0.254")),
		says: []string{"error: InvalidParameter at " + frontendField + `private_ip_address: The private address "10.0.0.256" of the frontend f1 is no IP address.`},
	},
	{
		name: "static address of a public frontend", code: fabric.CodeInvalidParameter, given: addresses, keeps: lb("lb", front("f1", "p1")),
		breaks: lb("lb", changedFront(front("f1", "p1"), func(f *fabric.FrontendIPConfiguration) { f.StaticAddress = "10.0.0.9" })),
		says:   []string{"error: InvalidParameter at " + frontendField + "private_ip_address: The frontend f1 asks for the private address 10.0.0.9 without a subnet."},
	},
	{
		name: "static address of the other version", code: fabric.CodeInvalidParameter, given: dualStack,
		breaks: lb("lb", onIPv6(inner("f1", webSubnet, "10.0.0.9"))), keeps: lb("lb", onIPv6(inner("f1", webSubnet, "fd00::9"))),
		says: []string{"error: InvalidParameter at " + frontendField + "private_ip_address: The private address 10.0.0.9 of the frontend f1 is not of IPv6.",
			"error: PrivateIPAddressInReservedRange at " + frontendField + "private_ip_address: The address 10.0.0.9, which the load balancer lb asks for, is one of those that the subnet web keeps for itself."},
	},
}

func staticWeb(address string) fabric.LoadBalancer {
	return lb("lb", inner("f1", webSubnet, address))
}

func staticSays(code, address, what string) []string {
	return []string{fmt.Sprintf("error: %s at %sprivate_ip_address: The address %s, which the load balancer lb asks for, is %s.", code, frontendField, address, what)}
}

const keptForItself = "one of those that the subnet web keeps for itself"

func skuSays(lbSKU, pipSKU string) string {
	return fmt.Sprintf("error: PublicIPAndLBSkuDoNotMatch at %spublic_ip_id: The %s load balancer lb cannot use the public IP address p1, which is %s.", frontendField, lbSKU, pipSKU)
}

// frontendWorldCases: frontends and the addresses that there are.
var frontendWorldCases = []ruleCase{
	{name: "fourth", code: fabric.CodePrivateIPAddressInReservedRange, given: oneSubnet, breaks: staticWeb("10.0.0.3"), keeps: staticWeb("10.0.0.4"), says: staticSays("PrivateIPAddressInReservedRange", "10.0.0.3", keptForItself)},
	{name: "last", code: fabric.CodePrivateIPAddressInReservedRange, given: oneSubnet, breaks: staticWeb("10.0.0.255"), keeps: staticWeb("10.0.0.254"), says: staticSays("PrivateIPAddressInReservedRange", "10.0.0.255", keptForItself)},
	{name: "one below", code: fabric.CodePrivateIPAddressNotInSubnet, given: oneSubnet, breaks: staticWeb("10.0.1.0"), keeps: staticWeb("10.0.0.254"), says: staticSays("PrivateIPAddressNotInSubnet", "10.0.1.0", "not in the subnet web (10.0.0.0/24)")},
	{
		name: "an instance's", code: fabric.CodePrivateIPAddressIsAllocated, given: plus(oneNIC, scaleSet("set", 1, "nic")), breaks: staticWeb("10.0.0.4"), keeps: staticWeb("10.0.0.5"),
		says: staticSays("PrivateIPAddressIsAllocated", "10.0.0.4", "already held by "+string(idOf(fabric.KindScaleSet, "set").Key())),
	},
	{
		name: "twice in one load balancer", code: fabric.CodePrivateIPAddressIsAllocated, given: oneSubnet,
		breaks: lb("lb", inner("f0", webSubnet, "10.0.0.9"), inner("f1", webSubnet, "10.0.0.9")), keeps: lb("lb", inner("f0", webSubnet, "10.0.0.9"), inner("f1", webSubnet, "10.0.0.10")),
		says: []string{"error: PrivateIPAddressIsAllocated at frontend_ip_configurations[1].private_ip_address: The frontends f0 and f1 of the load balancer lb both ask for the address 10.0.0.9."},
	},
	{
		name: "frontend", code: fabric.CodeSubnetIsFull, given: oneSubnet, full: staticWeb(""), breaks: staticWeb(""), keeps: staticWeb(""),
		says: []string{"error: SubnetIsFull at frontend_ip_configurations[0]: The load balancer lb finds no free address in the subnet web."},
	},
	{
		name: "frontend", code: fabric.CodeSubnetHasNoIPv6Prefix, given: dualStack, breaks: lb("lb", onIPv6(inner("f1", subnetID("vnet", "v4"), ""))), keeps: lb("lb", onIPv6(inner("f1", webSubnet, ""))),
		says: []string{"error: SubnetHasNoIpv6Prefix at frontend_ip_configurations[0]: The load balancer lb asks for an address of IPv6, but the subnet v4 has only 10.0.1.0/24."},
	},
	{
		name: "Standard with Basic", code: fabric.CodePublicIPAndLBSkuDoNotMatch, given: []fabric.Object{basicIP("p1"), publicIP("p2")},
		breaks: lb("lb", front("f1", "p1")), keeps: lb("lb", front("f1", "p2")), says: []string{skuSays("Standard", "Basic")},
	},
	{
		name: "Basic with Standard", code: fabric.CodePublicIPAndLBSkuDoNotMatch, given: addresses,
		breaks: basic(lb("lb", front("f1", "p1"))), keeps: lb("lb", front("f1", "p1")), says: []string{basicRetired, skuSays("Basic", "Standard")},
	},
	{
		name: "Basic with a prefix", code: fabric.CodePublicIPAndLBSkuDoNotMatch, given: addresses, breaks: basic(lb("lb", prefixFront("f1", "pre"))), keeps: lb("lb", prefixFront("f1", "pre")),
		says: []string{basicRetired, "error: PublicIPAndLBSkuDoNotMatch at " + frontendField + "public_ip_prefix_id: The Basic load balancer lb cannot use the public IP prefix pre, which is Standard."},
	},
	{
		name: "frontend and address", code: fabric.CodePublicIPVersionMismatch, given: addresses, breaks: lb("lb", onIPv6(front("f1", "p1"))), keeps: lb("lb", front("f1", "p1")),
		says: []string{"error: PublicIpVersionMismatch at " + frontendField + "public_ip_id: The frontend f1 is of IPv6, its public IP address p1 of IPv4."},
	},
	{
		name: "in two load balancers", code: fabric.CodePublicIPAddressInUse, given: plus(addresses, lb("lb0", front("f1", "p1"))), breaks: lb("lb", front("f1", "P1")), keeps: lb("lb", front("f1", "p2")),
		says: []string{"error: PublicIPAddressInUse at " + frontendField + "public_ip_id: The public IP address p1, which the load balancer lb names, is already used by the load balancer lb0."},
	},
	{
		name: "a rule's frontend goes", code: fabric.CodeInvalidResourceReference, given: plus(publicLB, lbRule("lb", "r1", "F2", 80, "a", 80)),
		breaks: lb("lb", front("f1", "p1")), keeps: lb("lb", front("f2", "p2")),
		says: []string{"error: InvalidResourceReference at frontend_ip_configurations: The load-balancing rule r1 of the load balancer lb uses the frontend F2, which would be gone."},
	},
	{
		name: "an outbound rule's frontend goes", code: fabric.CodeInvalidResourceReference, given: plus(twoLBs, outbound("lb", "o1", "a", 0, "f2"), outbound("lb2", "o9", "a", 0, "f1")),
		breaks: lb("lb", front("f1", "p1")), keeps: lb("lb", front("f2", "p2")),
		says: []string{"error: InvalidResourceReference at frontend_ip_configurations: The outbound rule o1 of the load balancer lb uses the frontend f2, which would be gone."},
	},
}
