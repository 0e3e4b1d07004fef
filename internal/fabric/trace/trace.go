// Package trace walks a packet through the fabric: name, rules, routes, appliances, translation, balancing, guest, and the
// way back.
//
//	instance -> NIC group -> subnet group -> route -+-> subnet group -> NIC group -> guest
//	                                                +-> appliance -> (again from its NIC)
//	                                                +-> load balancer -> each healthy backend
//	                                                +-> source NAT -> internet
//	internet -> public IP, load balancer or gateway ---> subnet group -> NIC group -> guest
package trace

import (
	"fmt"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// Internet is the endpoint that stands for any host on the internet.
const Internet = "Internet"

// Query asks whether a packet gets through.
type Query struct {
	// Source and Destination are Internet; an IP address; the id of an instance, for its primary IP configuration, or of its
	// NIC or IP configuration; the id of a frontend; or a name, of a destination alone.
	Source, Destination string
	Protocol            string // Tcp, Udp or Icmp, in any casing
	DestinationPort     int    // 1 to 65535; 0 with Icmp
	SourcePort          int    // 0 for acl.EphemeralPort
}

// Answer is what a query comes to.
type Answer struct {
	fabric.Reachability
	// Met are the IP configurations and gateways that the packet, or its answer, has come to on the way that decides, in order:
	// also the one whose groups have kept it out, which is in no step.
	Met []fabric.ID
	// Pending is an object that may decide and whose content is not known yet; the rest is empty then.
	Pending fabric.ID
}

// Trace answers a query. The findings say what is wrong with it; there is no answer then.
func (n *Network) Trace(q Query) (Answer, []fabric.Finding) {
	list := fabric.CheckTracedPacket(q.Protocol, q.DestinationPort, q.SourcePort)
	source, err := n.source(q.Source)
	if err != nil {
		list = append(list, refusal("source", err))
	}
	if len(list) > 0 {
		return Answer{}, list
	}
	w := &walk{network: n, source: source, steps: make([]fabric.TraceStep, 0, 8)}
	p := packet{Packet: acl.Packet{Protocol: acl.ParseProtocol(q.Protocol), Source: source.party(), SourcePort: q.SourcePort, DestinationPort: q.DestinationPort}}
	if p.SourcePort == 0 && p.Protocol != acl.ICMP {
		p.SourcePort = acl.EphemeralPort
	}
	d, outcome, err := w.destination(q.Destination, source)
	if err != nil {
		return Answer{}, []fabric.Finding{refusal("destination", err)}
	}
	if outcome == nil {
		result := w.start(d, p)
		outcome = &result
	}
	if outcome.pending != "" {
		return Answer{Pending: outcome.pending}, nil
	}
	if end, ends := ends[outcome.verdict]; ends {
		w.steps = append(w.steps, fabric.TraceStep{Kind: end, ID: outcome.why.ID, Rule: outcome.why.Rule, Detail: outcome.why.Detail})
	}
	return Answer{Reachability: fabric.Reachability{Passage: outcome.passage(w.steps), Backends: w.backends, Assumptions: w.assumptions}, Met: w.met}, nil
}

// ends are the last steps of ways that lead nowhere.
var ends = map[fabric.Verdict]fabric.StepKind{fabric.Unreachable: fabric.StepDrop, fabric.Undetermined: fabric.StepAbort}

func refusal(at string, err error) fabric.Finding {
	return fabric.Finding{
		Code: fabric.CodeInvalidParameter, Severity: fabric.Error, Field: fabric.At(at),
		Detail: fmt.Sprintf("The packet cannot be traced with its %s: %s.", at, err),
		Advice: "Name Internet, an IP address, the id of an instance, of its NIC or of its IP configuration, the id of a frontend, or as a destination a domain name; add depends_on where it is created in the same configuration.",
	}
}

// balancerOfFrontend returns the load balancer in the id of a frontend. Source: SOURCES.md 11.1 (sure).
func balancerOfFrontend(id fabric.ID) (lb fabric.ID, ok bool) {
	p, err := fabric.ParseID(string(id))
	if err != nil || !strings.EqualFold(p.Type(), "Microsoft.Network/loadBalancers/frontendIPConfigurations") {
		return "", false
	}
	return id.Parent(), true
}
