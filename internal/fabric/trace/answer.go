package trace

import (
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/route"
)

// reversed is the answer to a packet.
func (p packet) reversed() packet {
	p.Source, p.Destination = p.Destination, p.Source
	p.SourcePort, p.DestinationPort = p.DestinationPort, p.SourcePort
	return p
}

// answer brings the answer back to who sent the packet. Groups keep state, so they let it pass where they have seen the
// packet; its way is up to the routes of the subnet that it comes from. Source: SOURCES.md 7 (sure: stateful), 13.
func (w *walk) answer(from *node, p packet, a arrival, delivered outcome) outcome {
	if w.sender == nil {
		return w.answerInternet(from, p, a, delivered)
	}
	back := p.reversed()
	if a.asked.IsValid() {
		back.Source, back.SourcePort = acl.Party{Address: a.asked.Addr()}, int(a.asked.Port())
	}
	var seen []*node // the appliances on the way back
	for at := from; ; {
		r, ok := at.subnet.routes.Lookup(back.Destination.Address)
		if !ok || r.NextHop == route.None || r.NextHop == route.Internet {
			return w.lost(at, r, back)
		}
		if r.NextHop == route.VirtualNetworkGateway {
			return w.networkGateway(at, back, r)
		}
		if r.NextHop == route.VnetLocal {
			break
		}
		w.step(fabric.StepReply, at.subnet.RouteTableID, r.Name, back, "%s", routeWords(at, r))
		over, o, stops := w.answerOver(at, back, r)
		if stops {
			return o
		}
		if over.vm == w.sender.vm {
			break // the appliance itself has asked
		}
		if slices.Contains(seen, over) || len(seen) >= maxHops {
			return drop(fabric.ReasonRoutingLoop, at.subnet.RouteTableID, r.Name, "The answer to %s goes in a loop over %s.", p.words(), over.words)
		}
		seen = append(seen, over)
		at = over
	}
	return w.symmetric(from, p, seen, delivered)
}

// symmetric wants a Tcp answer to pass the appliances that the packet has passed: they drop what follows a part of the
// handshake that they did not see. Nothing but the two packets belongs to a flow of Udp or Icmp.
func (w *walk) symmetric(from *node, p packet, seen []*node, delivered outcome) outcome {
	for _, over := range w.passed {
		if p.Protocol == acl.TCP && !slices.Contains(seen, over) {
			return drop(fabric.ReasonAsymmetric, from.subnet.ID, "", "%s goes over %s, and its answer does not: an appliance that sees half of a connection drops the rest. Give the subnet %s a route back over it.", fabric.Sentence(p.words()), over.words, from.subnet.Name())
		}
	}
	w.step(fabric.StepReply, from.id, "", p.reversed(), "The answer comes back.")
	return w.back(delivered)
}

// answerOver takes an answer over the next hop of a route. An appliance that did not see the packet takes an answer of Udp as
// a packet of its own, and drops others, which its firewall has no flow for.
func (w *walk) answerOver(at *node, back packet, r route.Route) (over *node, o outcome, stops bool) {
	t := w.network.private[place{at.subnet.network, r.Address}]
	if t.frontend != nil { // those of one rule keep to the appliance of the packet: both ways hash alike
		for _, over := range w.passed {
			if w.network.isBehind(over, t.frontend) {
				w.assume("The load balancer %s sends both ways of a flow to the same appliance.", t.frontend.lb.Name())
				return over, o, false
			}
		}
	}
	over = t.node
	switch {
	case over == nil:
		return nil, drop(fabric.ReasonNextHopMissing, at.subnet.RouteTableID, r.Name, "The answer takes the route %s of the route table %s to %s, and no NIC that the packet has passed has that address.", r.Name, at.subnet.RouteTableID.Name(), r.Address), true
	case over.nic == w.sender.nic || slices.ContainsFunc(w.passed, func(n *node) bool { return n.nic == over.nic }):
		return over, o, false
	case back.Protocol != acl.UDP:
		return nil, drop(fabric.ReasonAsymmetric, at.subnet.RouteTableID, r.Name, "The answer from %s takes the route %s of the route table %s over %s, which has not seen the packet that it answers, and drops it. Route both ways over the appliance, or neither.", at.words, r.Name, at.subnet.RouteTableID.Name(), over.words), true
	}
	if o, stops = w.enter(over, back); stops {
		return nil, o, true
	}
	if !over.nic.IPForwarding {
		return nil, drop(fabric.ReasonNoForwarding, over.nic.ID, r.Name, "The answer takes the route %s over the NIC %s of %s, which has no IP forwarding.", r.Name, over.nic.Name, over.words), true
	}
	if over.vm == w.sender.vm {
		return over, o, false
	}
	if o, stops = w.martian(over, back); stops {
		return nil, o, true
	}
	w.step(fabric.StepForward, over.id, "", back, "%s forwards the answer, as a flow of its own.", fabric.Sentence(over.words))
	if o, stops = w.exit(over, back); stops {
		return nil, o, true
	}
	return over, o, false
}

// answerInternet sends an answer to the internet, over the address that the packet came to: unless a route takes it elsewhere.
// Source: SOURCES.md 13, 14 (likely: recall).
func (w *walk) answerInternet(from *node, p packet, a arrival, delivered outcome) outcome {
	back := p.reversed()
	r, ok := from.subnet.routes.Lookup(back.Destination.Address)
	if ok && r.NextHop == route.Internet {
		w.step(fabric.StepReply, from.id, "", back, "The answer leaves by %s.", a.over)
		return w.back(delivered)
	}
	if ok && r.NextHop == route.VirtualAppliance {
		return drop(fabric.ReasonAsymmetric, from.subnet.RouteTableID, r.Name, "The packet reaches %s over %s, but its answer takes the route %s of the route table %s to the appliance %s: it leaves from another address, and who asked drops it. Give the subnet a route to the internet for those who ask, or bring them in over the appliance.", from.words, a.over, r.Name, from.subnet.RouteTableID.Name(), r.Address)
	}
	if ok && r.NextHop == route.VirtualNetworkGateway {
		return w.networkGateway(from, back, r)
	}
	return w.lost(from, r, back)
}

// lost is an answer that no route takes to who asked.
func (w *walk) lost(at *node, r route.Route, back packet) outcome {
	if r.Source == route.User {
		return drop(fabric.ReasonUserRoute, at.subnet.RouteTableID, r.Name, "The packet arrives, but the route %s of the route table %s takes the answer from %s to %s.", r.Name, at.subnet.RouteTableID.Name(), at.words, nextHopWords(r.NextHop))
	}
	return drop(fabric.ReasonSystemRoute, at.subnet.ID, "", "The packet arrives, but the subnet %s has no route for the answer to %s.", at.subnet.Name(), back.Destination.Address)
}

func nextHopWords(hop string) string {
	if hop == route.None {
		return "None, where it is dropped"
	}
	return hop + ", where nobody waits for it"
}
