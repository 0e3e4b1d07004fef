package topology

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// ways draws the lines.
func (p *picture) ways(c *canvas) {
	for i := range p.gutters {
		p.untangle(c, &p.gutters[i])
	}
	for _, w := range p.lines {
		from, okFrom := c.places[w.from]
		to, okTo := c.places[w.to]
		if okFrom && okTo {
			p.draw(c, w, p.edgeOf(c, w.edge.From, from[0]), p.edgeOf(c, w.edge.To, to[0]))
		}
	}
	for _, net := range p.nets {
		p.links(c, net)
	}
}

// edgeOf stretches the place of a part of a card to the card's edges, where lines begin and end.
func (p *picture) edgeOf(c *canvas, id fabric.ID, at rect) rect {
	n, _ := p.graph.Node(id)
	owner, drawn := c.places[n.Parent.Key()]
	if n.Kind == NodeKind(fabric.KindScaleSet) || n.Kind == NodeKind(fabric.KindSubnet) || n.Kind == KindInstance || !drawn || !owner[0].holds(at) {
		return at
	}
	if o, _ := p.graph.Node(n.Parent); o.Kind == NodeKind(fabric.KindSubnet) {
		return at
	}
	return rect{owner[0].x, at.y, owner[0].w, at.h}
}

// untangle gives lines that go down the left lanes, the lowest first, and lines that go up the right ones: so they cross least.
func (p *picture) untangle(c *canvas, l *lanes) {
	sink := map[fabric.Key]int{}
	for _, w := range p.lines {
		if to, ok := c.places[w.to]; ok {
			sink[w.from] = to[0].middle()
		}
	}
	rank := func(key fabric.Key) (up, y int) {
		if at, ok := c.places[key]; ok {
			y = at[0].middle()
		}
		if sink[key] < y {
			return 1, y
		}
		return 0, -y
	}
	slices.SortStableFunc(l.from, func(a, b fabric.Key) int {
		upA, yA := rank(a)
		upB, yB := rank(b)
		return cmp.Or(cmp.Compare(upA, upB), cmp.Compare(yA, yB))
	})
}

// draw draws one line with its head.
func (p *picture) draw(c *canvas, w way, from, to rect) {
	start := point{from.right(), from.middle()}
	if p.graph.kindOf(w.edge.From) == NodeKind(fabric.KindSubnet) {
		start.y = from.y + 30
		if w.edge.Kind == Routes {
			start.y += 16
		}
	}
	end := point{to.x, to.y + min(18, to.h/2)}
	if start.y >= to.y+8 && start.y <= to.bottom()-8 && !w.over {
		end.y = start.y // straight
	}
	aside := 0 // lines of NAT pools run beside the others, and are not hidden by them
	if w.class == wayNAT && end.y != start.y {
		aside = 5
		end.y += 2 * aside
	}
	x := p.gutters[w.gutter].lane(w.from)
	points := []point{start, {x, start.y}, {x, end.y}, end}
	if w.inside != nil {
		x = end.x - gutter/2 - lane*(1+p.insideLane(w)%maxLanes)
		points = []point{start, {x, start.y}, {x, end.y}, end}
	}
	if w.over {
		top := c.places[p.subnetKey(w.to)][0].y + header + 9 - aside
		x2 := end.x - gutter/2 - aside
		points = []point{start, {x, start.y}, {x, top}, {x2, top}, {x2, end.y}, end}
	}
	p.wire(c, w, points)
}

// insideLane counts the sources of lines in a network before this one.
func (p *picture) insideLane(w way) int {
	var from lanes
	for _, other := range p.lines {
		if other.inside == w.inside {
			from.add(other.from)
		}
	}
	return slices.Index(from.from, w.from)
}

// subnetKey is the subnet of the place of a presence.
func (p *picture) subnetKey(place fabric.Key) fabric.Key {
	for subnet, list := range p.present {
		for _, s := range list {
			if s.key() == place {
				return subnet
			}
		}
	}
	return ""
}

// wire draws the line of an edge.
func (p *picture) wire(c *canvas, w way, points []point) {
	e := w.edge
	c.group(e.ElementID(), fmt.Sprintf(`class="line" data-kind="%s" data-from="%s" data-to="%s"`, e.Kind, escape(string(e.From)), escape(string(e.To))))
	c.line(w.class, points...)
	c.arrow("head"+w.class[len("way"):], points[len(points)-1])
	c.close()
}

// links joins the places of one set in several subnets, at their right.
func (p *picture) links(c *canvas, net *network) {
	n := 0
	for _, s := range net.subnets {
		for _, other := range p.present[s.node.ID.Key()] {
			home, ok := c.places[presenceKey(other.set.ID, other.set.Parent)]
			away, drawn := c.places[other.key()]
			if other.home || !ok || !drawn {
				continue
			}
			x := max(home[0].right(), away[0].right()) + gutter/2 + lane*(n%maxLanes)
			c.line("way same", point{home[0].right(), home[0].y + 18}, point{x, home[0].y + 18}, point{x, away[0].y + 18}, point{away[0].right(), away[0].y + 18})
			n++
		}
	}
}
