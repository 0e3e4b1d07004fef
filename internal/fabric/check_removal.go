package fabric

import (
	"cmp"
	"slices"
)

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
	},
	KindPublicIP: {
		KindLoadBalancer:       CodePublicIPAddressCannotBeDeleted,
		KindApplicationGateway: CodePublicIPAddressCannotBeDeleted,
	},
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

// parentCode is the code for the removal of a parent whose child is in use: a load balancer has one of its own.
func parentCode(o Object, code Code) Code {
	if o.Kind() == KindLoadBalancer {
		return CodeLoadBalancerInUseByVirtualMachineScaleSet
	}
	return code
}

// checkRuleRemoval reports a rule whose probe is the health probe of a set behind it. Source: azure-facts 5.8 (sure:
// terraform-provider-azurerm#4769).
func checkRuleRemoval(w *World, f *findings, rule LoadBalancingRule) {
	for _, set := range Each[ScaleSet](w) {
		if rule.ProbeID == "" || !rule.ProbeID.Is(set.HealthProbeID) {
			continue
		}
		f.add(CodeCannotRemoveRuleUsedByProbeUsedByVMSS, At("name"), "The load-balancing rule %s cannot be removed, because its probe %s is the health probe of the scale set %s.", rule.Name(), rule.ProbeID.Name(), set.Name()).
			against(set.ID)
	}
}

func addUse(f *findings, code Code, going, user Object) {
	f.add(code, At("name"), "The %s %s is in use by the %s %s and cannot be deleted.", going.Kind().Title(), going.Head().Name(), user.Kind().Title(), user.Head().Name()).
		against(user.Head().ID)
}

// Cascade returns the objects that go with another, in Azure's terms its children: the subnets of a virtual network, the
// pools, probes and rules of a load balancer, the pools of an application gateway.
func Cascade(w *World, o Object) []Object {
	var going []Object
	for child := range w.All() {
		if child.Head().ID.Parent().Is(o.Head().ID) {
			going = append(going, child)
		}
	}
	slices.SortFunc(going, func(a, b Object) int { return cmp.Compare(a.Head().ID.Key(), b.Head().ID.Key()) })
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

// LettingGoInPlan returns warnings for references that an object gives up in the same plan that removes what they name:
// Terraform removes first and updates then, and the removal is refused.
func (w *World) LettingGoInPlan(before, after Object) []Finding {
	if before == nil || after == nil {
		return nil
	}
	kept := map[Key]bool{}
	for _, ref := range after.References() {
		kept[ref.ID.Key()] = true
	}
	f := &findings{id: after.Head().ID}
	for _, ref := range before.References() {
		code, stands := removalCodes[ref.Kind][before.Kind()]
		if _, presence := w.Lookup(ref.ID); !stands || kept[ref.ID.Key()] || presence != Missing || !w.IsPlanned(ref.ID) {
			continue
		}
		found := f.add(code, ref.Field, "The %s %s is deleted in the same plan in which the %s %s gives it up, and Terraform deletes first: it will still be in use.", ref.Kind.Title(), ref.ID.Name(), after.Kind().Title(), after.Head().Name())
		found.Severity = Warning
		found.Advice = "Give the " + ref.Kind.Title() + " " + ref.ID.Name() + " lifecycle { create_before_destroy = true }, or apply in two steps."
	}
	return f.list
}

// HoldingOnInPlan returns warnings for references that an object keeps to something that the same plan replaces by
// another of the same id: the old one is deleted first, and that is refused. Stored is the world as it is.
func (w *World) HoldingOnInPlan(stored *World, before, after Object) []Finding {
	if before == nil || after == nil {
		return nil
	}
	f := &findings{id: after.Head().ID}
	for _, ref := range after.References() {
		code, stands := removalCodes[ref.Kind][after.Kind()]
		was, existed := stored.Lookup(ref.ID)
		will, known := w.Lookup(ref.ID)
		if !stands || existed != Found || known != Found || was.Head().Incarnation == will.Head().Incarnation {
			continue
		}
		found := f.add(code, ref.Field, "The %s %s is replaced in this plan while the %s %s uses it: it is deleted first, and that will be refused.", ref.Kind.Title(), ref.ID.Name(), after.Kind().Title(), after.Head().Name())
		found.Severity = Warning
		found.Advice = "Replace the " + after.Kind().Title() + " " + after.Head().Name() + " in the same apply (-replace), or give the new " + ref.Kind.Title() + " another name and lifecycle { create_before_destroy = true }."
	}
	return f.list
}
