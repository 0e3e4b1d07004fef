package explorer_test

import (
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// TestNoInjection: whatever names and requests hold stays text.
func TestNoInjection(t *testing.T) {
	t.Parallel()
	for _, name := range hostile {
		l := newFrozen(t, named(t, name))
		texts := harmless(t, l.get(http.StatusOK, "/", "q", name, "network", name, "page", name, "source", name, "destination", name))
		overview := l.get(http.StatusOK, "/")
		harmless(t, overview)
		harmless(t, l.get(http.StatusOK, "/trace", "source", name, "destination", name, "protocol", name, "destination_port", name))
		harmless(t, l.get(http.StatusNotFound, "/instance", "id", name))
		harmless(t, l.do(http.StatusNotFound, http.MethodGet, "/"+strings.NewReplacer("%", "%25", " ", "%20", "\x00", "%00", "\xff", "%ff").Replace(name)).Body.String())
		if !strings.ContainsAny(name, "\x00/") && !strings.Contains(texts, name) {
			t.Errorf("%q is not in the page", name)
		}
		if !strings.Contains(name, "/") { // else the id is that of something else
			page := l.do(http.StatusOK, http.MethodGet, pictured(t, overview)).Body.String()
			if texts := harmless(t, page); !strings.Contains(name, "\x00") && !strings.Contains(texts, name) {
				t.Errorf("%q is not in the instance's page", name)
			}
		}
	}
}

// pictured returns the link of the one instance in the picture of a page.
func pictured(t *testing.T, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Data == "a" && n.Namespace == "svg" {
			return n.Attr[0].Val
		}
	}
	t.Fatal("the picture has no link")
	return ""
}

// harmless wants a page to run nothing, and returns its texts.
func harmless(t *testing.T, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var texts strings.Builder
	styles := 0
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode:
			texts.WriteString(n.Data + "\n")
		case n.Type != html.ElementNode:
		case n.Data == "script" || n.Data == "img" || n.Data == "b" || n.Data == "iframe":
			t.Errorf("the page has the element %s", n.Data)
		case n.Data == "style":
			styles++
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "autofocus" || a.Key == "style" || a.Key == "href" && !ours(a.Val) {
				t.Errorf("the element %s has %s=%q", n.Data, a.Key, a.Val)
			}
		}
	}
	if styles > 2 {
		t.Errorf("%d style sheets", styles)
	}
	return texts.String()
}

// ours reports whether a link leads to a page of the explorer, or is its icon.
func ours(href string) bool {
	return strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//") || strings.HasPrefix(href, "#") || strings.HasPrefix(href, "data:image/svg+xml,%3Csvg")
}

// FuzzQuery: no query makes a page fail or run anything.
func FuzzQuery(f *testing.F) {
	w := fabric.NewWorld()
	for _, text := range hostile {
		f.Add("/trace", text, "0", "Tcp")
		f.Add("/", text, text, text)
	}
	f.Add("/instance", vm("web", "0"), "", "")
	f.Fuzz(func(t *testing.T, path, a, b, c string) {
		if path != "/" && path != "/trace" && path != "/instance" {
			path = "/"
		}
		status := http.StatusOK
		if path == "/instance" {
			status = http.StatusNotFound
		}
		harmless(t, newFrozen(t, w).get(status, path, "q", a, "id", a, "source", a, "destination", a, "page", b, "destination_port", b, "protocol", c))
	})
}
