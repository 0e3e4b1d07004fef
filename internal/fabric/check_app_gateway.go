package fabric

import (
	"slices"
	"strings"
)

// gatewaysIn returns the application gateways of a subnet.
func gatewaysIn(w *World, subnet ID) []ApplicationGateway {
	if subnet == "" {
		return nil
	}
	return slices.DeleteFunc(Each[ApplicationGateway](w), func(g ApplicationGateway) bool { return !g.SubnetID.Is(subnet) })
}

// checkApplicationGateway reports what a gateway's subnet and address do not give it. Source: SOURCES.md 6.
func checkApplicationGateway(w *World, c Change) []Finding {
	g, ok := c.After.(ApplicationGateway)
	if !ok {
		return nil
	}
	f := &findings{id: g.ID}
	at := At("subnet_id")
	for _, other := range gatewaysIn(w, g.SubnetID) {
		if other.V2() != g.V2() {
			f.add(CodeApplicationGatewayGenerationsMixed, at, "The application gateways %s (%s) and %s (%s) are of different generations and share the subnet %s.", g.Name(), g.SKU, other.Name(), other.SKU, g.SubnetID.Name()).
				against(other.ID).reading(At("sku"))
		}
	}
	for _, user := range usersOfSubnet(w, g.SubnetID) {
		f.add(CodeApplicationGatewaySubnetCannotBeUsedByOtherResources, at, "The subnet %s is used by the %s %s; the application gateway %s needs it to itself.", g.SubnetID.Name(), user.Kind().Title(), user.Head().Name(), g.Name()).
			against(user.Head().ID)
	}
	if public, found := Get[PublicIP](w, g.PublicIPID); found {
		checkGatewayAddress(w, f, g, public)
	}
	if subnet, found := Get[Subnet](w, g.SubnetID); found {
		checkGatewayInbound(w, f, at, g, subnet)
	}
	return f.list
}

// usersOfSubnet returns the scale sets and load balancers that are in a subnet.
func usersOfSubnet(w *World, subnet ID) []Object {
	var users []Object
	for _, user := range w.Referrers(subnet) {
		if k := user.Object.Kind(); k == KindScaleSet || k == KindLoadBalancer {
			users = append(users, user.Object)
		}
	}
	return users
}

func checkGatewayAddress(w *World, f *findings, g ApplicationGateway, public PublicIP) {
	at := At("public_ip_id")
	if g.V2() && (public.SKU != SKUStandard || public.AllocationMethod != AllocationStatic) {
		f.add(CodeApplicationGatewayPublicIPMustBeStandard, at, "The application gateway %s is of the second generation and needs a static Standard address; %s is %s and %s.", g.Name(), public.Name(), public.AllocationMethod, public.SKU).reading(At("sku"))
	}
	for _, user := range w.Referrers(public.ID) {
		if !user.Object.Head().ID.Is(g.ID) {
			f.add(CodePublicIPAddressInUse, at, "The public IP address %s, which the application gateway %s names, is already used by the %s %s.", public.Name(), g.Name(), user.Object.Kind().Title(), user.Object.Head().Name()).
				against(user.Object.Head().ID)
		}
	}
}

// gatewayManagerPorts must be open to the platform. Source: SOURCES.md 6 (sure: configuration-infrastructure.md).
func gatewayManagerPorts(v2 bool) (from, to int) {
	if v2 {
		return 65200, 65535
	}
	return 65503, 65534
}

// checkGatewayInbound reports a network security group that keeps the platform from its gateway.
func checkGatewayInbound(w *World, f *findings, at Field, g ApplicationGateway, subnet Subnet) {
	nsg, ok := Get[NetworkSecurityGroup](w, subnet.NetworkSecurityGroupID)
	if !ok {
		return
	}
	from, to := gatewayManagerPorts(g.V2())
	if port, blocked := nsg.blocksFromPlatform(from, to); blocked {
		found := f.add(CodeApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup, at, "The network security group %s of the subnet %s does not let the platform reach port %d; the application gateway %s needs %d to %d open to GatewayManager.", nsg.Name(), subnet.Name(), port, g.Name(), from, to)
		if !f.id.Is(g.ID) {
			found.against(g.ID)
		}
	}
}

// checkGatewayKeptOpen reports a change of a subnet or of a network security group that cuts a gateway off.
func checkGatewayKeptOpen(w *World, c Change) []Finding {
	f := &findings{id: c.After.Head().ID}
	switch o := c.After.(type) {
	case Subnet:
		for _, g := range gatewaysIn(w, o.ID) {
			checkGatewayInbound(w, f, At("network_security_group_id"), g, o)
		}
	case NetworkSecurityGroup:
		for _, user := range w.Referrers(o.ID) {
			subnet, ok := user.Object.(Subnet)
			if !ok {
				continue
			}
			for _, g := range gatewaysIn(w, subnet.ID) {
				checkGatewayInbound(w, f, At("security_rules"), g, subnet)
			}
		}
	}
	return f.list
}

// blocksFromPlatform returns the first port of a range that the rules do not open to GatewayManager over TCP.
func (n NetworkSecurityGroup) blocksFromPlatform(from, to int) (port int, blocked bool) {
	var rules []SecurityRule
	for _, r := range n.SecurityRules {
		if strings.EqualFold(r.Direction, directionIn) && (r.Protocol == anyValue || strings.EqualFold(r.Protocol, ProtocolTCP)) && r.fromPlatform() {
			rules = append(rules, r)
		}
	}
	slices.SortFunc(rules, func(a, b SecurityRule) int { return a.Priority - b.Priority })
	for port = from; port <= to; port++ {
		i := slices.IndexFunc(rules, func(r SecurityRule) bool { return r.takesPort(port) })
		if i < 0 || strings.EqualFold(rules[i].Access, accessDeny) {
			return port, true // without a rule, DenyAllInBound decides
		}
	}
	return 0, false
}

// fromPlatform reports whether a rule's source holds the platform's management addresses.
func (r SecurityRule) fromPlatform() bool {
	if r.SourceAddressPrefixes == nil {
		return len(r.SourceApplicationSecurityGroupIDs) == 0
	}
	return slices.ContainsFunc(r.SourceAddressPrefixes, func(s string) bool {
		return s == anyValue || s == "0.0.0.0/0" || strings.EqualFold(s, "GatewayManager") || strings.EqualFold(s, "Internet")
	})
}

// takesPort reports whether a port is among a rule's destination ports.
func (r SecurityRule) takesPort(n int) bool {
	return r.DestinationPortRanges == nil || slices.ContainsFunc(r.DestinationPortRanges, func(s string) bool {
		if s == anyValue {
			return true
		}
		from, to, isRange := strings.Cut(s, "-")
		if !isRange {
			to = from
		}
		low, _ := port(from)
		high, _ := port(to)
		return low <= n && n <= high
	})
}

// checkGatewayPool reports a pool that mixes what it names with instances of a scale set. Source: SOURCES.md 6 (sure:
// TBB).
func checkGatewayPool(w *World, c Change) []Finding {
	pool, ok := c.After.(ApplicationGatewayPool)
	if !ok || len(pool.FQDNs)+len(pool.IPAddresses) == 0 {
		return nil
	}
	f := &findings{id: pool.ID}
	for _, user := range w.Referrers(pool.ID) {
		if user.Object.Kind() == KindScaleSet {
			f.add(CodeApplicationGatewayBackendAddressPoolAlreadyHasBackendAddresses, At("name"), "The application gateway pool %s names addresses, and the scale set %s is in it.", pool.Name(), user.Object.Head().Name()).
				against(user.Object.Head().ID)
		}
	}
	return f.list
}

// checkScaleSetGateways reports a set in a gateway's subnet, and pools that it cannot join. Source: SOURCES.md 6 (sure:
// VMSSNET, terraform-provider-azurerm#2992).
func checkScaleSetGateways(w *World, c Change) []Finding {
	set, ok := c.After.(ScaleSet)
	if !ok {
		return nil
	}
	f := &findings{id: set.ID}
	model, _ := set.LatestModel()
	for n, nic := range model.NICs {
		at := At("nic_configuration_ids").Index(n)
		for _, ip := range nic.IPConfigurations {
			for _, g := range gatewaysIn(w, ip.SubnetID) {
				f.add(CodeApplicationGatewaySubnetCannotBeUsedByOtherResources, at, "The NIC %s of the scale set %s is in the subnet %s, which the application gateway %s has to itself.", nic.Name(), set.Name(), ip.SubnetID.Name(), g.Name()).
					against(g.ID)
			}
			for _, id := range ip.AppGatewayPoolIDs {
				checkGatewayMember(w, f, at, set, ip, id)
			}
		}
	}
	return f.list
}

func checkGatewayMember(w *World, f *findings, at Field, set ScaleSet, ip IPConfiguration, poolID ID) {
	g, ok := Get[ApplicationGateway](w, poolID.Parent())
	if ok && !g.SubnetID.Parent().Is(ip.SubnetID.Parent()) {
		f.add(CodeApplicationGatewayInOtherVirtualNetwork, at, "The scale set %s is in the virtual network %s, the application gateway %s in %s.", set.Name(), ip.SubnetID.Parent().Name(), g.Name(), g.SubnetID.Parent().Name()).
			against(g.ID)
	}
	if pool, found := Get[ApplicationGatewayPool](w, poolID); found && len(pool.FQDNs)+len(pool.IPAddresses) > 0 {
		f.add(CodeApplicationGatewayBackendAddressPoolAlreadyHasBackendAddresses, at, "The scale set %s cannot join the application gateway pool %s, which names addresses already.", set.Name(), pool.Name()).
			against(pool.ID)
	}
	if !ok || g.V2() {
		return
	}
	for _, user := range w.Referrers(poolID) {
		if user.Object.Kind() == KindScaleSet && !user.Object.Head().ID.Is(set.ID) {
			f.add(CodeApplicationGatewayBackendAddressPoolAlreadyHasBackendAddresses, at, "The pool %s of the first-generation gateway %s has the scale set %s already, and takes no second one.", poolID.Name(), g.Name(), user.Object.Head().Name()).
				against(user.Object.Head().ID)
		}
	}
}
