package topology

import (
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// gutterCount is how many gutters lie between the columns. A line turns in the last one before its end.
const (
	beforePublics = iota
	beforeCards
	beforeNetworks
	beforeExits
	beforeHops
	gutterCount
)

// way is a line of the picture.
type way struct {
	edge     Edge
	from, to fabric.Key // of places
	class    string     // of the line
	gutter   int
	inside   *network // the network whose own gutter the line turns in, where it does not come from outside
	over     bool     // above the entries of the subnet
}

// wayNAT is the class of lines from NAT pools.
const wayNAT = "way nat"

// lanes are the lines that run in a gutter, by where they come from: lines from one place share a lane.
type lanes struct {
	x    int
	from []fabric.Key
}

func (l lanes) width(after bool) int {
	if len(l.from) > 0 {
		return gutter + lane*min(len(l.from), maxLanes)
	}
	if after {
		return gap
	}
	return 0
}

// lane is where the lines from a place run.
func (l lanes) lane(from fabric.Key) int {
	return l.x + gutter/2 + lane*(max(slices.Index(l.from, from), 0)%maxLanes)
}

func (l *lanes) add(from fabric.Key) {
	if !slices.Contains(l.from, from) {
		l.from = append(l.from, from)
	}
}

// connect finds the lines and in which gutters they turn.
func (p *picture) connect() {
	for _, e := range p.graph.Edges {
		switch e.Kind {
		case Enters:
			p.enter(e)
		case Addresses, Balances:
			p.lead(e)
		case Routes:
			p.add(way{edge: e, from: e.From.Key(), to: e.To.Key(), class: "way", gutter: beforeExits})
		case Outbound:
			p.leave(e)
		case NextHop:
			p.add(way{edge: e, from: e.From.Key(), to: hopKey(e.To), class: "way", gutter: beforeHops})
		}
	}
	for _, w := range p.lines {
		if w.inside == nil {
			p.gutters[w.gutter].add(w.from)
		}
	}
}

func (p *picture) add(w way) { p.lines = append(p.lines, w) }

func (p *picture) enter(e Edge) {
	to := e.To.Key()
	if p.graph.kindOf(e.To) == NodeKind(fabric.KindScaleSet) {
		for _, s := range p.presences(e.To) {
			if s.public("") {
				p.intoSet(e, looseKey(e.To), s, "way")
			}
		}
		to = looseKey(e.To)
	}
	p.add(way{edge: e, from: e.From.Key(), to: to, class: "way", gutter: beforePublics})
}

// lead draws what leads to a load balancer, a gateway or a set; what stays inside of a card is said there.
func (p *picture) lead(e Edge) {
	to, _ := p.graph.Node(e.To)
	class := "way"
	if p.graph.kindOf(e.From) == NodeKind(fabric.KindInboundNATPool) {
		class = wayNAT
	}
	switch {
	case to.Kind == NodeKind(fabric.KindScaleSet):
		for _, s := range p.presences(e.To) {
			if s.takes(e.From) || e.Kind == Addresses && s.public(e.From) {
				p.intoSet(e, e.From.Key(), s, class)
			}
		}
	case e.Kind == Addresses && to.Parent == "":
		p.add(way{edge: e, from: e.From.Key(), to: e.To.Key(), class: class, gutter: beforeCards})
	case e.Kind == Addresses && to.Kind == NodeKind(fabric.KindApplicationGateway):
		p.add(way{edge: e, from: e.From.Key(), to: e.To.Key(), class: class, gutter: beforeNetworks})
	case e.Kind == Addresses:
		p.add(way{edge: e, from: e.From.Key(), to: e.To.Key(), class: class, gutter: beforeCards})
	}
}

func (p *picture) leave(e Edge) {
	switch {
	case e.To == Internet:
		p.add(way{edge: e, from: e.From.Key(), to: hopKey(e.To), class: "way out", gutter: beforeHops})
	case p.graph.kindOf(e.To) == NodeKind(fabric.KindNATGateway):
		p.add(way{edge: e, from: e.From.Key(), to: e.To.Key(), class: "way out", gutter: beforeExits})
	}
}

func (p *picture) presences(set fabric.ID) []presence {
	n, _ := p.graph.Node(set)
	return presencesOf(n)
}

// intoSet adds a line to a set in one subnet: from outside, or from an entry in the same network.
func (p *picture) intoSet(e Edge, from fabric.Key, s presence, class string) {
	net := p.networkOf(s.subnet)
	if net == nil {
		return
	}
	w := way{edge: e, from: from, to: s.key(), class: class, gutter: beforeNetworks, over: net.isFed(s.subnet)}
	if p.networkOf(p.subnetOf(e.From)) == net {
		w.inside, w.over = net, false
		p.lines = append(p.lines, w)
		return
	}
	p.add(w)
}

// isFed reports whether the sets of a subnet stand in the second column.
func (net *network) isFed(id fabric.ID) bool {
	return slices.ContainsFunc(net.subnets, func(s subnet) bool { return s.node.ID.Is(id) && s.column > 0 })
}

func (p *picture) networkOf(subnet fabric.ID) *network {
	for _, net := range p.nets {
		if subnet != "" && net.node.ID.Is(subnet.Parent()) {
			return net
		}
	}
	return nil
}

// subnetOf returns the subnet that a pool's load balancer or gateway is drawn in; empty for none.
func (p *picture) subnetOf(pool fabric.ID) fabric.ID {
	n, _ := p.graph.Node(pool)
	owner, _ := p.graph.Node(n.Parent)
	return owner.Parent
}
