package fabric

import "github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"

// An upgrade and the network of an instance that it names are independent resources: Terraform applies them in either order,
// whichever it planned. With the upgrade first, the instance has the NICs of the latest model in between.

// passing returns how those instances are in between that a filter takes, that are behind, and that keep a network of their
// own: where that was put in the same plan, it may come after the upgrade in the apply.
func (s ScaleSet) passing(takes func(instance int) bool) []Instance {
	latest, _ := s.LatestModel()
	var list []Instance
	for _, i := range s.Instances {
		if takes(i.ID) && i.Own != nil && !i.Ended && i.OwnModel == latest.Version && i.ModelVersion != latest.Version {
			i = i.withoutOwn()
			i.ModelVersion = latest.Version
			list = append(list, i)
		}
	}
	return list
}

// keepFree has what passing instances need kept free for them. Where it is not to be had, a plan warns: the change needs it in
// one order of the apply alone.
func (s ScaleSet) keepFree(w *World, a Allocator, passing []Instance, f *findings) error {
	if len(passing) > 0 {
		a.ForAWhile()
	}
	pools := poolCache{world: w, pools: map[ID]alloc.Pool{}}
	for n := range passing {
		full, err := s.assignInstance(&passing[n], &pools, a)
		if err != nil {
			return err
		}
		if full != nil {
			full.addPassing(f, s, passing[n])
		}
	}
	return nil
}

// addPassing reports, as a warning, that an instance that is upgraded before it has its own network finds nothing.
func (u fullSource) addPassing(f *findings, s ScaleSet, i Instance) {
	found := f.add(u.code, At("capacity"), "If the instance %s of the scale set %s is upgraded before it is given its own network, it finds no free %s in %s: it has the NICs of the model for a while.", s.InstanceID(i.ID), s.Name(), u.unit(), u.what)
	found.Severity, found.Advice = Warning, "Have the upgrade come after the instance network, with depends_on, or make room."
}
