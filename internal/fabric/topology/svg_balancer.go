package topology

import (
	"slices"
	"strconv"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// heading is the first line of a card: what it is called, and what it is.
func heading(n Node, what string, badges ...block) block {
	right := append(badges, endText(styleSmall, what, maxText))
	return spread(20, clippedText(styleTitle, n.Name, 220), row(6, right...))
}

// balancer draws a load balancer: each frontend with what listens on it, then the ways out, the pools and the probes.
func (p *picture) balancer(n Node) block {
	lb := n.object.(fabric.LoadBalancer)
	var badges []block
	if lb.SKU != fabric.SKUStandard {
		badges = append(badges, badge("warn", lb.SKU))
	}
	parts := p.parts(n)
	var rows []block
	listed := map[fabric.Key]bool{}
	fronts, hidden := p.fold(ofKind(parts, KindFrontend))
	for _, f := range fronts {
		rows = append(rows, p.frontend(f))
		mine := slices.DeleteFunc(slices.Clone(parts), func(part Node) bool {
			name, _, ok := listens(part.object)
			return !ok || !strings.EqualFold(name, f.Name)
		})
		for _, part := range mine {
			listed[part.ID.Key()] = true
		}
		rows = append(rows, p.folded(mine, p.listener)...)
	}
	rows = appendFold(rows, hidden)
	others := slices.DeleteFunc(slices.Clone(parts), func(part Node) bool {
		_, _, listening := listens(part.object)
		return part.Kind == KindFrontend || hidden > 0 && listening || listed[part.ID.Key()]
	})
	slices.SortStableFunc(others, func(a, b Node) int { return balancerOrder[a.Kind] - balancerOrder[b.Kind] })
	for _, kind := range []NodeKind{NodeKind(fabric.KindOutboundRule), NodeKind(fabric.KindProbe), NodeKind(fabric.KindBackendPool)} {
		rows = append(rows, p.folded(ofKind(others, kind), p.listener)...)
	}
	for _, part := range others {
		if _, here := p.graph.Node(part.ID); here && balancerOrder[part.Kind] == 0 {
			rows = append(rows, p.listener(part))
		}
	}
	return element(n, card("balancer", heading(n, sideOf(lb)+" load balancer", badges...), rows...))
}

// balancerOrder is the order of what follows the frontends; what is not named comes last.
var balancerOrder = map[NodeKind]int{
	NodeKind(fabric.KindOutboundRule): 1,
	NodeKind(fabric.KindProbe):        2,
	NodeKind(fabric.KindBackendPool):  3,
}

func ofKind(nodes []Node, kind NodeKind) []Node {
	return slices.DeleteFunc(slices.Clone(nodes), func(n Node) bool { return n.Kind != kind })
}

// folded draws the first dozen of nodes, and says how many more there are.
func (p *picture) folded(nodes []Node, draw func(Node) block) []block {
	shown, hidden := p.fold(nodes)
	var blocks []block
	for _, n := range shown {
		blocks = append(blocks, draw(n))
	}
	return appendFold(blocks, hidden)
}

func appendFold(blocks []block, hidden int) []block {
	if hidden == 0 {
		return blocks
	}
	return append(blocks, margin(14, 0, textBlock(styleSmall, foldText(hidden))))
}

func (p *picture) frontend(n Node) block {
	return element(n, framed("part", 5, margin(8, 3, spread(16,
		row(6, clippedText(styleText, n.Name, 160)), endText(styleMono, strings.Join(n.Details, " "), maxText)))))
}

// listener draws a rule, a pool or a probe: its name, what it does, and what is special about it.
func (p *picture) listener(n Node) block {
	text, badges, more := p.aboutPart(n)
	left := row(8, clippedText(styleText, n.Name, 160), textBlock(styleMono, text))
	var right []block
	for _, b := range badges {
		right = append(right, badge(b.class, b.text))
	}
	if more != "" {
		right = append(right, endText(styleSmall, more, 160))
	}
	return element(n, margin(14, 0, spread(14, left, row(6, right...))))
}

// label is the class and the text of a badge.
type label struct{ class, text string }

// aboutPart says what a part of a load balancer or gateway does.
func (p *picture) aboutPart(n Node) (text string, badges []label, more string) {
	mark := func(floating bool) {
		if floating {
			badges = append(badges, label{"float", floatingIP})
		}
	}
	switch o := n.object.(type) {
	case fabric.LoadBalancingRule:
		mark(o.FloatingIP)
		if len(o.BackendPoolIDs) > 0 {
			more = "to " + o.BackendPoolIDs[0].Name()
		}
		return ruleText(o), badges, more
	case fabric.InboundNATPool:
		mark(o.FloatingIP)
		return natPoolText(o), append(badges, label{"nat", "NAT pool"}), ""
	case fabric.InboundNATRule:
		mark(o.FloatingIP)
		return natRuleText(o), append(badges, label{"nat", "NAT rule"}), "to " + o.BackendPoolID.Name()
	case fabric.OutboundRule:
		return outboundText(o), []label{{"plain", "outbound"}}, "from " + o.BackendPoolID.Name()
	case fabric.Probe:
		return probeText(o), []label{{"plain", "probe"}}, ""
	}
	return strings.Join(n.Details, " "), []label{{"plain", "pool"}}, strconv.Itoa(p.graph.members[n.ID.Key()]) + " IPs"
}

// gateway draws an application gateway with its pools.
func (p *picture) gateway(n Node) block {
	g := n.object.(fabric.ApplicationGateway)
	rows := []block{textBlock(styleSmall, strings.Join(n.Details, " · "))}
	if len(g.Addresses) > 0 {
		text := g.Addresses[0].String()
		if last := len(g.Addresses) - 1; last > 0 {
			text += " … " + g.Addresses[last].String()
		}
		rows = append(rows, textBlock(styleMono, text))
	}
	rows = append(rows, p.folded(p.parts(n), p.listener)...)
	return element(n, card("gateway", heading(n, "application gateway"), rows...))
}
