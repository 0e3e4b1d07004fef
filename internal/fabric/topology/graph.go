// Package topology makes pictures of a world: first a graph of nodes and edges, which are values, then SVG, Mermaid or
// Graphviz text of it. The same world always gives the same text, byte for byte. Where to find what:
//
//	graph.go               what a graph is
//	build.go, nodes.go     objects become nodes; instances, frontends and routes are nodes as well
//	edges.go, flows.go     references and what follows from them become edges
//	network.go             the part of a world that one virtual network needs
//	around.go              the part of a graph that some of its nodes need
//	outline.go             the tree that mermaid.go and dot.go write
//	svg*.go                the picture: blocks that know their size, laid out from the internet to the exits
package topology

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// NodeKind is what a node is: one of the kinds of the fabric, or one of those below.
type NodeKind string

// The kinds of nodes that are no objects of their own.
const (
	KindInternet NodeKind = "internet"
	KindInstance NodeKind = "instance"
	KindFrontend NodeKind = "frontend_ip_configuration"
	KindRoute    NodeKind = "route"
	KindNextHop  NodeKind = "next_hop" // of routes, where it is nothing that the fabric has
)

// Internet is the id of the node that stands for the internet.
const Internet fabric.ID = "Internet"

// Node is one thing in the picture.
type Node struct {
	ID      fabric.ID
	Kind    NodeKind
	Name    string
	Parent  fabric.ID // the node that holds it; empty for none
	Details []string  // what there is to say, a line each

	object fabric.Object        // nil where it is no object
	view   *fabric.InstanceView // of an instance
}

// EdgeKind says what leads from one node to another.
type EdgeKind string

// The kinds of edges.
const (
	Enters    EdgeKind = "Enters"    // from the internet to a public address
	Addresses EdgeKind = "Addresses" // a public address, or a prefix, to what has it
	Balances  EdgeKind = "Balances"  // the way of packets: frontend, rule, pool, scale set
	Attaches  EdgeKind = "Attaches"  // what has addresses in a subnet
	Filters   EdgeKind = "Filters"   // a network security group to what it stands before
	Routes    EdgeKind = "Routes"    // a subnet to its route table
	NextHop   EdgeKind = "NextHop"   // a route to where it leads
	Outbound  EdgeKind = "Outbound"  // towards the internet
	Joins     EdgeKind = "Joins"     // a scale set to an application security group
	Probes    EdgeKind = "Probes"    // what asks a health probe
	Uses      EdgeKind = "Uses"      // any other reference
)

// Edge leads from one node to another. There is one at most of each kind between two nodes.
type Edge struct {
	From, To fabric.ID
	Kind     EdgeKind
	Label    string // empty for none
}

// Graph is what there is to draw. Nodes are in the order of their ids, what is part of a node behind it.
type Graph struct {
	Nodes []Node
	Edges []Edge

	index   map[fabric.Key]int        // of Nodes
	aliases map[fabric.Key]fabric.Key // ids of parts that do not lie beneath their node's id
	members map[fabric.Key]int        // of pools and NAT pools: how many IP configurations
	held    map[fabric.Key][]Node     // what each node holds, in order
	whole   *Graph                    // that this is a part of; nil where it is no part
}

// Node returns the node of an id.
func (g *Graph) Node(id fabric.ID) (Node, bool) {
	i, ok := g.index[id.Key()]
	if !ok {
		return Node{}, false
	}
	return g.Nodes[i], true
}

// Locate returns the node of an id, or, for a part of one such as a NIC or an IP configuration, the closest that holds it.
func (g *Graph) Locate(id fabric.ID) (Node, bool) {
	for id != "" {
		if n, ok := g.Node(id); ok {
			return n, true
		}
		if owner, ok := g.aliases[id.Key()]; ok {
			return g.Node(fabric.ID(owner))
		}
		id = id.Parent()
	}
	return Node{}, false
}

// kindOf returns the kind of a node; empty for none.
func (g *Graph) kindOf(id fabric.ID) NodeKind {
	n, _ := g.Node(id)
	return n.Kind
}

// elementDigits is how much of a digest makes an id of an element: enough for no two of a million nodes to share it.
const elementDigits = 16

// ElementID returns the id that a node's element has in every text: a pure function of the node's id, whatever its casing.
func ElementID(id fabric.ID) string { return elementID("n", string(id.Key())) }

// ElementID returns the id that the edge's element has in the SVG.
func (e Edge) ElementID() string {
	return elementID("e", string(e.From.Key())+"\n"+string(e.To.Key())+"\n"+string(e.Kind))
}

func elementID(prefix, text string) string {
	sum := sha256.Sum256([]byte(text))
	return prefix + hex.EncodeToString(sum[:])[:elementDigits]
}
