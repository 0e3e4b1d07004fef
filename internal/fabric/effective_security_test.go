package fabric_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// tellSide writes one side of a rule: what it names, its ports but for all, and what that comes to.
func tellSide(s fabric.EffectiveSide) string {
	var names []string
	for _, id := range s.ApplicationSecurityGroupIDs {
		names = append(names, id.Name())
	}
	text := strings.Join(append(names, s.AddressPrefixes...), ",")
	if ports := strings.Join(s.PortRanges, ","); ports != "*" {
		text += ":" + ports
	}
	if s.Expanded != nil {
		text += strings.ReplaceAll(fmt.Sprint(s.Expanded), " ", ",")
	}
	return text
}

// tellRules writes rules in a line each: whose, name, priority, what it does; default rules without their sides.
func tellRules(list []fabric.EffectiveRule) []string {
	texts := []string{}
	for _, r := range list {
		text := fmt.Sprintf("%s by %s %s: %s %d", r.GroupID.Name(), r.Association, r.AssociatedID.Name(), r.Name, r.Priority)
		if !r.Default {
			text += fmt.Sprintf(" %s %s %s > %s", r.Access, r.Protocol, tellSide(r.Source), tellSide(r.Destination))
		}
		texts = append(texts, text)
	}
	return texts
}

func defaults(of string, names ...string) []string {
	var texts []string
	for _, name := range names {
		texts = append(texts, of+": "+name)
	}
	return texts
}

var (
	defaultsIn  = []string{"AllowVnetInBound 65000", "AllowAzureLoadBalancerInBound 65001", "DenyAllInBound 65500"}
	defaultsOut = []string{"AllowVnetOutBound 65000", "AllowInternetOutBound 65001", "DenyAllOutBound 65500"}
)

// frontAndBack has the NIC front behind a subnet's group and one of its own, and the NIC back behind none; the second IP
// configuration of that is in a group of addresses.
func frontAndBack() []fabric.Object {
	web, db := idOf(fabric.KindApplicationSecurityGroup, "web"), idOf(fabric.KindApplicationSecurityGroup, "db")
	inGroup := func(ip fabric.IPConfiguration, groups ...fabric.ID) fabric.IPConfiguration {
		ip.ApplicationSecurityGroupIDs = groups
		return ip
	}
	return []fabric.Object{
		vnet("vnet", "10.0.0.0/16"), asg("web"), asg("db"),
		nsg("subnets", rules{
			"late": with2(rule(200), func(r *fabric.SecurityRule) {
				r.Access, r.SourceAddressPrefixes = "Deny", []string{"Storage", "203.0.113.7"}
			}),
			"early": with2(rule(100), func(r *fabric.SecurityRule) {
				r.DestinationPortRanges = []string{"80", "8000-8080"}
				r.SourceAddressPrefixes = []string{"virtualnetwork"}
			}),
		}),
		nsg("nics", rules{
			"groups": {Priority: 100, Direction: "outbound", Access: "allow", Protocol: "TCP", SourceApplicationSecurityGroupIDs: []fabric.ID{web}, DestinationApplicationSecurityGroupIDs: []fabric.ID{db, web}},
		}),
		with(subnet("vnet", "web", "10.0.0.0/24"), func(s *fabric.Subnet) { s.NetworkSecurityGroupID = idOf(fabric.KindNetworkSecurityGroup, "subnets") }),
		subnet("vnet", "back", "10.0.1.0/24"),
		with(nic("front", inGroup(ip("ip", webSubnet), web)), func(n *fabric.NICConfiguration) {
			n.NetworkSecurityGroupID = idOf(fabric.KindNetworkSecurityGroup, "nics")
		}),
		secondNIC("back", ip("ip", subnetID("vnet", "back")), inGroup(ip("more", subnetID("vnet", "back")), db)),
	}
}

// populated is a fabric of objects and the set of two.
func populated(t *testing.T, objects []fabric.Object, more ...fabric.Object) *fabric.World {
	t.Helper()
	return fabrictest.New(t, append(plus(objects, more...), scaleSet("set", 2, "front", "back"))...).World
}

func with2(r fabric.SecurityRule, change func(*fabric.SecurityRule)) fabric.SecurityRule {
	change(&r)
	return r
}

// nicsOf returns NICs of the instance 1 of the set set.
func nicsOf(t *testing.T, w *fabric.World, name string) []fabric.NICView {
	t.Helper()
	set, _ := fabric.Get[fabric.ScaleSet](w, idOf(fabric.KindScaleSet, "set"))
	nics, list := set.FindNICs(w, "1", name)
	if len(list) > 0 {
		t.Fatal(texts(list))
	}
	return nics
}

func effectiveOf(t *testing.T, name string, more ...fabric.Object) fabric.EffectiveSecurityRules {
	t.Helper()
	w := populated(t, frontAndBack(), more...)
	list, pending := fabric.EffectiveSecurityRulesOf(w, nicsOf(t, w, name))
	if len(list) != 1 || pending != "" {
		t.Fatalf("%d NICs, pending %q", len(list), pending)
	}
	return list[0]
}

func TestEffectiveSecurityRules(t *testing.T) {
	t.Parallel()
	const ofSubnet, ofNIC = "subnets by Subnet web", "nics by NetworkInterface front"
	in := append([]string{
		ofSubnet + ": early 100 Allow Tcp VirtualNetwork[10.0.0.0/16,168.63.129.16/32] > *:80,8000-8080",
		ofSubnet + ": late 200 Deny Tcp 203.0.113.7/32,Storage > *:443",
	}, append(defaults(ofSubnet, defaultsIn...), defaults(ofNIC, defaultsIn...)...)...)
	out := append([]string{ofNIC + ": groups 100 Allow Tcp web[10.0.0.4/32,10.0.0.5/32] > db,web[10.0.0.4/32,10.0.0.5/32,10.0.1.5/32,10.0.1.7/32]"},
		append(defaults(ofNIC, defaultsOut...), defaults(ofSubnet, defaultsOut...)...)...)
	got := effectiveOf(t, "front")
	if diff := cmp.Diff(in, tellRules(got.Inbound)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(out, tellRules(got.Outbound)); diff != "" {
		t.Error(diff)
	}
	if got := effectiveOf(t, "back"); len(got.Inbound) != 0 || len(got.Outbound) != 0 {
		t.Errorf("a NIC without groups has %d and %d rules", len(got.Inbound), len(got.Outbound))
	}
}

// TestEffectiveDefaults: what the tags of default rules come to follows the subnet's routes.
func TestEffectiveDefaults(t *testing.T) {
	t.Parallel()
	routes := []fabric.Object{oneRoute(appliance("0.0.0.0/0", "10.0.0.9")), with(subnet("vnet", "web", "10.0.0.0/24"), func(s *fabric.Subnet) { s.RouteTableID = idOf(fabric.KindRouteTable, "rt") })}
	for _, c := range []struct {
		name                string
		more                []fabric.Object
		vnet, internetBegin string
	}{
		{"no route", nil, "[10.0.0.0/16 168.63.129.16/32]", "[1.0.0.0/8 2.0.0.0/7"},
		{"a route for all", routes, "[0.0.0.0/0]", "[2000::/3]"},
	} {
		out := effectiveOf(t, "front", c.more...).Outbound
		vnet, internet := out[1], out[2]
		for _, side := range []fabric.EffectiveSide{vnet.Source, vnet.Destination} {
			if got := fmt.Sprint(side.Expanded); got != c.vnet || !cmp.Equal(side.AddressPrefixes, []string{"VirtualNetwork"}) || !cmp.Equal(side.PortRanges, []string{"*"}) {
				t.Errorf("%s: VirtualNetwork is %s: %+v", c.name, got, side)
			}
		}
		if got := fmt.Sprint(internet.Destination.Expanded); !strings.HasPrefix(got, c.internetBegin) || internet.Source.Expanded != nil || !internet.Default || internet.Access != "Allow" {
			t.Errorf("%s: Internet is %s: %+v", c.name, got, internet)
		}
	}
}

// TestEffectiveInTwoSubnets: the groups of both, once each, and the NIC's own last.
func TestEffectiveInTwoSubnets(t *testing.T) {
	t.Parallel()
	two := []fabric.Object{nsg("other", nil), with(subnet("vnet", "back", "10.0.1.0/24"), func(s *fabric.Subnet) { s.NetworkSecurityGroupID = idOf(fabric.KindNetworkSecurityGroup, "other") }),
		with(nic("front", ip("ip", webSubnet), ip("more", subnetID("vnet", "back")), ip("third", webSubnet)), func(n *fabric.NICConfiguration) {
			n.NetworkSecurityGroupID = idOf(fabric.KindNetworkSecurityGroup, "nics")
		})}
	got := effectiveOf(t, "front", two...)
	groups := func(list []fabric.EffectiveRule) (names []string) {
		for _, r := range list {
			if r.Priority == 65500 {
				names = append(names, r.GroupID.Name())
			}
		}
		return names
	}
	if diff := cmp.Diff([][]string{{"subnets", "other", "nics"}, {"nics", "other", "subnets"}}, [][]string{groups(got.Inbound), groups(got.Outbound)}); diff != "" {
		t.Error(diff)
	}
}

// TestEffectivePending: what decides and is not known yet is named.
func TestEffectivePending(t *testing.T) {
	t.Parallel()
	w := populated(t, frontAndBack(), oneRoute(hop("0.0.0.0/0", "None")), with(subnet("vnet", "web", "10.0.0.0/24"), func(s *fabric.Subnet) {
		s.RouteTableID, s.NetworkSecurityGroupID = idOf(fabric.KindRouteTable, "rt"), idOf(fabric.KindNetworkSecurityGroup, "subnets")
	}))
	nics := nicsOf(t, w, "front")
	for _, c := range []struct {
		id            fabric.ID
		kind          fabric.Kind
		rules, routes bool
	}{
		{webSubnet, fabric.KindSubnet, true, true},
		{idOf(fabric.KindVirtualNetwork, "vnet"), fabric.KindVirtualNetwork, true, true},
		{idOf(fabric.KindRouteTable, "rt"), fabric.KindRouteTable, true, true},
		{idOf(fabric.KindNetworkSecurityGroup, "subnets"), fabric.KindNetworkSecurityGroup, true, false},
		{idOf(fabric.KindNetworkSecurityGroup, "nics"), fabric.KindNetworkSecurityGroup, true, false},
		{idOf(fabric.KindApplicationSecurityGroup, "web"), fabric.KindApplicationSecurityGroup, false, false},
	} {
		var plan fabric.Overlay
		plan.Pend(c.id, c.kind)
		_, rules := fabric.EffectiveSecurityRulesOf(w.WithOverlays(&plan), nics)
		_, routes := fabric.EffectiveRoutesOf(w.WithOverlays(&plan), nics)
		if rules.Is(c.id) != c.rules || (rules != "") != c.rules || routes.Is(c.id) != c.routes || (routes != "") != c.routes {
			t.Errorf("%s: rules wait for %q, routes for %q", c.id, rules, routes)
		}
	}
}

func TestFindNICs(t *testing.T) {
	t.Parallel()
	w := populated(t, frontAndBack())
	set, _ := fabric.Get[fabric.ScaleSet](w, idOf(fabric.KindScaleSet, "set"))
	for _, c := range []struct{ instance, nic, want string }{
		{"1", "", "set/virtualMachines/1: front, back"},
		{"0", "BACK", "set/virtualMachines/0: back"},
		{"2", "", "error: InvalidResourceReference at instance_id: The scale set set has no instance 2."},
		{"", "", "error: InvalidResourceReference at instance_id: The scale set set has no instance ."},
		{"0", "ip", "error: InvalidResourceReference at network_interface: The instance 0 of the scale set set has no NIC ip."},
	} {
		nics, list := set.FindNICs(w, c.instance, c.nic)
		got := strings.Join(texts(list), "; ")
		if len(list) == 0 {
			var names []string
			for _, n := range nics {
				names = append(names, n.Name)
			}
			got = "set/virtualMachines/" + nics[0].ID.Parent().Name() + ": " + strings.Join(names, ", ")
		}
		if got != c.want {
			t.Errorf("%q %q: %s, want %s", c.instance, c.nic, got, c.want)
		}
	}
}

// TestEffectiveRoutes: the routes are those of the primary IP configuration's subnet, with what stands at it.
func TestEffectiveRoutes(t *testing.T) {
	t.Parallel()
	w := populated(t, frontAndBack(), publicIP("out"), natGateway("ng", "out"), routeTable("rt", routes{"b": hop("Storage", "Internet"), "a": appliance("0.0.0.0/0", "10.0.0.9")}),
		translated(routed(subnet("vnet", "web", "10.0.0.0/24"), "rt"), "ng"))
	list, pending := fabric.EffectiveRoutesOf(w, nicsOf(t, w, ""))
	if pending != "" {
		t.Fatal(pending)
	}
	var got []string
	for _, of := range list {
		got = append(got, fmt.Sprintf("%s in %s: %s %s", of.NIC.Name, of.SubnetID.Name(), of.RouteTableID.Name(), of.NATGatewayID.Name()))
		for _, r := range of.Routes {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s %v%s %s %v", r.Source, r.State, r.Name, r.Prefix, r.ServiceTag, r.NextHop, r.Address)))
		}
	}
	if diff := cmp.Diff([]string{
		"front in web: rt ng",
		"User Active a 0.0.0.0/0 VirtualAppliance 10.0.0.9", "User Active b invalid PrefixStorage Internet invalid IP",
		"Default Active  10.0.0.0/16 VnetLocal invalid IP", "Default Active  172.16.0.0/12 None invalid IP", "Default Active  192.168.0.0/16 None invalid IP",
		"Default Active  100.64.0.0/10 None invalid IP", "Default Invalid  0.0.0.0/0 Internet invalid IP",
		"back in back:  ",
		"Default Active  10.0.0.0/16 VnetLocal invalid IP", "Default Active  172.16.0.0/12 None invalid IP", "Default Active  192.168.0.0/16 None invalid IP",
		"Default Active  100.64.0.0/10 None invalid IP", "Default Active  0.0.0.0/0 Internet invalid IP",
	}, got); diff != "" {
		t.Error(diff)
	}
}
