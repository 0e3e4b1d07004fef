package topology

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// rect is a place in the picture.
type rect struct{ x, y, w, h int }

func (r rect) right() int         { return r.x + r.w }
func (r rect) bottom() int        { return r.y + r.h }
func (r rect) middle() int        { return r.y + r.h/2 }
func (r rect) center() (x, y int) { return r.x + r.w/2, r.y + r.h/2 }

// holds reports whether a place lies inside.
func (r rect) holds(o rect) bool {
	return r.x <= o.x && r.y <= o.y && r.right() >= o.right() && r.bottom() >= o.bottom()
}

// canvas takes what is drawn, and remembers where the nodes are.
type canvas struct {
	strings.Builder
	used   map[string]bool       // ids of elements; a node that is drawn twice has its id the first time
	places map[fabric.Key][]rect // of nodes, in the order in which they are drawn
	page   func(Node) string     // of a node; nil where there are none
}

func newCanvas(page func(Node) string) *canvas {
	return &canvas{used: map[string]bool{}, places: map[fabric.Key][]rect{}, page: page}
}

// escape makes a text that can stand between tags and in an attribute.
func escape(s string) string { return html.EscapeString(printable(s)) }

// printable replaces what no text has a form for: control characters, and what is no UTF-8.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}

func (c *canvas) printf(format string, args ...any) { fmt.Fprintf(c, format, args...) }

// open starts the group of a node, with a tooltip of its details.
func (c *canvas) open(n Node, r rect) {
	c.places[n.ID.Key()] = append(c.places[n.ID.Key()], r)
	c.group(ElementID(n.ID), fmt.Sprintf(`data-id="%s" data-kind="%s"`, escape(string(n.ID)), escape(string(n.Kind))))
	lines := append([]string{n.Name}, n.Details...)
	if len(lines) > 2*dozen {
		lines = append(lines[:2*dozen:2*dozen], foldText(len(lines)-2*dozen))
	}
	c.printf("<title>%s</title>\n", escape(strings.Join(lines, "\n")))
}

// linked draws what is to be a link to the node's page, where it has one. The link says what the node is: else readers that do
// not see the picture would hear all that is written in it.
func (c *canvas) linked(n Node, draw func()) {
	pageOf := c.page
	if pageOf == nil || pageOf(n) == "" {
		draw()
		return
	}
	c.page = nil // links do not nest
	c.printf(`<a href="%s" aria-label="%s">`, escape(pageOf(n)), escape(titleOf(n)))
	draw()
	c.printf("</a>\n")
	c.page = pageOf
}

// group starts a group with an id, unless the id is taken.
func (c *canvas) group(id, attributes string) {
	if c.used[id] {
		c.printf("<g %s>", attributes)
		return
	}
	c.used[id] = true
	c.printf(`<g id="%s" %s>`, id, attributes)
}

func (c *canvas) close() { c.printf("</g>\n") }

func (c *canvas) rect(class string, r rect, radius int) {
	c.printf(`<rect class="%s" x="%d" y="%d" width="%d" height="%d" rx="%d"/>`+"\n", class, r.x, r.y, r.w, r.h, radius)
}

func (c *canvas) text(s style, x, y int, text string) {
	c.printf(`<text class="%s" x="%d" y="%d">%s</text>`+"\n", s.class, x, y+s.baseline(), escape(text))
}

// point is a corner of a line.
type point struct{ x, y int }

// bend is the radius of the corners of lines.
const bend = 6

// line draws a line of horizontal and vertical parts with round corners.
func (c *canvas) line(class string, points ...point) {
	points = corners(points)
	c.printf(`<path class="%s" d="M%d %d`, class, points[0].x, points[0].y)
	for i := 1; i < len(points)-1; i++ {
		before, at, after := points[i-1], points[i], points[i+1]
		from, to := towards(at, before), towards(at, after)
		c.printf("L%d %dQ%d %d %d %d", from.x, from.y, at.x, at.y, to.x, to.y)
	}
	last := points[len(points)-1]
	c.printf(`L%d %d"/>`+"\n", last.x, last.y)
}

// corners drops points at which a line does not turn.
func corners(points []point) []point {
	var kept []point
	for i, p := range points {
		n := len(kept)
		switch {
		case n > 0 && kept[n-1] == p:
		case n > 0 && i+1 < len(points) && (kept[n-1].x == p.x && p.x == points[i+1].x || kept[n-1].y == p.y && p.y == points[i+1].y):
		default:
			kept = append(kept, p)
		}
	}
	if len(kept) == 1 {
		kept = append(kept, kept[0])
	}
	return kept
}

// towards is the point on the way from one corner to the next at which the curve begins: no further than half the way.
func towards(from, to point) point {
	return point{from.x + clamp((to.x-from.x)/2), from.y + clamp((to.y-from.y)/2)}
}

func clamp(n int) int { return max(-bend, min(bend, n)) }

// arrow draws the head of a line that ends at a point, going right.
func (c *canvas) arrow(class string, p point) {
	c.printf(`<path class="%s" d="M%d %dl-7 -4v8z"/>`+"\n", class, p.x, p.y)
}
