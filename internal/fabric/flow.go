package fabric

import (
	"strings"
)

// flow is what a load-balancing rule, a NAT rule or a NAT pool does, in the terms in which they exclude each other.
type flow struct {
	object   Object
	frontend string // the frontend's name, as the object spells it
	protocol string
	from, to int // frontend ports, inclusive; HA ports take all
	backend  int // 0 with HA ports: every port
	floating bool
	pools    []ID // backend pools; nil for a NAT pool
}

func ruleFlow(r LoadBalancingRule) flow {
	f := flow{object: r, frontend: r.FrontendName, protocol: r.Protocol, from: r.FrontendPort, to: r.FrontendPort, backend: r.BackendPort, floating: r.FloatingIP, pools: r.BackendPoolIDs}
	if r.HAPorts() {
		f.from, f.to = 0, maxPort
	}
	return f
}

func natFlow(p InboundNATPool) flow {
	return flow{object: p, frontend: p.FrontendName, protocol: p.Protocol, from: p.FrontendPortStart, to: p.FrontendPortEnd, backend: p.BackendPort, floating: p.FloatingIP}
}

func natRuleFlow(r InboundNATRule) flow {
	return flow{object: r, frontend: r.FrontendName, protocol: r.Protocol, from: r.FrontendPortStart, to: r.FrontendPortEnd, backend: r.BackendPort, floating: r.FloatingIP, pools: []ID{r.BackendPoolID}}
}

// flowOf returns the flow of an object that makes one.
func flowOf(o Object) (flow, bool) {
	switch o := o.(type) {
	case LoadBalancingRule:
		return ruleFlow(o), true
	case InboundNATPool:
		return natFlow(o), true
	case InboundNATRule:
		return natRuleFlow(o), true
	}
	return flow{}, false
}

// flowsOf returns the flows of a load balancer, in the order of their ids.
func flowsOf(w *World, lb ID) []flow {
	var flows []flow
	for _, o := range w.below(lb) {
		if f, ok := flowOf(o); ok {
			flows = append(flows, f)
		}
	}
	return flows
}

func (f flow) id() ID         { return f.object.Head().ID }
func (f flow) name() string   { return f.object.Head().Name() }
func (f flow) kind() string   { return f.object.Kind().Title() }
func (f flow) lb() ID         { return f.id().Parent() }
func (f flow) haPorts() bool  { return f.protocol == ProtocolAll }
func (f flow) is(o flow) bool { return f.id().Is(o.id()) }
func (f flow) isNAT() bool    { return f.object.Kind() != KindLoadBalancingRule }

// sameProtocol reports whether two flows can carry one packet: All overlaps every protocol. Source: SOURCES.md 5.5
// (likely).
func (f flow) sameProtocol(o flow) bool {
	return f.protocol == o.protocol || f.protocol == ProtocolAll || o.protocol == ProtocolAll
}

// sameFrontend reports whether both flows listen on one frontend; names compare without regard to case.
func (f flow) sameFrontend(o flow) bool { return strings.EqualFold(f.frontend, o.frontend) }

// sameFrontendPort reports whether both flows would take one packet that arrives. A NAT rule or NAT pool takes its ports
// out of an HA-ports rule: SOURCES.md 5.5.
func (f flow) sameFrontendPort(o flow) bool {
	if f.haPorts() && o.isNAT() || o.haPorts() && f.isNAT() {
		return false
	}
	return f.sameFrontend(o) && f.sameProtocol(o) && f.from <= o.to && o.from <= f.to
}

// sameBackendPort reports whether both flows deliver to one port and protocol of a member.
func (f flow) sameBackendPort(o flow) bool {
	return f.sameProtocol(o) && (f.backend == o.backend || f.haPorts() || o.haPorts())
}

// sharesPool returns a backend pool that both flows send to.
func (f flow) sharesPool(o flow) (ID, bool) {
	for _, a := range f.pools {
		for _, b := range o.pools {
			if a.Is(b) {
				return a, true
			}
		}
	}
	return "", false
}
