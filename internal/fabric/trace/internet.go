package trace

import (
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/route"
)

// toInternet sends a packet to the internet with the address that the node's outbound method gives it.
func (w *walk) toInternet(from *node, p packet, r route.Route) outcome {
	to := p.Destination.Address
	if !acl.Public(to) {
		reason := map[route.Source]fabric.Reason{route.User: fabric.ReasonUserRoute, route.Default: fabric.ReasonSystemRoute}[r.Source]
		return drop(reason, w.routeOwner(from, r), r.Name, "%s leads to the internet, which carries nothing to the private address %s. Peerings of virtual networks are not modelled.", fabric.Sentence(p.words()), to)
	}
	if from.set == nil {
		w.step(fabric.StepSourceNAT, from.id, "", p, "%s leaves with a public address of its own.", fabric.Sentence(from.words))
		p.Source = acl.Anyone(to.Is4())
		return w.outside(p)
	}
	path := w.network.exitOf(from)
	if path.Pending != "" {
		return outcome{pending: path.Pending}
	}
	if o, stops := w.noWayOut(from, p, path); stops {
		return o
	}
	p.Source = acl.Anyone(to.Is4())
	if len(path.Addresses) > 0 && to.Is4() {
		p.Source = acl.Party{Address: path.Addresses[0]}
	} else if to.Is6() {
		p.Source = acl.Party{Address: from.ip.PublicAddress}
	}
	w.step(fabric.StepSourceNAT, path.DecidedBy[0], "", p, "It leaves by %s. %s", path.Method, path.Explanation)
	return w.outside(p)
}

// noWayOut stops a packet for which there is no outbound method. IPv6 leaves with the node's own public address alone; a NAT
// gateway translates Tcp and Udp. Source: SOURCES.md 9 (sure: nat-gateway-resource.md; IPv6 likely).
func (w *walk) noWayOut(from *node, p packet, path fabric.OutboundPath) (outcome, bool) {
	var decider fabric.ID
	if len(path.DecidedBy) > 0 {
		decider = path.DecidedBy[0]
	}
	switch {
	case p.Destination.Address.Is6() && (!from.ip.PublicAddress.IsValid() || from.ip.PublicAddress.Is4()):
		return drop(fabric.ReasonNoOutbound, from.subnet.ID, "", "%s has no public IPv6 address, and IPv6 has no other way out.", fabric.Sentence(from.words)), true
	case p.Destination.Address.Is6():
		return outcome{}, false
	case path.Method == fabric.OutboundNone:
		return drop(fabric.ReasonNoOutbound, decider, "", "%s has no way out to the internet. %s Give its subnet a NAT gateway, it a public IP address or a place in a pool of a Standard load balancer that does SNAT, or its subnet a route to an appliance.", fabric.Sentence(from.words), path.Explanation), true
	case path.Method == fabric.OutboundNATGateway && p.Protocol == acl.ICMP:
		return drop(fabric.ReasonNoOutbound, decider, "", "The NAT gateway %s translates Tcp and Udp alone, and drops Icmp.", decider.Name()), true
	}
	return outcome{}, false
}

// exitOf finds a node's outbound method once.
func (n *Network) exitOf(from *node) fabric.OutboundPath {
	if from.exit == nil {
		path := n.exits.Of(*from.set, *from.vm, *from.ip)
		from.exit = &path
	}
	return *from.exit
}

// outside is a packet on the internet. Who sent it is known there by a public address alone.
func (w *walk) outside(p packet) outcome {
	w.sender, w.passed = nil, nil
	to := p.Destination.Address
	t, ok := w.network.public[to]
	switch {
	case !ok && (p.Destination.Anyone || !fabric.IsSimulatedPublic(to)):
		w.assume("A host on the internet takes %s port %d and answers.", p.Protocol, p.DestinationPort)
		w.step(fabric.StepDeliver, "", "", p, "The internet takes it.")
		return w.back(reachable(fabric.ReasonSentToInternet, "", "%s reaches the internet.", p.words()))
	case !ok:
		return drop(fabric.ReasonNoMachine, "", "", "The public address %s takes nothing: no instance, frontend or gateway has it.", to)
	case t.frontend != nil:
		return w.balance(t.frontend, p)
	case t.gateway != nil:
		return w.proxy(t.gateway, p)
	}
	over := arrival{public: true, standard: t.node.ip.PublicSKU != fabric.SKUBasic, over: "the public IP address " + to.String() + " of " + t.node.words}
	p.Destination = t.node.party()
	w.step(fabric.StepPublicIP, t.node.ip.PublicIPID, "", p, "%s leads to its IP configuration %s.", fabric.Sentence(over.over), t.node.ip.Name)
	return w.arrive(t.node, p, over)
}

// fromInternet sends a packet from a host on the internet.
func (w *walk) fromInternet(d goal, p packet) outcome {
	if d.only != nil {
		return w.toInstance(d.only, p)
	}
	p.Destination = acl.Party{Address: d.address, Anyone: d.anyone}
	if d.anyone || !acl.Public(d.address) && !w.known(d) {
		w.step(fabric.StepStart, "", "", p, "A host on the internet sends it.")
		return drop(fabric.ReasonNoMachine, "", "", "From the internet only public addresses of the fabric can be reached, and the packet is to go to %s.", p.end(p.Destination, p.DestinationPort))
	}
	if p.Source.Anyone {
		p.Source = acl.Anyone(d.address.Is4())
	}
	w.step(fabric.StepStart, "", "", p, "A host on the internet sends %s.", p.words())
	return w.outside(p)
}

func (w *walk) known(d goal) bool {
	_, ok := w.network.public[d.address]
	return ok
}

// toInstance looks for a public frontend that leads to an instance without a public address of its own, on the port that is
// asked for.
func (w *walk) toInstance(host *node, p packet) outcome {
	w.only = host
	result := drop(fabric.ReasonNoMachine, host.id, "", "%s has no public IP address, and no public frontend leads to it on %s port %d.", fabric.Sentence(host.words), p.Protocol, p.DestinationPort)
	for _, f := range w.network.frontsOf(host, p) {
		w.steps, w.met = w.steps[:0], w.met[:0]
		result = w.fromInternet(goal{address: f.address}, p)
		if result.verdict == fabric.Reachable || result.pending != "" {
			return result
		}
	}
	if len(w.steps) == 0 {
		w.step(fabric.StepStart, "", "", p, "A host on the internet sends it.")
	}
	return result
}

// frontsOf returns the public frontends that lead to a node on a port, in the order of their ids.
func (n *Network) frontsOf(host *node, p packet) []*frontend {
	var list []*frontend
	for _, f := range n.fronts {
		if f.internal() || !f.address.IsValid() {
			continue
		}
		nat, mapped := f.nat[natPort{p.Protocol, p.DestinationPort}]
		rule, balanced := f.rule(p.Protocol, p.DestinationPort)
		if mapped && nat.node == host || !mapped && balanced && slices.Contains(n.backends(rule, f), host) {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b *frontend) int { return compareKeys(a.id, b.id) })
	return list
}
