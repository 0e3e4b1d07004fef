package fabric

import "slices"

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
	checkUsedOnce(w, f, at, g, public)
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
