package fabric

// checkInstancesBehind reports instances that the Manual policy leaves on an older model, and that no upgrade names: one that
// is there follows the model by itself. Source: SOURCES.md 2.5 (sure: upgrade-policy.md).
func checkInstancesBehind(w *World, c Change) []Finding {
	set, ok := c.After.(ScaleSet)
	if !ok || set.UpgradeMode != UpgradeManual {
		return nil
	}
	behind := set.behind()
	if len(behind) == 0 {
		return nil
	}
	for _, u := range Each[InstanceUpgrade](w) {
		if u.SetID.Is(set.ID) {
			return nil // who rolls out step by step leaves some behind on purpose
		}
	}
	latest, _ := set.LatestModel()
	f := &findings{id: set.ID}
	f.add(CodeInstancesBehindLatestModel, At("upgrade_policy"), "%d of the %d instances of the scale set %s stay on an older model than its latest, %d, %s first: what has changed does not reach them.", len(behind), len(set.Instances), set.Name(), latest.Version, set.InstanceID(behind[0]))
	return f.list
}
