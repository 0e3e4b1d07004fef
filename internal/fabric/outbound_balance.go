package fabric

import (
	"net/netip"
	"slices"
)

// outboundRules looks for outbound rules of the pools that the instance is in. Ports: what the rule allocates to each
// member, else the default table by the pool's size. Source: SOURCES.md 5.7, 9 (sure: outbound-rules.md).
func (s *outboundSearch) outboundRules(c outboundCase) (OutboundPath, bool) {
	path := OutboundPath{Method: OutboundLoadBalancerRule}
	var names []string
	ports := map[string]int{} // by protocol
	for _, rule := range s.outbound {
		if !slices.ContainsFunc(c.ip.LBBackendPoolIDs, rule.BackendPoolID.Is) {
			continue
		}
		addresses, open := s.frontendAddresses(rule.ID.Parent(), rule.FrontendNames)
		if open != "" {
			return OutboundPath{Pending: open}, true
		}
		if len(addresses) == 0 {
			continue
		}
		each := rule.AllocatedOutboundPorts
		if each == 0 {
			each, _ = SNATPortsPerInstance(len(addresses), s.membersOf(rule.BackendPoolID))
		}
		for _, protocol := range []string{ProtocolTCP, ProtocolUDP} {
			if rule.Protocol == ProtocolAll || rule.Protocol == protocol {
				ports[protocol] += each
			}
		}
		path.add(rule.ID, addresses)
		names = append(names, ofBalancer(rule.ID))
	}
	path.SNATPorts = smallestOf(ports)
	path.Explanation = "The instance is in a pool with the outbound rule " + joined(names) + "."
	return path, len(path.Addresses) > 0
}

// loadBalancing looks for load-balancing rules that still do SNAT, over the public frontends that send to the
// instance's pools. Source: SOURCES.md 5.7, 9 (sure: load-balancer-outbound-connections.md; several frontends likely).
func (s *outboundSearch) loadBalancing(c outboundCase) (OutboundPath, bool) {
	path := OutboundPath{Method: OutboundLoadBalancing}
	var names []string
	for _, pool := range c.ip.LBBackendPoolIDs {
		before := len(path.Addresses)
		for _, rule := range s.rules {
			if rule.DisableOutboundSNAT || !slices.ContainsFunc(rule.BackendPoolIDs, pool.Is) {
				continue
			}
			addresses, open := s.frontendAddresses(rule.ID.Parent(), []string{rule.FrontendName})
			if open != "" {
				return OutboundPath{Pending: open}, true
			}
			if len(addresses) > 0 {
				path.add(rule.ID, addresses)
				names = append(names, ofBalancer(rule.ID))
			}
		}
		each, _ := SNATPortsPerInstance(len(path.Addresses)-before, s.membersOf(pool))
		path.SNATPorts += each
	}
	path.Explanation = "The instance is in a pool to which the load-balancing rule " + joined(names) + " sends, and the rule does SNAT as well."
	return path, len(path.Addresses) > 0
}

// add notes a rule and those of its addresses that are not there yet.
func (p *OutboundPath) add(rule ID, addresses []netip.Addr) {
	p.DecidedBy = append(p.DecidedBy, rule)
	for _, a := range addresses {
		if !slices.Contains(p.Addresses, a) {
			p.Addresses = append(p.Addresses, a)
		}
	}
}

// frontendAddresses returns the IPv4 addresses of a load balancer's public frontends.
func (s *outboundSearch) frontendAddresses(balancer ID, names []string) (addresses []netip.Addr, pending ID) {
	lb, waits, ok := lookOrWait[LoadBalancer](s.world, balancer)
	if !ok {
		return nil, waits.Pending
	}
	for _, name := range names {
		front, found := lb.Frontend(name)
		if !found || front.Internal() || front.Version != IPv4 {
			continue
		}
		for _, id := range []ID{front.PublicIPID, front.PublicIPPrefixID} {
			some, open := publicAddressesOf(s.world, id)
			if open != "" {
				return nil, open
			}
			addresses = append(addresses, some...)
		}
	}
	return addresses, ""
}

// membersOf counts the members of a pool.
func (s *outboundSearch) membersOf(pool ID) int {
	n, known := s.members[pool.Key()]
	if !known {
		n = len(PoolMembers(s.world, pool))
		s.members[pool.Key()] = n
	}
	return n
}

// smallestOf returns the smallest number of a map; 0 for an empty one.
func smallestOf(numbers map[string]int) int {
	least := 0
	for _, n := range numbers {
		if least == 0 || n < least {
			least = n
		}
	}
	return least
}

// ofBalancer names a rule with its load balancer.
func ofBalancer(rule ID) string { return rule.Name() + " of the load balancer " + rule.Parent().Name() }
