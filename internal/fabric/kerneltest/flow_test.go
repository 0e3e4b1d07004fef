//go:build linux

package kerneltest

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/trace"
)

// flow is a packet that both are asked about.
type flow struct {
	query     trace.Query
	namespace string // of the source
	from, to  netip.Addr
	port      int     // the source's; the identifier of an echo
	backend   *choice // the one that is asked for, where there are several
	// What the trace says: of the flow, or of the flow by way of the backend.
	verdict  fabric.Verdict
	why      fabric.Why
	steps    []fabric.TraceStep
	expected bool // the trace says that it is reached

	probe  *probe
	answer answer // what the kernel says
}

func (f *flow) String() string {
	text := fmt.Sprintf("%s from %s port %d to %s", f.query.Protocol, f.query.Source, f.port, f.query.Destination)
	if f.query.DestinationPort != 0 {
		text += fmt.Sprintf(" port %d", f.query.DestinationPort)
	}
	if f.backend != nil {
		text += ", by way of " + string(f.backend.ip.ID)
	}
	return text
}

func (f *flow) newProbe() *probe {
	return &probe{
		namespace: f.namespace, protocol: f.query.Protocol,
		from: netip.AddrPortFrom(f.from, uint16(f.port)), to: netip.AddrPortFrom(f.to, uint16(f.query.DestinationPort)),
	}
}

// end is where a flow can come from or go to.
type end struct {
	text      string // as the trace is asked
	namespace string // empty where nobody is
	address   netip.Addr
}

// sources are the IP configurations of all instances, and hosts on the internet.
func (l *layout) sources() []end {
	var list []end
	for _, n := range l.nics {
		for _, ip := range n.view.IPConfigurations {
			list = append(list, end{string(ip.ID), guestNS(n.guest), ip.PrivateAddress})
		}
	}
	return append(list, l.outsiders()...)
}

func (l *layout) outsiders() []end {
	list := []end{{trace.Internet, hostNS, anyone}}
	for _, a := range strangers {
		list = append(list, end{a.String(), hostNS, a})
	}
	return list
}

// destinations are what the source may want to reach: public addresses, from the internet nothing else.
func (l *layout) destinations(fromInternet bool) []end {
	var list []end
	add := func(addresses ...netip.Addr) {
		for _, a := range addresses {
			list = append(list, end{text: a.String(), address: a})
		}
	}
	for _, n := range l.nics {
		for _, ip := range n.view.IPConfigurations {
			if ip.PublicAddress.IsValid() {
				add(ip.PublicAddress)
			}
			if !fromInternet {
				add(ip.PrivateAddress)
			}
		}
	}
	fronts := l.frontends(true)
	if !fromInternet {
		fronts = append(fronts, l.frontends(false)...)
		list = append(list, l.outsiders()...)
		add(netip.MustParseAddr("10.0.0.60"), netip.MustParseAddr("10.200.0.1"), netip.MustParseAddr("192.168.7.7"))
	}
	add(slices.Concat(fronts, fronts)...) // twice as likely
	add(netip.MustParseAddr("198.19.200.1"))
	return list
}

// drawFlows draws flows of a network, a flow for each backend where there are several. No two have the same source port.
func (l *layout) drawFlows(t *rapid.T, count int) []*flow {
	var list []*flow
	sources, next := l.sources(), 0
	for range count {
		s := fabrictest.Pick(t, "source", sources...)
		d := fabrictest.Pick(t, "destination", l.destinations(s.namespace == hostNS)...)
		q := trace.Query{Source: s.text, Destination: d.text, Protocol: fabrictest.Pick(t, "flow's protocol", fabric.ProtocolTCP, fabric.ProtocolTCP, fabric.ProtocolUDP, protocolICMP)}
		if q.Protocol != protocolICMP {
			q.DestinationPort = fabrictest.Pick(t, "flow's port", l.portsOf(d.address)...)
		}
		base := fabrictest.Pick(t, "source ports", 20000, 45008) + ordinals*next
		next++
		choices := l.backends(d.address, q.Protocol, q.DestinationPort)
		for i := range max(1, len(choices)) {
			f := &flow{query: q, namespace: s.namespace, from: s.address, to: d.address, port: base + i}
			if len(choices) > 0 {
				f.backend = &choices[i]
			}
			if q.Protocol != protocolICMP {
				f.query.SourcePort = f.port
			}
			list = append(list, f)
		}
	}
	return list
}

// portsOf are the ports that flows to an address go to: those that something takes there, and those of guests.
func (l *layout) portsOf(a netip.Addr) []int {
	list := slices.Clone(ports)
	for _, c := range l.choices {
		if c.frontend == a && c.port != 0 {
			list = append(list, c.port, c.port, c.port)
		}
	}
	return list
}

// ask asks the trace. Flows by way of a backend get its answer.
func (f *flow) ask(n *trace.Network) error {
	result, findings := n.Trace(f.query)
	if len(findings) > 0 || result.Pending != "" {
		return fmt.Errorf("the trace refuses %s: %v", f, findings)
	}
	f.verdict, f.why, f.steps = result.Verdict, result.Why, result.Steps
	for _, b := range result.Backends {
		if f.backend != nil && b.ID.Is(f.backend.ip.ID) {
			f.verdict, f.why, f.steps = b.Verdict, b.Why, b.Steps
		}
	}
	f.expected = f.verdict == fabric.Reachable
	if f.verdict != fabric.Reachable && f.verdict != fabric.Unreachable {
		return fmt.Errorf("the trace is not sure of %s: %s, %s", f, f.verdict, f.why.Detail)
	}
	return nil
}

// disagreement says where the kernel and the trace differ; empty where they do not. Who has answered, and what it has seen as
// source and destination, are a part of it.
func (f *flow) disagreement(l *layout) string {
	if f.expected != f.answer.reached {
		return "One reaches it, the other does not."
	}
	if !f.expected || f.answer.by == "" {
		return ""
	}
	last := f.steps[slices.IndexFunc(f.steps, func(s fabric.TraceStep) bool { return s.Kind == fabric.StepDeliver })]
	by := hostNS
	for _, n := range l.nics {
		if strings.HasPrefix(string(last.ID.Key()), string(n.view.ID.Key())+"/") {
			by = guestNS(n.guest)
		}
	}
	switch {
	case by != f.answer.by:
		return "Who answers is another: " + by + " in the trace."
	case by != hostNS && last.Destination != f.answer.to.String():
		return "It arrives with the destination " + last.Destination + " in the trace."
	case by != hostNS && last.Source != f.answer.source.String() && last.Source != trace.Internet:
		return "It arrives from " + last.Source + " in the trace."
	}
	return ""
}
