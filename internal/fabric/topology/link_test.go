package topology_test

import (
	"encoding/xml"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/topology"
)

// tags are those of links.
var tags = regexp.MustCompile(`<a [^>]*>|</a>\n`)

// pages gives pages to the nodes of some kinds.
func pages(kinds ...topology.NodeKind) topology.Options {
	return topology.Options{Link: func(n topology.Node) string {
		for _, kind := range kinds {
			if n.Kind == kind {
				return "/page?id=" + url.QueryEscape(string(n.ID))
			}
		}
		return ""
	}}
}

// linksOf parses a picture, and returns its links.
func linksOf(t ft.TB, svg string) []element {
	t.Helper()
	check(t, tags.ReplaceAllString(svg, ""))
	var links []element
	for _, e := range parse(t, svg) {
		if e.name == "a" {
			links = append(links, e)
		}
	}
	return links
}

// Each place of a node with a page is a link that says what the node is; without its links the picture is what it was.
func TestLinks(t *testing.T) {
	t.Parallel()
	g := topology.Of(shop(t))
	plain, linked := topology.SVG(g, topology.Options{}), topology.SVG(g, pages(topology.KindInstance))
	if tags.ReplaceAllString(linked, "") != plain {
		t.Error("links change more than themselves")
	}
	found := map[string]int{}
	for _, e := range linksOf(t, linked) {
		found[e.attributes["aria-label"]+" "+e.attributes["href"]]++
	}
	for name, n := range map[string]int{"data": 2, "web": 2, "lone": 1} { // the next hop of a route, and the second subnet
		id := ft.ID(fabric.KindScaleSet, name) + "/virtualMachines/0"
		if got := found["instance "+name+"_0 /page?id="+url.QueryEscape(string(id))]; got != n {
			t.Errorf("%s has %d links, want %d: %v", id, got, n, found)
		}
	}
	if !strings.Contains(linked, `data-kind="instance"><title>web_0`) {
		t.Error("an instance with a link has no tooltip")
	}
}

// A set with a page is one link: its instances are none in it, wherever they have pages as well.
func TestLinksDoNotNest(t *testing.T) {
	t.Parallel()
	svg := topology.SVG(topology.Of(shop(t)), pages(topology.KindInstance, topology.NodeKind(fabric.KindScaleSet)))
	linksOf(t, svg)
	depth, links := 0, 0
	d := xml.NewDecoder(strings.NewReader(svg))
	for token, err := d.Token(); err == nil; token, err = d.Token() {
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == "a" {
				depth, links = depth+1, links+1
			}
		case xml.EndElement:
			if token.Name.Local == "a" {
				depth--
			}
		}
		if depth > 1 {
			t.Fatal("a link in a link")
		}
	}
	if links < 4 {
		t.Errorf("%d links", links)
	}
}

// What a page's address and a node's name hold stays text.
func TestHostileLinks(t *testing.T) {
	t.Parallel()
	g := topology.Of(renamed(t))
	for _, name := range hostile {
		svg := topology.SVG(g, topology.Options{Link: func(n topology.Node) string {
			if n.Kind == topology.KindInstance || n.Kind == topology.KindRoute {
				return "/" + name
			}
			return ""
		}})
		labels := map[string]bool{}
		for _, e := range linksOf(t, svg) {
			labels[e.attributes["aria-label"]] = true
			if href := e.attributes["href"]; utf8.ValidString(name) && href != "/"+name {
				t.Errorf("the link to %q leads to %q", name, href)
			}
		}
		if !labels["route "+hostile[0]] {
			t.Errorf("no link is called %q: %v", hostile[0], labels)
		}
	}
}
