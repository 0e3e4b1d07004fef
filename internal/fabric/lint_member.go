package fabric

import "slices"

// linter looks at the members of one scale set for what Azure takes and what then does not work.
type linter struct {
	world  *World
	prober *Prober
	set    ScaleSet
}

// remark is what a lint says of a flow and a member. The set reports it, and so does the flow where it comes or changes
// after the set.
type remark struct {
	code   Code
	detail string
	onSet  Field   // where in the set; nil for its NIC
	onFlow Field   // where in the flow; nil for its pool
	reads  []Field // of the set
	once   bool    // whether a NIC is told of it once, whatever flow it is
}

// memberLints are asked about each flow that reaches a member; ok is false where there is nothing to say.
var memberLints = []func(linter, member, flow) (r remark, ok bool){
	linter.closed, linter.unanswered, linter.asymmetric, linter.notHeld,
}

// checkScaleSetTraffic reports what keeps traffic from a set's members, or answers from those who ask them.
func checkScaleSetTraffic(w *World, c Change) []Finding {
	set, ok := c.After.(ScaleSet)
	if !ok || !set.hasAddresses() {
		return nil
	}
	f := &findings{id: set.ID}
	l := linter{w, NewProber(w), set}
	said := map[string]bool{}
	say := func(index int, r remark) {
		key := string(r.code) + r.detail
		if r.once {
			key = string(r.code) + portText(index)
		}
		if !said[key] {
			said[key] = true
			at := r.onSet
			if at == nil {
				at = At("nic_configuration_ids").Index(index)
			}
			f.add(r.code, at, "%s", r.detail).reading(r.reads...)
		}
	}
	for _, m := range membersOf(w, set) {
		for _, flow := range m.flows {
			for _, lint := range memberLints {
				if r, ok := lint(l, m, flow); ok {
					say(m.index, r)
				}
			}
		}
	}
	latest, _ := set.LatestModel()
	for index, nic := range latest.NICs {
		for _, ip := range nic.IPConfigurations {
			for _, r := range l.ofPublicAddress(nic, ip) {
				say(index, r)
			}
		}
	}
	return f.list
}

// checkFlowTraffic is the same from the other side, for a flow that comes or changes after the set. As long as it stays as
// it is, the set reports.
func checkFlowTraffic(w *World, c Change) []Finding {
	mine, ok := flowOf(c.After)
	if !ok || !w.isChanged(mine.id()) && !w.isChanged(mine.probe()) {
		return nil
	}
	f := &findings{id: mine.id()}
	prober := NewProber(w)
	for _, set := range eachModel(w) {
		l := linter{w, prober, set}
		said := map[Code]bool{}
		for _, m := range membersOf(w, set) {
			if !set.hasAddresses() || !mine.reaches(m.ip) {
				continue
			}
			for _, lint := range memberLints {
				if r, ok := lint(l, m, mine); ok && !said[r.code] {
					said[r.code] = true
					at := r.onFlow
					if at == nil {
						at = mine.fieldOfPool()
					}
					f.add(r.code, at, "%s", r.detail)
				}
			}
		}
	}
	return f.list
}

// hasAddresses reports whether the set has instances, and those their addresses: nothing is said before.
func (s ScaleSet) hasAddresses() bool {
	return len(s.Instances) > 0 && len(s.Instances[0].Addresses) > 0
}

// probe returns the probe of a load-balancing rule; empty for none.
func (f flow) probe() ID {
	rule, _ := f.object.(LoadBalancingRule)
	return rule.ProbeID
}

// fieldOfPool is where a flow says whom it sends to.
func (f flow) fieldOfPool() Field {
	switch f.object.(type) {
	case LoadBalancingRule:
		return At("backend_pool_ids")
	case InboundNATRule:
		return At("backend_pool_id")
	}
	return At("frontend_ip_configuration_name")
}

// title names a flow in a sentence.
func (f flow) title() string { return "the " + f.kind() + " " + f.name() }

// title names a member in a sentence.
func (l linter) title(m member) string { return l.titleOf(m.nic, m.ip) }

func (l linter) titleOf(nic NICConfiguration, ip IPConfiguration) string {
	return "the IP configuration " + ip.Name + " of the NIC " + nic.Name() + " of the scale set " + l.set.Name()
}

// frontend returns the frontend of a flow with its load balancer.
func (l linter) frontend(f flow) (LoadBalancer, FrontendIPConfiguration, bool) {
	lb, _ := Get[LoadBalancer](l.world, f.lb())
	front, ok := lb.Frontend(f.frontend)
	return lb, front, ok
}

// instancesOf returns the instances of the latest model, with what they were given for a member.
func (l linter) instancesOf(m member) []givenInstance {
	latest, _ := l.set.LatestModel()
	place := m.place(latest)
	var list []givenInstance
	for _, i := range l.set.Instances {
		if i.Own == nil && i.ModelVersion == latest.Version && place < len(i.Addresses) {
			list = append(list, givenInstance{i.ID, i.Addresses[place]})
		}
	}
	return list
}

// givenInstance is what an instance was given for a member.
type givenInstance struct {
	id    int
	given Assignment
}

// place is that of a member among the addresses of an instance.
func (m member) place(model Model) int {
	n := 0
	for index, nic := range model.NICs {
		if index == m.index {
			return n + slices.IndexFunc(nic.IPConfigurations, func(ip IPConfiguration) bool { return ip.Name == m.ip.Name })
		}
		n += len(nic.IPConfigurations)
	}
	return n
}
