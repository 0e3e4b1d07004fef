package topology

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Highlight is the way of a packet, drawn over the picture. The zero Highlight is none.
type Highlight struct {
	Path    []fabric.ID // what the packet passes, in order; a NIC or an IP configuration stands for its instance
	Decides fabric.ID   // what decides over the packet, in red; empty for none
	Rule    string      // its rule; empty for none
}

// Options of an SVG. The zero Options are a picture without a way and without links.
type Options struct {
	Title     string // for readers that do not see the picture
	Highlight Highlight
	// Link returns the address of a node's page; empty for none. Nil makes no links. A node within one that has a page has
	// none: links do not nest.
	Link func(Node) string
}

// SVG draws a graph. The text is a whole document of XML, in colours for light and dark, without scripts and without
// anything that a reader would fetch. It can stand in a page of HTML as it is: its style applies to nothing but itself.
//
// The element of each node and edge has the attribute id (ElementID) and, of a node, data-id with the object's id in full, of
// an edge, data-from and data-to. A node that is drawn twice has its id once, and its data-id twice. One with a page has a link
// inside, around all that is drawn of it.
func SVG(g *Graph, o Options) string {
	p := newPicture(g, o.Highlight)
	c := newCanvas(o.Link)
	r := p.layout(c)
	p.ways(c)
	r = p.tray(c, r)
	p.overlay(c)
	return document(c, r, o, len(g.Nodes))
}

// document puts the root around what is drawn.
func document(c *canvas, r rect, o Options, nodes int) string {
	title := o.Title
	if title == "" {
		title = "Network topology"
	}
	w, h := r.right()+frame, r.bottom()+frame
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" class="%s" viewBox="0 0 %d %d" width="%d" height="%d" role="graphics-document document" aria-label="%s">`,
		className, w, h, w, h, escape(title)) +
		"\n<title>" + escape(title) + "</title>\n<desc>" + strconv.Itoa(nodes) + " nodes</desc>\n" +
		"<style>\n" + styleSheet() + "</style>\n" +
		fmt.Sprintf(`<rect class="page" width="%d" height="%d" rx="14"/>`, w, h) + "\n" + c.String() + "</svg>\n"
}

// frame is the room around the picture.
const frame = 24

// picture is a graph while it is drawn.
type picture struct {
	graph   *Graph
	way     Highlight
	named   map[fabric.Key]bool       // nodes of the highlight: never folded
	present map[fabric.Key][]presence // by subnet
	ports   map[fabric.Key][]string   // of IP configurations
	gutters [gutterCount]lanes
	nets    []*network
	order   []fabric.ID // the subnets from top to bottom
	lines   []way
}

func newPicture(g *Graph, way Highlight) *picture {
	p := &picture{graph: g, way: way, named: map[fabric.Key]bool{}, present: map[fabric.Key][]presence{}, ports: portsOf(g)}
	for _, id := range append(slices.Clone(way.Path), way.Decides) {
		if n, ok := g.Locate(id); ok {
			p.named[n.ID.Key()] = true
		}
	}
	for _, n := range g.Nodes {
		if n.Kind == NodeKind(fabric.KindScaleSet) {
			for _, s := range presencesOf(n) {
				p.present[s.subnet.Key()] = append(p.present[s.subnet.Key()], s)
			}
		}
	}
	return p
}

// parts returns what a node holds, to be folded: also what a part of a graph leaves out.
func (p *picture) parts(n Node) []Node {
	if whole := p.graph.whole; whole != nil {
		return whole.held[n.ID.Key()]
	}
	return p.graph.held[n.ID.Key()]
}

// fold returns the first dozen of nodes and those that the highlight names, and how many are left out.
func (p *picture) fold(nodes []Node) (shown []Node, hidden int) {
	for _, n := range nodes {
		_, here := p.graph.Node(n.ID)
		if here && (len(shown) < dozen || p.named[n.ID.Key()]) {
			shown = append(shown, n)
		}
	}
	return shown, len(nodes) - len(shown)
}

// layout draws the columns from the internet to the exits, each at the middle of the highest, and returns their place.
func (p *picture) layout(c *canvas) rect {
	for _, n := range p.graph.Nodes {
		if n.Kind == NodeKind(fabric.KindVirtualNetwork) {
			p.nets = append(p.nets, p.network(n))
		}
	}
	var networks []block
	for _, net := range p.nets {
		networks = append(networks, net.block())
	}
	entries := p.entries()
	exits := p.exits()
	hops := p.hops()
	p.connect()
	columns := []block{p.outside(), entries.publics, entries.cards, stack(gap*2, networks...), exits, hops}
	h := 0
	for _, b := range columns {
		h = max(h, b.h)
	}
	x := frame
	for i, b := range columns {
		b.draw(c, rect{x, frame + (h-b.h)/2, b.w, b.h})
		x += b.w
		if i < gutterCount && slices.ContainsFunc(columns[i+1:], func(b block) bool { return b.w > 0 }) {
			p.gutters[i].x = x
			x += p.gutters[i].width(b.w > 0)
		}
	}
	return rect{frame, frame, x - frame, h}
}

// outside draws the internet, unless it is but a way out. In a part of a graph nothing may lead to it or from it.
func (p *picture) outside() block {
	n, ok := p.graph.Node(Internet)
	left := slices.ContainsFunc(p.graph.Edges, func(e Edge) bool { return e.Kind == Enters })
	right := slices.ContainsFunc(p.graph.Edges, func(e Edge) bool { return e.To == Internet })
	if !ok || right && !left {
		return stack(0)
	}
	return element(n, internetCard())
}

func internetCard() block {
	return card("world", row(0, textBlock(styleTitle, string(Internet))))
}
