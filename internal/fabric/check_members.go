package fabric

import "slices"

// checkFlowMembers reports, for a rule or NAT pool, the scale sets that already stand behind it and that it does not fit.
func checkFlowMembers(w *World, mine flow) []Finding {
	f := &findings{id: mine.id()}
	lb, _ := Get[LoadBalancer](w, mine.lb())
	front, known := lb.Frontend(mine.frontend)
	for _, set := range eachModel(w) {
		members := membersOf(w, set)
		reached := map[int]bool{} // NICs, by their place in the set's list
		for _, m := range members {
			if !mine.reaches(m.ip) {
				continue
			}
			reached[m.index] = true
			if known && front.Version != m.ip.Version {
				f.add(CodeBackendPoolIPVersionMismatch, At("frontend_ip_configuration_name"), "The %s %s listens on the %s frontend %s, but the IP configuration %s of the scale set %s behind it is of %s.", mine.kind(), mine.name(), front.Version, front.Name, m.ip.Name, set.Name(), m.ip.Version).
					against(set.ID)
			}
			for _, c := range m.conflicts(w, set) {
				if c.a.is(mine) || c.b.is(mine) {
					f.add(c.code, At("backend_port"), "%s", c.detail).against(set.ID)
				}
			}
			if mine.floating && !m.ip.Primary {
				f.add(CodeFloatingIPOnSecondaryIPConfiguration, At("floating_ip"), "The %s %s has floating IP, and the IP configuration %s of the scale set %s behind it is not its NIC's primary one.", mine.kind(), mine.name(), m.ip.Name, set.Name()).
					against(set.ID)
			}
		}
		if len(reached) == 0 {
			continue
		}
		latest, _ := set.LatestModel()
		rules := rulesPerNIC(w, members)
		for _, index := range sortedKeys(rules) {
			if n := len(rules[index]); n > maxRulesPerNIC && reached[index] {
				f.add(CodeLoadBalancerRuleCountLimitReachedForNic, At("name"), "With the %s %s the NIC %s of the scale set %s stands behind %d rules; at most %d are possible.", mine.kind(), mine.name(), latest.NICs[index].Name(), set.Name(), n, maxRulesPerNIC).
					against(set.ID)
			}
		}
	}
	return f.list
}

// checkScaleSetBalancing reports what the load balancers in front of a scale set do not take.
func checkScaleSetBalancing(w *World, c Change) []Finding {
	set, ok := c.After.(ScaleSet)
	if !ok {
		return nil
	}
	f := &findings{id: set.ID}
	members := membersOf(w, set)
	for _, m := range members {
		at := At("nic_configuration_ids").Index(m.index)
		for _, c := range m.conflicts(w, set) {
			f.add(c.code, at, "%s", c.detail).against(c.a.id(), c.b.id())
		}
		checkMember(w, f, at, set, m)
	}
	latest, _ := set.LatestModel()
	rules := rulesPerNIC(w, members)
	for _, index := range sortedKeys(rules) {
		if n := len(rules[index]); n > maxRulesPerNIC {
			f.add(CodeLoadBalancerRuleCountLimitReachedForNic, At("nic_configuration_ids").Index(index), "The NIC %s of the scale set %s stands behind %d rules; at most %d are possible.", latest.NICs[index].Name(), set.Name(), n, maxRulesPerNIC).
				against(rules[index]...).against(rules[index][0].Parent())
		}
	}
	checkBalancerTypes(w, f, set)
	return f.list
}

// rulesPerNIC returns the load-balancing, NAT and outbound rules that each NIC of a set stands behind, once for each IP
// configuration, by the NIC's place in the set's list. Source: SOURCES.md 5.2 (sure: LBLIM).
func rulesPerNIC(w *World, members []member) map[int][]ID {
	rules := map[int][]ID{}
	outbound := Each[OutboundRule](w)
	for _, m := range members {
		for _, flow := range m.flows {
			rules[m.index] = append(rules[m.index], flow.id())
		}
		for _, rule := range outbound {
			if slices.ContainsFunc(m.ip.LBBackendPoolIDs, rule.BackendPoolID.Is) {
				rules[m.index] = append(rules[m.index], rule.ID)
			}
		}
	}
	return rules
}

func checkMember(w *World, f *findings, at Field, set ScaleSet, m member) {
	for _, flow := range m.flows {
		lb, _ := Get[LoadBalancer](w, flow.lb())
		front, known := lb.Frontend(flow.frontend)
		if known && front.Version != m.ip.Version {
			f.add(CodeBackendPoolIPVersionMismatch, at, "The IP configuration %s of the NIC %s is of %s, but the %s %s listens on the %s frontend %s.", m.ip.Name, m.nic.Name(), m.ip.Version, flow.kind(), flow.name(), front.Version, front.Name).
				against(flow.id())
		}
		if flow.floating && !m.ip.Primary {
			f.add(CodeFloatingIPOnSecondaryIPConfiguration, at, "The IP configuration %s of the NIC %s is not the primary one, and the %s %s in front of it has floating IP.", m.ip.Name, m.nic.Name(), flow.kind(), flow.name()).
				against(flow.id())
		}
	}
	for _, id := range balancersOf(m.ip) {
		lb, ok := Get[LoadBalancer](w, id)
		if !ok {
			continue
		}
		if lb.SKU == SKUBasic && !set.Flexible() && (len(set.Zones) > 0 || !set.SinglePlacementGroup) {
			f.add(CodeVMScaleSetCannotReferenceLoadbalancerWhenLargeScaleOrCrossAZ, at, "The scale set %s has zones or several placement groups, and cannot stand behind the Basic load balancer %s.", set.Name(), lb.Name()).
				against(lb.ID)
		}
		if p := m.ip.PublicIP; p != nil && (p.SKU != "" && p.SKU != lb.SKU || p.PrefixID != "" && lb.SKU != SKUStandard) {
			f.add(CodeDifferentSkuLoadBalancerAndPublicIPAddressNotAllowedInVMSS, at, "The instances of the scale set %s ask for public IP addresses of another SKU than that of the load balancer %s in front, %s.", set.Name(), lb.Name(), lb.SKU).
				against(lb.ID)
		}
		checkPoolNetwork(w, f, at, set, m, lb)
	}
}

// checkPoolNetwork wants the members of a pool in one virtual network, which is also that of an internal frontend.
// Source: SOURCES.md 5.8 (sure: skus.md; code unknown).
func checkPoolNetwork(w *World, f *findings, at Field, set ScaleSet, m member, lb LoadBalancer) {
	here := m.ip.SubnetID.Parent()
	for _, front := range lb.Frontends {
		if there := front.SubnetID.Parent(); front.Internal() && !there.Is(here) {
			f.add(CodeBackendPoolSpansVirtualNetworks, at, "The scale set %s is in the virtual network %s, the frontend %s of the internal load balancer %s in %s.", set.Name(), here.Name(), front.Name, lb.Name(), there.Name()).
				against(lb.ID)
		}
	}
	for _, other := range Each[ScaleSet](w) {
		if other.ID.Is(set.ID) {
			continue
		}
		for _, o := range membersOf(w, other) {
			for _, pool := range m.ip.LBBackendPoolIDs {
				if there := o.ip.SubnetID.Parent(); slices.ContainsFunc(o.ip.LBBackendPoolIDs, pool.Is) && !there.Is(here) {
					f.add(CodeBackendPoolSpansVirtualNetworks, at, "The backend pool %s has members of the scale set %s in the virtual network %s, and of %s in %s.", pool.Name(), set.Name(), here.Name(), other.Name(), there.Name()).
						against(other.ID)
				}
			}
		}
	}
}

// checkBalancerTypes wants at most one public and one internal load balancer in front of a set: an error on one NIC, a
// warning over several. Source: SOURCES.md 5.8 (sure: LBERR; the warning likely).
func checkBalancerTypes(w *World, f *findings, set ScaleSet) {
	type seen struct {
		lb    LoadBalancer
		index int
	}
	var found []seen
	for _, m := range membersOf(w, set) {
		for _, id := range balancersOf(m.ip) {
			lb, ok := Get[LoadBalancer](w, id)
			if !ok || slices.ContainsFunc(found, func(s seen) bool { return s.lb.ID.Is(lb.ID) && s.index == m.index }) {
				continue
			}
			for _, s := range found {
				if s.lb.ID.Is(lb.ID) || s.lb.Internal() != lb.Internal() {
					continue
				}
				finding := f.add(CodeVMScaleSetCannotUseMultipleLoadBalancersOfSameType, At("nic_configuration_ids").Index(m.index), "The scale set %s stands behind two %s load balancers, %s and %s.", set.Name(), lb.typeName(), s.lb.Name(), lb.Name()).
					against(s.lb.ID, lb.ID)
				if s.index != m.index {
					finding.Severity = Warning
				}
			}
			found = append(found, seen{lb, m.index})
		}
	}
}
