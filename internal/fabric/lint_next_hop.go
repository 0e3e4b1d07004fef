package fabric

import (
	"maps"
	"net/netip"
	"slices"
)

// applianceHop is a user's route to a virtual appliance inside the network of a subnet that has the route.
type applianceHop struct {
	address netip.Addr
	route   string
	table   RouteTable
	subnet  Subnet
}

func (h applianceHop) title() string {
	return "The route " + h.route + " of the route table " + h.table.Name() + " leads the subnet " + h.subnet.Name() + " to " + h.address.String()
}

// hopsIn returns the routes to appliances of all subnets of a network, by subnet and route.
func hopsIn(w *World, network VirtualNetwork) []applianceHop {
	var hops []applianceHop
	for _, subnet := range typed[Subnet](w.below(network.ID)) {
		table, _ := Get[RouteTable](w, subnet.RouteTableID)
		for _, r := range table.effective() {
			inside := func(p netip.Prefix) bool { return p.Contains(r.Address) }
			if r.NextHop == NextHopVirtualAppliance && slices.ContainsFunc(network.Prefixes(), inside) {
				hops = append(hops, applianceHop{r.Address, r.Name, table, subnet})
			}
		}
	}
	return hops
}

// checkNextHops reports routes to appliances that forward nothing: to the set that is the appliance, and to one whose subnet
// has the route. Source: SOURCES.md 8 (sure: udr page).
func checkNextHops(w *World, c Change) []Finding {
	set, ok := c.After.(ScaleSet)
	latest, _ := set.LatestModel()
	if !ok || len(latest.NICs) == 0 || !set.hasAddresses() {
		return nil
	}
	network, known := Get[VirtualNetwork](w, networkOf(latest.NICs[0]))
	if !known {
		return nil
	}
	hops := hopsIn(w, network)
	if len(hops) == 0 {
		return nil
	}
	f := &findings{id: set.ID}
	checkAppliance(w, f, set, latest, hops)
	checkHopsOf(w, f, set, latest, hops)
	return f.list
}

// checkAppliance is about the NICs of the set itself.
func checkAppliance(w *World, f *findings, set ScaleSet, latest Model, hops []applianceHop) {
	members, held := membersOf(w, set), holdersIn(set, hops)
	for index, nic := range latest.NICs {
		if nic.IPForwarding {
			continue
		}
		at := At("nic_configuration_ids").Index(index)
		for _, hop := range hops {
			if h, ok := held[hop.address]; ok && h.nic.ID.Is(nic.ID) {
				f.add(CodeNextHopWithoutIPForwarding, at, "%s, which %s.", hop.title(), h.title())
				break
			}
			if lb, front := frontOf(w, members, index, hop.address); front != "" {
				f.add(CodeNextHopWithoutIPForwarding, at, "%s, the frontend %s of the load balancer %s, which sends to the NIC %s of the scale set %s without IP forwarding.", hop.title(), front, lb.Name(), nic.Name(), set.Name())
				break
			}
		}
	}
}

// checkHopsOf is about the routes of the subnets that the set is in, and appliances that are not of the set.
func checkHopsOf(w *World, f *findings, set ScaleSet, latest Model, hops []applianceHop) {
	held := holdersOf(w, networkOf(latest.NICs[0]), hops)
	for _, hop := range hops {
		index := slices.IndexFunc(latest.NICs, func(nic NICConfiguration) bool {
			return slices.ContainsFunc(nic.IPConfigurations, func(ip IPConfiguration) bool { return ip.SubnetID.Is(hop.subnet.ID) })
		})
		if index < 0 {
			continue
		}
		at := At("nic_configuration_ids").Index(index)
		h, found := held[hop.address]
		switch {
		case found && !h.set.ID.Is(set.ID) && !h.nic.IPForwarding:
			f.add(CodeNextHopWithoutIPForwarding, at, "%s, which %s.", hop.title(), h.title())
		case !found && !w.isChanged(set.ID) && !w.isChanged(hop.table.ID) && !mayBeHeld(w, hop):
			f.add(CodeNextHopNotFound, at, "%s, an address of the virtual network that nobody holds.", hop.title())
		}
	}
}

func (h holder) title() string {
	return "the NIC " + h.nic.Name() + " of the instance " + h.set.InstanceID(h.instance.ID) + " of the scale set " + h.set.Name() + " holds without IP forwarding"
}

// holdersIn returns the NICs of a set's instances that have one of the hops' addresses.
func holdersIn(set ScaleSet, hops []applianceHop) map[netip.Addr]holder {
	held := map[netip.Addr]holder{}
	wanted := map[netip.Addr]bool{}
	for _, hop := range hops {
		wanted[hop.address] = true
	}
	for h := range set.holders() {
		if wanted[h.given.Private] {
			held[h.given.Private] = h
		}
	}
	return held
}

// holdersOf is the same over all sets of a network.
func holdersOf(w *World, network ID, hops []applianceHop) map[netip.Addr]holder {
	held := map[netip.Addr]holder{}
	for _, set := range Each[ScaleSet](w) {
		if latest, _ := set.LatestModel(); len(latest.NICs) > 0 && networkOf(latest.NICs[0]).Is(network) {
			maps.Copy(held, holdersIn(set, hops))
		}
	}
	return held
}

// frontOf returns the internal frontend that has an address and sends to one of a set's NICs.
func frontOf(w *World, members []member, index int, address netip.Addr) (lb LoadBalancer, frontend string) {
	for _, m := range members {
		for _, flow := range m.flows {
			lb, _ := Get[LoadBalancer](w, flow.lb())
			if front, ok := lb.Frontend(flow.frontend); ok && m.index == index && front.Address == address {
				return lb, front.Name
			}
		}
	}
	return LoadBalancer{}, ""
}

// mayBeHeld reports whether somebody else than an instance may have an address: a load balancer, a gateway, a service that has
// a subnet to itself, or something whose content is not known yet.
func mayBeHeld(w *World, hop applianceHop) bool {
	for _, subnet := range typed[Subnet](w.below(hop.subnet.VirtualNetworkID())) {
		inside := func(p netip.Prefix) bool { return p.Contains(hop.address) }
		if serviceOf(subnet.ID) != "" && slices.ContainsFunc(subnet.Prefixes(), inside) {
			return true
		}
	}
	for _, lb := range Each[LoadBalancer](w) {
		if slices.ContainsFunc(lb.Frontends, func(c FrontendIPConfiguration) bool { return c.Address == hop.address }) {
			return true
		}
	}
	for _, g := range Each[ApplicationGateway](w) {
		if prefix, ok := Get[Subnet](w, g.SubnetID); ok && slices.ContainsFunc(prefix.Prefixes(), func(p netip.Prefix) bool { return p.Contains(hop.address) }) {
			return true
		}
	}
	return w.awaits()
}
