package topology

import (
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// trayWords are the kinds that stand in the tray where nothing else shows them, and what they are called there.
var trayWords = map[NodeKind]string{
	NodeKind(fabric.KindNetworkSecurityGroup):     "NSG ",
	NodeKind(fabric.KindApplicationSecurityGroup): "ASG ",
	NodeKind(fabric.KindNICConfiguration):         "NIC configuration ",
	NodeKind(fabric.KindPublicIP):                 "public IP ",
	NodeKind(fabric.KindPublicIPPrefix):           "public IP prefix ",
	NodeKind(fabric.KindScaleSet):                 "scale set ",
}

// verdictClass is the colour of an answer.
var verdictClass = map[fabric.Verdict]string{fabric.Reachable: "good", fabric.Unreachable: "bad"}

// tray draws below the picture what nothing in it refers to, and the connectivity tests with their answers.
func (p *picture) tray(c *canvas, above rect) rect {
	used := map[fabric.ID]bool{}
	for _, e := range p.graph.Edges {
		if e.Kind == Uses {
			used[e.To] = true
		}
	}
	var loose, tests []block
	for _, n := range p.graph.Nodes {
		_, drawn := c.places[n.ID.Key()]
		word, stands := trayWords[n.Kind]
		template := used[n.ID] && n.Kind == NodeKind(fabric.KindNICConfiguration) // its sets name it
		if t, ok := n.object.(fabric.ConnectivityTest); ok {
			tests = append(tests, element(n, p.test(n, t)))
		} else if stands && !drawn && !template {
			loose = append(loose, element(n, badge("plain", word+styleBadge.clip(n.Name, 180))))
		}
	}
	if len(p.graph.Nodes) == 0 {
		loose = append(loose, textBlock(styleText, "The fabric is empty."))
	}
	for _, list := range []struct {
		title  string
		blocks []block
	}{{"Connectivity tests", tests}, {"Not attached", loose}} {
		if len(list.blocks) > 0 {
			above = drawTray(c, above, list.title, list.blocks)
		}
	}
	return above
}

func drawTray(c *canvas, above rect, title string, blocks []block) rect {
	const least = 560
	b := framed("tray", 8, margin(12, 8, stack(6, textBlock(styleSmall, title), wrap(max(above.w, least)-24, 8, blocks...))))
	r := rect{frame, frame, max(above.w, b.w), b.h}
	if above.h > 0 {
		r.y = above.bottom() + gap
	}
	b.draw(c, r)
	return rect{frame, frame, r.w, r.bottom() - frame}
}

// test draws a connectivity test: its name, and whether the packet gets through, green where that is what was expected.
func (p *picture) test(n Node, t fabric.ConnectivityTest) block {
	class := "good"
	if t.Expect == "" {
		class = verdictClass[t.Answer.Verdict]
	} else if !t.Met() {
		class = "bad"
	}
	if class == "" {
		class = "plain"
	}
	return framed("part", 6, margin(8, 4, row(8, clippedText(styleText, n.Name, 200), badge(class, string(t.Answer.Verdict)))))
}
