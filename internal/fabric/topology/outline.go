package topology

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// dozen is how many things of a kind are shown before the rest is folded.
const dozen = 12

// foldText stands for what is folded.
func foldText(n int) string { return "+ " + strconv.Itoa(n) + " more" }

// outline is a node as texts draw it: a box with others in it, or a leaf with lines.
type outline struct {
	id    string // of the element
	title string
	lines []string
	items []outline // not empty for a box
}

// asLines are the kinds that are lines of what holds them.
var asLines = map[NodeKind]bool{KindInstance: true, KindRoute: true}

// leftOut are the kinds that texts do not draw: what says how things are made or asked for, and carries no packets.
var leftOut = map[NodeKind]bool{
	NodeKind(fabric.KindNICConfiguration): true,
	NodeKind(fabric.KindInstanceUpgrade):  true,
	NodeKind(fabric.KindConnectivityTest): true,
	NodeKind(fabric.KindProbe):            true,
}

// titles are the words for kinds that are no kinds of the fabric.
var titles = map[NodeKind]string{
	KindInternet: "", KindInstance: "instance", KindFrontend: "frontend", KindRoute: "route", KindNextHop: "next hop",
}

// titleOf is a node's name after the word for its kind.
func titleOf(n Node) string {
	word, ok := titles[n.Kind]
	if !ok {
		word = fabric.Kind(n.Kind).Title()
	}
	return strings.TrimSpace(word + " " + n.Name)
}

// outliner makes the tree of a graph, and remembers which element stands for each node.
type outliner struct {
	graph *Graph
	drawn map[fabric.Key]string
	boxes map[string]bool
}

func newOutliner(g *Graph) *outliner {
	return &outliner{graph: g, drawn: map[fabric.Key]string{}, boxes: map[string]bool{}}
}

// roots returns the nodes that nothing holds.
func (o *outliner) roots() []outline {
	var list []outline
	for _, n := range o.graph.Nodes {
		if n.Parent == "" && !leftOut[n.Kind] {
			list = append(list, o.node(n))
		}
	}
	return list
}

func (o *outliner) node(n Node) outline {
	out := outline{id: ElementID(n.ID), title: titleOf(n), lines: n.Details}
	o.drawn[n.ID.Key()] = out.id
	var lines []string
	kinds := map[NodeKind]int{}
	for _, held := range o.graph.held[n.ID.Key()] {
		kinds[held.Kind]++
		switch {
		case leftOut[held.Kind]:
		case asLines[held.Kind]:
			o.drawn[held.ID.Key()] = out.id
			lines = append(lines, lineOf(held))
		case kinds[held.Kind] <= dozen:
			out.items = append(out.items, o.node(held))
		default:
			o.drawn[held.ID.Key()] = elementID("f", string(n.ID.Key())+"\n"+string(held.Kind))
		}
	}
	out.items = append(out.items, foldedItems(n, kinds)...)
	out.lines = append(foldLines(out.lines), foldLines(lines)...)
	o.boxes[out.id] = len(out.items) > 0
	return out
}

// foldedItems stand for what each kind has beyond a dozen.
func foldedItems(n Node, kinds map[NodeKind]int) []outline {
	var list []outline
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		if more := kinds[kind] - dozen; more > 0 && !asLines[kind] && !leftOut[kind] {
			list = append(list, outline{id: elementID("f", string(n.ID.Key())+"\n"+string(kind)), title: foldText(more)})
		}
	}
	return list
}

func foldLines(lines []string) []string {
	if len(lines) <= dozen {
		return slices.Clone(lines)
	}
	return append(slices.Clone(lines[:dozen]), foldText(len(lines)-dozen))
}

// lineOf is a node in a line: an instance with its addresses, a route with its next hop.
func lineOf(n Node) string {
	if n.view == nil {
		return n.Name + ": " + strings.Join(n.Details, ", ")
	}
	var addresses []string
	for _, nic := range n.view.NICs {
		for _, ip := range nic.IPConfigurations {
			addresses = append(addresses, texts(address(ip.PrivateAddress), address(ip.PublicAddress))...)
		}
	}
	return n.Name + ": " + strings.Join(addresses, ", ")
}

// line is an edge between two elements.
type line struct {
	from, to, label string
	back            bool // to the internet, which stands before all else
}

// lines returns the edges between elements, each once. An edge to what holds the other end says what the boxes say.
func (o *outliner) lines() []line {
	var list []line
	seen := map[line]bool{}
	for _, e := range o.graph.Edges {
		from, okFrom := o.drawn[e.From.Key()]
		to, okTo := o.drawn[e.To.Key()]
		l := line{from, to, e.Label, e.To == Internet}
		if e.Kind == Filters || e.Kind == Joins {
			l.label = strings.ToLower(string(e.Kind))
		}
		if !okFrom || !okTo || from == to || e.Kind == Uses || seen[l] || o.holds(e.To, e.From) || o.holds(e.From, e.To) {
			continue
		}
		seen[l] = true
		list = append(list, l)
	}
	return list
}

// holds reports whether a node lies in another.
func (o *outliner) holds(outer, inner fabric.ID) bool {
	for n, ok := o.graph.Node(inner); ok; n, ok = o.graph.Node(n.Parent) {
		if n.Parent == outer {
			return true
		}
	}
	return false
}
