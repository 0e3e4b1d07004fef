package fabric

import (
	"fmt"
	"slices"
)

// checkExplicitOutbound reports instances that cannot reach the internet because there is no default access for them: in a
// Flexible set, in a private subnet, behind an internal Standard load balancer, and where another NIC has a public address.
// What stands behind a public Standard load balancer is passed over, because its rules may come after the set. Source:
// SOURCES.md 9 (sure: seed, default-outbound-access.md, outbound-rules.md scenario 5).
func checkExplicitOutbound(w *World, c Change) []Finding {
	set, ok := c.After.(ScaleSet)
	if !ok || !set.mayLackOutbound(w) {
		return nil
	}
	cutOff, first, why := 0, "", ""
	search := newOutboundSearch(w)
	for _, alike := range set.alikes() {
		vm := set.only(alike[0]).View(w)[0]
		ip, settled := vm.PrimaryIP()
		if !settled {
			continue
		}
		subnet, _ := Get[Subnet](w, ip.SubnetID)
		path := search.of(set, vm)
		// NatGatewayWithoutAddresses says so of the subnet.
		emptyGateway := subnet.NATGatewayID != "" && subnet.DefaultOutboundAccess && !set.Flexible()
		if path.Method != OutboundNone || emptyGateway || behindPublicStandard(w, ip.IPConfiguration) {
			continue
		}
		if cutOff == 0 {
			first, why = vm.InstanceID, path.Explanation
		}
		cutOff += len(alike)
	}
	if cutOff == 0 {
		return nil
	}
	f := &findings{id: set.ID}
	who := fmt.Sprintf("%d of the %d instances of the scale set %s cannot reach the internet, %s first.", cutOff, len(set.Instances), set.Name(), first)
	if len(set.Instances) == 1 {
		who = fmt.Sprintf("The instance %s of the scale set %s cannot reach the internet.", first, set.Name())
	}
	f.add(CodeNoExplicitOutboundConnectivity, At("nic_configuration_ids"), "%s %s", who, why).
		reading(At("orchestration_mode"))
	return f.list
}

// mayLackOutbound reports whether something of the set takes default outbound access away.
func (s ScaleSet) mayLackOutbound(w *World) bool {
	return s.Flexible() || slices.ContainsFunc(s.References(), func(r Reference) bool {
		subnet, isSubnet := Get[Subnet](w, r.ID)
		return isSubnet && !subnet.DefaultOutboundAccess || r.Kind == KindBackendPool || r.Kind == KindInboundNATPool
	}) || slices.ContainsFunc(s.profiles(), func(p profile) bool {
		for nic, ip := range ipConfigurations(p.nics) {
			if ip.PublicIP != nil && (!nic.Primary || !ip.Primary) {
				return true
			}
		}
		return false
	})
}

// alikes returns the instances in groups that are made from the same NICs, in the order of their first ids.
func (s ScaleSet) alikes() [][]Instance {
	var list [][]Instance
	ofModel := map[int]int{}
	for _, i := range s.Instances {
		if n, seen := ofModel[i.ModelVersion]; seen && i.Own == nil {
			list[n] = append(list[n], i)
			continue
		}
		if i.Own == nil {
			ofModel[i.ModelVersion] = len(list)
		}
		list = append(list, []Instance{i})
	}
	return list
}

// only is the set with one of its instances.
func (s ScaleSet) only(i Instance) ScaleSet {
	s.Instances = []Instance{i}
	return s
}

// behindPublicStandard reports whether an IP configuration stands behind a public Standard load balancer.
func behindPublicStandard(w *World, ip IPConfiguration) bool {
	return slices.ContainsFunc(balancersOf(ip), func(id ID) bool {
		lb, ok := Get[LoadBalancer](w, id)
		return ok && lb.SKU == SKUStandard && !lb.Internal()
	})
}
