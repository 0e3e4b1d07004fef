package fabric

import "maps"

// Replacer is a kind with arguments that are fixed at creation.
type Replacer interface {
	// Replaces returns the fields whose change from before asks for a replacement. Before is of the same kind.
	Replaces(before Object) []Field
}

// FieldParentIncarnation is where a replacement shows that follows from the replacement of a parent.
var FieldParentIncarnation = At("parent_incarnation")

// MustReplace returns the fields because of which before cannot become after. The world is as it would be after the
// change: where a parent in it has another incarnation than before was made with, before goes with it.
func MustReplace(w *World, before, after Object) []Field {
	var fields []Field
	b, a := before.Head(), after.Head()
	if NormalLocation(b.Location) != NormalLocation(a.Location) {
		fields = append(fields, At("location"))
	}
	if r, ok := after.(Replacer); ok && before.Kind() == after.Kind() {
		fields = append(fields, r.Replaces(before)...)
	}
	if set, ok := after.(ScaleSet); ok {
		old := before.(ScaleSet)
		set.Models, set.Instances = old.Models, old.Instances // they still live in the subnets of what they were made from
		after = set
		if movesNetwork(w, old, set) {
			return append(fields, FieldParentIncarnation)
		}
	}
	a.Parents = ParentIncarnations(w, after)
	if len(ReplacedParents(b, a)) > 0 {
		fields = append(fields, FieldParentIncarnation)
	}
	return fields
}

// movesNetwork reports whether a set's NIC configurations are now in another virtual network: while they are not known
// yet, whether the network that it is in goes. A set cannot follow them. Source: SOURCES.md 2.2 (sure: networking.md).
func movesNetwork(w *World, before, after ScaleSet) bool {
	old, made := before.LatestModel()
	if !made || len(old.NICs) == 0 {
		return false
	}
	here := networkOf(old.NICs[0])
	for _, id := range after.NICConfigurationIDs {
		if _, presence := w.Lookup(id); presence == Pending {
			_, still := w.Lookup(here)
			return still == Missing
		}
	}
	nics, known := nicsOf(w, after)
	return known && len(nics) > 0 && !here.Is(networkOf(nics[0]))
}

// ParentIncarnations returns the incarnations of what an object lives by, as the world has them.
func ParentIncarnations(w *World, o Object) map[Key]int {
	parents := map[Key]int{}
	for _, ref := range o.References() {
		if !ref.Lives {
			continue
		}
		if parent, presence := w.Lookup(ref.ID); presence == Found {
			parents[ref.ID.Key()] = parent.Head().Incarnation
		}
	}
	return parents
}

// changed lists the fields whose values differ, in order.
func changed(pairs ...any) []Field {
	var fields []Field
	for i := 0; i+2 < len(pairs); i += 3 {
		if pairs[i+1] != pairs[i+2] {
			fields = append(fields, At(pairs[i].(string)))
		}
	}
	return fields
}

// Replaces implements Replacer. Source: SOURCES.md 4.2, 4.4 (sure: ForceNew in TF, zones azure-powershell#13656).
func (p PublicIP) Replaces(before Object) []Field {
	b := before.(PublicIP)
	fields := changed("sku", b.SKU, p.SKU, "ip_version", b.Version, p.Version, "public_ip_prefix_id", b.PrefixID.Key(), p.PrefixID.Key())
	if !sameZones(b.Zones, p.Zones) {
		fields = append(fields, At("zones"))
	}
	if !maps.Equal(b.IPTags, p.IPTags) {
		fields = append(fields, At("ip_tags"))
	}
	return fields
}

// Replaces implements Replacer. Source: SOURCES.md 4.4 (size immutable: sure).
func (p PublicIPPrefix) Replaces(before Object) []Field {
	b := before.(PublicIPPrefix)
	fields := changed("prefix_length", b.Length, p.Length, "ip_version", b.Version, p.Version, "sku", b.SKU, p.SKU)
	if !sameZones(b.Zones, p.Zones) {
		fields = append(fields, At("zones"))
	}
	return fields
}

// Replaces implements Replacer. A set cannot lose a zone (SOURCES.md 2.2, sure; it can gain zones, also where it had
// none), or go back to a single placement group (2.2, sure: placement-groups.md; azurerm refuses, a replacement says the
// same in Terraform's terms). Fault domains (2.2, sure) and strict balance: ForceNew in TF.
func (s ScaleSet) Replaces(before Object) []Field {
	b := before.(ScaleSet)
	fields := changed("orchestration_mode", b.OrchestrationMode, s.OrchestrationMode, "zone_balance", b.ZoneBalance, s.ZoneBalance,
		"computer_name_prefix", b.ComputerNamePrefix, s.ComputerNamePrefix, "guest", b.OSType, s.OSType)
	if zonesRemoved(b.Zones, s.Zones) {
		fields = append(fields, At("zones"))
	}
	if s.FaultDomains > 0 && b.EffectiveFaultDomains() != s.FaultDomains { // one that does not ask keeps what it has
		fields = append(fields, At("platform_fault_domain_count"))
	}
	if !b.SinglePlacementGroup && s.SinglePlacementGroup {
		fields = append(fields, At("single_placement_group"))
	}
	return fields
}

// Replaces implements Replacer. Source: SOURCES.md 5.3 (the SKU cannot change: likely; TF ForceNew).
func (l LoadBalancer) Replaces(before Object) []Field {
	return changed("sku", before.(LoadBalancer).SKU, l.SKU)
}

// Replaces implements Replacer: the subnet, and the generation, which sits in the SKU.
func (g ApplicationGateway) Replaces(before Object) []Field {
	b := before.(ApplicationGateway)
	return changed("subnet_id", b.SubnetID.Key(), g.SubnetID.Key(), "sku", b.V2(), g.V2())
}
