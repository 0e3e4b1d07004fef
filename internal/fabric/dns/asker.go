package dns

import (
	"fmt"
	"slices"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// asker is who asks: the internet, or a machine in a virtual network.
type asker struct {
	words   string    // for explanations
	network fabric.ID // empty on the internet
	servers []string  // in the order of the DHCP lease; the first one answers
}

// Subject returns the object of the fabric that a lookup's from names, or whose part it names: a virtual network or a
// scale set. ok is false for the internet, and for what from cannot be.
func Subject(w *fabric.World, from string) (id fabric.ID, k fabric.Kind, ok bool) {
	id = fabric.ID(from)
	if set, isMachine := fabric.MachineSet(w, id); isMachine {
		return set, fabric.KindScaleSet, true
	}
	k, _ = id.Kind()
	return id, k, k == fabric.KindVirtualNetwork
}

// askerOf returns who asks. A machine asks the servers that its NIC hands out; the primary NIC stands for an instance.
func askerOf(w *fabric.World, from string) (asker, error) {
	if strings.EqualFold(from, Internet) {
		return asker{words: "the internet"}, nil
	}
	id, kind, ok := Subject(w, from)
	if !ok {
		return asker{}, fmt.Errorf("%q is neither %s, nor the id of a virtual network, nor that of an instance of a scale set or of its NIC or IP configuration", from, Internet)
	}
	if kind == fabric.KindVirtualNetwork {
		network, ok := fabric.Get[fabric.VirtualNetwork](w, id)
		if !ok {
			return asker{}, fmt.Errorf("there is no virtual network %s", id)
		}
		return asker{"a machine in the virtual network " + network.Name(), network.ID, network.EffectiveDNS()}, nil
	}
	m, err := fabric.FindMachine(w, fabric.ID(from))
	if err != nil {
		return asker{}, err
	}
	return asker{"the instance " + m.VM.Name, m.Network(), m.NIC.DNSServers}, nil
}

// inside reports whether a machine in a virtual network asks.
func (a asker) inside() bool { return a.network != "" }

// resolver is the address of the server that answers: the first, because the others are asked only where it fails.
// Source: SOURCES.md 1.3 (sure).
func (a asker) resolver() string {
	if !a.inside() {
		return Internet
	}
	return a.servers[0]
}

// custom reports whether a server of the user's own answers.
func (a asker) custom() bool { return a.inside() && a.resolver() != fabric.PlatformDNS }

// suffix is what the machine appends to a bare host name: the network's, or with any custom server the placeholder;
// empty on the internet. Source: SOURCES.md 10 (likely: recall).
func (a asker) suffix() string {
	switch {
	case !a.inside():
		return ""
	case slices.ContainsFunc(a.servers, func(s string) bool { return s != fabric.PlatformDNS }):
		return placeholderZone
	}
	return fabric.InternalDomainSuffix(a.network)
}
