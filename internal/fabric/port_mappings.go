package fabric

import (
	"cmp"
	"slices"
	"strings"
)

// PortMapping is one frontend port that leads to one instance.
type PortMapping struct {
	Via             Object // the NAT pool or NAT rule
	FrontendName    string
	FrontendAddress string // empty where it is not known
	FrontendPort    int
	Protocol        string
	Member          PoolMember
	BackendPort     int
}

// PortMappings returns the mappings of a load balancer's NAT pools and NAT rules, by frontend and port.
func PortMappings(w *World, lb LoadBalancer) []PortMapping {
	var list []PortMapping
	for _, rule := range Each[InboundNATRule](w) {
		if !rule.ID.Parent().Is(lb.ID) {
			continue
		}
		ports := map[Key]int{}
		for _, m := range rule.Remap(w).Mappings {
			ports[m.Member] = m.Port
		}
		for _, member := range PoolMembers(w, rule.BackendPoolID) {
			if port, ok := ports[member.ID.Key()]; ok {
				list = append(list, PortMapping{rule, rule.FrontendName, "", port, rule.Protocol, member, rule.BackendPort})
			}
		}
	}
	list = append(list, natPoolMappings(w, lb)...)
	for i := range list {
		if front, ok := lb.Frontend(list[i].FrontendName); ok {
			list[i].FrontendAddress = FrontendAddress(w, front)
		}
	}
	slices.SortFunc(list, func(a, b PortMapping) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.FrontendName), strings.ToLower(b.FrontendName)), cmp.Compare(a.FrontendPort, b.FrontendPort), strings.Compare(a.Protocol, b.Protocol))
	})
	return list
}

func natPoolMappings(w *World, lb LoadBalancer) []PortMapping {
	var list []PortMapping
	for _, set := range Each[ScaleSet](w) {
		for _, vm := range set.View(w) {
			for _, nic := range vm.NICs {
				for _, ip := range nic.IPConfigurations {
					for n, id := range ip.LBNATPoolIDs {
						pool, ok := Get[InboundNATPool](w, id)
						if !ok || !id.Parent().Is(lb.ID) || n >= len(ip.NATPorts) {
							continue
						}
						list = append(list, PortMapping{pool, pool.FrontendName, "", ip.NATPorts[n], pool.Protocol, PoolMember{ip.ID, set, vm, nic, ip}, pool.BackendPort})
					}
				}
			}
		}
	}
	return list
}

// FrontendAddress returns a frontend's address; empty where it is not known, and for one on a prefix.
func FrontendAddress(w *World, c FrontendIPConfiguration) string {
	if c.Internal() && c.Address.IsValid() {
		return c.Address.String()
	}
	if public, ok := Get[PublicIP](w, c.PublicIPID); ok && public.Address.IsValid() {
		return public.Address.String()
	}
	return ""
}
