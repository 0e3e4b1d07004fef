package topology

import (
	"maps"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Of makes the graph of all objects of a world whose content is known.
func Of(w *fabric.World) *Graph {
	b := &builder{
		world: w,
		graph: &Graph{index: map[fabric.Key]int{}, aliases: map[fabric.Key]fabric.Key{}, members: map[fabric.Key]int{}, held: map[fabric.Key][]Node{}},
		edges: map[string]bool{},
	}
	objects := fabric.Each[fabric.Object](w)
	for _, o := range objects {
		b.object(o)
	}
	b.adopt()
	for _, o := range objects {
		b.references(o)
	}
	b.flows()
	b.dropLoose()
	return b.graph
}

// builder makes one graph.
type builder struct {
	world *fabric.World
	graph *Graph
	edges map[string]bool // by element id
}

// node adds a node; the first of an id stays.
func (b *builder) node(n Node) {
	if _, twice := b.graph.index[n.ID.Key()]; twice {
		return
	}
	b.graph.index[n.ID.Key()] = len(b.graph.Nodes)
	b.graph.Nodes = append(b.graph.Nodes, n)
}

// edge adds an edge; the first between two nodes of a kind stays.
func (b *builder) edge(from, to fabric.ID, kind EdgeKind, label string) {
	e := Edge{from, to, kind, label}
	if id := e.ElementID(); !b.edges[id] {
		b.edges[id] = true
		b.graph.Edges = append(b.graph.Edges, e)
	}
}

// object adds an object and its parts. The network of an instance has the instance's id, and is no node beside it.
func (b *builder) object(o fabric.Object) {
	id := o.Head().ID
	b.node(Node{
		ID: id, Kind: NodeKind(o.Kind()), Name: o.Head().Name(), Parent: holderOf(o),
		Details: detailsOf(b.world, o), object: o,
	})
	switch o := o.(type) {
	case fabric.ScaleSet:
		b.instances(o)
	case fabric.LoadBalancer:
		for _, f := range o.Frontends {
			b.node(Node{ID: o.FrontendID(f.Name), Kind: KindFrontend, Name: f.Name, Parent: id, Details: frontendDetails(b.world, f)})
		}
	case fabric.RouteTable:
		for _, name := range slices.Sorted(maps.Keys(o.Routes)) {
			b.node(Node{ID: RouteID(o.ID, name), Kind: KindRoute, Name: name, Parent: id, Details: []string{routeDetail(o.Routes[name])}})
		}
	}
}

func (b *builder) instances(set fabric.ScaleSet) {
	for _, view := range set.View(b.world) {
		b.node(Node{ID: view.VMID, Kind: KindInstance, Name: view.Name, Parent: set.ID, Details: instanceDetails(view), view: &view})
		for _, nic := range view.NICs {
			b.graph.aliases[nic.ID.Key()] = view.VMID.Key()
			for _, ip := range nic.IPConfigurations {
				if ip.PublicIPID != "" {
					b.graph.aliases[ip.PublicIPID.Key()] = view.VMID.Key()
				}
				b.count(ip)
			}
		}
	}
}

// count adds an IP configuration to the pools that it stands in.
func (b *builder) count(ip fabric.IPConfigurationView) {
	for _, list := range [][]fabric.ID{ip.LBBackendPoolIDs, ip.LBNATPoolIDs, ip.AppGatewayPoolIDs} {
		for _, id := range list {
			b.graph.members[id.Key()]++
		}
	}
}

// adopt takes the parents from nodes whose parent is not there, gives all parents the spelling of their own ids, and lists
// what each holds.
func (b *builder) adopt() {
	for i, n := range b.graph.Nodes {
		parent, ok := b.graph.Node(n.Parent)
		b.graph.Nodes[i].Parent = parent.ID
		if ok {
			b.graph.held[parent.ID.Key()] = append(b.graph.held[parent.ID.Key()], b.graph.Nodes[i])
		}
	}
}

// dropLoose takes out edges whose ends are not there, and spells the ids of the others as their nodes do. A world may
// name what is missing, or what is not known yet.
func (b *builder) dropLoose() {
	kept := b.graph.Edges[:0]
	for _, e := range b.graph.Edges {
		from, okFrom := b.graph.Node(e.From)
		to, okTo := b.graph.Node(e.To)
		if okFrom && okTo {
			e.From, e.To = from.ID, to.ID
			kept = append(kept, e)
		}
	}
	b.graph.Edges = kept
}

// holderOf returns the object that an object is drawn in; empty for none.
func holderOf(o fabric.Object) fabric.ID {
	switch o := o.(type) {
	case fabric.ScaleSet:
		return homeOf(o)
	case fabric.LoadBalancer:
		if o.Internal() {
			return o.Frontends[0].SubnetID
		}
	case fabric.ApplicationGateway:
		return o.SubnetID
	case fabric.InstanceUpgrade:
		return o.SetID
	}
	return o.Head().ID.Parent() // of a top-level object this names nothing
}

// homeOf returns the subnet of the primary IP configuration of a set's primary NIC; empty before there is a model.
func homeOf(set fabric.ScaleSet) fabric.ID {
	model, _ := set.LatestModel()
	nic, _ := model.PrimaryNIC()
	for _, ip := range nic.IPConfigurations {
		if ip.Primary {
			return ip.SubnetID
		}
	}
	return ""
}
