package fabric

import "slices"

// checkScaleSetZones compares a set's zones with those of its instances' public addresses and of the frontends before it.
// What has no zones is taken to be in all of them, as new addresses are. Source: SOURCES.md 4.1 (likely), 4.4 (rule sure:
// Azure/azurehpc#317; its code is not known).
//
//	set              1   2   3
//	prefix           1              error: instances in 2 and 3 cannot have its addresses
//	frontend         1              warning: without zone 1 nothing reaches those in 2 and 3
func checkScaleSetZones(w *World, c Change) []Finding {
	set, ok := c.After.(ScaleSet)
	if !ok || len(set.Zones) == 0 {
		return nil
	}
	f := &findings{id: set.ID}
	latest, _ := set.LatestModel()
	seen := map[Key]bool{}
	for n, nic := range latest.NICs {
		at := At("nic_configuration_ids").Index(n)
		for _, ip := range nic.IPConfigurations {
			checkAddressZones(w, f, at, set, ip)
			for _, id := range balancersOf(ip) {
				if lb, found := Get[LoadBalancer](w, id); found && !seen[lb.ID.Key()] {
					seen[lb.ID.Key()] = true
					checkFrontendZones(w, f, at, set, lb)
				}
			}
		}
	}
	return f.list
}

func checkAddressZones(w *World, f *findings, at Field, set ScaleSet, ip IPConfiguration) {
	if ip.PublicIP == nil {
		return
	}
	prefix, ok := Get[PublicIPPrefix](w, ip.PublicIP.PrefixID)
	if zone, missing := set.zoneOutside(prefix.Zones); ok && missing {
		f.add(CodePublicIPZoneMismatch, at, "The scale set %s has instances in zone %s, whose public IP addresses are to come from the prefix %s of zone %s.", set.Name(), zone, prefix.Name(), joined(prefix.Zones)).
			against(prefix.ID).reading(At("zones"))
	}
}

func checkFrontendZones(w *World, f *findings, at Field, set ScaleSet, lb LoadBalancer) {
	for _, front := range lb.Frontends {
		zones := frontendZones(w, front)
		if zone, missing := set.zoneOutside(zones); missing {
			f.add(CodeFrontendZoneNotOfInstances, at, "The frontend %s of the load balancer %s is in zone %s alone, and the scale set %s behind it has instances in zone %s.", front.Name, lb.Name(), joined(zones), set.Name(), zone).
				against(lb.ID).reading(At("zones"))
		}
	}
}

// zoneOutside returns a zone of the set that is not among others; those are all zones where there are none.
func (s ScaleSet) zoneOutside(zones []string) (zone string, ok bool) {
	for _, z := range s.Zones {
		if len(zones) > 0 && !slices.Contains(zones, z) {
			return z, true
		}
	}
	return "", false
}

// frontendZones are a frontend's own zones, or those of its public address or prefix.
func frontendZones(w *World, c FrontendIPConfiguration) []string {
	if public, ok := Get[PublicIP](w, c.PublicIPID); ok {
		return public.Zones
	}
	if prefix, ok := Get[PublicIPPrefix](w, c.PublicIPPrefixID); ok {
		return prefix.Zones
	}
	return c.Zones
}
