package fabric

import "slices"

// checkNICDNSServers reports servers of a NIC that do not know the names of its network, where the network's own do. A
// NIC's list replaces the network's. Source: SOURCES.md 1.3, 10 (sure: name resolution page).
func checkNICDNSServers(w *World, c Change) []Finding {
	nic, ok := c.After.(NICConfiguration)
	if !ok || len(nic.DNSServers) == 0 || slices.Contains(nic.DNSServers, PlatformDNS) {
		return nil
	}
	network, known := Get[VirtualNetwork](w, networkOf(nic))
	if !known || !slices.Contains(network.EffectiveDNS(), PlatformDNS) {
		return nil
	}
	f := &findings{id: nic.ID}
	f.add(CodeDNSServersHideVirtualNetwork, At("dns_servers"), "The NIC configuration %s has the DNS servers %s in the place of those of the virtual network %s, and so without %s, which alone knows the names of instances.", nic.Name(), joined(nic.DNSServers), network.Name(), PlatformDNS)
	return f.list
}
