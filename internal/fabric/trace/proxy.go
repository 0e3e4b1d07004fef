package trace

import (
	"fmt"
	"net/netip"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// proxy takes a connection at an application gateway, which opens one of its own to a target of its pools. Listeners, rules
// and settings of gateways are not modelled: each pool is taken to be served on the port that is asked for.
func (w *walk) proxy(g *gateway, p packet) outcome {
	if p.Protocol != acl.TCP {
		return drop(fabric.ReasonProtocolNotBalanced, g.ID, "", "%s takes Tcp, and no %s.", fabric.Sentence(g.words()), p.Protocol)
	}
	w.meet(g.node)
	p.Destination = g.node.party()
	if o, stops := w.filter(acl.Inbound, level{g.node.subnet.group, onSubnet(g.node.subnet)}, g.node.subnet, p); stops {
		return o
	}
	w.assume("%s listens on port %d and sends to the same port of each of its pools: its listeners, rules and settings are not modelled.", fabric.Sentence(g.words()), p.DestinationPort)
	targets := w.targets(g)
	if len(targets) == 0 {
		return drop(fabric.ReasonNoBackend, g.ID, "", "The pools of %s have no targets.", g.words())
	}
	branches := make([]branch, len(targets))
	for i, t := range targets {
		branches[i] = w.branch(t.id, t.address)
		branches[i].outcome = branches[i].walk.connect(g, t, p)
	}
	return w.join(g.ID, "", branches)
}

// poolTarget is what a gateway's pool names: an instance, an address or a name.
type poolTarget struct {
	pool    fabric.ID
	id      fabric.ID // of an instance's IP configuration
	address netip.Addr
	name    string
}

func (w *walk) targets(g *gateway) []poolTarget {
	var list []poolTarget
	for _, pool := range g.pools {
		for _, m := range w.network.members[pool.ID.Key()] {
			if w.only == nil || w.only == m {
				list = append(list, poolTarget{pool: pool.ID, id: m.id, address: m.address})
			}
		}
		for _, text := range pool.IPAddresses {
			if a, err := netip.ParseAddr(text); err == nil && w.only == nil {
				list = append(list, poolTarget{pool: pool.ID, address: a})
			}
		}
		for _, name := range pool.FQDNs {
			if w.only == nil {
				list = append(list, poolTarget{pool: pool.ID, name: name})
			}
		}
	}
	return list
}

// connect opens the gateway's own connection to a target.
func (w *walk) connect(g *gateway, t poolTarget, p packet) outcome {
	if !t.address.IsValid() {
		return unknown(fabric.ReasonUnmodelledTarget, t.pool, "", "The pool %s of %s sends to the name %s, and what it stands for is not modelled.", t.pool.Name(), g.words(), t.name)
	}
	w.sender, w.passed, w.visited, w.legs = g.node, nil, nil, nil
	p.Source, p.Destination, p.SourcePort = g.node.party(), acl.Party{Address: t.address}, acl.EphemeralPort
	if to := w.network.private[place{g.node.subnet.network, t.address}]; to.node != nil {
		p.Destination = to.node.party()
	}
	w.step(fabric.StepProxy, t.pool, "", p, "%s opens a connection of its own to %s.", fabric.Sentence(g.words()), fmt.Sprintf("%s of its pool %s", t.address, t.pool.Name()))
	return w.leave(g.node, p)
}
