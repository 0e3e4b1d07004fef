package fabric

import "slices"

// checkScaleSetSKU wants one SKU for all load balancers and public addresses of a set, and the same for its life. Source:
// SOURCES.md 4.3 (sure: skus.md, AzLoadBalancerMigration#11).
func checkScaleSetSKU(w *World, c Change) []Finding {
	set, ok := c.After.(ScaleSet)
	if !ok {
		return nil
	}
	f := &findings{id: set.ID}
	uses := skusOf(w, set)
	if i := slices.IndexFunc(uses, func(u skuUse) bool { return u.sku != uses[0].sku }); i > 0 {
		f.add(CodeDifferentSkuLoadBalancersAndPublicIPAddressNotAllowed, At("nic_configuration_ids").Index(uses[i].index), "The scale set %s has the %s, of the SKU %s, and the %s, of the SKU %s.", set.Name(), uses[0].what, uses[0].sku, uses[i].what, uses[i].sku).
			against(slices.DeleteFunc([]ID{uses[0].lb, uses[i].lb}, func(id ID) bool { return id == "" })...)
	}
	if before, was := c.Before.(ScaleSet); was && len(before.Instances) > 0 && len(set.Instances) > 0 {
		checkPublicSKUKept(w, f, before, set)
	}
	return f.list
}

// skuUse is something with a SKU that a set's NIC uses.
type skuUse struct {
	what  string
	sku   string
	index int // of the NIC in the set's list
	lb    ID  // empty for public addresses
}

// skusOf returns what a set's latest model uses. Addresses behind a load balancer are that one's matter.
func skusOf(w *World, set ScaleSet) []skuUse {
	var uses []skuUse
	model, _ := set.LatestModel()
	for n, nic := range model.NICs {
		for _, ip := range nic.IPConfigurations {
			lbs := balancersOf(ip)
			for _, id := range lbs {
				if lb, ok := Get[LoadBalancer](w, id); ok {
					uses = append(uses, skuUse{"load balancer " + lb.Name(), lb.SKU, n, lb.ID})
				}
			}
			if p := ip.PublicIP; len(lbs) == 0 && p != nil && p.SKU != "" {
				uses = append(uses, skuUse{"public IP addresses of the IP configuration " + ip.Name + " of the NIC " + nic.Name(), p.SKU, n, ""})
			}
		}
	}
	return uses
}

// checkPublicSKUKept reports public addresses of instances that would be of another SKU than they are.
func checkPublicSKUKept(w *World, f *findings, before, after ScaleSet) {
	old, _ := before.LatestModel()
	model, _ := after.LatestModel()
	was := publicSKUs(w, old)
	is := publicSKUs(w, model)
	for n, nic := range model.NICs {
		for _, ip := range nic.IPConfigurations {
			key := slotOf(0, nic, ip)
			if from, to := was[key], is[key]; from != "" && to != "" && from != to {
				f.add(CodeSkuCannotBeUpdatedOnVMSSPublicIPAddresses, At("nic_configuration_ids").Index(n), "The public IP addresses of the IP configuration %s of the NIC %s of the scale set %s are of the SKU %s, and cannot become %s.", ip.Name, nic.Name(), after.Name(), from, to)
			}
		}
	}
}

// publicSKUs returns the SKU of each public address of an instance, by the slot of its IP configuration.
func publicSKUs(w *World, m Model) map[string]string {
	skus := map[string]string{}
	balancer := balancerSKU(w, m.NICs)
	for _, nic := range m.NICs {
		for _, ip := range nic.IPConfigurations {
			if p := ip.PublicIP; p != nil {
				skus[slotOf(0, nic, ip)] = p.effectiveSKU(balancer)
			}
		}
	}
	return skus
}
