package topology

// block is a part of the picture that knows how much room it needs. It is drawn into a place that is at least as large.
type block struct {
	w, h int
	draw func(*canvas, rect)
}

// textBlock is a line of text; it is clipped where it is longer than a name of usual length.
func textBlock(s style, text string) block { return clippedText(s, text, maxText) }

// maxText is how wide a text may be, in pixels.
const maxText = 330

func clippedText(s style, text string, most int) block {
	clipped := s.clip(text, most)
	return block{s.width(clipped), s.height(), func(c *canvas, r rect) { c.text(s, r.x, r.y, clipped) }}
}

// endText is a line of text that ends where its place does: widths are estimated, and what stands at the right shall stand in
// one line.
func endText(s style, text string, most int) block {
	b := clippedText(s, text, most)
	clipped := s.clip(text, most)
	s.class += " end"
	b.draw = func(c *canvas, r rect) { c.text(s, r.right(), r.y, clipped) }
	return b
}

// badge is a word in a pill.
func badge(class, text string) block {
	const padding = 6
	centered := styleBadge
	centered.class += " mid"
	return block{styleBadge.width(text) + 2*padding, styleBadge.height(), func(c *canvas, r rect) {
		r.w = styleBadge.width(text) + 2*padding
		c.printf(`<g class="%s">`, class)
		c.rect("pill", rect{r.x, r.y + 1, r.w, styleBadge.height() - 1}, 7)
		c.text(centered, r.x+r.w/2, r.y+1, text)
		c.close()
	}}
}

// stack puts blocks below each other; each gets the width of the widest.
func stack(gap int, blocks ...block) block {
	whole := block{h: gap * max(len(blocks)-1, 0)}
	for _, b := range blocks {
		whole.w, whole.h = max(whole.w, b.w), whole.h+b.h
	}
	whole.draw = func(c *canvas, r rect) {
		y := r.y
		for _, b := range blocks {
			b.draw(c, rect{r.x, y, r.w, b.h})
			y += b.h + gap
		}
	}
	return whole
}

// row puts blocks beside each other, at the middle of the highest.
func row(gap int, blocks ...block) block {
	whole := block{w: gap * max(len(blocks)-1, 0)}
	for _, b := range blocks {
		whole.w, whole.h = whole.w+b.w, max(whole.h, b.h)
	}
	whole.draw = func(c *canvas, r rect) {
		x := r.x
		for _, b := range blocks {
			b.draw(c, rect{x, r.y + (whole.h-b.h)/2, b.w, b.h})
			x += b.w + gap
		}
	}
	return whole
}

// spread puts one block at the left end of the place and one at the right.
func spread(gap int, left, right block) block {
	h := max(left.h, right.h)
	return block{left.w + gap + right.w, h, func(c *canvas, r rect) {
		left.draw(c, rect{r.x, r.y + (h-left.h)/2, left.w, left.h})
		right.draw(c, rect{r.right() - right.w, r.y + (h-right.h)/2, right.w, right.h})
	}}
}

// grid puts blocks into rows of a number of columns, all of one size.
func grid(columns, gap int, blocks ...block) block {
	cell := block{}
	for _, b := range blocks {
		cell.w, cell.h = max(cell.w, b.w), max(cell.h, b.h)
	}
	columns = max(1, min(columns, len(blocks)))
	rows := (len(blocks) + columns - 1) / columns
	return block{columns*(cell.w+gap) - gap, max(0, rows*(cell.h+gap)-gap), func(c *canvas, r rect) {
		for i, b := range blocks {
			b.draw(c, rect{r.x + i%columns*(cell.w+gap), r.y + i/columns*(cell.h+gap), cell.w, cell.h})
		}
	}}
}

// wrap puts blocks beside each other in as many rows as a width needs.
func wrap(width, gap int, blocks ...block) block {
	var rows, line []block
	used := 0
	for _, b := range blocks {
		if used+b.w > width && len(line) > 0 {
			rows, line, used = append(rows, row(gap, line...)), nil, 0
		}
		line, used = append(line, b), used+b.w+gap
	}
	if len(line) > 0 {
		rows = append(rows, row(gap, line...))
	}
	return stack(gap, rows...)
}

// margin gives a block room at its sides and at its top and bottom.
func margin(x, y int, b block) block {
	return block{b.w + 2*x, b.h + 2*y, func(c *canvas, r rect) { b.draw(c, rect{r.x + x, r.y + y, r.w - 2*x, r.h - 2*y}) }}
}

// framed draws a box behind a block.
func framed(class string, radius int, b block) block {
	return block{b.w, b.h, func(c *canvas, r rect) {
		c.rect(class, r, radius)
		b.draw(c, r)
	}}
}

// element makes a block the element of a node.
func element(n Node, b block) block {
	return block{b.w, b.h, func(c *canvas, r rect) {
		c.open(n, r)
		c.linked(n, func() { b.draw(c, r) })
		c.close()
	}}
}

// card is a box with a coloured edge, a head and rows.
func card(class string, head block, rows ...block) block {
	body := margin(12, 8, stack(4, append([]block{head}, rows...)...))
	return block{body.w, body.h, func(c *canvas, r rect) {
		c.printf(`<g class="%s">`, class)
		c.rect("card", r, 8)
		c.rect("edge", rect{r.x, r.y + 8, 4, r.h - 16}, 2)
		c.close()
		body.draw(c, r)
	}}
}
