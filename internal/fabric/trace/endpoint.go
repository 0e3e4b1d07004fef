package trace

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/dns"
)

// origin is where a packet comes from: a node, or a host on the internet.
type origin struct {
	nodes   []*node    // the IP configurations that it may leave from, the first by default; nil on the internet
	address netip.Addr // of a host on the internet; invalid for any
	pending fabric.ID  // what is not known yet; empty for nothing
}

// party is the origin as rules see it, before its IP version is known.
func (o origin) party() acl.Party {
	switch {
	case len(o.nodes) > 0:
		return o.nodes[0].party()
	case o.address.IsValid():
		return acl.Party{Address: o.address}
	}
	return acl.Party{Anyone: true}
}

// of returns the node that sends to an address: of the same IP version where there is one.
func (o origin) of(to netip.Addr) (*node, bool) {
	for _, host := range o.nodes {
		if host.address.Is4() == to.Is4() {
			return host, true
		}
	}
	return nil, false
}

func (n *Network) source(text string) (origin, error) {
	if strings.EqualFold(text, Internet) {
		return origin{}, nil
	}
	if a, err := netip.ParseAddr(text); err == nil {
		return n.sourceAt(a.Unmap())
	}
	if !strings.HasPrefix(text, "/") {
		return origin{}, fmt.Errorf("%q is neither %s nor an address nor an id; a packet comes from no name", text, Internet)
	}
	id := fabric.ID(text)
	if lb, ok := n.frontendOf(id); ok {
		return origin{}, fmt.Errorf("a packet comes from no frontend, and %q is one of the load balancer %s", text, lb.Name())
	}
	nodes, pending, err := n.machine(id)
	return origin{nodes: nodes, pending: pending}, err
}

// frontendOf returns the load balancer in the id of a frontend. What is known as a machine is not taken apart.
func (n *Network) frontendOf(id fabric.ID) (lb fabric.ID, ok bool) {
	if len(n.byID[id.Key()]) > 0 {
		return "", false
	}
	return balancerOfFrontend(id)
}

// sourceAt finds who sends from an address: an instance, or else a host on the internet.
func (n *Network) sourceAt(a netip.Addr) (origin, error) {
	if t, ok := n.public[a]; ok && t.node != nil {
		return origin{nodes: []*node{t.node}}, nil
	}
	if acl.Public(a) {
		return origin{address: a}, nil
	}
	var found []*node
	for at, t := range n.private {
		if at.address == a && t.node != nil {
			found = append(found, t.node)
		}
	}
	switch len(found) {
	case 0:
		return origin{}, fmt.Errorf("no instance has the private address %s", a)
	case 1:
		return origin{nodes: found}, nil
	}
	return origin{}, fmt.Errorf("%d instances in different virtual networks have the address %s, so that an id is needed", len(found), a)
}

// machine returns the IP configurations that an id stands for, the primary one of the primary NIC first, then those of the
// same NIC. Pending is the scale set, where its content is not known yet.
func (n *Network) machine(id fabric.ID) (nodes []*node, pending fabric.ID, err error) {
	all := n.byID[id.Key()]
	if len(all) == 0 { // not there, or not called by its own id: instances of Flexible sets can be named below the set
		m, err := fabric.FindMachine(n.world, id)
		set, ok := fabric.MachineSet(n.world, id)
		if _, presence := n.world.Lookup(set); ok && presence == fabric.Pending {
			return nil, set, nil
		}
		for _, ip := range m.IPs {
			all = append(all, n.byID[ip.ID.Key()]...)
		}
		switch {
		case err != nil:
			return nil, "", err
		case len(all) == 0:
			return nil, "", fmt.Errorf("%q has no IP configuration", id)
		}
	}
	first := all[0]
	for _, host := range all {
		if host.ip.Primary && (host.nic.Primary || !first.ip.Primary) {
			first = host
		}
	}
	nodes = []*node{first}
	for _, host := range all {
		if host != first && host.nic == first.nic {
			nodes = append(nodes, host)
		}
	}
	return nodes, "", nil
}

// goal is where a packet is to go: an address, and for the internet which instance behind it.
type goal struct {
	address netip.Addr
	anyone  bool  // any host on the internet
	only    *node // of the backends of a public frontend, the one that counts; nil for all
}

// destination finds where a text leads, as the source sees it. An outcome ends the trace.
func (w *walk) destination(text string, from origin) (goal, *outcome, error) {
	n := w.network
	if from.pending != "" {
		return goal{}, &outcome{pending: from.pending}, nil
	}
	if strings.EqualFold(text, Internet) {
		return goal{anyone: true}, nil, nil
	}
	if a, err := netip.ParseAddr(text); err == nil {
		return goal{address: a.Unmap()}, nil, nil
	}
	if !strings.HasPrefix(text, "/") {
		return w.named(text, from)
	}
	id := fabric.ID(text)
	if lb, ok := n.frontendOf(id); ok {
		if _, presence := n.world.Lookup(lb); presence == fabric.Pending {
			return goal{}, &outcome{pending: lb}, nil
		}
		f, ok := n.fronts[id.Key()]
		switch {
		case !ok:
			return goal{}, nil, fmt.Errorf("there is no frontend %s", text)
		case !f.address.IsValid():
			return goal{}, nil, fmt.Errorf("the frontend %s has a prefix, which is for outbound rules alone", text)
		}
		return goal{address: f.address}, nil, nil
	}
	nodes, pending, err := n.machine(id)
	if err != nil || pending != "" {
		return goal{}, &outcome{pending: pending}, err
	}
	host := nodes[0]
	if len(from.nodes) > 0 {
		if same, ok := (origin{nodes: nodes}).of(from.nodes[0].address); ok {
			host = same
		}
		return goal{address: host.address}, nil, nil
	}
	if host.ip.PublicAddress.IsValid() {
		return goal{address: host.ip.PublicAddress}, nil, nil
	}
	return goal{only: host}, nil, nil
}

// named asks for a name as the source does.
func (w *walk) named(name string, from origin) (goal, *outcome, error) {
	asker := dns.Internet
	if len(from.nodes) > 0 {
		asker = string(from.nodes[0].id)
	}
	answer, list := dns.Lookup(w.network.world, name, asker)
	if len(list) > 0 {
		return goal{}, nil, fmt.Errorf("%q is neither %s nor an address nor an id, and no domain name either", name, Internet)
	}
	w.step(fabric.StepName, "", "", packet{}, "%s answers: %s", resolver(answer.Resolver), answer.Explanation)
	why := fabric.Why{Reason: fabric.ReasonDNS, Detail: answer.Explanation}
	switch answer.Status {
	case dns.NXDomain:
		return goal{}, &outcome{verdict: fabric.Unreachable, why: why}, nil
	case dns.Unknown:
		return goal{}, &outcome{verdict: fabric.Undetermined, why: why}, nil
	}
	for _, text := range answer.Answers {
		a, err := netip.ParseAddr(text)
		if err != nil {
			continue
		}
		if _, ok := from.of(a); ok || len(from.nodes) == 0 {
			return goal{address: a}, nil, nil
		}
	}
	return goal{}, &outcome{verdict: fabric.Unreachable, why: fabric.Why{Reason: fabric.ReasonAddressVersion, Detail: fmt.Sprintf("%s has no address of an IP version that the source has.", name)}}, nil
}

func resolver(address string) string {
	if address == dns.Internet {
		return "DNS on the internet"
	}
	return "The DNS server " + address
}
