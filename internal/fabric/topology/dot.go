package topology

import (
	"fmt"
	"strings"
)

// DOT writes a graph in the language of Graphviz. Boxes are clusters; lines to one end at its border.
func DOT(g *Graph) string {
	o := newOutliner(g)
	var b strings.Builder
	b.WriteString("digraph topology {\n" +
		"  rankdir=LR;\n  compound=true;\n" +
		"  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11];\n" +
		"  edge [fontname=\"sans-serif\", fontsize=10];\n  fontname=\"sans-serif\";\n")
	for _, item := range o.roots() {
		dotNode(&b, item, "  ")
	}
	for _, l := range o.lines() {
		fmt.Fprintf(&b, "  %s -> %s%s;\n", l.from, l.to, o.dotAttributes(l))
	}
	b.WriteString("}\n")
	return b.String()
}

func dotNode(b *strings.Builder, o outline, indent string) {
	text := dotText(append([]string{o.title}, o.lines...)...)
	if len(o.items) == 0 {
		fmt.Fprintf(b, "%s%s [label=%s];\n", indent, o.id, text)
		return
	}
	fmt.Fprintf(b, "%ssubgraph cluster_%s {\n%s  label=%s;\n%s  style=rounded;\n", indent, o.id, indent, text, indent)
	// A cluster is no end of an edge. This point stands for it, and the edge is cut at the cluster's border.
	fmt.Fprintf(b, "%s  %s [shape=point, style=invis, width=0, label=\"\"];\n", indent, o.id)
	for _, item := range o.items {
		dotNode(b, item, indent+"  ")
	}
	b.WriteString(indent + "}\n")
}

// dotAttributes are the label of a line, and the clusters that it begins and ends at.
func (o *outliner) dotAttributes(l line) string {
	var list []string
	if l.label != "" {
		list = append(list, "label="+dotText(l.label))
	}
	if o.boxes[l.from] {
		list = append(list, "ltail=cluster_"+l.from)
	}
	if o.boxes[l.to] {
		list = append(list, "lhead=cluster_"+l.to)
	}
	if l.back {
		list = append(list, "constraint=false")
	}
	if len(list) == 0 {
		return ""
	}
	return " [" + strings.Join(list, ", ") + "]"
}

var dotEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ", "\r", " ", "\t", " ")

// dotText quotes a text of lines.
func dotText(lines ...string) string {
	escaped := make([]string, len(lines))
	for i, s := range lines {
		escaped[i] = dotEscapes.Replace(printable(s))
	}
	return `"` + strings.Join(escaped, `\n`) + `"`
}
