package fabric

import (
	"cmp"
	"iter"
	"net/netip"
	"slices"
	"strconv"
)

// Instance is one virtual machine of a scale set, without what follows from its model: see View.
type Instance struct {
	ID           int    // counts up from 0 in each set
	Zone         string // empty in a regional set
	FaultDomain  int
	ModelVersion int
	// Addresses follow the model: its NICs in order, their IP configurations in order.
	Addresses []Assignment
}

// Assignment is what one IP configuration of one instance has been given.
type Assignment struct {
	Private netip.Addr
	Public  netip.Addr // invalid where the configuration asks for none
	// NATPorts are the frontend ports of the configuration's NAT pools, in their order.
	NATPorts []int
}

// VMID returns the ARM id of an instance. Source: SOURCES.md 11.1 (sure).
func (s ScaleSet) VMID(instance int) ID {
	return ID(string(s.ID) + "/virtualMachines/" + strconv.Itoa(instance))
}

// maxFaultDomains of a regional set, and of a zonal one, where the platform spreads as far as it can. Source:
// SOURCES.md 2.1 (sure for the possible values; the default likely).
const (
	regionalFaultDomains = 5
	zonalFaultDomains    = 1
)

// faultDomains returns over how many fault domains the set spreads in each zone.
func (s ScaleSet) faultDomains() int {
	if len(s.Zones) > 0 {
		return zonalFaultDomains
	}
	return regionalFaultDomains
}

// place returns the zone and fault domain of the next instance: the zone with the fewest instances (the lowest number
// where several have as few: SOURCES.md 2.2, likely), and in it the fault domain with the fewest.
func (s ScaleSet) place(instances []Instance) (zone string, faultDomain int) {
	if len(s.Zones) > 0 {
		inZone := map[string]int{}
		for _, i := range instances {
			inZone[i.Zone]++
		}
		zone = slices.MinFunc(s.Zones, func(a, b string) int {
			return cmp.Or(cmp.Compare(inZone[a], inZone[b]), cmp.Compare(a, b))
		})
	}
	perDomain := make([]int, s.faultDomains())
	for _, i := range instances {
		if i.Zone == zone && i.FaultDomain < len(perDomain) {
			perDomain[i.FaultDomain]++
		}
	}
	for domain, n := range perDomain {
		if n < perDomain[faultDomain] {
			faultDomain = domain
		}
	}
	return zone, faultDomain
}

// scaleIn picks the instances that go when the set shrinks, by the Default rule. Source: SOURCES.md 2.4 (sure:
// scale-in-policy.md): zones with the most instances first, then the fault domains with the most, then the highest id.
func scaleIn(instances []Instance, keep int) []Instance {
	left := slices.Clone(instances)
	type domain struct {
		zone   string
		domain int
	}
	domainOf := func(i Instance) domain { return domain{i.Zone, i.FaultDomain} }
	zones, domains := map[string]int{}, map[domain]int{}
	for _, i := range left {
		zones[i.Zone]++
		domains[domainOf(i)]++
	}
	for len(left) > keep {
		victim := 0
		for n, i := range left {
			v := left[victim]
			if cmp.Or(cmp.Compare(zones[i.Zone], zones[v.Zone]), cmp.Compare(domains[domainOf(i)], domains[domainOf(v)]), cmp.Compare(i.ID, v.ID)) > 0 {
				victim = n
			}
		}
		zones[left[victim].Zone]--
		domains[domainOf(left[victim])]--
		left = slices.Delete(left, victim, victim+1)
	}
	return left
}

// AddressesIn yields the private addresses that the set's instances hold in a subnet.
func (s ScaleSet) AddressesIn(subnet ID) iter.Seq[netip.Addr] {
	return func(yield func(netip.Addr) bool) {
		for _, i := range s.Instances {
			n := 0
			for _, nic := range s.ModelOf(i).NICs {
				for _, ip := range nic.IPConfigurations {
					if ip.SubnetID.Is(subnet) && n < len(i.Addresses) && !yield(i.Addresses[n].Private) {
						return
					}
					n++
				}
			}
		}
	}
}
