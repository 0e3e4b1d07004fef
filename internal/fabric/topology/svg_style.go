package topology

import (
	"fmt"
	"strings"
)

// rule is a line of the style sheet: what is said once, and the colours in light and in dark.
type rule struct {
	selector, fixed string
	property        string // that has the colour
	light, dark     string
}

const (
	sans = `font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif`
	mono = `font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace`
)

// sheet is the style sheet. Programs that do not know media queries show the light colours.
var sheet = []rule{
	{".page", "", "fill", "#f8fafc", "#0b1120"},
	{"text", sans, "fill", "#0f172a", "#e2e8f0"},
	{".title", "font-size:13px;font-weight:600", "", "", ""},
	{".text", "font-size:12px", "", "", ""},
	{".small", "font-size:11px", "fill", "#64748b", "#94a3b8"},
	{".mono", "font-size:12px;" + mono, "", "", ""},
	{".badge", "font-size:10px;font-weight:600", "", "", ""},
	{".end", "text-anchor:end", "", "", ""},
	{".mid", "text-anchor:middle", "", "", ""},

	{".card", "stroke-width:1", "fill", "#ffffff", "#172033"},
	{".card", "", "stroke", "#cbd5e1", "#334155"},
	{".network", "stroke-width:1.5", "fill", "#eaf2fe", "#0e1a30"},
	{".network", "", "stroke", "#93b8f5", "#2f4f86"},
	{".subnet", "", "fill", "#ffffff", "#131f36"},
	{".subnet", "", "stroke", "#c3d0e4", "#31415f"},
	{".set", "", "fill", "#f1f5f9", "#1b2942"},
	{".set", "", "stroke", "#a9b8cf", "#41557a"},
	{".also", "fill:none;stroke-dasharray:5 4", "stroke", "#a9b8cf", "#51668c"},
	{".vm", "", "fill", "#ffffff", "#101a2e"},
	{".vm", "", "stroke", "#d5deea", "#2c3b57"},
	{".fold", "fill:none;stroke-dasharray:3 3", "stroke", "#a9b8cf", "#51668c"},
	{".part", "", "fill", "#f4f6fa", "#1f2b44"},
	{".tray", "fill:none;stroke-dasharray:2 4", "stroke", "#b6c2d4", "#3b4a66"},
	{".guard", "fill:none;stroke-width:2;stroke-dasharray:8 4", "stroke", "#d97706", "#f0a63c"},

	{".public", "", "fill", "#0f766e", "#5eead4"},
	{".warn .pill", "", "fill", "#fef3c7", "#4a3310"},
	{".warn .badge", "", "fill", "#92400e", "#fcd28a"},
	{".plain .pill", "", "fill", "#e6ecf4", "#2a3853"},
	{".plain .badge", "", "fill", "#475569", "#b6c4d8"},
	{".float .pill", "", "fill", "#fae8ff", "#46204f"},
	{".float .badge", "", "fill", "#86198f", "#f0abfc"},
	{".nat .pill", "", "fill", "#dcfce7", "#12402a"},
	{".nat .badge", "", "fill", "#166534", "#86efac"},
	{".good .pill", "", "fill", "#dcfce7", "#12402a"},
	{".good .badge", "", "fill", "#166534", "#86efac"},
	{".bad .pill", "", "fill", "#fee2e2", "#4c1d1d"},
	{".bad .badge", "", "fill", "#991b1b", "#fca5a5"},
	{".group .pill", "", "fill", "#e0e7ff", "#262c5c"},
	{".group .badge", "", "fill", "#3730a3", "#b4bcfb"},

	{".world .card", "", "fill", "#e0f2fe", "#0c2c42"},
	{".world .card", "", "stroke", "#38a3d8", "#2b7fae"},
	{".world .edge", "", "fill", "#0284c7", "#38bdf8"},
	{".address .edge", "", "fill", "#0d9488", "#2dd4bf"},
	{".balancer .edge", "", "fill", "#7c3aed", "#a78bfa"},
	{".gateway .edge", "", "fill", "#4f46e5", "#818cf8"},
	{".exit .edge", "", "fill", "#be185d", "#f472b6"},
	{".route .edge", "", "fill", "#b45309", "#fbbf24"},

	{".way", "fill:none;stroke-width:1.5", "stroke", "#7f93b2", "#6d83a8"},
	{".way.nat", "stroke-dasharray:6 3", "stroke", "#16a34a", "#4ade80"},
	{".way.out", "", "stroke", "#be185d", "#f472b6"},
	{".way.same", "stroke-dasharray:2 4", "stroke", "#8aa0c2", "#6d83a8"},
	{".head", "", "fill", "#7f93b2", "#6d83a8"},
	{".head.nat", "", "fill", "#16a34a", "#4ade80"},
	{".head.out", "", "fill", "#be185d", "#f472b6"},

	{".passes", "fill:none;stroke-width:2.5", "stroke", "#2563eb", "#60a5fa"},
	{".hop", "fill:none;stroke-width:3;stroke-linecap:round;stroke-linejoin:round;stroke-opacity:.7", "stroke", "#2563eb", "#60a5fa"},
	{".step circle", "", "fill", "#2563eb", "#60a5fa"},
	{".step text", "font-size:10px;font-weight:700;text-anchor:middle", "fill", "#ffffff", "#0b1120"},
	{".decides", "fill:none;stroke-width:3.5", "stroke", "#dc2626", "#f87171"},
	{".step.deciding circle", "", "fill", "#dc2626", "#f87171"},
	{".verdict .pill", "", "fill", "#dc2626", "#f87171"},
	{".verdict .badge", "", "fill", "#ffffff", "#0b1120"},
}

// className is that of the picture's root: its rules apply to nothing else on a page that it stands in.
const className = "simfabric-topology"

// styleSheet writes the sheet.
func styleSheet() string {
	var light, dark strings.Builder
	for _, r := range sheet {
		body := r.fixed
		if r.property != "" {
			fmt.Fprintf(&dark, ".%s %s{%s:%s}\n", className, r.selector, r.property, r.dark)
			body = strings.TrimPrefix(body+";"+r.property+":"+r.light, ";")
		}
		fmt.Fprintf(&light, ".%s %s{%s}\n", className, r.selector, body)
	}
	return light.String() + "@media (prefers-color-scheme:dark){\n" + dark.String() + "}\n"
}
