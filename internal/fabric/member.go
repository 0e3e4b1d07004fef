package fabric

import (
	"slices"
	"strconv"
)

func portText(n int) string { return strconv.Itoa(n) }

// member is one IP configuration of a scale set's latest model, with what sends to it.
type member struct {
	nic   NICConfiguration
	index int // of the NIC in the set's list
	ip    IPConfiguration
	flows []flow
}

// membersOf returns the IP configurations of a set's latest model that a load balancer sends to.
func membersOf(w *World, s ScaleSet) []member {
	model, _ := s.LatestModel()
	var members []member
	for n, nic := range model.NICs {
		for _, ip := range nic.IPConfigurations {
			m := member{nic: nic, index: n, ip: ip}
			for _, lb := range balancersOf(ip) {
				for _, f := range flowsOf(w, lb) {
					if f.reaches(ip) {
						m.flows = append(m.flows, f)
					}
				}
			}
			if len(ip.LBBackendPoolIDs)+len(ip.LBNATPoolIDs) > 0 {
				members = append(members, m)
			}
		}
	}
	return members
}

// balancersOf returns the ids of the load balancers whose pools an IP configuration names, each once.
func balancersOf(ip IPConfiguration) []ID {
	var lbs []ID
	for _, id := range slices.Concat(ip.LBBackendPoolIDs, ip.LBNATPoolIDs) {
		if !slices.ContainsFunc(lbs, id.Parent().Is) {
			lbs = append(lbs, id.Parent())
		}
	}
	return lbs
}

// reaches reports whether a flow delivers to an IP configuration.
func (f flow) reaches(ip IPConfiguration) bool {
	if f.pools == nil {
		return slices.ContainsFunc(ip.LBNATPoolIDs, f.id().Is)
	}
	return slices.ContainsFunc(f.pools, func(pool ID) bool { return slices.ContainsFunc(ip.LBBackendPoolIDs, pool.Is) })
}

// balancerSKU returns the SKU of the load balancer that NICs stand behind; empty for none. Source:
// SOURCES.md 4.3 (sure: VMSSNET).
func balancerSKU(w *World, nics []NICConfiguration) string {
	for _, nic := range nics {
		for _, ip := range nic.IPConfigurations {
			for _, id := range balancersOf(ip) {
				if lb, ok := Get[LoadBalancer](w, id); ok {
					return lb.SKU
				}
			}
		}
	}
	return ""
}

// memberConflict is one broken rule between two flows that reach one IP configuration.
type memberConflict struct {
	code   Code
	detail string
	a, b   flow
}

// conflicts returns what the flows of one member break together: U2 and U3 of SOURCES.md 5.5. Two rules of one pool are
// U1, which the rules themselves report.
func (m member) conflicts(w *World, s ScaleSet) []memberConflict {
	var list []memberConflict
	for i, a := range m.flows {
		for _, b := range m.flows[:i] {
			_, samePool := a.sharesPool(b)
			if a.floating || b.floating || !a.sameBackendPort(b) || samePool {
				continue
			}
			code := CodeRulesUseSameBackendPortProtocolAndIPConfig
			if !a.lb().Is(b.lb()) {
				if !sameType(w, a.lb(), b.lb()) {
					continue // U4: one public and one internal load balancer may share the port
				}
				code = CodeRulesOfSameLoadBalancerTypeUseSameBackendPortProtocolAndVmssIPConfig
			}
			list = append(list, memberConflict{code, "The " + b.kind() + " " + b.name() + " and the " + a.kind() + " " + a.name() +
				", both without floating IP, use the backend port " + portText(a.backend) + " with the protocol " + a.protocol +
				" on the IP configuration " + m.ip.Name + " of the NIC " + m.nic.Name() + " of the scale set " + s.Name() + ".", a, b})
		}
	}
	return list
}

func sameType(w *World, a, b ID) bool {
	x, okX := Get[LoadBalancer](w, a)
	y, okY := Get[LoadBalancer](w, b)
	return okX && okY && x.Internal() == y.Internal()
}
