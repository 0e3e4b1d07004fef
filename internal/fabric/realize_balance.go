package fabric

import (
	"errors"
	"net/netip"
	"slices"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// realizeLoadBalancer gives internal frontends their addresses: the ones that are asked for first, so that no other
// frontend of the load balancer gets them, then the lowest free ones.
func realizeLoadBalancer(w *World, before, l LoadBalancer, a Allocator) (Realized, error) {
	l.Frontends = slices.Clone(l.Frontends)
	f := &findings{id: l.ID}
	var slots []string
	for _, c := range l.Frontends {
		slots = append(slots, slotOfFrontend(c.Name))
	}
	a.Want(slots)
	order := make([]int, 0, len(l.Frontends))
	for _, static := range []bool{true, false} {
		for i, c := range l.Frontends {
			if c.Internal() && (c.StaticAddress != "") == static {
				order = append(order, i)
			}
		}
	}
	for _, i := range order {
		c := &l.Frontends[i]
		if was, ok := before.Frontend(c.Name); ok && sourceGoes(w, was.SubnetID, c.SubnetID) {
			c.Address = was.Address
			continue
		}
		at := At("frontend_ip_configurations").Index(i)
		address, result, err := subnetAddress(w, l, f, at, c.SubnetID, c.Version, c.StaticAddress, slotOfFrontend(c.Name), a)
		if result != nil || err != nil {
			return result.orFailed(), err
		}
		c.Address = address
	}
	return Realized{Object: l, Findings: f.list}, nil
}

// orFailed is the result, or the zero one beside an error.
func (r *Realized) orFailed() Realized {
	if r == nil {
		return Realized{}
	}
	return *r
}

// subnetAddress gives one address of a subnet to a frontend or a gateway. A result ends the realization: the subnet is
// pending or full. A static address that cannot be had is a finding, and no address.
func subnetAddress(w *World, o Object, f *findings, at Field, subnetID ID, v IPVersion, static, slot string, a Allocator) (netip.Addr, *Realized, error) {
	subnet, ok := Get[Subnet](w, subnetID)
	if !ok {
		return netip.Addr{}, &Realized{Object: o, Deferred: true}, nil
	}
	pool, ok := subnet.Pool(v)
	if !ok {
		f.add(CodeSubnetHasNoIPv6Prefix, at, "The %s %s asks for an address of %s, but the subnet %s has only %s.", o.Kind().Title(), o.Head().Name(), v, subnet.Name(), joined(subnet.AddressPrefixes))
		return netip.Addr{}, nil, nil
	}
	if static != "" {
		return staticAddress(o, f, at.Dot("private_ip_address"), subnet, pool, static, slot, a)
	}
	block, err := a.Allocate(pool, slot, v.bits())
	if full, isFull := errors.AsType[*alloc.FullError](err); isFull {
		f.add(CodeSubnetIsFull, at, "The %s %s finds no free address in the subnet %s.", o.Kind().Title(), o.Head().Name(), subnet.Name())
		result := fullPool(w, o, f, full, 1)
		return netip.Addr{}, &result, nil
	}
	return block.Addr(), nil, err
}

// staticAddress leases the very address that is asked for. Codes: SOURCES.md 1.1 (sure: DEPERR; taken likely).
func staticAddress(o Object, f *findings, at Field, subnet Subnet, pool alloc.Pool, static, slot string, a Allocator) (netip.Addr, *Realized, error) {
	address, err := netip.ParseAddr(static)
	if err != nil {
		return address, nil, nil //nolint:nilerr // Validate says so
	}
	prefix, _ := subnet.Prefix(versionOf(address))
	switch {
	case !prefix.Contains(address):
		f.add(CodePrivateIPAddressNotInSubnet, at, "The address %s, which the %s %s asks for, is not in the subnet %s (%s).", address, o.Kind().Title(), o.Head().Name(), subnet.Name(), joined(subnet.AddressPrefixes))
		return netip.Addr{}, nil, nil
	case !pool.Holds(address):
		f.add(CodePrivateIPAddressInReservedRange, at, "The address %s, which the %s %s asks for, is one of those that the subnet %s keeps for itself.", address, o.Kind().Title(), o.Head().Name(), subnet.Name())
		return netip.Addr{}, nil, nil
	}
	taker, err := a.AllocateExactly(pool, slot, netip.PrefixFrom(address, address.BitLen()))
	if taker != "" {
		f.add(CodePrivateIPAddressIsAllocated, at, "The address %s, which the %s %s asks for, is already held by %s.", address, o.Kind().Title(), o.Head().Name(), taker).
			against(ID(taker))
		return netip.Addr{}, nil, nil
	}
	return address, nil, err
}

// slotOfFrontend names a frontend's slot; names compare without regard to case.
func slotOfFrontend(name string) string { return "frontend/" + strings.ToLower(name) }

// realizeApplicationGateway reserves an address for each instance, and the private frontend's. Source: SOURCES.md 6
// (sure: instances, one for a private frontend, five of the subnet's own).
func realizeApplicationGateway(w *World, before, g ApplicationGateway, a Allocator) (Realized, error) {
	if sourceGoes(w, before.SubnetID, g.SubnetID) {
		g.Addresses = before.Addresses
		return Realized{Object: g}, nil
	}
	f := &findings{id: g.ID}
	at := At("subnet_id")
	slots := []string{"frontend"}
	for n := range g.Instances {
		slots = append(slots, slotOfGateway(n))
	}
	a.Want(slots)
	if g.StaticAddress != "" {
		if _, result, err := subnetAddress(w, g, f, Field{}, g.SubnetID, IPv4, g.StaticAddress, slots[0], a); result != nil || err != nil {
			return result.orFailed(), err
		}
	}
	g.Addresses = nil
	for n := range g.Instances {
		address, result, err := subnetAddress(w, g, f, at, g.SubnetID, IPv4, "", slotOfGateway(n), a)
		if result != nil || err != nil {
			return result.orFailed(), err
		}
		g.Addresses = append(g.Addresses, address)
	}
	return Realized{Object: g, Findings: f.list}, nil
}
