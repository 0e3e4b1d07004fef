package fabric

import (
	"slices"
	"strings"
)

// checkNATGateway reports addresses that a NAT gateway cannot use, or too many of them. Source: SOURCES.md 9, 4.1.
func checkNATGateway(w *World, c Change) []Finding {
	g, ok := c.After.(NATGateway)
	if !ok {
		return nil
	}
	f := &findings{id: g.ID}
	total := 0
	for _, list := range g.sources() {
		for i, id := range list.ids {
			at := list.at.Index(i)
			switch o, _ := w.Lookup(id); o := o.(type) {
			case PublicIP:
				total++
				g.checkSource(f, at, o, o.SKU, o.Version, o.Zones)
				checkUsedOnce(w, f, at, g, o)
			case PublicIPPrefix:
				size, _ := PublicPrefixCapacity(o.Length, o.Version)
				total += size
				g.checkSource(f, at, o, o.SKU, o.Version, o.Zones)
				checkUsedOnce(w, f, at, g, o, KindNATGateway, KindLoadBalancer)
			}
		}
	}
	if total > maxNATGatewayAddresses {
		f.add(CodeNATGatewayAddressLimitExceeded, At("public_ip_ids"), "The NAT gateway %s has %d addresses in its public IP addresses and prefixes; at most %d are possible.", g.Name(), total, maxNATGatewayAddresses).
			against(referenced(g)...).reading(At("public_ip_prefix_ids"))
	}
	for _, subnet := range subnetsBehind(w, g.ID) {
		if g.empty() {
			f.add(CodeNATGatewayWithoutAddresses, At("public_ip_ids"), "The NAT gateway %s has no address, and the subnet %s uses it.", g.Name(), subnet.Name()).
				against(subnet.ID).reading(At("public_ip_prefix_ids"))
		}
	}
	return f.list
}

// checkSource wants an IPv4 address or prefix of the Standard SKU, and a zonal gateway's zone among its zones. A newer
// page lets a zonal gateway have zone-redundant addresses, where an older one wants the very zone; an address without
// zones is let through, because newer API versions make it zone-redundant. Source: SOURCES.md 9, 4.1 (zones likely).
func (g NATGateway) checkSource(f *findings, at Field, o Object, sku string, v IPVersion, zones []string) {
	title, name := o.Kind().Title(), o.Head().Name()
	if sku != SKUStandard || v != IPv4 {
		f.add(CodeNATGatewayAddressNotSupported, at, "The NAT gateway %s takes IPv4 of the Standard SKU; the %s %s is %s of the %s SKU.", g.Name(), title, name, v, sku).
			against(o.Head().ID)
	}
	if len(g.Zones) == 1 && len(zones) > 0 && !slices.Contains(zones, g.Zones[0]) {
		f.add(CodeNATGatewayZoneMismatch, at, "The NAT gateway %s is in the zone %s, its %s %s in %s.", g.Name(), g.Zones[0], title, name, joined(zones)).
			against(o.Head().ID).reading(At("zones"))
	}
}

// referenced returns the ids that an object names.
func referenced(o Object) []ID {
	var ids []ID
	for _, ref := range o.References() {
		ids = append(ids, ref.ID)
	}
	return ids
}

// subnetsBehind returns the subnets that use a NAT gateway.
func subnetsBehind(w *World, gateway ID) []Subnet {
	var objects []Object
	for _, user := range w.Referrers(gateway) {
		objects = append(objects, user.Object)
	}
	return typed[Subnet](objects)
}

// checkSubnetNATGateway reports a subnet whose NAT gateway serves another virtual network, has no address, or would stand
// beside Basic resources. Source: SOURCES.md 9 (sure: microsoft/azure_arc#3288, azure-docs#81335).
func checkSubnetNATGateway(w *World, c Change) []Finding {
	subnet, ok := c.After.(Subnet)
	if !ok || subnet.NATGatewayID == "" {
		return nil
	}
	f := &findings{id: subnet.ID}
	at := At("nat_gateway_id")
	for _, other := range subnetsBehind(w, subnet.NATGatewayID) {
		if !other.VirtualNetworkID().Is(subnet.VirtualNetworkID()) {
			f.add(CodeNATGatewayInDifferentVirtualNetworks, at, "The NAT gateway %s of the subnet %s in the virtual network %s is used by the subnet %s in %s already.", subnet.NATGatewayID.Name(), subnet.Name(), subnet.VirtualNetworkID().Name(), other.Name(), other.VirtualNetworkID().Name()).
				against(other.ID)
		}
	}
	if g, found := Get[NATGateway](w, subnet.NATGatewayID); found && g.empty() {
		f.add(CodeNATGatewayWithoutAddresses, at, "The NAT gateway %s of the subnet %s has no address.", g.Name(), subnet.Name()).
			against(g.ID)
	}
	for _, set := range Each[ScaleSet](w) {
		for _, p := range set.profiles() {
			if use, basic := set.basicIn(w, p.nics, subnet.ID); basic {
				f.add(CodeSubnetWithNATGatewayAndBasicSku, at, "The subnet %s cannot have the NAT gateway %s, because in it %s.", subnet.Name(), subnet.NATGatewayID.Name(), use).
					against(set.ID)
				break
			}
		}
	}
	for _, lb := range Each[LoadBalancer](w) {
		if lb.SKU == SKUBasic && slices.ContainsFunc(lb.Frontends, func(c FrontendIPConfiguration) bool { return c.SubnetID.Is(subnet.ID) }) {
			f.add(CodeSubnetWithNATGatewayAndBasicSku, at, "The subnet %s cannot have the NAT gateway %s, because in it is a frontend of the Basic load balancer %s.", subnet.Name(), subnet.NATGatewayID.Name(), lb.Name()).
				against(lb.ID)
		}
	}
	return f.list
}

// basicIn says what some of a set's NICs have in a subnet that is of the Basic SKU.
func (s ScaleSet) basicIn(w *World, nics []NICConfiguration, subnet ID) (what string, found bool) {
	sku := balancerSKU(w, nics)
	for _, nic := range nics {
		for _, ip := range nic.IPConfigurations {
			if what, found := ip.basic(w, sku); found && ip.SubnetID.Is(subnet) {
				return "the NIC " + nic.Name() + " of the scale set " + s.Name() + " " + what, true
			}
		}
	}
	return "", false
}

// basic says what of the Basic SKU an IP configuration has. The balancer is the SKU of the load balancer in front, empty
// for none.
func (ip IPConfiguration) basic(w *World, balancer string) (what string, found bool) {
	var uses []string
	if ip.PublicIP != nil && ip.PublicIP.effectiveSKU(balancer) == SKUBasic {
		uses = append(uses, "has a Basic public IP address")
	}
	for _, id := range balancersOf(ip) {
		if lb, ok := Get[LoadBalancer](w, id); ok && lb.SKU == SKUBasic {
			uses = append(uses, "stands behind the Basic load balancer "+lb.Name())
		}
	}
	return strings.Join(uses, " and "), len(uses) > 0
}

// checkBasicBesideNATGateway reports a scale set or a load balancer that brings something Basic into a subnet with a NAT
// gateway: checkSubnetNATGateway from the other side.
func checkBasicBesideNATGateway(w *World, c Change) []Finding {
	f := &findings{id: c.After.Head().ID}
	refuse := func(at Field, subnet ID, what string) {
		if s, found := Get[Subnet](w, subnet); found && s.NATGatewayID != "" {
			f.add(CodeSubnetWithNATGatewayAndBasicSku, at, "%s in the subnet %s, which has the NAT gateway %s.", what, s.Name(), s.NATGatewayID.Name()).
				against(s.ID)
		}
	}
	switch o := c.After.(type) {
	case ScaleSet:
		model, _ := o.LatestModel()
		sku := balancerSKU(w, model.NICs)
		for n, nic := range model.NICs {
			for _, ip := range nic.IPConfigurations {
				if what, basic := ip.basic(w, sku); basic {
					refuse(At("nic_configuration_ids").Index(n), ip.SubnetID, "The NIC "+nic.Name()+" of the scale set "+o.Name()+" "+what)
				}
			}
		}
	case LoadBalancer:
		for i, front := range o.Frontends {
			if o.SKU == SKUBasic {
				refuse(At("frontend_ip_configurations").Index(i).Dot("subnet_id"), front.SubnetID, "The Basic load balancer "+o.Name()+" has the frontend "+front.Name)
			}
		}
	}
	return f.list
}
