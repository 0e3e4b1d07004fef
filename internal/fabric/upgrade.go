package fabric

import (
	"fmt"
	"slices"
)

// How a rolling upgrade ended, in ARM's words. Source: SOURCES.md 2.5 (sure: SDK).
const (
	RollingCompleted = "Completed"
	RollingCancelled = "Cancelled" // too many instances were not healthy; the rest keeps its model
)

// RollingUpgrade is ARM's rollingUpgrades/latest: the last upgrade that the Rolling policy made.
type RollingUpgrade struct {
	ModelVersion int
	Status       string
	Batches      []RollingBatch
}

// RollingBatch are the instances that were upgraded together, by ids.
type RollingBatch struct {
	Zone      string // empty in a regional set
	Instances []int
	Start     int // seconds after the start of the upgrade: the pauses so far
}

// checkUpgradePolicy reports a mode that does not exist, and Rolling without anything that tells the instances' health. In
// a Flexible set that is an extension, which is taken to be there and to find all instances healthy.
// Source: SOURCES.md 2.5, 12 (rule sure: TF; code likely).
func (s ScaleSet) checkUpgradePolicy(f *findings) {
	at := At("upgrade_policy")
	checkOneOf(f, at.Dot("mode"), s.UpgradeMode, UpgradeManual, UpgradeAutomatic, UpgradeRolling)
	s.Rolling.validate(f)
	if s.UpgradeMode == UpgradeRolling && s.HealthProbeID == "" && !s.Flexible() {
		f.add(CodeOperationNotAllowed, at.Dot("mode"), "The scale set %s asks for rolling upgrades and has no health probe that could tell when to go on.", s.Name()).
			reading(At("health_probe_id"), At("orchestration_mode")).Advice = "Set health_probe_id to a probe of the load balancer in front, or choose another mode."
	}
}

// moveTo makes a model the latest one, and reports whether it is a new one.
func (s *ScaleSet) moveTo(m Model) (moved bool) {
	latest, exists := s.LatestModel()
	if exists && latest.sameContent(m) {
		return false
	}
	m.Version = latest.Version + 1
	s.Models = append(s.Models[:len(s.Models):len(s.Models)], m)
	return true
}

// follow brings those instances to the latest model that the policy brings there. With Manual nobody follows. Otherwise
// those behind do when the model moves, and when the policy has just become another: an instance that was changed alone,
// or where an upgrade stopped, stays until then. Source: SOURCES.md 2.5 (sure: upgrade-policy.md; what a change of the
// policy does likely).
func (s *ScaleSet) follow(w *World, before ScaleSet, moved bool) []Finding {
	if !moved && before.UpgradeMode == s.UpgradeMode {
		return nil
	}
	behind := s.behind()
	if len(behind) == 0 {
		return nil
	}
	switch s.UpgradeMode {
	case UpgradeAutomatic:
		s.bring(among(behind))
	case UpgradeRolling:
		return s.roll(newCheckup(w, before, *s), behind)
	}
	return nil
}

// behind returns the ids of the instances of an older model.
func (s ScaleSet) behind() []int {
	latest, _ := s.LatestModel()
	return s.before(latest.Version)
}

// before returns the ids of the instances of a model older than a version.
func (s ScaleSet) before(version int) []int {
	var ids []int
	for _, i := range s.Instances {
		if i.ModelVersion < version {
			ids = append(ids, i.ID)
		}
	}
	return ids
}

// bring upgrades the instances that a filter takes to the latest model. What one of them was given of its own goes, unless
// it was put on the latest model.
func (s *ScaleSet) bring(takes func(instance int) bool) {
	latest, _ := s.LatestModel()
	s.Instances = slices.Clone(s.Instances)
	for n, i := range s.Instances {
		if !takes(i.ID) {
			continue
		}
		s.Instances[n].ModelVersion = latest.Version
		if i.OwnModel != latest.Version {
			s.Instances[n] = s.Instances[n].withoutOwn()
		}
	}
}

// among takes the instances of a list.
func among(ids []int) func(int) bool {
	return func(id int) bool { return slices.Contains(ids, id) }
}

// roll upgrades instances batch by batch, and stops where too many are not healthy: before a batch of the whole set,
// after it of those upgraded. Source: SOURCES.md 2.5 (sure: configure-rolling-upgrades.md), 12 (codes likely).
//
//	zone 1   [0 3] [6]        a batch has a share of the whole set,
//	zone 2            [1 4]   and stays inside a zone
func (s *ScaleSet) roll(health *checkup, behind []int) []Finding {
	f := &findings{id: s.ID}
	latest, _ := s.LatestModel()
	upgrade := RollingUpgrade{ModelVersion: latest.Version, Status: RollingCompleted}
	pause, _ := parsePause(s.Rolling.PauseTimeBetweenBatches)
	var upgraded []int
	for n, batch := range s.batches(behind) {
		bad := health.unhealthyOf(*s, nil)
		if len(bad)*100 > s.Rolling.MaxUnhealthyInstancePercent*len(s.Instances) {
			code := CodeMaxUnhealthyInstancePercentExceededInRollingUpgrade
			if n == 0 {
				code = CodeMaxUnhealthyInstancePercentExceededBeforeRollingUpgrade
			}
			s.stop(f, &upgrade, code, bad, len(s.Instances), s.Rolling.MaxUnhealthyInstancePercent)
			break
		}
		batch.Start = n * pause
		s.bring(among(batch.Instances))
		upgraded = append(upgraded, batch.Instances...)
		upgrade.Batches = append(upgrade.Batches, batch)
		if bad := health.unhealthyOf(*s, upgraded); len(bad)*100 > s.Rolling.MaxUnhealthyUpgradedInstancePercent*len(upgraded) {
			s.stop(f, &upgrade, CodeMaxUnhealthyUpgradedInstancePercentExceededInRollingUpgrade, bad, len(upgraded), s.Rolling.MaxUnhealthyUpgradedInstancePercent)
			break
		}
	}
	s.LatestRollingUpgrade = &upgrade
	return f.list
}

// batches cuts instances into batches: the policy's share of all instances, rounded down, at least one (rounding likely),
// zone by zone.
func (s ScaleSet) batches(ids []int) []RollingBatch {
	size := max(1, len(s.Instances)*s.Rolling.MaxBatchInstancePercent/100)
	inZone := map[string][]int{}
	for _, i := range s.Instances {
		if slices.Contains(ids, i.ID) {
			inZone[i.Zone] = append(inZone[i.Zone], i.ID)
		}
	}
	var list []RollingBatch
	for _, zone := range sortedKeys(inZone) {
		for part := range slices.Chunk(inZone[zone], size) {
			list = append(list, RollingBatch{Zone: zone, Instances: slices.Clone(part)})
		}
	}
	return list
}

// stop ends an upgrade that goes no further.
func (s ScaleSet) stop(f *findings, u *RollingUpgrade, code Code, bad []unwell, of, percent int) {
	u.Status = RollingCancelled
	where := fmt.Sprintf("after %d of its instances", u.Upgraded())
	if u.Upgraded() == 0 {
		where = "before its first batch"
	}
	f.add(code, At("upgrade_policy"), "The rolling upgrade of the scale set %s to its model %d stops %s: %d of %d %s not healthy, which is more than %d %%. Instance %d is not. %s%s",
		s.Name(), u.ModelVersion, where, len(bad), of, areOf(len(bad)), percent, bad[0].instance, bad[0].why, keeping(s.behind())).
		reading(At("health_probe_id"), At("guest"))
}

// keeping says which instances an upgrade that stopped has not come to.
func keeping(ids []int) string {
	switch len(ids) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf(" The instance %d keeps the model that it has.", ids[0])
	}
	return " The instances " + numbers(ids) + " keep the model that they have."
}

// Awaiting counts the instances that an upgrade of the set has not come to, and that nothing else has upgraded since.
func (s ScaleSet) Awaiting(u RollingUpgrade) int { return len(s.before(u.ModelVersion)) }

// Upgraded counts the instances that the upgrade brought to its model.
func (u RollingUpgrade) Upgraded() int {
	n := 0
	for _, b := range u.Batches {
		n += len(b.Instances)
	}
	return n
}
