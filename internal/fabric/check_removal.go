package fabric

import "slices"

// removalCodes says with which code the removal of one kind is refused because of a use by another. Pairs that are not
// here do not stand in the way: a NIC configuration is a template, and holds no address itself.
var removalCodes = map[Kind]map[Kind]Code{
	KindSubnet: {
		KindScaleSet:           CodeInUseSubnetCannotBeDeleted,
		KindLoadBalancer:       CodeInUseSubnetCannotBeDeleted,
		KindApplicationGateway: CodeInUseSubnetCannotBeDeleted,
	},
	KindNetworkSecurityGroup: {
		KindSubnet:   CodeInUseNetworkSecurityGroupCannotBeDeleted,
		KindScaleSet: CodeNetworkSecurityGroupInUseByScaleSet,
	},
	KindApplicationSecurityGroup: {
		KindNetworkSecurityGroup: CodeApplicationSecurityGroupInUse,
		KindScaleSet:             CodeApplicationSecurityGroupInUse,
	},
	KindPublicIPPrefix: {
		KindPublicIP:     CodePublicIPPrefixInUse,
		KindScaleSet:     CodePublicIPPrefixInUse,
		KindLoadBalancer: CodePublicIPPrefixInUse,
		KindNATGateway:   CodePublicIPPrefixInUse,
	},
	KindPublicIP: {
		KindLoadBalancer:       CodePublicIPAddressCannotBeDeleted,
		KindApplicationGateway: CodePublicIPAddressCannotBeDeleted,
		KindNATGateway:         CodePublicIPAddressCannotBeDeleted,
	},
	KindRouteTable: {KindSubnet: CodeInUseRouteTableCannotBeDeleted},
	KindNATGateway: {KindSubnet: CodeCannotDeleteNATGatewayAssociatedToSubnet},
	KindBackendPool: {
		KindScaleSet:          CodeBackendPoolInUse,
		KindLoadBalancingRule: CodeBackendPoolInUse,
		KindInboundNATRule:    CodeBackendPoolInUse,
		KindOutboundRule:      CodeBackendPoolInUse,
	},
	KindProbe: {
		KindScaleSet:          CodeProbeInUse,
		KindLoadBalancingRule: CodeProbeInUse,
	},
	KindInboundNATPool:         {KindScaleSet: CodeLoadBalancerInboundNATPoolInUseByVirtualMachineScaleSet},
	KindApplicationGatewayPool: {KindScaleSet: CodeApplicationGatewayInUse},
	KindNICConfiguration:       {KindScaleSet: CodeNICConfigurationInUse},
}

// checkRemoval reports who still uses an object that goes. With a virtual network its subnets go, as in Azure, so their
// users count as well.
func checkRemoval(w *World, o Object) []Finding {
	f := &findings{id: o.Head().ID}
	cascade := Cascade(w, o)
	for _, going := range append([]Object{o}, cascade...) {
		for _, user := range w.Referrers(going.Head().ID) {
			if slices.ContainsFunc(cascade, func(c Object) bool { return c.Head().ID.Is(user.Object.Head().ID) }) {
				continue // it goes as well
			}
			if set, ok := user.Object.(ScaleSet); ok && !set.uses(w, going.Head().ID) {
				continue
			}
			if code, ok := removalCodes[going.Kind()][user.Object.Kind()]; ok {
				addUse(f, parentCode(o, code), going, user.Object)
			}
		}
	}
	if rule, ok := o.(LoadBalancingRule); ok {
		checkRuleRemoval(w, f, rule)
	}
	return f.list
}

// uses reports whether a set refers to an object, and not only by the network of an instance that is planned away.
func (s ScaleSet) uses(w *World, id ID) bool {
	s.Instances = slices.Clone(s.Instances)
	for n, i := range s.Instances {
		if i.Own != nil && w.IsPlanned(s.VMID(i.ID)) {
			_, presence := w.Lookup(s.VMID(i.ID))
			s.Instances[n].Ended = presence == Missing
		}
	}
	return slices.ContainsFunc(s.References(), func(r Reference) bool { return r.ID.Is(id) })
}

// parentCode is the code for the removal of a parent whose child is in use: a load balancer has one of its own.
func parentCode(o Object, code Code) Code {
	if o.Kind() == KindLoadBalancer {
		return CodeLoadBalancerInUseByVirtualMachineScaleSet
	}
	return code
}

func addUse(f *findings, code Code, going, user Object) {
	f.add(code, At("name"), "The %s %s is in use by the %s %s and cannot be deleted.", going.Kind().Title(), going.Head().Name(), user.Kind().Title(), user.Head().Name()).
		against(user.Head().ID)
}

// Cascade returns the objects that go with another, in Azure's terms its children: the subnets of a virtual network, the
// pools, probes and rules of a load balancer, the pools of an application gateway.
func Cascade(w *World, o Object) []Object {
	going := w.below(o.Head().ID)
	return going
}

// RemovalInPlan returns warnings for the removal of an object in a plan: those users that this run has already planned
// to keep. Others may still go, and in a destroy they will.
func (w *World) RemovalInPlan(o Object) []Finding {
	var list []Finding
	for _, f := range checkRemoval(w, o) {
		if w.IsPlanned(f.Against[0]) {
			f.Severity = Warning
			list = append(list, f)
		}
	}
	return list
}

// LettingGoInPlan returns warnings for what an object uses and the same plan deletes: by removing it, or by replacing it,
// under another name or the same. Terraform deletes first and updates then, and the deletion is refused. A plan does not
// say whether a resource has create_before_destroy, so the warning comes either way.
func (w *World) LettingGoInPlan(before, after Object) []Finding {
	if before == nil || after == nil {
		return nil
	}
	if set, ok := before.(ScaleSet); ok {
		before = set.withoutOwn() // what an instance has alone is its network's to let go
	}
	kept := map[Key]bool{}
	for _, ref := range after.References() {
		// What stands only in older models is not in the arguments' hands.
		kept[ref.ID.Key()] = kept[ref.ID.Key()] || !ref.Derived
	}
	f := &findings{id: after.Head().ID}
	for _, ref := range before.References() {
		code, stands := removalCodes[ref.Kind][before.Kind()]
		if !stands {
			continue
		}
		going, user := ref.Kind.Title()+" "+ref.ID.Name(), after.Kind().Title()+" "+after.Head().Name()
		switch _, presence := w.Lookup(ref.ID); {
		case presence == Missing && w.IsPlanned(ref.ID) && !kept[ref.ID.Key()]:
			found := f.add(code, ref.Field, "The %s is deleted in the same plan in which the %s gives it up. Unless it has create_before_destroy, Terraform deletes it first, while it is still in use, and that is refused.", going, user)
			found.Advice = "Give the " + going + " lifecycle { create_before_destroy = true }, or apply in two steps."
		case w.isReplaced(ref.ID):
			f.add(code, ref.Field, "The %s is replaced while the %s uses it. Terraform deletes it first, and that is refused.", going, user).
				Advice = "Give its successor another name, and lifecycle { create_before_destroy = true }, or remove the use first."
		}
	}
	for i := range f.list {
		f.list[i].Severity = Warning
	}
	return f.list
}

// isReplaced reports whether what is stored under an id is planned to give way to another object of that id.
func (w *World) isReplaced(id ID) bool {
	stored, exists := w.base[id.Key()]
	planned, changes := w.changes[id.Key()]
	return exists && changes && planned.presence == Found && stored.object.Head().Incarnation != planned.object.Head().Incarnation
}
