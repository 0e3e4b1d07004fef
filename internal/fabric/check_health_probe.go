package fabric

import (
	"slices"
	"strings"
)

// checkHealthProbe wants the probe on a rule that sends to the set. Source: SOURCES.md 5.4 (sure: LBERR, ARO-RP#547).
func checkHealthProbe(w *World, c Change) []Finding {
	set, ok := c.After.(ScaleSet)
	if _, known := Get[Probe](w, set.HealthProbeID); !ok || !known {
		return nil
	}
	f := &findings{id: set.ID}
	if !slices.ContainsFunc(membersOf(w, set), func(m member) bool { return len(m.ip.LBBackendPoolIDs) > 0 }) {
		f.add(CodeCannotUseHealthProbeWithoutLoadBalancing, At("health_probe_id"), "The scale set %s cannot use the probe %s: none of its IP configurations is in a backend pool.", set.Name(), set.HealthProbeID.Name()).
			reading(At("nic_configuration_ids"))
		return f.list
	}
	rules := rulesBefore(w, set)
	if slices.ContainsFunc(rules, func(r LoadBalancingRule) bool { return r.ProbeID.Is(set.HealthProbeID) }) {
		return nil
	}
	names := make([]string, len(rules))
	for i, r := range rules {
		names[i] = r.Name()
	}
	lb := set.HealthProbeID.Parent()
	finding := f.add(CodeCannotUseInactiveHealthProbe, At("health_probe_id"), "The scale set %s cannot use the probe %s: none of the rules that send to it (%s) uses that probe.", set.Name(), set.HealthProbeID.Name(), strings.Join(names, ", ")).
		against(lb)
	// A rule that has gone to another pool is none of those that send to the set, and may be what has changed.
	for _, flow := range flowsOf(w, lb) {
		finding.against(flow.id())
	}
	return f.list
}

// rulesBefore returns the load-balancing rules that send to a set, each once, in the order in which its members have them.
func rulesBefore(w *World, set ScaleSet) []LoadBalancingRule {
	var rules []LoadBalancingRule
	for _, m := range membersOf(w, set) {
		for _, flow := range m.flows {
			rule, ok := flow.object.(LoadBalancingRule)
			if ok && !slices.ContainsFunc(rules, func(r LoadBalancingRule) bool { return r.ID.Is(rule.ID) }) {
				rules = append(rules, rule)
			}
		}
	}
	return rules
}

// checkRuleRemoval reports a rule whose probe is the health probe of a set behind it. Source: SOURCES.md 5.8 (sure:
// terraform-provider-azurerm#4769).
func checkRuleRemoval(w *World, f *findings, rule LoadBalancingRule) {
	for _, set := range setsWithHealthProbe(w, rule.ProbeID) {
		f.add(CodeCannotRemoveRuleUsedByProbeUsedByVMSS, At("name"), "The load-balancing rule %s cannot be removed, because its probe %s is the health probe of the scale set %s.", rule.Name(), rule.ProbeID.Name(), set.Name()).
			against(set.ID)
	}
}

// checkRuleKeepsProbe reports a rule that gives up its probe or its pool, and with it the last way of a set's health probe
// to the set. Source: SOURCES.md 5.8 (likely).
func checkRuleKeepsProbe(w *World, c Change) []Finding {
	before, was := c.Before.(LoadBalancingRule)
	after, ok := c.After.(LoadBalancingRule)
	if !was || !ok {
		return nil
	}
	f := &findings{id: after.ID}
	at := At("backend_pool_ids")
	if !after.ProbeID.Is(before.ProbeID) {
		at = At("probe_id")
	}
	for _, set := range setsWithHealthProbe(w, before.ProbeID) {
		sentTo := slices.ContainsFunc(membersOf(w, set), func(m member) bool { return ruleFlow(before).reaches(m.ip) })
		kept := slices.ContainsFunc(rulesBefore(w, set), func(r LoadBalancingRule) bool { return r.ProbeID.Is(before.ProbeID) })
		if sentTo && !kept {
			f.add(CodeCannotRemoveRuleUsedByProbeUsedByVMSS, at, "The load-balancing rule %s is the last that sends to the scale set %s with the probe %s, which is the health probe of that set, and would no longer do so.", after.Name(), set.Name(), before.ProbeID.Name()).
				against(set.ID).reading(At("probe_id"), At("backend_pool_ids"))
		}
	}
	return f.list
}

// setsWithHealthProbe returns the sets whose health probe is of an id.
func setsWithHealthProbe(w *World, probe ID) []ScaleSet {
	return slices.DeleteFunc(Each[ScaleSet](w), func(s ScaleSet) bool { return probe == "" || !probe.Is(s.HealthProbeID) })
}
