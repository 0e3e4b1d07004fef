package topology_test

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/topology"
)

// dotTokens are the words of Graphviz that a picture is made of: names, quoted texts, arrows and signs.
var dotTokens = regexp.MustCompile(`^(?:[a-zA-Z][a-zA-Z_0-9]*|[0-9]+|"(?:[^"\\\n]|\\["\\n])*"|->|[{}\[\]=;,])`)

// checkDOT takes a text apart, and wants braces that match and ends of edges that are nodes.
func checkDOT(t ft.TB, text string) {
	t.Helper()
	var tokens []string
	for rest := strings.TrimSpace(text); rest != ""; rest = strings.TrimSpace(rest) {
		token := dotTokens.FindString(rest)
		if token == "" {
			t.Fatalf("no word of Graphviz: %.60q", rest)
		}
		tokens, rest = append(tokens, token), rest[len(token):]
	}
	depth, nodes := 0, map[string]bool{}
	for i, token := range tokens {
		switch token {
		case "{":
			depth++
		case "}":
			if depth--; depth == 0 && i < len(tokens)-1 {
				t.Fatalf("text behind the end: %v", tokens[i:])
			}
		case "[":
			nodes[tokens[i-1]] = nodes[tokens[i-1]] || tokens[i-2] != "->"
		case "lhead", "ltail":
			if cluster := tokens[i+2]; !strings.Contains(text, "subgraph "+cluster+" {") {
				t.Fatalf("there is no %s", cluster)
			}
		}
	}
	for i, token := range tokens {
		if token == "->" && (!nodes[tokens[i-1]] || !nodes[tokens[i+1]]) {
			t.Fatalf("an edge from %s to %s, which are no nodes", tokens[i-1], tokens[i+1])
		}
	}
	if depth != 0 || tokens[0] != "digraph" {
		t.Fatalf("%d braces are open", depth)
	}
}

// The lines of a flowchart.
var (
	mermaidText = `"(?:[^"<>&` + "`" + `\\*#]|<br/>|#[a-z0-9]+;)*"`
	mermaidBox  = regexp.MustCompile(`^(?:subgraph )?([nf][0-9a-f]{16}) ?\[` + mermaidText + `\]$`)
	mermaidEdge = regexp.MustCompile(`^([nf][0-9a-f]{16}) -->(?:\|` + mermaidText + `\|)? ([nf][0-9a-f]{16})$`)
)

// checkMermaid reads a flowchart line by line.
func checkMermaid(t ft.TB, text string) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	nodes, depth := map[string]bool{}, 0
	for i, line := range lines {
		line = strings.TrimSpace(line)
		box, edge := mermaidBox.FindStringSubmatch(line), mermaidEdge.FindStringSubmatch(line)
		switch {
		case i == 0 && line == "flowchart LR":
		case box != nil:
			if nodes[box[1]] {
				t.Fatalf("%s stands twice", box[1])
			}
			nodes[box[1]] = true
			if strings.HasPrefix(line, "subgraph") {
				depth++
			}
		case line == "end" && depth > 0:
			depth--
		case edge != nil && depth == 0 && nodes[edge[1]] && nodes[edge[2]]:
		default:
			t.Fatalf("no line of a flowchart: %q", line)
		}
	}
	if depth != 0 {
		t.Fatalf("%d subgraphs are open", depth)
	}
}

func TestTextsOfRandomWorlds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		g := topology.Of(randomWorld(t))
		checkDOT(t, topology.DOT(g))
		checkMermaid(t, topology.Mermaid(g))
	})
}

func TestTextsOfHostileNames(t *testing.T) {
	t.Parallel()
	g := topology.Of(renamed(t))
	dot, mermaid := topology.DOT(g), topology.Mermaid(g)
	checkDOT(t, dot)
	checkMermaid(t, mermaid)
	for text, want := range map[string]string{dot: `back\\slash\"`, mermaid: "#lt;script#gt;alert(#quot;1#quot;)#lt;/script#gt;"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in\n%s", want, text)
		}
	}
}

// Rules beyond a dozen are folded, and what leads to them leads to the fold.
func TestTextsFoldRules(t *testing.T) {
	t.Parallel()
	f := ft.New(t, ft.PublicIP("in"), ft.LB("lb", ft.PublicFrontend("front", "in")), ft.BackendPool("lb", "pool"))
	for n := range 20 {
		rule := ft.LBRule("lb", "rule"+string(rune('a'+n)), "front", 1000+n, "pool", 2000+n)
		f.Put(rule)
	}
	g := topology.Of(f.World)
	dot, mermaid := topology.DOT(g), topology.Mermaid(g)
	checkDOT(t, dot)
	checkMermaid(t, mermaid)
	for name, text := range map[string]string{"dot": dot, "mermaid": mermaid} {
		if !strings.Contains(text, "8 more") || !strings.Contains(text, "rulel") || strings.Contains(text, "rulem") {
			t.Errorf("%s does not fold:\n%s", name, text)
		}
	}
	if svg := topology.SVG(g, topology.Options{}); !strings.Contains(svg, ">+ 8 more<") {
		t.Error("the picture does not fold")
	}
	if _, ok := g.Node(ft.ChildID(fabric.KindLoadBalancingRule, "lb", "rulet")); !ok {
		t.Error("the graph folds, and should not")
	}
}
