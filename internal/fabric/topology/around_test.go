package topology_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/topology"
)

// A part has what is named, what holds it, and the way between it and the internet.
func TestAround(t *testing.T) {
	t.Parallel()
	w := shop(t)
	vm := func(set, id string) fabric.ID {
		return ft.ID(fabric.KindScaleSet, set) + fabric.ID("/virtualMachines/"+id)
	}
	for name, c := range map[string]struct {
		ids  []fabric.ID
		want string
	}{
		"an instance": {[]fabric.ID{vm("web", "13")}, "shop front web web_13"},
		"its NIC in another subnet": {
			[]fabric.ID{vm("web", "13") + "/networkInterfaces/WEB-back"}, "shop front back web web_13"},
		"a group alone":  {[]fabric.ID{ft.ID(fabric.KindNetworkSecurityGroup, "web")}, "web"},
		"a rule":         {[]fabric.ID{ft.ChildID(fabric.KindLoadBalancingRule, "public", "https")}, "Internet in public front https web"},
		"a NAT pool":     {[]fabric.ID{ft.ChildID(fabric.KindInboundNATPool, "public", "ssh")}, "Internet in public front ssh"},
		"a gateway pool": {[]fabric.ID{ft.ChildID(fabric.KindApplicationGatewayPool, "gateway", "web")}, "Internet gateway shop edge gateway web"},
		"a way out":      {[]fabric.ID{ft.ID(fabric.KindNATGateway, "nat")}, "Internet out nat"},
		"an outbound rule": {
			[]fabric.ID{ft.ChildID(fabric.KindOutboundRule, "public", "out")}, "Internet in public front out"},
		"a route to an appliance": {
			[]fabric.ID{topology.RouteID(ft.ID(fabric.KindRouteTable, "table"), "through")}, "shop back data data_0 table through"},
		"a public address of a prefix": {
			[]fabric.ID{vm("data", "1") + "/networkInterfaces/data/ipConfigurations/ip/publicIPAddresses/pub"}, "Internet machines shop back data data_1"},
		"what has no node besides": {[]fabric.ID{"10.0.0.4", "", "/no/such/thing", topology.Internet}, "Internet"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			part := topology.Of(w).Around(c.ids...)
			var names []string
			for _, n := range part.Nodes {
				names = append(names, n.Name)
			}
			want := strings.Fields(c.want)
			slices.Sort(names)
			slices.Sort(want)
			if got := strings.Join(names, " "); got != strings.Join(want, " ") {
				t.Errorf("got %s, want %s", got, want)
			}
			check(t, topology.SVG(part, topology.Options{}))
		})
	}
}

// Where nothing is left out, or nothing is asked for, the graph is the same.
func TestAroundAll(t *testing.T) {
	t.Parallel()
	g := topology.Of(shop(t))
	var all []fabric.ID
	for _, n := range g.Nodes {
		all = append(all, n.ID)
	}
	if g.Around(all...) != g || g.Around() != g || g.Around("no such thing") != g {
		t.Error("a part of a graph that is all of it")
	}
}

// What a part leaves out is counted where it would stand.
func TestPartFolds(t *testing.T) {
	t.Parallel()
	web := ft.ID(fabric.KindScaleSet, "web")
	g := topology.Of(shop(t)).Around(web+"/virtualMachines/12", ft.ChildID(fabric.KindLoadBalancingRule, "public", "https"), ft.ID(fabric.KindScaleSet, "data"))
	texts := map[string]int{}
	instances := 0
	for _, e := range check(t, topology.SVG(g, topology.Options{})) {
		texts[e.text]++
		if e.attributes["data-kind"] == string(topology.KindInstance) {
			instances++
		}
	}
	if instances != 2 || texts["+ 13 more"] != 2 || texts["no instances"] != 0 {
		t.Errorf("%d instances, and %v", instances, texts)
	}
}

// Any part of any picture can be drawn, and has what it was asked for.
func TestRandomParts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		g := topology.Of(randomWorld(t))
		if len(g.Nodes) == 0 {
			return
		}
		ids := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) fabric.ID {
			return g.Nodes[rapid.IntRange(0, len(g.Nodes)-1).Draw(t, "node")].ID
		}), 1, 5).Draw(t, "ids")
		part := g.Around(ids...)
		for _, id := range ids {
			if _, ok := part.Node(id); !ok {
				t.Fatalf("%s is left out", id)
			}
		}
		for _, n := range part.Nodes {
			if _, ok := part.Node(n.Parent); n.Parent != "" && !ok {
				t.Fatalf("%s is kept without %s", n.ID, n.Parent)
			}
		}
		check(t, topology.SVG(part, topology.Options{Highlight: topology.Highlight{Path: ids}}))
	})
}
