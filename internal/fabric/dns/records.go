package dns

import (
	"iter"
	"net/netip"
	"slices"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// machines yields every IP configuration of every instance, by scale set, instance, NIC and IP configuration.
func machines(w *fabric.World) iter.Seq[fabric.Machine] {
	return func(yield func(fabric.Machine) bool) {
		for _, set := range fabric.Each[fabric.ScaleSet](w) {
			for _, vm := range set.View(w) {
				for _, nic := range vm.NICs {
					for _, ip := range nic.IPConfigurations {
						if !yield(fabric.Machine{Set: set, VM: vm, NIC: nic, IP: ip}) {
							return
						}
					}
				}
			}
		}
	}
}

// hostOf is the name under which a machine is published in its virtual network; empty where the computer name is no
// host name, which Azure's DNS does not take. Source: SOURCES.md 10 (sure: name-resolution page).
func hostOf(m fabric.Machine) string {
	if name := m.VM.ComputerName; fabric.IsDomainName(name) && !strings.Contains(name, ".") {
		return name
	}
	return ""
}

// hosts returns the machines in a virtual network that have a host name. Only the primary IPv4 address of the primary
// NIC is published. Source: SOURCES.md 10 (sure for the names: instance-ids.md; the address likely).
func hosts(w *fabric.World, network fabric.ID, name string) []record {
	var list []record
	for m := range machines(w) {
		if m.NIC.Primary && m.IP.Primary && m.Network().Is(network) && strings.EqualFold(hostOf(m), name) {
			list = append(list, record{m.IP.PrivateAddress, hostOf(m), "the instance " + m.VM.Name})
		}
	}
	return inOrder(list)
}

// holders returns the machines in a virtual network that have a private address: each of their addresses has a reverse
// name. Source: SOURCES.md 10 (likely).
func holders(w *fabric.World, network fabric.ID, address netip.Addr) []record {
	var list []record
	for m := range machines(w) {
		if m.IP.PrivateAddress == address && m.Network().Is(network) {
			list = append(list, record{address, hostOf(m), "the instance " + m.VM.Name})
		}
	}
	return list
}

// public returns the public addresses that have a name. Source: SOURCES.md 4.2 (label sure; an instance's name likely).
func public(w *fabric.World, name string) []record {
	var list []record
	for _, p := range fabric.Each[fabric.PublicIP](w) {
		if p.Address.IsValid() && strings.EqualFold(p.FQDN(), name) {
			list = append(list, record{p.Address, "", "the public IP address " + p.Name()})
		}
	}
	for m := range machines(w) {
		if m.IP.PublicAddress.IsValid() && strings.EqualFold(m.IP.FQDN, name) {
			list = append(list, record{m.IP.PublicAddress, "", "the instance " + m.VM.Name})
		}
	}
	return inOrder(list)
}

// inOrder sorts records by address, IPv4 first.
func inOrder(list []record) []record {
	slices.SortStableFunc(list, func(a, b record) int { return a.address.Compare(b.address) })
	return list
}
