package fabric

import (
	"iter"
	"net/netip"
	"slices"
)

// maxSubnets per virtual network. Source: SOURCES.md 1.4 (sure: LIM).
const maxSubnets = 3000

// checkVirtualNetwork reports subnets that a changed address space leaves outside.
func checkVirtualNetwork(w *World, c Change) []Finding {
	network, ok := c.After.(VirtualNetwork)
	if !ok || c.Before == nil {
		return nil
	}
	f := &findings{id: network.ID}
	for _, s := range subnetsOf(w, network.ID) {
		for _, p := range s.Prefixes() {
			if !inSpace(network, p) {
				f.add(CodeNetcfgInvalidSubnet, At("address_space"), "The subnet %s (%s) would lie outside the address space of the virtual network %s.", s.Name(), p, network.Name()).
					against(s.ID)
			}
		}
	}
	return f.list
}

// checkSubnet reports a subnet outside its network, one that overlaps another, and one too many.
//
//	VNet     |------------------------------|
//	subnets  |--a--|   |---b---|         |--c--|   c: outside
//	                       |--d--|                 d: overlaps b
func checkSubnet(w *World, c Change) []Finding {
	subnet, ok := c.After.(Subnet)
	if !ok {
		return nil
	}
	network, found := Get[VirtualNetwork](w, subnet.VirtualNetworkID())
	if !found {
		return nil
	}
	f := &findings{id: subnet.ID}
	siblings := subnetsOf(w, network.ID)
	if len(siblings) > maxSubnets {
		f.add(CodeSubnetLimitExceeded, At("name"), "The virtual network %s would have %d subnets; at most %d are possible.", network.Name(), len(siblings), maxSubnets)
	}
	for i, text := range subnet.AddressPrefixes {
		p, err := ParsePrefix(text)
		if err != nil {
			continue
		}
		at := At("address_prefixes").Index(i)
		if !inSpace(network, p) {
			f.add(CodeNetcfgInvalidSubnet, at, "The prefix %s of the subnet %s is not in the address space of the virtual network %s (%s).", p, subnet.Name(), network.Name(), joined(network.AddressSpace)).
				against(network.ID)
		}
		for _, other := range siblings {
			for _, q := range other.Prefixes() {
				if !other.ID.Is(subnet.ID) && p.Overlaps(q) {
					f.add(CodeNetcfgSubnetRangesOverlap, at, "The prefix %s of the subnet %s overlaps %s of the subnet %s in the virtual network %s.", p, subnet.Name(), q, other.Name(), network.Name()).
						against(other.ID)
				}
			}
		}
	}
	return append(f.list, checkAddressesKept(w, subnet)...)
}

// checkAddressesKept reports what holds addresses that a changed prefix would leave outside.
func checkAddressesKept(w *World, subnet Subnet) []Finding {
	f := &findings{id: subnet.ID}
	for _, holder := range w.inOrder(func(_ Key, o Object) bool { _, ok := o.(addressHolder); return ok }) {
		for address := range holder.(addressHolder).AddressesIn(subnet.ID) {
			p, ok := subnet.Prefix(versionOf(address))
			if ok && p.Contains(address) {
				continue
			}
			f.add(CodeInUsePrefixCannotBeDeleted, At("address_prefixes"), "The %s %s holds the address %s in the subnet %s, which its prefixes (%s) would not contain.", holder.Kind().Title(), holder.Head().Name(), address, subnet.Name(), joined(subnet.AddressPrefixes)).
				against(holder.Head().ID)
			break
		}
	}
	return f.list
}

// addressHolder is an object that holds private addresses.
type addressHolder interface {
	// AddressesIn yields the valid addresses that the object holds in a subnet.
	AddressesIn(subnet ID) iter.Seq[netip.Addr]
}

// AddressesIn implements addressHolder.
func (l LoadBalancer) AddressesIn(subnet ID) iter.Seq[netip.Addr] {
	return func(yield func(netip.Addr) bool) {
		for _, c := range l.Frontends {
			if c.Internal() && c.SubnetID.Is(subnet) && c.Address.IsValid() && !yield(c.Address) {
				return
			}
		}
	}
}

// AddressesIn implements addressHolder.
func (g ApplicationGateway) AddressesIn(subnet ID) iter.Seq[netip.Addr] {
	if !g.SubnetID.Is(subnet) {
		return func(func(netip.Addr) bool) {}
	}
	return slices.Values(g.Addresses)
}

func versionOf(a netip.Addr) IPVersion {
	if a.Is4() {
		return IPv4
	}
	return IPv6
}

func inSpace(network VirtualNetwork, p netip.Prefix) bool {
	return slices.ContainsFunc(network.Prefixes(), func(space netip.Prefix) bool { return contains(space, p) })
}

func subnetsOf(w *World, network ID) []Subnet { return typed[Subnet](w.below(network)) }
