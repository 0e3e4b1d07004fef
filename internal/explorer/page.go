package explorer

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/topology"
)

// page is a page before it is written.
type page struct {
	status  int
	view    string // the template's name
	Title   string
	Content any
}

//go:embed templates/*.html
var files embed.FS

//go:embed templates/style.css
var style string

// views are the templates by name: each with the frame and with the parts that several have. They are parsed when the first
// page is asked for, which the processes that Terraform starts never come to.
var views = sync.OnceValue(func() map[string]*template.Template {
	shared := template.Must(template.ParseFS(files, "templates/frame.html", "templates/parts.html"))
	parsed := map[string]*template.Template{}
	for _, name := range []string{"overview", "instance", "trace", "notice", "signin"} {
		parsed[name] = template.Must(template.Must(shared.Clone()).ParseFS(files, "templates/"+name+".html"))
	}
	return parsed
})

func (p page) write(w io.Writer) error { return views()[p.view].ExecuteTemplate(w, "frame.html", p) }

// answer answers a request with the page, or with nothing where the page fails.
func (p page) answer(w http.ResponseWriter) error {
	var body bytes.Buffer // whole, or not at all: a page that fails has no first half
	if err := p.write(&body); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy())
	if p.status == http.StatusMethodNotAllowed {
		h.Set("Allow", "GET, HEAD")
	}
	w.WriteHeader(p.status)
	_, _ = body.WriteTo(w) // who has gone away needs no answer
	return nil
}

// Style is the style sheet, which stands in every page.
func (p page) Style() template.CSS { return template.CSS(style) }

// Linked reports whether the page leads to the others. Before signing in, and under a name that the server does not have, it would
// lead back to itself.
func (p page) Linked() bool {
	return p.status != http.StatusUnauthorized && p.status != http.StatusMisdirectedRequest
}

// message is the content of a notice.
type message struct {
	Text   string
	Linked bool
}

// notice is a page that says one thing.
func notice(status int, title, text string) page {
	p := page{status: status, view: "notice", Title: title}
	p.Content = message{text, p.Linked()}
	return p
}

// WriteNotice answers with a page that says one thing, where a request does not get as far as the explorer.
func WriteNotice(w http.ResponseWriter, status int, title, text string) {
	_ = notice(status, title, text).answer(w) // no content that could fail
}

// signIn is the content of the page that asks for the token.
type signIn struct {
	Next  string // the page to go on to
	Error string // what is wrong with the token that was given; empty for nothing
}

// WriteSignIn answers with the page that asks for the server's token, as to a request that lacks it. It sends the token as the
// field token to PathSignIn, with next, the page to go on to. The problem is what was wrong with the last; empty for nothing.
func WriteSignIn(w http.ResponseWriter, next, problem string) {
	p := page{status: http.StatusUnauthorized, view: "signin", Title: "Sign in", Content: signIn{next, problem}}
	_ = p.answer(w) // no content that could fail
}

// policy is the Content-Security-Policy of all pages: no script at all, nothing from elsewhere, and no style but the page's
// own and the picture's, which it knows by their digests. Forms lead to these pages alone.
var policy = sync.OnceValue(func() string {
	_, rest, _ := strings.Cut(topology.SVG(topology.Of(fabric.NewWorld()), topology.Options{}), "<style>")
	ofPicture, _, _ := strings.Cut(rest, "</style>")
	return "default-src 'none'; style-src " + digest(style) + " " + digest(ofPicture) +
		"; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
})

// digest is how a policy names a text.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// picture draws a graph as a part of a page, its instances as links to their pages. The SVG escapes what it shows.
func picture(graph *topology.Graph, way topology.Highlight) template.HTML {
	return template.HTML(topology.SVG(graph, topology.Options{Title: "Network topology", Highlight: way, Link: pageOf}))
}

// pageOf is the page of a node of the picture; empty for none.
func pageOf(n topology.Node) string {
	if n.Kind == topology.KindInstance {
		return instanceHref(n.ID)
	}
	return ""
}

func ok(view, title string, content any) page {
	return page{status: http.StatusOK, view: view, Title: title, Content: content}
}
