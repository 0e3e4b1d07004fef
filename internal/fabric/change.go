package fabric

import "slices"

// Change is one object's move from one state to the next. Before is nil for a creation, After for a removal.
type Change struct {
	Before Object
	After  Object
}

// Check is a rule between objects. The world is as it would be after the change.
type Check func(*World, Change) []Finding

// checks lists every rule between objects, in the order in which their findings are reported.
var checks = []Check{
	checkReferences,
	checkLocation,
	checkVirtualNetwork,
	checkSubnet,
	checkNATGateway,
	checkSubnetNATGateway,
	checkBasicBesideNATGateway,
	checkPublicIPSource,
	checkDomainNameLabels,
	checkNICConfiguration,
	checkScaleSetNetwork,
	checkScaleSetSize,
	checkFlexibleNetwork,
	checkExplicitOutbound,
	checkKeptFaultDomains,
	checkProtected,
	checkZoneBalance,
	checkScaleSetZones,
	checkScaleSetSKU,
	checkApplicationSecurityGroupMembers,
	checkLoadBalancer,
	checkLoadBalancerChild,
	checkProbe,
	checkFlow,
	checkRuleKeepsProbe,
	checkScaleSetBalancing,
	checkHealthProbe,
	checkNATRuleSize,
	checkOutboundRule,
	checkRuleSNAT,
	checkScaleSetOutbound,
	checkApplicationGateway,
	checkGatewayKeptOpen,
	checkGatewayPool,
	checkScaleSetGateways,
	checkInstanceNetwork,
	checkInstanceUpgrade,
	checkScaleSetTraffic,
	checkFlowTraffic,
	checkNextHops,
	checkNICDNSServers,
	checkOutboundRuleUse,
	checkInstancesBehind,
}

// Check returns what a change breaks beyond the object's own content. The world must hold the change already.
func (w *World) Check(c Change) []Finding {
	if c.After == nil {
		return checkRemoval(w, c.Before)
	}
	var list []Finding
	for _, check := range checks {
		list = append(list, check(w, c)...)
	}
	return list
}

// DependsOn reports whether an object refers to another, directly or through what it refers to. A cycle of references
// ends where it meets itself.
func (w *World) DependsOn(o Object, id ID) bool {
	seen := map[Key]bool{}
	queue := []Object{o}
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		for _, ref := range next.References() {
			if ref.ID.Is(id) {
				return true
			}
			if seen[ref.ID.Key()] {
				continue
			}
			seen[ref.ID.Key()] = true
			if target, presence := w.Lookup(ref.ID); presence == Found {
				queue = append(queue, target)
			}
		}
	}
	return false
}

// InPlan lowers findings to what a plan may refuse: an error stays one only where the conflict is with nothing else,
// with what this run has planned to be there, or with what the object depends on. A conflict with a stored object that
// this run has not come to yet, or has planned away, becomes a warning, because it may be out of the way by then. Where
// the plan changes nothing (noop), only a conflict with what this run has changed, or that rests on it, stays an error: any
// other would stand in the way of a destroy.
func (w *World) InPlan(o Object, list []Finding, noop bool) []Finding {
	list = slices.Clone(list)
	stays := func(id ID) bool {
		_, presence := w.Lookup(id)
		return w.IsPlanned(id) && presence != Missing || w.DependsOn(o, id)
	}
	for i, f := range list {
		old := noop && !slices.ContainsFunc(f.Against, w.isChanged) && !slices.ContainsFunc(f.Given, w.isChanged)
		if old || len(f.Against) > 0 && !slices.ContainsFunc(f.Against, stays) {
			list[i].Severity = Warning
		}
	}
	return list
}
