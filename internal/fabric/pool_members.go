package fabric

import "slices"

// PoolMember is an IP configuration of an instance that stands in a backend pool.
type PoolMember struct {
	ID  ID // of the IP configuration
	Set ScaleSet
	VM  InstanceView
	NIC NICView
	IP  IPConfigurationView
}

// PoolMembers returns the members of a load balancer's or application gateway's pool, by scale set, instance, NIC and
// IP configuration.
func PoolMembers(w *World, pool ID) []PoolMember {
	var members []PoolMember
	for _, set := range Each[ScaleSet](w) {
		if !slices.ContainsFunc(set.References(), func(r Reference) bool { return r.ID.Is(pool) }) {
			continue
		}
		for _, vm := range set.View(w) {
			for _, nic := range vm.NICs {
				for _, ip := range nic.IPConfigurations {
					if slices.ContainsFunc(slices.Concat(ip.LBBackendPoolIDs, ip.AppGatewayPoolIDs), pool.Is) {
						members = append(members, PoolMember{ip.ID, set, vm, nic, ip})
					}
				}
			}
		}
	}
	return members
}
