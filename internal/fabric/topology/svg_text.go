package topology

import "unicode/utf8"

// style is how a text looks. Widths are estimated, because no font is known here: those of DejaVu Sans, the widest of the
// fonts that the picture may be shown in, so that a text is never wider than the room that it was given.
type style struct {
	class string
	size  int  // of the font, in pixels
	fixed bool // all characters have one width
	bold  bool
}

// The styles of the picture.
var (
	styleTitle = style{class: "title", size: 13, bold: true}
	styleText  = style{class: "text", size: 12}
	styleSmall = style{class: "small", size: 11}
	styleMono  = style{class: "mono", size: 12, fixed: true}
	styleBadge = style{class: "badge", size: 10, bold: true}
)

// Widths of characters in thousandths of the font's size.
const (
	widthFixed  = 610
	widthNarrow = 400
	widthLower  = 640
	widthUpper  = 770
	widthWide   = 1000
	widthOther  = 1300 // what lies outside of Latin: ideographs and emoji
	widthBold   = 90   // more for a bold character
	lastLatin   = 0x24f
)

// widthsOf are those of the characters that are not as wide as a lower-case letter.
var widthsOf = func() map[rune]int {
	widths := map[rune]int{'→': widthWide, '↔': widthWide, '…': widthWide, '–': widthLower, '·': widthNarrow, '×': 840}
	for class, runes := range map[int]string{widthNarrow: "ijlIftr.,:;'|!()[]/\\ -", widthWide: "mwMWOQ@%&#<>=+~"} {
		for _, r := range runes {
			widths[r] = class
		}
	}
	for r := 'A'; r <= 'Z'; r++ {
		if _, ok := widths[r]; !ok {
			widths[r] = widthUpper
		}
	}
	return widths
}()

func (s style) runeWidth(r rune) int {
	width, ok := widthsOf[r]
	switch {
	case !ok && r > lastLatin:
		width = widthOther
	case s.fixed:
		return widthFixed
	case !ok:
		width = widthLower
	}
	if s.bold {
		width += widthBold
	}
	return width
}

// width estimates how wide a text is, in pixels.
func (s style) width(text string) int {
	sum := 0
	for _, r := range text {
		sum += s.runeWidth(r)
	}
	return (sum*s.size + 999) / 1000
}

// clip shortens a text to a width; an ellipsis stands for what is left out.
func (s style) clip(text string, most int) string {
	if s.width(text) <= most {
		return text
	}
	room := most - s.width("…")
	for text != "" && s.width(text) > room {
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	return text + "…"
}

// height is that of a line.
func (s style) height() int { return s.size + 6 }

// baseline is how far below the top of a line its letters stand.
func (s style) baseline() int { return s.size + 1 }
