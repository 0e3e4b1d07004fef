package topology

import (
	"cmp"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// entries are the two columns before the networks: public addresses, and what listens on them. An address stands beside what
// it belongs to.
type entries struct{ publics, cards block }

// entry is a line of the two columns.
type entry struct {
	publics []block
	card    block
	depth   int
}

// depth is how far down the first subnet lies that something leads to: what stands before the networks is in the order of
// what it leads to, so that few lines cross.
func (p *picture) depth(id fabric.ID) int {
	first := len(p.graph.Nodes)
	reach := func(subnet fabric.ID) {
		if i := slices.IndexFunc(p.order, subnet.Is); i >= 0 {
			first = min(first, i)
		}
	}
	for _, e := range p.graph.Edges {
		from, _ := p.graph.Node(e.From)
		to, _ := p.graph.Node(e.To)
		switch {
		case from.ID != id && from.Parent != id && to.ID != id:
		case to.Kind == NodeKind(fabric.KindApplicationGateway):
			reach(to.Parent)
		case to.Kind == NodeKind(fabric.KindScaleSet):
			for _, s := range presencesOf(to) {
				if s.takes(e.From) || e.Kind != Balances {
					reach(s.subnet)
				}
			}
		}
	}
	return first
}

func (p *picture) entries() entries {
	taken := map[fabric.Key]bool{}
	var lines []entry
	for _, n := range p.graph.Nodes {
		if n.Parent != "" {
			continue
		}
		switch n.Kind {
		case NodeKind(fabric.KindLoadBalancer):
			lines = append(lines, entry{p.publicsOf(n, taken), p.balancer(n), p.depth(n.ID)})
		case NodeKind(fabric.KindApplicationGateway):
			lines = append(lines, entry{p.publicsOf(n, taken), p.gateway(n), p.depth(n.ID)})
		}
	}
	for _, e := range p.graph.Edges {
		if e.Kind != Enters || taken[e.To.Key()] {
			continue
		}
		taken[e.To.Key()] = true
		if n, _ := p.graph.Node(e.To); n.Kind == NodeKind(fabric.KindScaleSet) {
			lines = append(lines, entry{publics: []block{p.loose(n)}, depth: p.depth(n.ID)})
		} else {
			lines = append(lines, entry{publics: []block{p.public(n)}, depth: p.depth(n.ID)})
		}
	}
	slices.SortStableFunc(lines, func(a, b entry) int { return cmp.Compare(a.depth, b.depth) })
	return columnsOf(lines)
}

// columnsOf puts the lines below each other, in both columns alike.
func columnsOf(lines []entry) entries {
	var publics, cards []block
	for _, l := range lines {
		list := stack(gap, l.publics...)
		h := max(list.h, l.card.h)
		publics, cards = append(publics, middle(list, h)), append(cards, middle(l.card, h))
	}
	return entries{stack(gap*2, publics...), stack(gap*2, cards...)}
}

// middle puts a block at the middle of a height; without content it takes the room alone.
func middle(b block, h int) block {
	return block{b.w, h, func(c *canvas, r rect) {
		if b.draw != nil {
			b.draw(c, rect{r.x, r.y + (h-b.h)/2, r.w, b.h})
		}
	}}
}

// publicsOf draws the public addresses that lead to a load balancer or gateway alone.
func (p *picture) publicsOf(owner Node, taken map[fabric.Key]bool) []block {
	var list []block
	for _, e := range p.graph.Edges {
		to, _ := p.graph.Node(e.To)
		if e.Kind != Addresses || taken[e.From.Key()] || to.ID != owner.ID && to.Parent != owner.ID {
			continue
		}
		taken[e.From.Key()] = true
		n, _ := p.graph.Node(e.From)
		list = append(list, p.public(n))
	}
	return list
}

// public draws a public IP address or prefix.
func (p *picture) public(n Node) block {
	what := "public IP"
	if n.Kind == NodeKind(fabric.KindPublicIPPrefix) {
		what = "public IP prefix"
	}
	rows := make([]block, 0, len(n.Details))
	for i, text := range n.Details {
		s := stylePublic
		if i > 0 {
			s = styleSmall
		}
		rows = append(rows, clippedText(s, text, 290))
	}
	return element(n, card("address", heading(n, what), rows...))
}

// loose draws the addresses of a set's instances that come from no prefix.
func (p *picture) loose(set Node) block {
	n := 0
	for _, held := range p.graph.held[set.ID.Key()] {
		if held.view != nil {
			n += looseAddress(*held.view)
		}
	}
	return spot(looseKey(set.ID), card("address", heading(set, "public IPs of instances"), textBlock(styleSmall, times(n))))
}

func looseKey(set fabric.ID) fabric.Key { return "loose|" + set.Key() }
