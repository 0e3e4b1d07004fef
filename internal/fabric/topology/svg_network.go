package topology

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Spaces inside of networks.
const (
	pad     = 16 // inside of a box
	gap     = 14 // between boxes
	gutter  = 30 // between columns, before the first lane
	lane    = 9  // between lines that run beside each other
	header  = 26 // the first line of a network or subnet
	laneTop = 12 // the room of lines that pass above the entries of a subnet
)

// network is a virtual network before it is drawn: its subnets have two columns, what balances and who gets it.
type network struct {
	node    Node
	subnets []subnet
	left    int // width of the first column
	width   int // of the subnets, without margins and the last gutter
	inner   int // width of the gutters between the columns and behind the second
	outer   int
}

// subnet is a subnet before it is drawn.
type subnet struct {
	node    Node
	entries block // load balancers and gateways in the subnet
	sets    block
	guards  []Node
	lanes   int // 1 where lines from outside pass above the entries
	column  int // where the sets begin
}

// width is what the subnet needs besides the margins and the last gutter.
func (s subnet) width() int { return s.column + s.sets.w }

// network measures a virtual network.
func (p *picture) network(n Node) *network {
	net := &network{node: n}
	links := 0
	for _, child := range p.subnetsOf(n) {
		p.order = append(p.order, child.ID)
		s := subnet{node: child}
		var entries, sets []block
		for _, held := range p.graph.held[child.ID.Key()] {
			switch held.Kind {
			case NodeKind(fabric.KindLoadBalancer):
				entries = append(entries, p.balancer(held))
			case NodeKind(fabric.KindApplicationGateway):
				entries = append(entries, p.gateway(held))
			}
		}
		for _, presence := range p.present[child.ID.Key()] {
			sets = append(sets, p.scaleSet(presence))
			if !presence.home {
				links++
			}
		}
		s.entries, s.sets = stack(gap, entries...), stack(gap, sets...)
		if o, ok := child.object.(fabric.Subnet); ok {
			if group, ok := p.graph.Node(o.NetworkSecurityGroupID); ok {
				s.guards = []Node{group}
			}
		}
		net.left = max(net.left, s.entries.w)
		net.subnets = append(net.subnets, s)
	}
	if net.left > 0 {
		net.inner = gutter + lane*p.outletsIn(net)
	}
	for i := range net.subnets {
		s := &net.subnets[i]
		if s.entries.w > 0 || p.fedFrom(net, s.node.ID) {
			s.column, s.lanes = net.left+net.inner, 1
		}
		net.width = max(net.width, s.width())
	}
	if links > 0 {
		net.outer = gutter + lane*links
	}
	return net
}

// subnetsOf returns a network's subnets in the order of their addresses.
func (p *picture) subnetsOf(n Node) []Node {
	first := func(n Node) netip.Addr {
		s, _ := n.object.(fabric.Subnet)
		prefix, _ := s.Prefix(fabric.IPv4)
		return prefix.Addr()
	}
	return slices.SortedStableFunc(slices.Values(p.graph.held[n.ID.Key()]), func(a, b Node) int { return first(a).Compare(first(b)) })
}

// outletsIn counts the pools inside of a network that lines start from.
func (p *picture) outletsIn(net *network) int {
	n := 0
	for _, s := range net.subnets {
		for _, held := range p.graph.held[s.node.ID.Key()] {
			n += len(p.graph.held[held.ID.Key()]) * p.isEntry(held)
		}
	}
	return min(n, maxLanes)
}

// maxLanes is how many lines run beside each other before lines share a lane.
const maxLanes = 12

func (p *picture) isEntry(n Node) int {
	if n.Kind == NodeKind(fabric.KindScaleSet) {
		return 0
	}
	return 1
}

// fedFrom reports whether a set in a subnet stands behind something in the same network, and so in its second column.
func (p *picture) fedFrom(net *network, subnet fabric.ID) bool {
	for _, e := range p.graph.Edges {
		if e.Kind != Balances || !net.node.ID.Is(p.subnetOf(e.From).Parent()) {
			continue
		}
		for _, s := range p.present[subnet.Key()] {
			if s.set.ID == e.To && s.takes(e.From) {
				return true
			}
		}
	}
	return false
}

// block draws the network.
func (net *network) block() block {
	var boxes []block
	width := styleTitle.width(net.node.Name) + 200
	for _, s := range net.subnets {
		b := net.subnet(s)
		boxes, width = append(boxes, b), max(width, b.w)
	}
	head := header
	if len(boxes) == 0 {
		head = header - gap
	}
	body := stack(gap, append([]block{{w: 0, h: head - gap, draw: func(*canvas, rect) {}}}, boxes...)...)
	return element(net.node, block{width + 2*pad, body.h + 2*pad, func(c *canvas, r rect) {
		c.rect("network", r, 12)
		c.text(styleTitle, r.x+pad, r.y+10, styleTitle.clip(net.node.Name, 300))
		x := r.x + pad + styleTitle.width(styleTitle.clip(net.node.Name, 300)) + 12
		c.text(styleMono, x, r.y+10, styleMono.clip(strings.Join(net.node.Details, "  "), max(r.right()-x-pad, 0)))
		body.draw(c, rect{r.x + pad, r.y + pad, r.w - 2*pad, body.h})
	}})
}

// subnet draws a subnet of the network.
func (net *network) subnet(s subnet) block {
	o, _ := s.node.object.(fabric.Subnet)
	head := []block{clippedText(styleTitle, s.node.Name, 300), textBlock(styleMono, strings.Join(o.AddressPrefixes, "  "))}
	if !o.DefaultOutboundAccess {
		head = append(head, badge("plain", "private"))
	}
	name := row(12, head...)
	guardRoom := 0
	if len(s.guards) > 0 {
		guardRoom = styleBadge.width("NSG "+styleBadge.clip(s.guards[0].Name, 180)+" · "+ruleCount(s.guards[0])) + 60
	}
	body := max(s.entries.h, s.sets.h)
	h := header + 2*10 + body + s.lanes*laneTop
	if body == 0 {
		h = header + 10
	}
	b := block{max(net.width+2*pad+net.outer, name.w+2*pad+guardRoom), h, func(c *canvas, r rect) {
		c.rect("subnet", r, 9)
		name.draw(c, rect{r.x + pad, r.y + 8, name.w, name.h})
		top := r.y + header + 10 + s.lanes*laneTop
		s.entries.draw(c, rect{r.x + pad, top, net.left, s.entries.h})
		s.sets.draw(c, rect{r.x + pad + s.column, top, max(s.sets.w, net.width-s.column), s.sets.h})
	}}
	b = element(s.node, b)
	if len(s.guards) > 0 {
		b = guarded(b, s.guards, net.outer)
	}
	return b
}
