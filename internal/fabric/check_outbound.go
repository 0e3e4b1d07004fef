package fabric

import "slices"

// checkOutboundRule reports what an outbound rule breaks in its load balancer. Source: SOURCES.md 5.7.
func checkOutboundRule(w *World, c Change) []Finding {
	rule, ok := c.After.(OutboundRule)
	if !ok {
		return nil
	}
	lb, found := Get[LoadBalancer](w, rule.ID.Parent())
	if !found || len(lb.Frontends) == 0 { // checkLoadBalancerChild says so
		return nil
	}
	f := &findings{id: rule.ID}
	names := At("frontend_ip_configuration_names")
	for i, name := range rule.FrontendNames {
		if _, ok := lb.Frontend(name); !ok {
			f.add(CodeInvalidResourceReference, names.Index(i), "The outbound rule %s uses the frontend %s, which the load balancer %s does not have.", rule.Name(), name, lb.Name()).
				against(lb.ID)
		}
	}
	if lb.Internal() || lb.SKU != SKUStandard {
		f.add(CodeOutboundRuleNeedsPublicStandard, At("lb_id"), "The outbound rule %s is of the %s %s load balancer %s; only public Standard ones have outbound rules.", rule.Name(), lb.typeName(), lb.SKU, lb.Name()).
			against(lb.ID)
	}
	for _, other := range Each[OutboundRule](w) {
		if other.ID.Is(rule.ID) || !other.ID.Parent().Is(lb.ID) || !(flow{protocol: rule.Protocol}).sameProtocol(flow{protocol: other.Protocol}) {
			continue
		}
		if i := slices.IndexFunc(rule.FrontendNames, other.usesFrontend); i >= 0 {
			f.add(CodeMoreThanOneOutboundRule, names.Index(i), "The outbound rules %s and %s of the load balancer %s both use the frontend %s with overlapping protocols (%s and %s).", rule.Name(), other.Name(), lb.Name(), rule.FrontendNames[i], rule.Protocol, other.Protocol).
				against(other.ID).reading(At("protocol"))
		}
	}
	checkOutboundClash(w, f, rule)
	members := PoolMembers(w, rule.BackendPoolID)
	checkOutboundMembers(f, At("backend_pool_id"), rule, members)
	checkOutboundPorts(w, f, At("allocated_outbound_ports"), rule, lb, members)
	return f.list
}

// checkOutboundClash reports load-balancing rules of the same frontend and pool that still give a way out.
func checkOutboundClash(w *World, f *findings, rule OutboundRule) {
	for _, other := range Each[LoadBalancingRule](w) {
		if clashes(rule, other) {
			f.add(CodeOutboundRuleClashesWithSNAT, At("backend_pool_id"), "The outbound rule %s and the rule %s share the frontend %s and the backend pool %s, and the rule still does SNAT.", rule.Name(), other.Name(), other.FrontendName, rule.BackendPoolID.Name()).
				against(other.ID).reading(At("frontend_ip_configuration_names"))
		}
	}
}

func clashes(rule OutboundRule, other LoadBalancingRule) bool {
	return other.ID.Parent().Is(rule.ID.Parent()) && !other.DisableOutboundSNAT && rule.usesFrontend(other.FrontendName) &&
		slices.ContainsFunc(other.BackendPoolIDs, rule.BackendPoolID.Is)
}

// checkRuleSNAT is checkOutboundClash from the other side.
func checkRuleSNAT(w *World, c Change) []Finding {
	mine, ok := c.After.(LoadBalancingRule)
	if !ok {
		return nil
	}
	f := &findings{id: mine.ID}
	for _, rule := range Each[OutboundRule](w) {
		if clashes(rule, mine) {
			f.add(CodeOutboundRuleClashesWithSNAT, At("disable_outbound_snat"), "The rule %s still does SNAT, and the outbound rule %s uses the same frontend and backend pool.", mine.Name(), rule.Name()).
				against(rule.ID).reading(At("frontend_ip_configuration_name"), At("backend_pool_ids"))
		}
	}
	return f.list
}

// checkOutboundMembers wants no IPv4 secondary configuration in the rule's pool. Source: SOURCES.md 5.7 (sure:
// terraform-provider-azurerm#9084).
func checkOutboundMembers(f *findings, at Field, rule OutboundRule, members []PoolMember) {
	i := slices.IndexFunc(members, func(m PoolMember) bool { return !m.IP.Primary && m.IP.Version == IPv4 })
	if i < 0 {
		return
	}
	f.add(CodeOutboundRuleWithSecondaryIPConfig, at, "The outbound rule %s uses the backend pool %s, in which the IP configuration %s of the scale set %s is a secondary one.", rule.Name(), rule.BackendPoolID.Name(), members[i].IP.Name, members[i].Set.Name()).
		against(members[i].Set.ID)
}

// checkOutboundPorts counts the ports that the members of the rule's pool take. Source: SOURCES.md 5.7 (sure: LBERR,
// outbound-rules.md).
func checkOutboundPorts(w *World, f *findings, at Field, rule OutboundRule, lb LoadBalancer, members []PoolMember) {
	addresses, prefixes, known := rule.addresses(w, lb)
	available := addresses * snatPortsPerAddress
	if !known || rule.AllocatedOutboundPorts*len(members) <= available {
		return
	}
	finding := f.add(CodeOutboundPortsExceedAvailable, at, "The outbound rule %s allocates %s to each of the %s of the backend pool %s, which is %d; its %s %s %d.", rule.Name(), Counted(rule.AllocatedOutboundPorts, "port"), Counted(len(members), "member"), rule.BackendPoolID.Name(), rule.AllocatedOutboundPorts*len(members), Counted(addresses, "frontend address"), inNumber(addresses, "has", "have"), available).
		given(lb.ID).given(prefixes...).reading(At("frontend_ip_configuration_names"))
	for _, m := range members {
		if !slices.ContainsFunc(finding.Against, m.Set.ID.Is) {
			finding.against(m.Set.ID)
		}
	}
}

// checkScaleSetOutbound is the same as a scale set grows.
func checkScaleSetOutbound(w *World, c Change) []Finding {
	set, ok := c.After.(ScaleSet)
	if !ok {
		return nil
	}
	f := &findings{id: set.ID}
	for _, rule := range Each[OutboundRule](w) {
		lb, found := Get[LoadBalancer](w, rule.ID.Parent())
		if !found || !slices.ContainsFunc(set.References(), func(r Reference) bool { return r.ID.Is(rule.BackendPoolID) }) {
			continue
		}
		members, before := PoolMembers(w, rule.BackendPoolID), len(f.list)
		checkOutboundMembers(f, At("nic_configuration_ids"), rule, members)
		checkOutboundPorts(w, f, At("capacity"), rule, lb, members)
		for i := range f.list[before:] {
			f.list[before+i].Against = []ID{rule.ID}
		}
	}
	return f.list
}

// checkFrontendsOutbound is the same as a load balancer loses addresses. The rules themselves say where a frontend of
// theirs is gone.
func checkFrontendsOutbound(w *World, f *findings, lb LoadBalancer) {
	for _, rule := range typed[OutboundRule](w.below(lb.ID)) {
		before := len(f.list)
		checkOutboundPorts(w, f, At("frontend_ip_configurations"), rule, lb, PoolMembers(w, rule.BackendPoolID))
		for i := range f.list[before:] {
			f.list[before+i].against(rule.ID)
		}
	}
}
