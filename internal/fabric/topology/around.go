package topology

import "github.com/simfabric/terraform-provider-simfabric/internal/fabric"

// Around makes the part of a graph that some ids need: their nodes, what holds those, the subnets in which they have their
// addresses, and what leads to them from the internet, or from them to it, and to nothing besides. An id without a node
// needs nothing. The graph itself is returned where no id has a node, or all nodes are needed.
func (g *Graph) Around(ids ...fabric.ID) *Graph {
	s := &surroundings{g, map[fabric.Key]bool{}}
	for _, id := range ids {
		s.keep(id)
	}
	if len(s.kept) == 0 {
		return g
	}
	for before := -1; before < len(s.kept); {
		before = len(s.kept)
		for _, e := range g.Edges {
			s.follow(e)
		}
	}
	if len(s.kept) == len(g.Nodes) {
		return g
	}
	return s.part()
}

// surroundings collects the nodes of a part of a graph.
type surroundings struct {
	graph *Graph
	kept  map[fabric.Key]bool
}

// keep keeps the node of an id with all that holds it.
func (s *surroundings) keep(id fabric.ID) {
	n, ok := s.graph.Locate(id)
	if ok && n.view != nil {
		s.places(n, id)
	}
	for ; ok && !s.kept[n.ID.Key()]; n, ok = s.graph.Node(n.Parent) {
		s.kept[n.ID.Key()] = true
	}
}

// places keeps the subnets of those addresses of an instance that an id names, which its set need not be drawn in, and the
// prefix of a public one.
func (s *surroundings) places(n Node, id fabric.ID) {
	for _, nic := range n.view.NICs {
		for _, ip := range nic.IPConfigurations {
			if id.Is(nic.ID) || id.Is(ip.ID) || id.Is(ip.PublicIPID) {
				s.keep(ip.SubnetID)
			}
			if ip.PublicIP != nil && id.Is(ip.PublicIPID) {
				s.keep(ip.PublicIP.PrefixID)
			}
		}
	}
}

// follow keeps the other end of an edge, where it belongs to the one that is kept. What leads to a set, or out of a subnet or
// a pool, is there for many: of that only what is kept anyhow is drawn.
func (s *surroundings) follow(e Edge) {
	from, to := s.graph.kindOf(e.From), s.graph.kindOf(e.To)
	forth, back := false, false
	switch e.Kind {
	case Enters, Addresses:
		back = to != NodeKind(fabric.KindScaleSet)
	case Balances:
		forth, back = to == NodeKind(fabric.KindBackendPool), from == KindFrontend
	case Outbound:
		forth = from == NodeKind(fabric.KindNATGateway) || from == NodeKind(fabric.KindOutboundRule)
	case NextHop:
		forth = true
	}
	if forth && s.kept[e.From.Key()] {
		s.keep(e.To)
	}
	if back && s.kept[e.To.Key()] {
		s.keep(e.From)
	}
}

// part makes the graph of what is kept. Sets stay what they are, with members and ports that are left out.
func (s *surroundings) part() *Graph {
	g := s.graph
	part := &Graph{index: map[fabric.Key]int{}, aliases: g.aliases, members: g.members, held: map[fabric.Key][]Node{}, whole: g}
	loose := map[fabric.Key]bool{} // sets of instances with public addresses of no prefix
	for _, n := range g.Nodes {
		if !s.kept[n.ID.Key()] {
			continue
		}
		part.index[n.ID.Key()] = len(part.Nodes)
		part.Nodes = append(part.Nodes, n)
		if n.Parent != "" {
			part.held[n.Parent.Key()] = append(part.held[n.Parent.Key()], n)
		}
		if n.view != nil && looseAddress(*n.view) > 0 {
			loose[n.Parent.Key()] = true
		}
	}
	for _, e := range g.Edges {
		idle := e.Kind == Enters && g.kindOf(e.To) == NodeKind(fabric.KindScaleSet) && !loose[e.To.Key()]
		if s.kept[e.From.Key()] && s.kept[e.To.Key()] && !idle {
			part.Edges = append(part.Edges, e)
		}
	}
	return part
}
