package trace

import (
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/route"
)

// route sends a packet on from a node by the routes of its subnet. The platform's own addresses are not routed. Source:
// SOURCES.md 8 (likely: recall).
func (w *walk) route(from *node, p packet) outcome {
	to := p.Destination.Address
	if acl.Platform(to) {
		w.assume("The platform answers at %s.", to)
		w.step(fabric.StepDeliver, "", "", p, "The platform takes it; routes do not apply.")
		return reachable(fabric.ReasonDelivered, "", "%s is the platform's own address, which every machine reaches.", to)
	}
	r, ok := from.subnet.routes.Lookup(to)
	if !ok {
		return drop(fabric.ReasonSystemRoute, from.subnet.ID, "", "The subnet %s has no route to %s: its virtual network has no address space of that IP version.", from.subnet.Name(), to)
	}
	if acl.Public(to) {
		for _, tagged := range from.subnet.routes.Tagged() {
			w.assume("The route %s for the service tag %s, whose addresses are not modelled, does not take this packet.", tagged.Name, tagged.ServiceTag)
		}
	}
	w.step(fabric.StepRoute, w.routeOwner(from, r), r.Name, p, "%s", routeWords(from, r))
	switch r.NextHop { // no table: it would refer to itself
	case route.VnetLocal:
		return w.local(from, p)
	case route.Internet:
		return w.toInternet(from, p, r)
	case route.VirtualAppliance:
		return w.appliance(from, p, r)
	case route.VirtualNetworkGateway:
		return w.networkGateway(from, p, r)
	}
	return w.nowhere(from, p, r)
}

// routeOwner is the object that a route stands in: the user's table, or the subnet.
func (w *walk) routeOwner(from *node, r route.Route) fabric.ID {
	if r.Source == route.User {
		return from.subnet.RouteTableID
	}
	return from.subnet.ID
}

func routeWords(from *node, r route.Route) string {
	leads := r.NextHop
	if r.Address.IsValid() {
		leads += " " + r.Address.String()
	}
	if r.Source == route.User {
		return "The route " + r.Name + " of the route table " + from.subnet.RouteTableID.Name() + " takes " + r.Prefix.String() + " to " + leads + "."
	}
	return "The system route " + r.Prefix.String() + " of the subnet " + from.subnet.Name() + " leads to " + leads + "."
}

// local delivers inside the virtual network.
func (w *walk) local(from *node, p packet) outcome {
	to := p.Destination.Address
	t := w.network.private[place{from.subnet.network, to}]
	switch {
	case t.node != nil:
		return w.arrive(t.node, p, arrival{})
	case t.frontend != nil:
		return w.balance(t.frontend, p)
	case t.gateway != nil:
		return w.proxy(t.gateway, p)
	}
	return drop(fabric.ReasonNoMachine, from.subnet.ID.Parent(), "", "No machine, frontend or gateway in the virtual network %s has the address %s.", from.subnet.ID.Parent().Name(), to)
}

func (w *walk) nowhere(from *node, p packet, r route.Route) outcome {
	if r.Source == route.User {
		return drop(fabric.ReasonUserRoute, from.subnet.RouteTableID, r.Name, "The route %s of the route table %s drops what goes to %s, such as %s. Remove it, or add a route with a longer prefix.", r.Name, from.subnet.RouteTableID.Name(), r.Prefix, p.words())
	}
	return drop(fabric.ReasonSystemRoute, from.subnet.ID, "", "A system route of the subnet %s drops what goes to the private range %s outside the virtual network, such as %s. A user-defined route would lead elsewhere.", from.subnet.Name(), r.Prefix, p.words())
}

func (w *walk) networkGateway(from *node, p packet, r route.Route) outcome {
	return unknown(fabric.ReasonGateway, from.subnet.RouteTableID, r.Name, "The route %s of the route table %s takes %s to the virtual network gateway, and what lies behind it is not modelled.", r.Name, from.subnet.RouteTableID.Name(), p.words())
}

// appliance sends a packet through the machine that has the next hop's address, or through one of those behind an internal
// load balancer that has it.
func (w *walk) appliance(from *node, p packet, r route.Route) outcome {
	t := w.network.private[place{from.subnet.network, r.Address}]
	switch {
	case t.node != nil:
		return w.through(t.node, p, r)
	case t.frontend != nil:
		return w.throughBalancer(t.frontend, p, r)
	}
	return drop(fabric.ReasonNextHopMissing, from.subnet.RouteTableID, r.Name, "The route %s of the route table %s leads to the appliance %s, and no NIC and no internal frontend in the virtual network %s has that address.", r.Name, from.subnet.RouteTableID.Name(), r.Address, from.subnet.ID.Parent().Name())
}

// through passes a packet over an appliance: into its NIC, on by its guest, and out again. Source: SOURCES.md 8 (sure: routing
// page; that it forwards over the same NIC is assumed).
func (w *walk) through(over *node, p packet, r route.Route) outcome {
	if slices.Contains(w.visited, over) || over == w.sender && len(w.passed) == 0 || len(w.visited) >= maxHops {
		return drop(fabric.ReasonRoutingLoop, over.subnet.RouteTableID, r.Name, "Routes lead %s to %s again, where it has been: a loop. Give the appliance a subnet of its own without the route %s.", p.words(), over.words, r.Name)
	}
	if to := w.network.private[place{over.subnet.network, p.Destination.Address}].node; to != nil && to.nic == over.nic {
		return w.arrive(over, p, arrival{})
	}
	if o, stops := w.enter(over, p); stops {
		return o
	}
	if !over.nic.IPForwarding {
		return drop(fabric.ReasonNoForwarding, over.nic.ID, r.Name, "The route %s leads %s over the NIC %s of %s, which has no IP forwarding and takes only what is for its own addresses. Set ip_forwarding_enabled on its NIC configuration.", r.Name, p.words(), over.nic.Name, over.words)
	}
	if o, stops := w.martian(over, p); stops {
		return o
	}
	if w.ownAddress(over, p.Destination.Address) || over.set.Guest.Holds(p.Destination.Address) {
		o := w.guest(over, p) // it does not forward what is for itself
		if o.verdict != fabric.Reachable {
			return o
		}
		return w.answer(over, p, arrival{}, o)
	}
	w.assume("The guest of the appliance %s forwards what is not for itself, out of the NIC that it came in by, keeps state, and translates the source to its own address towards the internet.", over.set.Name())
	w.step(fabric.StepForward, over.id, "", p, "%s forwards it.", fabric.Sentence(over.words))
	w.visited = append(w.visited, over)
	if acl.Public(p.Destination.Address) {
		w.legs = append(w.legs, leg{w.sender, w.passed, over, p})
		w.sender, w.passed, p.Source = over, nil, over.party()
	} else {
		w.passed = append(w.passed, over)
	}
	return w.leave(over, p)
}

// leg is the way of a packet to an appliance that translates its source: what comes back to the appliance goes on from there.
type leg struct {
	sender *node
	passed []*node
	over   *node
	packet packet
}

// back brings an answer on from the appliances that have translated the packet, the last one first.
func (w *walk) back(delivered outcome) outcome {
	if len(w.legs) == 0 {
		return delivered
	}
	last := w.legs[len(w.legs)-1]
	w.sender, w.passed, w.legs = last.sender, last.passed, w.legs[:len(w.legs)-1]
	return w.answer(last.over, last.packet, arrival{}, delivered)
}
