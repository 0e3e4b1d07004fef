package topology

import (
	"fmt"
	"strings"
)

// Mermaid writes a graph as a flowchart of Mermaid, which GitHub and others show as a picture. Instances are lines of their
// scale set, a dozen at most.
func Mermaid(g *Graph) string {
	o := newOutliner(g)
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	for _, item := range o.roots() {
		mermaidNode(&b, item, "  ")
	}
	for _, l := range o.lines() {
		if l.label == "" {
			fmt.Fprintf(&b, "  %s --> %s\n", l.from, l.to)
		} else {
			fmt.Fprintf(&b, "  %s -->|%s| %s\n", l.from, mermaidText(l.label), l.to)
		}
	}
	return b.String()
}

func mermaidNode(b *strings.Builder, o outline, indent string) {
	words := append([]string{o.title}, o.lines...)
	if len(o.items) == 0 {
		fmt.Fprintf(b, "%s%s[%s]\n", indent, o.id, mermaidText(words...))
		return
	}
	// Mermaid leaves room for one line above the nodes of a subgraph.
	fmt.Fprintf(b, "%ssubgraph %s [%s]\n", indent, o.id, mermaidText(strings.Join(words, " · ")))
	for _, item := range o.items {
		mermaidNode(b, item, indent+"  ")
	}
	b.WriteString(indent + "end\n")
}

// mermaidEscapes are Mermaid's own entities for what would end a text, or be read as Markdown or HTML.
var mermaidEscapes = strings.NewReplacer(
	`"`, "#quot;", "#", "#35;", "&", "#amp;", "<", "#lt;", ">", "#gt;", "`", "#96;", "*", "#42;", "+", "#43;", "~", "#126;", `\`, "#92;",
	"\n", " ", "\r", " ", "\t", " ",
)

// mermaidText quotes a text of lines.
func mermaidText(lines ...string) string {
	escaped := make([]string, len(lines))
	for i, s := range lines {
		escaped[i] = mermaidEscapes.Replace(printable(s))
	}
	return `"` + strings.Join(escaped, "<br/>") + `"`
}
