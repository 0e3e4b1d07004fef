package topology

import (
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// exits draws NAT gateways with their addresses, and route tables with their routes.
func (p *picture) exits() block {
	var cards []block
	for _, n := range p.graph.Nodes {
		switch n.Kind {
		case NodeKind(fabric.KindNATGateway):
			cards = append(cards, p.natGateway(n))
		case NodeKind(fabric.KindRouteTable):
			cards = append(cards, element(n, card("route", heading(n, "route table"), p.folded(p.parts(n), p.route)...)))
		}
	}
	return stack(gap*2, cards...)
}

func (p *picture) natGateway(n Node) block {
	var rows []block
	for _, e := range p.graph.Edges {
		if public, ok := p.graph.Node(e.To); ok && e.From == n.ID && public.ID != Internet {
			address := ""
			if len(public.Details) > 0 {
				address = public.Details[0]
			}
			rows = append(rows, element(public, framed("part", 5, margin(8, 3, spread(16, clippedText(styleText, public.Name, 160), endText(stylePublic, address, maxText))))))
		}
	}
	return element(n, card("exit", heading(n, "NAT gateway"), rows...))
}

func (p *picture) route(n Node) block {
	return element(n, framed("part", 5, margin(8, 3, spread(16, clippedText(styleText, n.Name, 140), endText(styleMono, n.Details[0], maxText)))))
}

// hops draws where routes and NAT gateways lead.
func (p *picture) hops() block {
	leads := map[fabric.ID]fabric.ID{}
	for _, e := range p.graph.Edges {
		if e.Kind == NextHop || e.Kind == Outbound && e.To == Internet {
			leads[e.From] = e.To
		}
	}
	var ids []fabric.ID
	for _, n := range p.graph.Nodes { // in the order of the cards before them
		if to, ok := leads[n.ID]; ok && !slices.Contains(ids, to) {
			ids = append(ids, to)
		}
	}
	var cards []block
	for _, id := range ids {
		n, _ := p.graph.Node(id)
		cards = append(cards, spot(hopKey(id), element(n, p.hop(n))))
	}
	return stack(gap*2, cards...)
}

func hopKey(id fabric.ID) fabric.Key { return "hop|" + id.Key() }

func (p *picture) hop(n Node) block {
	if n.Kind == KindInternet {
		return internetCard()
	}
	return card("route", heading(n, titles[n.Kind]))
}
