package fabric

import (
	"cmp"
	"slices"
	"strconv"
)

// Scale-in rules, in ARM's words.
const (
	ScaleInDefault  = "Default"
	ScaleInNewestVM = "NewestVM"
	ScaleInOldestVM = "OldestVM"
)

// ScaleInPolicy is ARM's scaleInPolicy, and the protection of single instances.
type ScaleInPolicy struct {
	Rule string // Default, NewestVM or OldestVM
	// Protected are ids of instances with protectFromScaleIn, as ScaleSet.InstanceID has them. Ids that no instance has
	// protect nothing.
	Protected []string
}

func (s ScaleSet) checkScaleIn(f *findings) {
	checkOneOf(f, At("scale_in").Dot("rule"), s.ScaleIn.Rule, ScaleInDefault, ScaleInNewestVM, ScaleInOldestVM)
	for _, id := range s.ScaleIn.Protected {
		if form, ok := s.naming().isInstanceID(s, id); !ok {
			f.add(CodeInvalidParameter, At("scale_in").Dot("protected_instance_ids"), "%q, which the scale set %s protects, is no instance id: ids are %s.", id, s.Name(), form).
				reading(At("orchestration_mode"), At("name"))
		}
	}
}

// instanceNumber reads an instance id as ARM writes it.
func instanceNumber(id string) (int, bool) {
	n, err := strconv.Atoi(id)
	return n, err == nil && n >= 0 && strconv.Itoa(n) == id
}

// shrink picks the instances that go until as many are left as the set keeps, one after the other. Protected ones stay,
// so that more may be left. Source: SOURCES.md 2.4 (sure: scale-in-policy.md):
//
//	without a zone, in a set that now has zones
//	then in a zone with the most instances
//	then Default: in a fault domain with the most; the highest id
//	     NewestVM: the highest id;  OldestVM: the lowest id (ids tell the age)
func (s ScaleSet) shrink(instances []Instance, keep int) []Instance {
	crowd := newCrowd(instances)
	candidates := slices.DeleteFunc(slices.Clone(instances), func(i Instance) bool { return s.isNamed(i.ID, s.ScaleIn.Protected) })
	gone := map[int]bool{}
	for len(instances)-len(gone) > keep && len(candidates) > 0 {
		victim := 0
		for n := range candidates {
			if s.goesBefore(crowd, &candidates[n], &candidates[victim]) {
				victim = n
			}
		}
		crowd.leave(candidates[victim])
		gone[candidates[victim].ID] = true
		candidates = slices.Delete(candidates, victim, victim+1)
	}
	return slices.DeleteFunc(slices.Clone(instances), func(i Instance) bool { return gone[i.ID] })
}

func (s ScaleSet) goesBefore(c crowd, a, b *Instance) bool {
	stray := func(i *Instance) int {
		if len(s.Zones) > 0 && i.Zone == "" {
			return 1
		}
		return 0
	}
	order := cmp.Or(cmp.Compare(stray(a), stray(b)), cmp.Compare(c.zones[a.Zone], c.zones[b.Zone]))
	switch s.ScaleIn.Rule {
	case ScaleInOldestVM:
		order = cmp.Or(order, cmp.Compare(b.ID, a.ID))
	case ScaleInNewestVM:
		order = cmp.Or(order, cmp.Compare(a.ID, b.ID))
	default:
		order = cmp.Or(order, cmp.Compare(c.domains[domainOf(*a)], c.domains[domainOf(*b)]), cmp.Compare(a.ID, b.ID))
	}
	return order > 0
}

// crowd counts instances where they are.
type crowd struct {
	zones   map[string]int
	domains map[domain]int
}

type domain struct {
	zone   string
	number int
}

func domainOf(i Instance) domain { return domain{i.Zone, i.FaultDomain} }

func newCrowd(instances []Instance) crowd {
	c := crowd{perZone(instances), map[domain]int{}}
	for _, i := range instances {
		c.domains[domainOf(i)]++
	}
	return c
}

func (c crowd) leave(i Instance) {
	c.zones[i.Zone]--
	c.domains[domainOf(i)]--
}

// checkProtected reports a capacity that cannot be reached because too many instances are protected. Source: SOURCES.md
// 2.4 (protection sure; code likely).
func checkProtected(_ *World, c Change) []Finding {
	s, ok := c.After.(ScaleSet)
	if !ok || len(s.Instances) <= s.Capacity {
		return nil
	}
	f := &findings{id: s.ID}
	f.add(CodeOperationNotAllowed, At("capacity"), "The scale set %s cannot go down to %s: %d %s protected from scale-in.", s.Name(), Counted(s.Capacity, "instance"), len(s.Instances), areOf(len(s.Instances))).
		reading(At("scale_in")).Advice = "Keep a larger capacity, or take instances out of scale_in.protected_instance_ids."
	return f.list
}
