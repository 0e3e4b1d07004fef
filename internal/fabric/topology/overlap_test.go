package topology

import (
	"encoding/xml"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// words are the texts of a picture with the room that they are taken to need.
func words(t *rapid.T, svg string) map[string][]rect {
	var drawing struct {
		Groups []group `xml:"g"`
		Width  int     `xml:"width,attr"`
		Height int     `xml:"height,attr"`
	}
	if err := xml.Unmarshal([]byte(svg), &drawing); err != nil {
		t.Fatal(err)
	}
	found := map[string][]rect{}
	for _, g := range drawing.Groups {
		g.collect(found)
	}
	for text, places := range found {
		for _, r := range places {
			if r.x < 0 || r.y < 0 || r.right() > drawing.Width || r.bottom() > drawing.Height {
				t.Fatalf("%q stands outside of the picture: %v", text, r)
			}
		}
	}
	return found
}

type group struct {
	Groups []group `xml:"g"`
	Texts  []struct {
		Class string `xml:"class,attr"`
		X     int    `xml:"x,attr"`
		Y     int    `xml:"y,attr"`
		Text  string `xml:",chardata"`
	} `xml:"text"`
}

func (g group) collect(found map[string][]rect) {
	for _, text := range g.Texts {
		classes := strings.Fields(text.Class)
		for _, s := range []style{styleTitle, styleText, styleSmall, styleMono, styleBadge} {
			if classes[0] != s.class {
				continue
			}
			r := rect{text.X, text.Y - s.size + 2, s.width(text.Text), s.size}
			switch classes[len(classes)-1] {
			case "end":
				r.x -= r.w
			case "mid":
				r.x -= r.w / 2
			}
			found[text.Text] = append(found[text.Text], r)
		}
	}
	for _, inner := range g.Groups {
		inner.collect(found)
	}
}

func (r rect) overlaps(o rect) bool {
	return r.x < o.right() && o.x < r.right() && r.y < o.bottom() && o.y < r.bottom()
}

// crowded draws a network with names of all lengths, and much in front of it and behind it.
func crowded(t *rapid.T) *fabric.World {
	name := rapid.StringMatching(`[A-Za-z0-9][A-Za-z0-9_.-]{0,60}[A-Za-z0-9]`)
	named := func(what string) string { return name.Draw(t, what) }
	f := ft.New(t)
	var members []fabric.IPConfiguration
	for s := range rapid.IntRange(1, 3).Draw(t, "subnets") {
		subnet := ft.Subnet("vnet", named("subnet"), []string{"10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"}[s], "fd00::/64")
		subnet.NetworkSecurityGroupID = ft.ID(fabric.KindNetworkSecurityGroup, named("NSG"))
		subnet.RouteTableID = ft.ID(fabric.KindRouteTable, named("table"))
		lb, pool := named("lb"), named("pool")
		ip := ft.Public(ft.IP(named("ip"), subnet.ID), "", "")
		f.Put(subnet, ft.NSG(subnet.NetworkSecurityGroupID.Name(), nil), ft.BackendPool(lb, pool), ft.Probe(lb, named("probe")),
			ft.RouteTable(subnet.RouteTableID.Name(), map[string]fabric.Route{named("route"): ft.Appliance("fd00:1234:5678:9abc::/64", "fd00:1234:5678:9abc:def0:1234:5678:9abc")}))
		front := ft.PublicFrontend(named("frontend"), named("public"))
		if rapid.Bool().Draw(t, "internal") {
			front = ft.InternalFrontend(front.Name, subnet.ID, "")
		}
		rule := ft.LBRule(lb, named("rule"), front.Name, 443, pool, 8443)
		rule.FloatingIP = rapid.Bool().Draw(t, "floating")
		f.Put(ft.PublicIP(front.PublicIPID.Name()), ft.LB(lb, front), rule, ft.NATPool(lb, named("NAT pool"), front.Name, 50000, 59999, 65535))
		members = append(members, ft.Behind(ip, lb, pool))
	}
	f.Put(ft.VNet("vnet", "10.0.0.0/16", "fd00::/48"))
	for i, ip := range members {
		set := ft.Set(named("set"), 0)
		nics := []fabric.NICConfiguration{ft.NIC(named("nic"), ip), ft.SecondNIC(named("nic"), members[(i+1)%len(members)])}
		set.Models = []fabric.Model{{Version: 2, NICs: nics}}
		for n := range rapid.IntRange(0, 14).Draw(t, "instances") {
			set.Instances = append(set.Instances, fabric.Instance{ID: n, Zone: "1", ModelVersion: 1, Addresses: make([]fabric.Assignment, 2)})
		}
		f.Put(set)
	}
	return f.World
}

// No text lies over another, whatever the names are, and all lie inside of the picture.
func TestTextsKeepApart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		found := words(t, SVG(Of(crowded(t)), Options{}))
		type place struct {
			text string
			rect
		}
		var all []place
		for text, places := range found {
			for _, r := range places {
				all = append(all, place{text, r})
			}
		}
		if len(all) < 10 {
			t.Fatalf("only %d texts are found", len(all))
		}
		for i, a := range all {
			for _, b := range all[:i] {
				if a.overlaps(b.rect) {
					t.Fatalf("%q at %v lies over %q at %v", a.text, a.rect, b.text, b.rect)
				}
			}
		}
	})
}
