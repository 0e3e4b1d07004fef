package fabric

// Flexible reports whether the set is of Flexible orchestration: its instances, their NICs and public addresses are
// resources of their own, and have no default outbound access. Source: SOURCES.md 2.1 (sure: orchestration-modes.md).
func (s ScaleSet) Flexible() bool { return s.OrchestrationMode == OrchestrationFlexible }

// lacks reports what Flexible orchestration does not have. Source: SOURCES.md 2.1 (sure; code unknown).
func (s ScaleSet) lacks(f *findings, at Field, what, advice string) *Finding {
	found := f.add(CodeNotSupportedByFlexibleOrchestration, at, "The scale set %s is of Flexible orchestration, which has no %s.", s.Name(), what).
		reading(At("orchestration_mode"))
	found.Advice = advice
	return found
}

// checkFlexible reports arguments that do not go with Flexible orchestration.
func (s ScaleSet) checkFlexible(f *findings) {
	if !s.Flexible() {
		return
	}
	if n := len(s.Name()); n > maxFlexibleSetName {
		f.add(CodeInvalidResourceName, At("name"), "The name %s has %d characters; a scale set of Flexible orchestration takes at most %d, because its instances' names add %d and have at most %d.", s.Name(), n, maxFlexibleSetName, uniqueDigits+1, maxFlexibleInstanceName).
			reading(At("orchestration_mode"))
	}
	if s.Overprovision {
		s.lacks(f, At("overprovision"), "overprovisioning", "Leave overprovision out.")
	}
	if s.HealthProbeID != "" {
		s.lacks(f, At("health_probe_id"), "health by a load balancer's probe", "Leave health_probe_id out: the instances' health extension takes its place, and is taken to say that all is well.")
	}
	s.checkOneGroup(f)
}

// checkOneGroup wants a single placement group for those sizes alone that cannot spread over fault domains without one.
// Source: Azure/azure-cli#21834 (sure: the other way round, with its code), TF otherSinglePlacementGroupInvalid (sure; code
// likely).
func (s ScaleSet) checkOneGroup(f *findings) {
	at := At("single_placement_group")
	switch {
	case s.SinglePlacementGroup && keepsMemory(s.SKU):
		f.add(CodeOperationNotAllowed, at, "The scale set %s is of Flexible orchestration, in which the VM size %s cannot be in a single placement group.", s.Name(), s.SKU).
			reading(At("sku"), At("orchestration_mode")).Advice = "Leave single_placement_group out."
	case !s.SinglePlacementGroup && s.spreadsInOneGroup():
		f.add(CodeOperationNotAllowed, at, "The scale set %s is of Flexible orchestration, in which the VM size %s spreads over %d fault domains only in a single placement group.", s.Name(), s.SKU, s.FaultDomains).
			reading(At("sku"), At("platform_fault_domain_count"), At("orchestration_mode")).Advice = "Leave single_placement_group out, or ask for one fault domain."
	}
}

// spreadsInOneGroup reports whether the instances of a Flexible set can have the fault domains that it asks for only in a
// single placement group.
func (s ScaleSet) spreadsInOneGroup() bool {
	return s.FaultDomains > maxSpreading && len(s.Zones) == 0 && !keepsMemory(s.SKU)
}
