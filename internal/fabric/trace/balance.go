package trace

import (
	"cmp"
	"net/netip"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/route"
)

// balance takes a packet at a frontend. A NAT rule or NAT pool has its port for itself; what a load-balancing rule takes may
// go to any healthy backend, by the hash of its distribution mode, so each of them is followed:
//
//	client -> 198.19.0.1:443 --rule--> 10.0.1.4:8443      without floating IP
//	client -> 198.19.0.1:443 --rule--> 198.19.0.1:8443    with it, to the NIC of 10.0.1.4
//
// The client's address stays. Source: SOURCES.md 5.5, 5.6 (sure), 14.
func (w *walk) balance(f *frontend, p packet) outcome {
	if p.Protocol == acl.ICMP {
		return drop(fabric.ReasonProtocolNotBalanced, f.id, "", "%s takes Tcp and Udp, and no Icmp.", fabric.Sentence(f.words()))
	}
	over := arrival{asked: netip.AddrPortFrom(f.address, uint16(p.DestinationPort)), public: !f.internal(), standard: !f.internal() && f.lb.SKU == fabric.SKUStandard, over: f.words()}
	if nat, ok := f.nat[natPort{p.Protocol, p.DestinationPort}]; ok {
		p = translated(p, f, nat.node, nat.port, nat.floating)
		w.step(fabric.StepNATRule, nat.rule, nat.rule.Name(), p, "%s of %s leads to %s alone, on port %d%s.", fabric.Sentence(nat.rule.Name()), f.words(), nat.node.words, nat.port, floatingWords(nat.floating))
		return w.arrive(nat.node, p, over)
	}
	rule, ok := f.rule(p.Protocol, p.DestinationPort)
	if !ok {
		return drop(fabric.ReasonNoRule, f.id, "", "No load-balancing rule, NAT rule or NAT pool of %s takes %s port %d.", f.words(), p.Protocol, p.DestinationPort)
	}
	return w.spread(f, rule, p, func(each *walk, to *node) outcome {
		port := rule.BackendPort
		if rule.HAPorts() {
			port = p.DestinationPort
		}
		if each.sender != nil && to.vm == each.sender.vm && f.internal() {
			return drop(fabric.ReasonBackendIsSource, rule.ID, rule.Name(), "%s is a backend of %s itself: what it sends there and the rule %s brings back to it is dropped.", fabric.Sentence(to.words), f.words(), rule.Name())
		}
		q := translated(p, f, to, port, rule.FloatingIP)
		each.step(fabric.StepLoadBalancer, rule.ID, rule.Name(), q, "The rule %s of %s sends it to %s, on port %d%s.", rule.Name(), f.words(), to.words, port, floatingWords(rule.FloatingIP))
		return each.arrive(to, q, over)
	})
}

// throughBalancer sends a packet over the appliances behind an internal frontend, each of which may get it.
func (w *walk) throughBalancer(f *frontend, p packet, r route.Route) outcome {
	rule, ok := f.rule(p.Protocol, p.DestinationPort)
	if !ok || p.Protocol == acl.ICMP {
		return drop(fabric.ReasonNoRule, f.id, r.Name, "The route %s leads over %s, and no load-balancing rule of it takes %s.", r.Name, f.words(), p.words())
	}
	return w.spread(f, rule, p, func(each *walk, over *node) outcome {
		each.step(fabric.StepLoadBalancer, rule.ID, rule.Name(), p, "The rule %s of %s sends it over %s.", rule.Name(), f.words(), over.words)
		return each.through(over, p, r)
	})
}

// translated is a packet as a backend gets it: with floating IP the destination stays the frontend's address, which is in no
// application security group. Source: SOURCES.md 7 (likely).
func translated(p packet, f *frontend, to *node, port int, floating bool) packet {
	p.Destination, p.DestinationPort = to.party(), port
	if floating {
		p.Destination = acl.Party{Address: f.address}
	}
	return p
}

func floatingWords(floating bool) string {
	if floating {
		return ", with floating IP: the destination stays the frontend's address"
	}
	return ""
}

// backends returns a rule's members of the frontend's IP version, in the order of sets, instances, NICs and IP
// configurations.
func (n *Network) backends(rule fabric.LoadBalancingRule, f *frontend) []*node {
	var list []*node
	for _, pool := range rule.BackendPoolIDs {
		for _, m := range n.members[pool.Key()] {
			if m.address.Is4() == f.address.Is4() {
				list = append(list, m)
			}
		}
	}
	return list
}

// isBehind reports whether a rule of a frontend sends to a node.
func (n *Network) isBehind(host *node, f *frontend) bool {
	return slices.ContainsFunc(f.rules, func(r fabric.LoadBalancingRule) bool { return slices.Contains(n.backends(r, f), host) })
}

// spread follows a packet to each healthy backend of a rule, and says what that comes to together.
func (w *walk) spread(f *frontend, rule fabric.LoadBalancingRule, p packet, follow func(each *walk, to *node) outcome) outcome {
	members := w.network.backends(rule, f)
	if len(members) == 0 {
		return drop(fabric.ReasonNoBackend, rule.ID, rule.Name(), "The rule %s of %s takes the packet, and its backend pool has no members.", rule.Name(), f.words())
	}
	var healthy []*node
	first := ""
	for _, m := range members {
		if why := w.network.unhealthy(m, rule); why == "" {
			healthy = append(healthy, m)
		} else if first == "" {
			first = m.words + " first. " + why
		}
	}
	if len(healthy) == 0 {
		return drop(fabric.ReasonNoHealthyBackend, rule.ID, rule.Name(), "The rule %s of %s takes the packet, and none of its %s is healthy, %s", rule.Name(), f.words(), fabric.Counted(len(members), "backend"), first)
	}
	if n := len(members) - len(healthy); n > 0 {
		w.step(fabric.StepLoadBalancer, rule.ID, rule.Name(), p, "%d of %s of the rule %s get nothing, because they are not healthy, %s", n, fabric.Counted(len(members), "backend"), rule.Name(), first)
	}
	if w.only != nil && slices.Contains(members, w.only) {
		if !slices.Contains(healthy, w.only) {
			return drop(fabric.ReasonNoHealthyBackend, rule.ID, rule.Name(), "The rule %s of %s sends nothing to %s. %s", rule.Name(), f.words(), w.only.words, w.network.unhealthy(w.only, rule))
		}
		healthy = []*node{w.only}
	}
	branches := make([]branch, len(healthy))
	for i, to := range healthy {
		branches[i] = w.branch(to.id, to.address)
		branches[i].outcome = follow(branches[i].walk, to)
	}
	return w.join(rule.ID, rule.Name(), branches)
}

func compareKeys(a, b fabric.ID) int { return cmp.Compare(a.Key(), b.Key()) }

// branch is a walk by way of one backend.
type branch struct {
	walk    *walk
	id      fabric.ID
	address netip.Addr
	outcome outcome
}

func (w *walk) branch(id fabric.ID, address netip.Addr) branch {
	each := *w
	each.steps, each.met, each.backends, each.assumptions, each.passed = nil, nil, nil, nil, slices.Clone(w.passed)
	each.visited, each.legs = slices.Clone(w.visited), slices.Clone(w.legs)
	return branch{walk: &each, id: id, address: address}
}

// join says what the answers of all backends come to. The steps go on with those of the one that decides: the first that
// cannot be reached, else the first.
func (w *walk) join(id fabric.ID, rule string, branches []branch) outcome {
	decides, through := -1, 0
	for i, b := range branches {
		if b.outcome.pending != "" {
			return b.outcome
		}
		for _, a := range b.walk.assumptions {
			w.assume("%s", a)
		}
		if b.outcome.verdict == fabric.Reachable {
			through++
		} else if decides < 0 {
			decides = i
		}
		w.backends = append(w.backends, fabric.BackendReachability{ID: b.id, Address: b.address, Port: b.walk.port, Passage: b.outcome.passage(b.walk.steps)})
	}
	one := branches[max(decides, 0)]
	w.steps, w.met = append(w.steps, one.walk.steps...), append(w.met, one.walk.met...)
	if through == 0 || decides < 0 {
		return one.outcome
	}
	o := drop(fabric.ReasonSomeBackends, id, rule, "%d of %s cannot be reached, %s first. %s", len(branches)-through, fabric.Counted(len(branches), "backend"), one.address, one.outcome.why.Detail)
	o.verdict = fabric.Ambiguous
	return o
}
