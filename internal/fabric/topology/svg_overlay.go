package topology

import (
	"slices"
	"strconv"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// overlay draws the way of a packet: a numbered mark at each node that it passes, in order, and what decides in red.
func (p *picture) overlay(c *canvas) {
	var stops []stop
	for _, id := range p.way.Path {
		var before []stop
		if n := len(stops); n > 0 {
			before = stops[n-1:]
		}
		s, ok := p.stop(c, id, before)
		if ok && (len(before) == 0 || before[0].place != s.place) {
			stops = append(stops, s)
		}
	}
	decides, decided := p.stop(c, p.way.Decides, stops[max(0, len(stops)-1):])
	if decided && !slices.ContainsFunc(stops, func(s stop) bool { return s.place == decides.place }) {
		stops = append(stops, decides)
	}
	if len(stops) == 0 {
		return
	}
	c.printf(`<g class="path" data-way="%d">`, len(stops))
	for i, s := range stops[1:] {
		c.hop(stops[i], s)
	}
	for i, s := range stops {
		p.mark(c, s, i+1, decided && s.place == decides.place)
	}
	c.close()
}

// stop is a node on the way.
type stop struct {
	id    fabric.ID
	place rect
}

// anchor is where the way meets the node: at its left edge.
func (s stop) anchor() point { return point{s.place.x, s.place.y + min(16, s.place.h/2)} }

// hop draws the way between two stops: between the sides that face each other, or, of stops below each other, the left ones.
func (c *canvas) hop(a, b stop) {
	from, to := a.anchor(), b.anchor()
	const aside = 30
	out, in := -aside, -aside
	switch {
	case b.place.x >= a.place.right():
		from.x = a.place.right()
		out = min(160, (to.x-from.x)/2)
		in = -out
	case b.place.right() <= a.place.x:
		to.x = b.place.right()
		in = min(160, (from.x-to.x)/2)
		out = -in
	}
	c.printf(`<path class="hop" d="M%d %dC%d %d %d %d %d %d"/>`+"\n", from.x, from.y, from.x+out, from.y, to.x+in, to.y, to.x, to.y)
}

// stop finds the node of an id, or the closest around it that is drawn; of several places the one nearest to the stop before.
func (p *picture) stop(c *canvas, id fabric.ID, before []stop) (stop, bool) {
	for n, ok := p.graph.Locate(id); ok; n, ok = p.graph.Node(n.Parent) {
		places := c.places[n.ID.Key()]
		if len(places) == 0 {
			continue
		}
		at := places[0]
		for _, other := range places[1:] {
			if len(before) > 0 && distance(other, before[0].place) < distance(at, before[0].place) {
				at = other
			}
		}
		return stop{n.ID, at}, true
	}
	return stop{}, false
}

func distance(a, b rect) int {
	ax, ay := a.center()
	bx, by := b.center()
	return abs(ax-bx) + abs(ay-by)
}

func abs(n int) int { return max(n, -n) }

// mark draws the frame and the number of a stop, and at the one that decides its rule.
func (p *picture) mark(c *canvas, s stop, number int, deciding bool) {
	frame, class := "passes", "step"
	if deciding {
		frame, class = "decides", "step deciding"
	}
	c.printf(`<g class="%s" data-step="%d" data-id="%s">`, class, number, escape(string(s.id)))
	c.rect(frame, rect{s.place.x - 2, s.place.y - 2, s.place.w + 4, s.place.h + 4}, 8)
	at := s.anchor()
	c.printf(`<circle cx="%d" cy="%d" r="9"/><text x="%d" y="%d">%s</text>`, at.x, at.y, at.x, at.y+4, strconv.Itoa(number))
	c.close()
	if deciding && p.way.Rule != "" {
		b := badge("verdict", styleBadge.clip(p.way.Rule, 240))
		b.draw(c, rect{s.place.right() - b.w, s.place.y - b.h - 4, b.w, b.h})
	}
}
