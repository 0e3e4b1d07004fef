package fabric

import (
	"cmp"
	"slices"
)

// Capacities. Source: SOURCES.md 2.1 (sure: placement-groups.md). A single placement group over several zones is one in
// each of them (2.2, likely: public reports of a limit of 300).
const (
	maxCapacity             = 1000
	maxSinglePlacementGroup = 100
	// Flexible, whose single placement groups are for sizes without memory-preserving updates.
	maxFlexiblePlacementGroup = 200
)

// Fault domains that a set may ask for, and gets where it does not ask. Zonal sets spread as far as the platform can,
// which is what 1 means; a single placement group cannot do that. Source: SOURCES.md 2.1 (values sure:
// orchestration-modes.md; defaults likely: azurerm asks Flexible sets to say), 2.2 (sure: use-availability-zones.md).
var faultDomainCounts = map[string]struct{ regional, zonal []int }{
	OrchestrationUniform:  {[]int{1, 2, 3, 5}, []int{1, 5}},
	OrchestrationFlexible: {[]int{1, 2, 3}, []int{1}},
}

const (
	maxSpreading        = 1
	defaultFaultDomains = 5
)

// checkCapacity bounds the number of instances. Source: SOURCES.md 2.1 (sure: placement-groups.md); the code is the
// umbrella that public reports show for it (SOURCES.md 12, likely).
func (s ScaleSet) checkCapacity(f *findings) {
	at := At("capacity")
	most := maxSinglePlacementGroup * max(1, len(s.Zones))
	if s.Flexible() {
		most = maxFlexiblePlacementGroup
	}
	switch {
	case s.Capacity < 0 || s.Capacity > maxCapacity:
		f.add(CodeInvalidParameter, at, "The scale set %s asks for %d instances; possible are 0 to %d.", s.Name(), s.Capacity, maxCapacity)
	case s.SinglePlacementGroup && s.Capacity > most:
		f.add(CodeOperationNotAllowed, at, "The scale set %s asks for %d instances in a single placement group, which holds at most %d.", s.Name(), s.Capacity, most).
			reading(At("single_placement_group"), At("zones"), At("orchestration_mode")).Advice = "Set single_placement_group = false, or ask for fewer instances."
	}
}

// checkPlacement reports zones, fault domains and placement groups that do not go together.
func (s ScaleSet) checkPlacement(f *findings) {
	if s.ZoneBalance && len(s.Zones) == 0 {
		f.add(CodeInvalidParameter, At("zone_balance"), "The scale set %s asks for strict zone balance and has no zones.", s.Name()).reading(At("zones"))
	}
	at, possible := At("platform_fault_domain_count"), s.possibleFaultDomains()
	switch {
	case len(possible) == 0: // the mode is no mode
	case s.FaultDomains > 0 && !slices.Contains(possible, s.FaultDomains):
		f.add(CodeInvalidParameter, at, "The scale set %s asks for %d fault domains; possible %s %s.", s.Name(), s.FaultDomains, areOf(len(possible)), numbers(possible)).reading(At("zones"), At("orchestration_mode"))
	case s.EffectiveFaultDomains() == maxSpreading && s.SinglePlacementGroup:
		f.add(CodeOperationNotAllowed, at, "The scale set %s asks for one fault domain, which spreads over as many racks as there are, in a single placement group.", s.Name()).
			reading(At("single_placement_group"), At("zones")).Advice = "Set single_placement_group = false, or ask for more fault domains."
	}
}

// possibleFaultDomains returns over how many fault domains the set may spread; nothing where its mode is no mode.
func (s ScaleSet) possibleFaultDomains() []int {
	if len(s.Zones) > 0 {
		return faultDomainCounts[s.OrchestrationMode].zonal
	}
	return faultDomainCounts[s.OrchestrationMode].regional
}

// keepFaultDomains settles the fault domains of a set that does not ask for a number: those that it has, also where it gets
// zones; a new one those of its kind. Source: SOURCES.md 2.2 (sure; with zones likely).
func (s *ScaleSet) keepFaultDomains(before ScaleSet) {
	switch {
	case s.FaultDomains > 0:
	case before.ID != "":
		s.FaultDomains = before.EffectiveFaultDomains()
	default:
		s.FaultDomains = s.EffectiveFaultDomains()
	}
}

// checkKeptFaultDomains reports zones that are added to a set whose fault domains, which stay, do not go with any. Source:
// SOURCES.md 2.1 (values sure), 12 (code likely).
func checkKeptFaultDomains(_ *World, c Change) []Finding {
	s, ok := c.After.(ScaleSet)
	if _, lives := c.Before.(ScaleSet); !ok || !lives || slices.Contains(s.possibleFaultDomains(), s.EffectiveFaultDomains()) {
		return nil
	}
	f := &findings{id: s.ID}
	possible := s.possibleFaultDomains()
	f.add(CodeInvalidParameter, At("zones"), "The scale set %s has %d fault domains, which it keeps; with zones possible %s %s.", s.Name(), s.FaultDomains, areOf(len(possible)), numbers(possible)).
		reading(At("platform_fault_domain_count")).Advice = "Ask for a platform_fault_domain_count that goes with zones, which replaces the set, or leave the zones out."
	return f.list
}

// DefaultSinglePlacementGroup is what a set has that does not say: true for a regional one, false with zones. A Flexible
// one has a single placement group only where its instances could not spread otherwise. Source: SOURCES.md 2.2 (sure:
// use-availability-zones.md), Azure/azure-cli#21834 (sure).
func (s ScaleSet) DefaultSinglePlacementGroup() bool {
	if s.Flexible() {
		return s.spreadsInOneGroup()
	}
	return len(s.Zones) == 0
}

// EffectiveFaultDomains returns over how many fault domains the set spreads in each zone; of arguments that do not say, as
// of a new set.
func (s ScaleSet) EffectiveFaultDomains() int {
	switch {
	case s.FaultDomains > 0:
		return s.FaultDomains
	case s.Flexible(), len(s.Zones) > 0 && !s.SinglePlacementGroup:
		return maxSpreading
	}
	return defaultFaultDomains
}

// place returns the zone and fault domain of the next instance: the zone with the fewest instances (the lowest number
// where several have as few: SOURCES.md 2.2, likely), and in it the fault domain with the fewest.
func (s ScaleSet) place(instances []Instance) (zone string, faultDomain int) {
	if len(s.Zones) > 0 {
		inZone := perZone(instances)
		zone = slices.MinFunc(s.Zones, func(a, b string) int {
			return cmp.Or(cmp.Compare(inZone[a], inZone[b]), cmp.Compare(a, b))
		})
	}
	perDomain := make([]int, s.EffectiveFaultDomains())
	for _, i := range instances {
		if i.Zone == zone && i.FaultDomain < len(perDomain) {
			perDomain[i.FaultDomain]++
		}
	}
	for domain, n := range perDomain {
		if n < perDomain[faultDomain] {
			faultDomain = domain
		}
	}
	return zone, faultDomain
}

func perZone(instances []Instance) map[string]int {
	n := map[string]int{}
	for _, i := range instances {
		n[i.Zone]++
	}
	return n
}

// imbalance is the difference between the fullest and the emptiest zone; zones are balanced up to 1. Source: SOURCES.md
// 2.2 (sure: zone-balancing.md).
func (s ScaleSet) imbalance(instances []Instance) int {
	if len(s.Zones) == 0 {
		return 0
	}
	inZone := perZone(instances)
	least, most := inZone[s.Zones[0]], 0
	for _, z := range s.Zones {
		least, most = min(least, inZone[z]), max(most, inZone[z])
	}
	return most - least
}

// checkZoneBalance refuses, for strict balance, a change of the capacity that leaves the zones out of balance and no
// better than they were. Source: SOURCES.md 2.2 (rule sure: zone-balancing.md), 12 (code likely).
func checkZoneBalance(_ *World, c Change) []Finding {
	after, ok := c.After.(ScaleSet)
	if !ok || !after.ZoneBalance {
		return nil
	}
	before, _ := c.Before.(ScaleSet)
	was, is := after.imbalance(before.Instances), after.imbalance(after.Instances)
	if len(before.Instances) == len(after.Instances) || is <= 1 || is < was {
		return nil
	}
	f := &findings{id: after.ID}
	f.add(CodeOverconstrainedZonalAllocationRequest, At("capacity"), "With %d instances the zones of the scale set %s would differ by %d instances; strict zone balance allows 1.", len(after.Instances), after.Name(), is).
		reading(At("zone_balance"))
	return f.list
}
