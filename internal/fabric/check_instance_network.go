package fabric

import "slices"

// checksOfNICs are the rules for a scale set that hold for the NICs of one instance as well.
var checksOfNICs = []Check{
	checkScaleSetNetwork,
	checkScaleSetSize,
	checkApplicationSecurityGroupMembers,
	checkDomainNameLabels,
	checkScaleSetBalancing,
	checkScaleSetGateways,
	checkBasicBesideNATGateway,
	checkScaleSetTraffic,
}

// checkInstanceNetwork reports what the NICs of one instance break: they are looked at as if they were the model of a set
// with this instance alone.
func checkInstanceNetwork(w *World, c Change) []Finding {
	n, ok := c.After.(InstanceNetwork)
	if !ok {
		return nil
	}
	set, found := Get[ScaleSet](w, n.SetID())
	if !found {
		return nil
	}
	f := &findings{id: n.ID}
	alone, there := n.alone(set)
	if !there {
		noInstance(f, fieldInstanceID, set, n.ID.Name())
		return f.list
	}
	if refused := set.RefuseOwnNetwork(n.ID); len(refused) > 0 {
		return refused
	}
	for _, check := range checksOfNICs {
		f.list = append(f.list, aboutNICs(n.ID, check(w, Change{After: alone}))...)
	}
	for i, nic := range n.NICs {
		for _, check := range []Check{checkNICConfiguration, checkPublicIPSource} {
			for _, finding := range check(w, Change{After: nic}) {
				f.list = append(f.list, n.about(finding, fieldNetworkInterfaces.Index(i)))
			}
		}
	}
	return f.list
}

// RefuseOwnNetwork says why no instance of the set can be given NICs of its own, as the finding of an instance's id; nothing
// where it can.
func (s ScaleSet) RefuseOwnNetwork(instance ID) []Finding {
	if s.OrchestrationMode == OrchestrationUniform {
		return nil
	}
	f := &findings{id: instance}
	f.add(CodeOperationNotAllowed, fieldScaleSet, "The scale set %s is of %s orchestration; only instances of a Uniform set are given NICs of their own this way.", s.Name(), s.OrchestrationMode).
		Advice = "Change the virtual machine's own network interfaces."
	return f.list
}

// alone is the set with the instance alone, and its NICs as the model.
func (n InstanceNetwork) alone(set ScaleSet) (alone ScaleSet, ok bool) {
	at := n.place(set)
	if at < 0 {
		return set, false
	}
	return set.alone(set.Instances[at], n.NICs), true
}

// alone is the set with one instance alone, whose NICs are the model.
func (s ScaleSet) alone(i Instance, nics []NICConfiguration) ScaleSet {
	s.SKU = s.ModelOf(i).SKU // the size that the machine has
	s.Models = []Model{{Version: i.ModelVersion, SKU: s.SKU, NICs: nics}}
	s.Instances, s.Capacity, s.HealthProbeID, s.NICConfigurationIDs = []Instance{i.withoutOwn()}, 1, "", nil
	return s
}

// ownerOfNICs names in a sentence whose NICs a rule looks at: those of a set's model, or of the instance that stands alone.
func (s ScaleSet) ownerOfNICs() string {
	if len(s.NICConfigurationIDs) == 0 && len(s.Instances) == 1 {
		return "the instance " + s.InstanceID(s.Instances[0].ID) + " of the scale set " + s.Name()
	}
	return "the scale set " + s.Name()
}

// eachModel returns the scale sets, and after each the instances that have NICs of their own as sets alone.
func eachModel(w *World) []ScaleSet {
	var list []ScaleSet
	for _, set := range Each[ScaleSet](w) {
		list = append(list, set)
		for _, i := range set.Instances {
			if i.Own != nil && !i.Ended {
				list = append(list, set.alone(i, i.Own))
			}
		}
	}
	return list
}

// aboutNICs makes findings about a set's NIC configurations, or its capacity, ones about an instance's NICs.
func aboutNICs(id ID, list []Finding) []Finding {
	list = slices.DeleteFunc(list, func(f Finding) bool { return f.Code == CodeUnknownVMSize }) // the set says so
	for i, f := range list {
		field := fieldNetworkInterfaces
		if len(f.Field) > 1 && f.Field[0].Name == "nic_configuration_ids" {
			field = field.Join(f.Field[1:])
		}
		list[i].ID, list[i].Field, list[i].Reads = id, field, nil
	}
	return list
}

// noInstance reports an id that no instance of a set has. Source: SOURCES.md 12 (InvalidParameter; for this rule likely).
func noInstance(f *findings, at Field, set ScaleSet, id string) {
	f.add(CodeInvalidParameter, at, "The scale set %s has no instance %s; it has %s.", set.Name(), id, someInstances(set)).
		against(set.ID).Advice = "Name an instance that the set keeps; instance ids are never used again."
}

// someInstances names a set's instances, not too many of them.
func someInstances(set ScaleSet) string {
	const most = 10
	var ids []string
	for _, i := range set.Instances[:min(most, len(set.Instances))] {
		ids = append(ids, set.InstanceID(i.ID))
	}
	switch {
	case len(ids) == 0:
		return "none"
	case len(set.Instances) > most:
		return joined(ids) + " and others"
	}
	return joined(ids)
}
