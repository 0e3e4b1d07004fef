package fabric

import (
	"slices"
	"strings"
)

// checkNICConfiguration reports what a NIC configuration's subnets do not give it.
func checkNICConfiguration(w *World, c Change) []Finding {
	nic, ok := c.After.(NICConfiguration)
	if !ok {
		return nil
	}
	f := &findings{id: nic.ID}
	for i, ip := range nic.IPConfigurations {
		subnet, found := Get[Subnet](w, ip.SubnetID)
		if _, has := subnet.Prefix(ip.Version); found && !has && ip.Version == IPv6 {
			f.add(CodeSubnetHasNoIPv6Prefix, At("ip_configurations").Index(i).Dot("subnet_id"), "The IP configuration %s is of IPv6, but its subnet %s has only %s.", ip.Name, subnet.Name(), joined(subnet.AddressPrefixes))
		}
	}
	return f.list
}

// networkOf returns the id of the virtual network that a NIC configuration is in: that of its first subnet.
func networkOf(nic NICConfiguration) ID {
	for _, ip := range nic.IPConfigurations {
		if ip.SubnetID != "" {
			return ip.SubnetID.Parent()
		}
	}
	return ""
}

// nicsOf returns the NIC configurations of a set as the world has them, by their place in its list; of one that names
// none, its latest model's. ok is false where one of them is not known.
func nicsOf(w *World, s ScaleSet) (nics []NICConfiguration, ok bool) {
	if len(s.NICConfigurationIDs) == 0 {
		latest, made := s.LatestModel()
		return latest.NICs, made
	}
	for _, id := range s.NICConfigurationIDs {
		nic, found := Get[NICConfiguration](w, id)
		if !found {
			return nil, false
		}
		nics = append(nics, nic)
	}
	return nics, true
}

// checkScaleSetNetwork reports what NIC configurations break together: names, the primary one, the virtual network.
// Source: SOURCES.md 3.1.
func checkScaleSetNetwork(w *World, c Change) []Finding {
	set, ok := c.After.(ScaleSet)
	if !ok {
		return nil
	}
	nics, known := nicsOf(w, set)
	if !known || len(nics) == 0 {
		return nil
	}
	f := &findings{id: set.ID}
	at := At("nic_configuration_ids")
	var primaries []string
	names := map[string]int{}
	for i, nic := range nics {
		if nic.Primary {
			primaries = append(primaries, nic.Name())
		}
		if first, twice := names[strings.ToLower(nic.Name())]; twice && !nics[first].ID.Is(nic.ID) {
			f.add(CodeDuplicateNetworkInterfaceName, at.Index(i), "The NIC configurations %d and %d of the scale set %s are both called %s.", first, i, set.Name(), nic.Name())
		}
		names[strings.ToLower(nic.Name())] = i
		if a, b := networkOf(nics[0]), networkOf(nic); !a.Is(b) {
			f.add(CodeSubnetsNotInSameVnet, at.Index(i), "The NIC configuration %s is in the virtual network %s, but %s is in %s; all NICs of %s are in one.", nic.Name(), b.Name(), nics[0].Name(), a.Name(), set.ownerOfNICs())
		}
	}
	switch {
	case len(primaries) == 0:
		f.add(CodeNetworkInterfaceMustHavePrimaryPropertySet, at, "None of the NIC configurations of %s is primary.", set.ownerOfNICs())
	case len(primaries) > 1:
		f.add(CodeMultiplePrimaryNetworkInterfaces, at, "The NIC configurations %s of %s are all primary.", joined(primaries), set.ownerOfNICs())
	}
	return f.list
}

// checkScaleSetSize reports what the VM size does not take. Source: SOURCES.md 3.4.
func checkScaleSetSize(w *World, c Change) []Finding {
	set, ok := c.After.(ScaleSet)
	if !ok {
		return nil
	}
	f := &findings{id: set.ID}
	size, known := LookupVMSize(set.SKU)
	if !known {
		f.add(CodeUnknownVMSize, At("sku"), "The VM size %q of the scale set %s is not in the fabric's table; it is taken to have %d NICs%s.", set.SKU, set.Name(), size.MaxNICs, map[bool]string{true: " and accelerated networking"}[size.AcceleratedNetworking])
	}
	nics, found := nicsOf(w, set)
	if n := max(len(nics), len(set.NICConfigurationIDs)); n > size.MaxNICs {
		f.add(CodeNetworkInterfaceCountExceeded, At("nic_configuration_ids"), "%s has %d NIC configurations; the VM size %s takes at most %d NICs.", Sentence(set.ownerOfNICs()), n, set.SKU, size.MaxNICs)
	}
	if found && !size.AcceleratedNetworking {
		for i, nic := range nics {
			if nic.AcceleratedNetworking {
				f.add(CodeVMSizeIsNotPermittedToEnableAcceleratedNetworking, At("nic_configuration_ids").Index(i), "The NIC configuration %s enables accelerated networking, which the VM size %s of %s does not have.", nic.Name(), set.SKU, set.ownerOfNICs())
			}
		}
	}
	return f.list
}

// checkApplicationSecurityGroupMembers reports a group with NICs in two virtual networks. Source: SOURCES.md 3.3
// (likely).
func checkApplicationSecurityGroupMembers(w *World, c Change) []Finding {
	set, ok := c.After.(ScaleSet)
	if !ok {
		return nil
	}
	f := &findings{id: set.ID}
	mine := set.groupNetworks()
	if len(mine) == 0 {
		return nil
	}
	for _, other := range Each[ScaleSet](w) {
		theirs := other.groupNetworks()
		for _, group := range sortedKeys(mine) {
			if network, member := theirs[group]; member && !network.Is(mine[group]) {
				f.add(CodeApplicationSecurityGroupSpansVirtualNetworks, At("nic_configuration_ids"), "The application security group %s has NICs of the scale set %s in the virtual network %s, and of %s in %s.", ID(group).Name(), set.Name(), mine[group].Name(), other.Name(), network.Name()).
					against(other.ID)
			}
		}
	}
	return f.list
}

// groupNetworks returns the application security groups that a set's instances are in, with the virtual network.
func (s ScaleSet) groupNetworks() map[Key]ID {
	groups := map[Key]ID{}
	for _, p := range s.profiles() {
		for _, nic := range p.nics {
			for _, ip := range nic.IPConfigurations {
				for _, id := range ip.ApplicationSecurityGroupIDs {
					groups[id.Key()] = ip.SubnetID.Parent()
				}
			}
		}
	}
	return groups
}

// zonesRemoved reports whether a set loses a zone that it has. Zones can be added, never removed. Source: SOURCES.md
// 2.2 (sure).
func zonesRemoved(before, after []string) bool {
	return slices.ContainsFunc(before, func(z string) bool { return !slices.Contains(after, z) })
}
