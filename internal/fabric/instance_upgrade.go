package fabric

import (
	"encoding/hex"
	"slices"
	"strings"
)

// AllInstances names every instance of a set.
const AllInstances = "*"

// InstanceUpgrade is a manualupgrade of instances of a scale set: it brings them to the set's latest model, when it is made
// and each time that its model version moves on.
type InstanceUpgrade struct {
	Meta
	SetID        ID
	InstanceIDs  []string // as ScaleSet.InstanceID has them, or "*" alone
	ModelVersion int      // the set's latest model
	// Upgraded is realized: those named that were on another model the last time that this did something.
	Upgraded []string
}

// longestUpgradeName is where the names of instances in an id give way to a digest of them.
const longestUpgradeName = 60

// InstanceUpgradeID is the id of an upgrade: a pure function of what it upgrades, so that a set may have several.
func InstanceUpgradeID(set ID, instances []string) ID {
	name := "+" + strings.Join(instances, "+")
	switch {
	case slices.Equal(instances, []string{AllInstances}):
		name = "+all"
	case len(name) > longestUpgradeName:
		sum := digest(instances...)
		name = "+" + hex.EncodeToString(sum[:8])
	}
	p, err := ParseID(string(set))
	if err != nil {
		return ChildID(KindInstanceUpgrade, set, name) // Validate says what is wrong with the set's id
	}
	return TopLevelID(KindInstanceUpgrade, p.SubscriptionID, p.ResourceGroupName, set.Name()+name)
}

// Head implements Object.
func (u InstanceUpgrade) Head() Meta { return u.Meta }

// WithHead implements Object.
func (u InstanceUpgrade) WithHead(m Meta) Object { u.Meta = m; return u }

// Kind implements Object.
func (u InstanceUpgrade) Kind() Kind { return KindInstanceUpgrade }

// References implements Object.
func (u InstanceUpgrade) References() []Reference {
	return []Reference{{Field: fieldScaleSet, ID: u.SetID, Kind: KindScaleSet, Lives: true}}
}

var fieldInstanceIDs = At("instance_ids")

// Validate implements Object.
func (u InstanceUpgrade) Validate() []Finding {
	f := &findings{id: u.ID}
	if len(u.InstanceIDs) == 0 {
		f.add(CodeInvalidParameter, fieldInstanceIDs, "The upgrade names no instance; it needs at least one, or %q for all.", AllInstances)
	}
	for i, id := range u.InstanceIDs {
		possible := mayBeInstanceID(u.SetID, id)
		switch {
		case id == AllInstances && len(u.InstanceIDs) > 1:
			f.add(CodeInvalidParameter, fieldInstanceIDs.Index(i), "%q means all instances and cannot stand beside others.", AllInstances)
		case id != AllInstances && !possible:
			f.add(CodeInvalidParameter, fieldInstanceIDs.Index(i), "%q is no instance id: ids are numbers from 0, in a Flexible set names, or %q for all.", id, AllInstances)
		case slices.Contains(u.InstanceIDs[:i], id):
			f.add(CodeInvalidParameter, fieldInstanceIDs.Index(i), "The upgrade names the instance %s twice.", id)
		}
	}
	return f.list
}

// names returns what tells which instances of a set the upgrade takes.
func (u InstanceUpgrade) names(s ScaleSet) func(instance int) bool {
	return func(instance int) bool {
		return slices.Contains(u.InstanceIDs, AllInstances) || s.isNamed(instance, u.InstanceIDs)
	}
}

// acts reports whether an upgrade does something: the first time, and when what it asks for has changed.
func (u InstanceUpgrade) acts(before Object) bool {
	b, ok := before.(InstanceUpgrade)
	return !ok || b.ModelVersion != u.ModelVersion || !slices.Equal(b.InstanceIDs, u.InstanceIDs)
}

// realizeInstanceUpgrade notes who is upgraded. The instances themselves change in React.
func realizeInstanceUpgrade(w *World, before Object, u InstanceUpgrade) Realized {
	set, ok := Get[ScaleSet](w, u.SetID)
	if !ok {
		return Realized{Object: u, Deferred: true} // pending, or missing, which checkReferences reports
	}
	if !u.acts(before) {
		u.Upgraded = before.(InstanceUpgrade).Upgraded
		return Realized{Object: u}
	}
	u.Upgraded = []string{}
	for _, id := range set.behind() {
		if u.names(set)(id) {
			u.Upgraded = append(u.Upgraded, set.InstanceID(id))
		}
	}
	return Realized{Object: u}
}

// checkInstanceUpgrade reports instances that are not there, and a model that is not the latest: manualupgrade knows no
// other. Source: SOURCES.md 2.5 (sure: upgrade-policy.md).
func checkInstanceUpgrade(w *World, c Change) []Finding {
	u, ok := c.After.(InstanceUpgrade)
	if !ok {
		return nil
	}
	set, found := Get[ScaleSet](w, u.SetID)
	if !found {
		return nil
	}
	f := &findings{id: u.ID}
	for i, id := range u.InstanceIDs {
		if id != AllInstances && !slices.ContainsFunc(set.Instances, func(i Instance) bool { return set.isNamed(i.ID, []string{id}) }) {
			noInstance(f, fieldInstanceIDs.Index(i), set, id)
		}
	}
	if latest, _ := set.LatestModel(); latest.Version != u.ModelVersion {
		f.add(CodeInvalidParameter, At("model_version"), "The upgrade asks for the model %d of the scale set %s, whose latest model is %d.", u.ModelVersion, set.Name(), latest.Version).
			against(set.ID).Advice = "Refer to the set's model_version attribute."
	}
	if !u.acts(c.Before) { // what it has done is done, whatever the set is now
		for i := range f.list {
			f.list[i].Severity = Warning
		}
	}
	return f.list
}
