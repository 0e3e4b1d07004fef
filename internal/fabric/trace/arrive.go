package trace

import (
	"net/netip"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// arrival is how a packet has come to a node.
type arrival struct {
	public   bool           // over a public address of the platform
	standard bool           // which is of the Standard SKU
	over     string         // that address, for explanations
	asked    netip.AddrPort // what a load balancer has translated, which answers come from again; invalid where none has
}

// arrive delivers a packet to a node, and brings the answer back.
func (w *walk) arrive(to *node, p packet, a arrival) outcome {
	w.port = p.DestinationPort
	w.meet(to)
	if to.set == nil { // a gateway's own address
		return drop(fabric.ReasonNoMachine, to.id, "", "%s has the address %s and takes nothing for itself there.", fabric.Sentence(to.words), to.address)
	}
	if o, closed := closedByDefault(to, p, a); closed {
		return o
	}
	if o, stops := w.enter(to, p); stops {
		return o
	}
	if o, stops := w.martian(to, p); stops {
		return o
	}
	o := w.guest(to, p)
	if o.verdict != fabric.Reachable {
		return o
	}
	return w.answer(to, p, a, o)
}

// closedByDefault stops what comes over a Standard public address to a NIC that no group stands before. Source: SOURCES.md 7
// (sure: skus.md; instance addresses likely).
func closedByDefault(to *node, p packet, a arrival) (outcome, bool) {
	if !a.standard || to.group.id != "" || to.subnet.group.id != "" {
		return outcome{}, false
	}
	return drop(fabric.ReasonClosedByDefault, to.subnet.ID, "", "%s is of the Standard SKU and closed by default: neither the subnet %s nor the NIC %s of %s has a network security group that would let %s in. Add one with an inbound rule that allows it.", fabric.Sentence(a.over), to.subnet.Name(), to.nic.Name, to.words, p.words()), true
}

// guest hands a packet to the operating system.
func (w *walk) guest(to *node, p packet) outcome {
	at, set := p.Destination.Address, to.set
	switch {
	case at == to.address || w.ownAddress(to, at):
	case !set.Guest.Holds(at):
		return drop(fabric.ReasonNoLoopback, set.ID, "", "With floating IP the packet reaches %s with the destination %s, which its guest holds on no loopback interface and drops. Configure it in the guest, and name it in guest.loopback_addresses.", to.words, at)
	case set.OSType == fabric.OSWindows && !set.Guest.WeakHost:
		return drop(fabric.ReasonWeakHost, set.ID, "", "The Windows guest of %s holds %s on a loopback interface, but drops what comes for it by another one. Set weakhostreceive and weakhostsend, and guest.weak_host_enabled.", to.words, at)
	}
	if p.Protocol != acl.ICMP && !set.Guest.Listens(p.Protocol, p.DestinationPort) {
		return drop(fabric.ReasonNotListening, set.ID, "", "The guest of %s does not listen on %s port %d. Its guest.listening_ports do not name it.", to.words, p.Protocol, p.DestinationPort)
	}
	w.step(fabric.StepDeliver, to.id, "", p, "%s takes it.", fabric.Sentence(to.words))
	return reachable(fabric.ReasonDelivered, to.id, "%s takes %s.", fabric.Sentence(to.words), p.words())
}

// martian stops what comes from an address that the guest itself has: it drops that.
func (w *walk) martian(to *node, p packet) (outcome, bool) {
	from := p.Source.Address
	if p.Source.Anyone || !w.ownAddress(to, from) && !to.set.Guest.Holds(from) {
		return outcome{}, false
	}
	return drop(fabric.ReasonBackendIsSource, to.id, "", "%s comes from %s, which %s has itself, so that its guest drops it.", p.words(), from, to.words), true
}

// ownAddress reports whether an address is another one of the node's machine.
func (w *walk) ownAddress(to *node, at netip.Addr) bool {
	t := w.network.private[place{to.subnet.network, at}]
	return t.node != nil && t.node.set == to.set && t.node.vm == to.vm
}
