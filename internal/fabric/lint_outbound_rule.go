package fabric

import "slices"

// checkOutboundRuleUse reports outbound rules whose pool has instances that leave by something else: from the side of the
// set, and from that of a rule that comes or changes. Source: SOURCES.md 5.7, 9 (sure: AzLoadBalancerMigration; NAT gateways
// likely).
func checkOutboundRuleUse(w *World, c Change) []Finding {
	switch o := c.After.(type) {
	case ScaleSet:
		f := &findings{id: o.ID}
		for _, rule := range Each[OutboundRule](w) {
			if index, detail := idle(w, rule, o); detail != "" {
				f.add(CodeOutboundRuleWithoutEffect, At("nic_configuration_ids").Index(index), "%s", detail)
			}
		}
		return f.list
	case OutboundRule:
		f := &findings{id: o.ID}
		for _, set := range Each[ScaleSet](w) {
			if _, detail := idle(w, o, set); detail != "" && w.isChanged(o.ID) {
				f.add(CodeOutboundRuleWithoutEffect, At("backend_pool_id"), "%s", detail)
			}
		}
		return f.list
	}
	return nil
}

// idle says why an outbound rule does nothing for the latest model of a set, and for which of its NICs; the sentence is empty
// where it does something, or the set is not in its pool.
func idle(w *World, rule OutboundRule, set ScaleSet) (index int, detail string) {
	latest, _ := set.LatestModel()
	for index, nic := range latest.NICs {
		for _, ip := range nic.IPConfigurations {
			if !slices.ContainsFunc(ip.LBBackendPoolIDs, rule.BackendPoolID.Is) || ip.Version != IPv4 || !set.hasAddresses() {
				continue
			}
			subnet, _ := Get[Subnet](w, ip.SubnetID)
			gateway, _ := Get[NATGateway](w, subnet.NATGatewayID)
			addresses, _ := gateway.Addresses(w)
			what := ""
			switch {
			case len(addresses) > 0:
				what = "the NAT gateway " + gateway.Name() + " of their subnet " + subnet.Name() + " comes first"
			case ip.PublicIP != nil:
				what = "they have public IP addresses of their own, which come first"
			default:
				return 0, ""
			}
			return index, "The outbound rule " + ofBalancer(rule.ID) + " does nothing for the instances of the scale set " + set.Name() + ": " + what + "."
		}
	}
	return 0, ""
}
