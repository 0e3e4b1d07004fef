package topology_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/topology"
)

var update = flag.Bool("update", false, "write golden files")

// TestGolden compares the texts of a world with the files in testdata, byte by byte: also a second time.
func TestGolden(t *testing.T) {
	t.Parallel()
	way := topology.Options{Highlight: topology.Highlight{
		Path: []fabric.ID{topology.Internet, ft.ID(fabric.KindPublicIP, "in"), ft.ID(fabric.KindLoadBalancer, "public") + "/frontendIPConfigurations/front",
			ft.ChildID(fabric.KindLoadBalancingRule, "public", "https"), ft.ID(fabric.KindScaleSet, "web") + "/virtualMachines/13"},
		Decides: ft.ID(fabric.KindNetworkSecurityGroup, "web"), Rule: "DenyAllInBound",
	}}
	for name, draw := range map[string]func(*topology.Graph) string{
		"shop.svg": func(g *topology.Graph) string { return topology.SVG(g, topology.Options{Title: "Shop"}) },
		"way.svg":  func(g *topology.Graph) string { return topology.SVG(g, way) },
		"shop.mmd": topology.Mermaid,
		"shop.dot": topology.DOT,
	} {
		t.Run(name, func(t *testing.T) {
			file, got := filepath.Join("testdata", name), draw(topology.Of(shop(t)))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) || draw(topology.Of(shop(t))) != got {
				t.Errorf("%s is another; go test -update writes it anew", file)
			}
		})
	}
}

// element is an element of a picture.
type element struct {
	name       string
	attributes map[string]string
	text       string
}

// parse reads a picture strictly, and refuses what may not be in it.
func parse(t ft.TB, svg string) []element {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	var list []element
	var open []int
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatalf("not XML: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{token.Name.Local, map[string]string{}, ""}
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || strings.HasSuffix(a.Name.Local, "href") && token.Name.Local != "a" {
					t.Fatalf("the attribute %s", a.Name.Local)
				}
				e.attributes[a.Name.Local] = a.Value
			}
			open, list = append(open, len(list)), append(list, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				list[open[len(open)-1]].text += string(token)
			}
		case xml.ProcInst, xml.Directive, xml.Comment:
			t.Fatalf("%T in the picture", token)
		}
	}
}

var allowed = map[string]bool{"svg": true, "title": true, "desc": true, "style": true, "g": true, "rect": true, "text": true, "path": true, "circle": true}

// check looks at what holds for every picture without links: its elements, its ids, and that nothing is fetched.
func check(t ft.TB, svg string) []element {
	t.Helper()
	elements, ids := parse(t, svg), map[string]bool{}
	for _, e := range elements {
		if !allowed[e.name] {
			t.Fatalf("the element %s", e.name)
		}
		id, has := e.attributes["id"]
		if has && ids[id] {
			t.Fatalf("the id %s stands twice", id)
		}
		ids[id] = true
		if e.name == "style" && (strings.Contains(e.text, "url(") || strings.Contains(e.text, "@import")) {
			t.Fatalf("the style fetches something")
		}
	}
	return elements
}

func TestHostileNames(t *testing.T) {
	t.Parallel()
	g := topology.Of(renamed(t))
	seen := map[string]bool{}
	for _, e := range check(t, topology.SVG(g, topology.Options{Title: strings.Join(hostile, " "), Highlight: topology.Highlight{Path: []fabric.ID{g.Nodes[0].ID}, Decides: g.Nodes[1].ID, Rule: hostile[0]}})) {
		seen[e.text], seen[e.attributes["data-id"]] = true, true
	}
	for _, name := range []string{hostile[2], hostile[3], hostile[9]} {
		if !seen[name] {
			t.Errorf("%s is not shown as it is", name)
		}
	}
}

// What an element stands for can be found by its id, whatever the casing of the object's id.
func TestElementIDs(t *testing.T) {
	t.Parallel()
	g := topology.Of(shop(t))
	nodes, edges := map[string]string{}, map[string][2]string{}
	for _, e := range check(t, topology.SVG(g, topology.Options{})) {
		if id := e.attributes["id"]; e.attributes["data-id"] != "" {
			nodes[id] = e.attributes["data-id"]
		} else if e.attributes["data-from"] != "" {
			edges[id] = [2]string{e.attributes["data-from"], e.attributes["data-to"]}
		}
	}
	for _, id := range []fabric.ID{
		topology.Internet, ft.ID(fabric.KindVirtualNetwork, "shop"), ft.SubnetID("shop", "back"), ft.ID(fabric.KindScaleSet, "web"), ft.ID(fabric.KindScaleSet, "data") + "/virtualMachines/1",
		ft.ID(fabric.KindNetworkSecurityGroup, "web"), ft.ID(fabric.KindNetworkSecurityGroup, "unused"), ft.ID(fabric.KindApplicationSecurityGroup, "web"),
		ft.ChildID(fabric.KindBackendPool, "public", "web"), ft.ChildID(fabric.KindProbe, "public", "health"), ft.ChildID(fabric.KindApplicationGatewayPool, "gateway", "web"),
		ft.ID(fabric.KindRouteTable, "table") + "/routes/branch", ft.ID(fabric.KindPublicIP, "out"), ft.ID(fabric.KindNICConfiguration, "spare"), ft.ID(fabric.KindConnectivityTest, "customers"),
	} {
		if got := nodes[topology.ElementID(fabric.ID(strings.ToLower(string(id))))]; got != string(id) {
			t.Errorf("%s stands at %q", id, got)
		}
	}
	for _, e := range g.Edges {
		got, ok := edges[e.ElementID()]
		if ok && got != [2]string{string(e.From), string(e.To)} {
			t.Errorf("%s is drawn as %v", short(e), got)
		}
		if !ok && (e.Kind == topology.Enters || e.Kind == topology.NextHop || e.Kind == topology.Routes) {
			t.Errorf("%s is not drawn", short(e))
		}
	}
}

// Beyond a dozen, instances are folded; one that the way of a packet goes to is shown all the same.
func TestFolding(t *testing.T) {
	t.Parallel()
	g := topology.Of(large(t, 1000, 8))
	count := func(o topology.Options) (instances int, folds bool) {
		for _, e := range check(t, topology.SVG(g, o)) {
			if e.attributes["data-kind"] == "instance" && e.attributes["id"] != "" {
				instances++
			}
			folds = folds || e.text == "+ 988 more" || e.text == "+ 987 more"
		}
		return instances, folds
	}
	if n, folds := count(topology.Options{}); n != 12 || !folds {
		t.Errorf("%d instances are shown; folded: %v", n, folds)
	}
	far := ft.ID(fabric.KindScaleSet, "web") + "/virtualMachines/999/networkInterfaces/nic3"
	if n, folds := count(topology.Options{Highlight: topology.Highlight{Path: []fabric.ID{far}}}); n != 13 || !folds {
		t.Errorf("with a way to the last, %d instances are shown; folded: %v", n, folds)
	}
	for name, text := range map[string]string{"mermaid": topology.Mermaid(g), "dot": topology.DOT(g)} {
		if !strings.Contains(text, "988 more") || strings.Contains(text, "web_12:") {
			t.Errorf("%s does not fold", name)
		}
	}
}

// The way has a stop for each node in order, and the deciding one is marked.
func TestHighlight(t *testing.T) {
	t.Parallel()
	g := topology.Of(shop(t))
	set := ft.ID(fabric.KindScaleSet, "data")
	svg := topology.SVG(g, topology.Options{Highlight: topology.Highlight{
		Path:    []fabric.ID{topology.Internet, "no such thing", set + "/virtualMachines/1/networkInterfaces/data", set + "/virtualMachines/1"},
		Decides: ft.ID(fabric.KindNetworkSecurityGroup, "web"), Rule: "DenyAllInBound",
	}})
	var stops []string
	rule := false
	for _, e := range check(t, svg) {
		if step := e.attributes["data-step"]; step != "" {
			stops = append(stops, step+" "+e.attributes["class"]+" "+fabric.ID(e.attributes["data-id"]).Name())
		}
		rule = rule || e.text == "DenyAllInBound"
	}
	if got, want := strings.Join(stops, ", "), "1 step Internet, 2 step 1, 3 step deciding web"; got != want || !rule {
		t.Errorf("the way is %q, want %q; its rule is shown: %v", got, want, rule)
	}
}

func TestEmptyWorld(t *testing.T) {
	t.Parallel()
	g := topology.Of(fabric.NewWorld())
	if svg := topology.SVG(g, topology.Options{}); len(check(t, svg)) == 0 || !strings.Contains(svg, "empty") {
		t.Error(svg)
	}
	if len(g.Nodes)+len(g.Edges) > 0 {
		t.Errorf("%d nodes", len(g.Nodes))
	}
}

func TestRandomPictures(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := randomWorld(t)
		svg := topology.SVG(topology.Of(w), topology.Options{})
		check(t, svg)
		if topology.SVG(topology.Of(w), topology.Options{}) != svg {
			t.Fatal("another picture the second time")
		}
	})
}

func BenchmarkSVG1000x8(b *testing.B) {
	w := large(b, 1000, 8)
	for b.Loop() {
		topology.SVG(topology.Of(w), topology.Options{})
	}
}

func BenchmarkTexts1000x8(b *testing.B) {
	g := topology.Of(large(b, 1000, 8))
	for b.Loop() {
		topology.Mermaid(g)
		topology.DOT(g)
	}
}
