package trace

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// maxHops bounds the appliances on one way. A way without loops passes each once; longer ones are nobody's design.
const maxHops = 16

// packet is one packet as it is at one place of its way.
type packet struct{ acl.Packet }

// end is one end of a packet as a step shows it.
func (p packet) end(party acl.Party, port int) string {
	switch {
	case party.Anyone:
		return Internet
	case !party.Address.IsValid():
		return ""
	case p.Protocol == acl.ICMP:
		return party.Address.String()
	}
	return netip.AddrPortFrom(party.Address, uint16(port)).String()
}

// words says what the packet is, for explanations.
func (p packet) words() string {
	source, destination := p.Source.Address.String(), p.end(p.Destination, p.DestinationPort)
	if p.Source.Anyone {
		source = "the internet"
	}
	if p.Destination.Anyone {
		destination = "the internet"
	}
	return p.Protocol + " from " + source + " to " + destination
}

// outcome is how a walk ends.
type outcome struct {
	verdict fabric.Verdict
	why     fabric.Why
	pending fabric.ID // what is not known yet and may decide; empty for nothing
}

// passage is the outcome with the steps that lead to it.
func (o outcome) passage(steps []fabric.TraceStep) fabric.Passage {
	return fabric.Passage{Verdict: o.verdict, Why: o.why, Steps: steps}
}

// walk is one way of one packet.
type walk struct {
	network     *Network
	source      origin
	only        *node   // of the backends, the one that counts; nil for all
	sender      *node   // who sent the packet into the network that it is in; nil on the internet
	passed      []*node // the appliances on the way, in order
	visited     []*node // likewise, and those before one that translates
	legs        []leg   // of the way to the internet, a leg for each appliance that translates
	port        int     // that the packet has arrived with
	steps       []fabric.TraceStep
	met         []fabric.ID // IP configurations and gateways, in order
	backends    []fabric.BackendReachability
	assumptions []string
}

func (w *walk) step(kind fabric.StepKind, id fabric.ID, rule string, p packet, format string, args ...any) {
	w.steps = append(w.steps, fabric.TraceStep{Kind: kind, ID: id, Rule: rule, Detail: fmt.Sprintf(format, args...), Source: p.end(p.Source, p.SourcePort), Destination: p.end(p.Destination, p.DestinationPort)})
}

// meet notes that the packet has come to a node.
func (w *walk) meet(n *node) {
	if last := len(w.met) - 1; last < 0 || w.met[last] != n.id {
		w.met = append(w.met, n.id)
	}
}

func (w *walk) assume(format string, args ...any) {
	if text := fmt.Sprintf(format, args...); !slices.Contains(w.assumptions, text) {
		w.assumptions = append(w.assumptions, text)
	}
}

// drop ends a walk with a packet that does not get through.
func drop(reason fabric.Reason, id fabric.ID, rule, format string, args ...any) outcome {
	return outcome{verdict: fabric.Unreachable, why: fabric.Why{Reason: reason, ID: id, Rule: rule, Detail: fmt.Sprintf(format, args...)}}
}

// unknown ends a walk where what decides is not modelled.
func unknown(reason fabric.Reason, id fabric.ID, rule, format string, args ...any) outcome {
	o := drop(reason, id, rule, format, args...)
	o.verdict = fabric.Undetermined
	return o
}

func reachable(reason fabric.Reason, id fabric.ID, format string, args ...any) outcome {
	o := drop(reason, id, "", format, args...)
	o.verdict = fabric.Reachable
	return o
}

// start sends the packet off.
func (w *walk) start(d goal, p packet) outcome {
	if len(w.source.nodes) == 0 {
		return w.fromInternet(d, p)
	}
	if d.anyone {
		d.address = acl.Anyone(w.source.nodes[0].address.Is4()).Address
	}
	host, ok := w.source.of(d.address)
	if !ok {
		return drop(fabric.ReasonAddressVersion, w.source.nodes[0].id, "", "The NIC %s of %s has no address of the IP version of %s.", w.source.nodes[0].nic.Name, w.source.nodes[0].words, d.address)
	}
	p.Source, p.Destination = host.party(), acl.Party{Address: d.address, Anyone: d.anyone}
	if to := w.network.private[place{host.subnet.network, d.address}]; to.node != nil {
		p.Destination = to.node.party()
	}
	w.sender = host
	w.meet(host)
	w.step(fabric.StepStart, host.id, "", p, "%s sends %s from the IP configuration %s of its NIC %s.", fabric.Sentence(host.words), p.words(), host.ip.Name, host.nic.Name)
	if to := w.network.private[place{host.subnet.network, d.address}]; to.node != nil && to.node.vm == host.vm && to.node.set == host.set {
		return w.guest(to.node, p) // the guest keeps to itself what is for itself
	}
	if !d.anyone && host.set != nil && host.set.Guest.Holds(d.address) {
		return w.guest(host, p) // likewise what is for its loopback interface
	}
	return w.leave(host, p)
}

// leave sends a packet from a node: by the groups of its NIC and its subnet, then by its subnet's routes.
func (w *walk) leave(from *node, p packet) outcome {
	if o, stops := w.exit(from, p); stops {
		return o
	}
	return w.route(from, p)
}

// exit takes a packet out of a node's NIC: by the groups of the NIC and its subnet.
func (w *walk) exit(from *node, p packet) (outcome, bool) {
	for _, at := range []level{{from.group, onNIC(from)}, {from.subnet.group, onSubnet(from.subnet)}} {
		if o, stops := w.filter(acl.Outbound, at, from.subnet, p); stops {
			return o, true
		}
	}
	return outcome{}, false
}

// enter brings a packet to a node's NIC: by the groups of its subnet and its NIC. Order of the levels: SOURCES.md 7 (likely:
// recall).
func (w *walk) enter(to *node, p packet) (outcome, bool) {
	w.meet(to)
	for _, at := range []level{{to.subnet.group, onSubnet(to.subnet)}, {to.group, onNIC(to)}} {
		if o, stops := w.filter(acl.Inbound, at, to.subnet, p); stops {
			return o, true
		}
	}
	return outcome{}, false
}

// level is a group and what it is on.
type level struct {
	group *group
	on    string
}

func onNIC(n *node) string {
	if n.nic == nil {
		return ""
	}
	return "the NIC " + n.nic.Name + " of " + n.words
}

func onSubnet(s *subnet) string { return "the subnet " + s.Name() }

// filter looks at a packet with the rules of one level; without a group everything passes.
func (w *walk) filter(d acl.Direction, at level, s *subnet, p packet) (o outcome, stops bool) {
	switch {
	case s.pending != "":
		return outcome{pending: s.pending}, true
	case at.group.pending:
		return outcome{pending: at.group.id}, true
	case at.group.list == nil:
		return outcome{}, false
	}
	decision := at.group.list.Decide(d, s.scope, p.Packet)
	if doubt := decision.Doubt; doubt != nil && doubt.Allow != decision.Allow {
		w.assume("The rule %s of the network security group %s, whose service tags are not modelled, does not take this packet.", doubt.Name, at.group.id.Name())
	}
	if decision.Rule == nil {
		return outcome{}, false
	}
	name, verb := decision.Rule.Name, map[bool]string{true: "allows", false: "denies"}[decision.Allow]
	w.step(fabric.StepSecurityRule, at.group.id, name, p, "The %s rule %s (priority %d) of the network security group %s on %s %s it.", directionWords[d], name, decision.Rule.Priority, at.group.id.Name(), at.on, verb)
	if decision.Allow {
		return outcome{}, false
	}
	return denied(d, decision.Rule, at, p), true
}

var directionWords = map[acl.Direction]string{acl.Inbound: "inbound", acl.Outbound: "outbound"}

// denied explains the rule that stops a packet, and what would let it through.
func denied(d acl.Direction, r *acl.Rule, at level, p packet) outcome {
	advice := fmt.Sprintf("An %s rule that allows it with a priority below %d would let it through.", directionWords[d], min(r.Priority, acl.MaxPriority+1))
	if r.Priority == acl.MinPriority {
		advice = "No rule can come before it: give it a higher number, or narrow it."
	}
	return drop(fabric.ReasonSecurityRule, at.group.id, r.Name, "The %s rule %s (priority %d) of the network security group %s on %s denies %s. %s", directionWords[d], r.Name, r.Priority, at.group.id.Name(), at.on, p.words(), advice)
}
