package fabric

import (
	"iter"
	"net/netip"
)

// Instance is one virtual machine of a scale set, without what follows from its model: see View.
type Instance struct {
	ID           int    // counts up from 0 in each set; see ScaleSet.InstanceID for what ARM calls it
	Zone         string // empty in a regional set
	FaultDomain  int
	ModelVersion int
	// Own are the NICs that the instance alone was given, nil where it follows its model.
	Own []NICConfiguration
	// OwnModel is the set's latest model when those were put.
	OwnModel int
	// Ended is true where that was taken away again, and the instance has not gone back to its model yet: see ReturnToModel.
	Ended bool
	// Addresses follow the instance's NICs in order, and their IP configurations in order.
	Addresses []Assignment
}

// Assignment is what one IP configuration of one instance has been given.
type Assignment struct {
	Private netip.Addr
	Public  netip.Addr // invalid where the configuration asks for none
	// NATPorts are the frontend ports of the configuration's NAT pools, in their order.
	NATPorts []int
}

// withoutOwn is the instance at its model, with the addresses that it has.
func (i Instance) withoutOwn() Instance {
	i.Own, i.OwnModel, i.Ended = nil, 0, false
	return i
}

// ipConfigurations yields the IP configurations of NICs, with their NICs, in the order of an instance's addresses.
func ipConfigurations(nics []NICConfiguration) iter.Seq2[NICConfiguration, IPConfiguration] {
	return func(yield func(NICConfiguration, IPConfiguration) bool) {
		for _, nic := range nics {
			for _, ip := range nic.IPConfigurations {
				if !yield(nic, ip) {
					return
				}
			}
		}
	}
}

// AddressesIn yields the private addresses that the set's instances hold in a subnet, and mean to keep.
func (s ScaleSet) AddressesIn(subnet ID) iter.Seq[netip.Addr] {
	return func(yield func(netip.Addr) bool) {
		for h := range s.holders() {
			if !h.instance.Ended && h.ip.SubnetID.Is(subnet) && !yield(h.given.Private) {
				return
			}
		}
	}
}

// holder is an IP configuration of an instance with what it has been given.
type holder struct {
	set      ScaleSet
	instance Instance
	nic      NICConfiguration
	ip       IPConfiguration
	given    Assignment
}

// holders yields what the set's instances have been given, in the order of instances, NICs and IP configurations.
func (s ScaleSet) holders() iter.Seq[holder] {
	return func(yield func(holder) bool) {
		for _, i := range s.Instances {
			n := 0
			for nic, ip := range ipConfigurations(s.NICsOf(i)) {
				if n >= len(i.Addresses) {
					break
				}
				if !yield(holder{s, i, nic, ip, i.Addresses[n]}) {
					return
				}
				n++
			}
		}
	}
}
