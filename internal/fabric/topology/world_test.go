package topology_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// shop is a world with all that a picture shows: two networks, the second of them apart from the first.
func shop(tb ft.TB) *fabric.World {
	tb.Helper()
	front, back, edge := ft.SubnetID("shop", "front"), ft.SubnetID("shop", "back"), ft.SubnetID("shop", "edge")
	group := func(s fabric.Subnet, nsg string) fabric.Subnet {
		s.NetworkSecurityGroupID = ft.ID(fabric.KindNetworkSecurityGroup, nsg)
		return s
	}
	web := ft.InGatewayPool(ft.NATed(ft.Behind(ft.IP("ip", front), "public", "web"), "public", "ssh"), "gateway", "web")
	web.ApplicationSecurityGroupIDs = []fabric.ID{ft.ID(fabric.KindApplicationSecurityGroup, "web")}
	floating := ft.LBRule("inner", "listener", "a", 1433, "data", 1433)
	floating.FloatingIP = true
	private := ft.Subnet("shop", "back", "10.0.2.0/24")
	private.DefaultOutboundAccess = false
	return ft.New(tb,
		ft.VNet("shop", "10.0.0.0/16"), ft.VNet("apart", "10.1.0.0/16"), ft.Subnet("apart", "alone", "10.1.0.0/24"),
		ft.NSG("web", map[string]fabric.SecurityRule{"https": ft.Rule(100), "admin": ft.Rule(200)}), ft.NSG("unused", nil), ft.ASG("web"),
		ft.NSG("gateway", map[string]fabric.SecurityRule{"manager": {
			Priority: 100, Direction: "Inbound", Access: "Allow", Protocol: "Tcp",
			SourceAddressPrefixes: []string{"GatewayManager"}, DestinationPortRanges: []string{"65200-65535"},
		}}),
		ft.PublicIP("in"), ft.PublicIP("out"), ft.PublicIP("gateway"), ft.Prefix("machines", 28),
		ft.NATGateway("nat", "out"),
		ft.RouteTable("table", map[string]fabric.Route{
			"branch": ft.Hop("192.168.0.0/16", fabric.NextHopVirtualNetworkGateway), "drop": ft.Hop("203.0.113.0/24", fabric.NextHopNone),
			"through": ft.Appliance("172.16.0.0/12", "10.0.2.4"), "elsewhere": ft.Appliance("172.32.0.0/16", "10.0.9.9"),
			"local": ft.Hop("10.0.0.0/24", fabric.NextHopVnetLocal), "out": ft.Hop("198.51.100.0/24", fabric.NextHopInternet),
		}),
		group(ft.Translated(ft.Subnet("shop", "front", "10.0.1.0/24"), "nat"), "web"), ft.Routed(private, "table"),
		group(ft.Subnet("shop", "edge", "10.0.0.0/24"), "gateway"),
		ft.LB("public", ft.PublicFrontend("front", "in")), ft.BackendPool("public", "web"), ft.Probe("public", "health"),
		ft.With(ft.LBRule("public", "https", "front", 443, "web", 8443), func(r *fabric.LoadBalancingRule) { r.DisableOutboundSNAT = true }), ft.NATPool("public", "ssh", "front", 50000, 50019, 22),
		ft.NATRule("public", "rdp", "front", 51000, 51019, "web", 3389), ft.OutboundRule("public", "out", "web", 1024, "front"),
		ft.LB("inner", ft.InternalFrontend("a", back, "10.0.2.100")), ft.BackendPool("inner", "data"), floating,
		ft.Gateway("gateway", edge, 2, "gateway"), ft.GatewayPool("gateway", "web"),
		ft.NIC("web", web), ft.SecondNIC("web-back", ft.IP("ip", back)),
		ft.NIC("data", ft.Public(ft.Behind(ft.IP("ip", back), "inner", "data"), "", ft.ID(fabric.KindPublicIPPrefix, "machines"))),
		ft.NIC("lone", ft.Public(ft.IP("ip", ft.SubnetID("apart", "alone")), "", "")), ft.NIC("spare", ft.IP("ip", back)),
		ft.Set("data", 2, "data"), ft.Set("web", 14, "web", "web-back"), ft.Set("lone", 1, "lone"),
		fabric.ConnectivityTest{
			Meta:   fabric.Meta{ID: ft.ID(fabric.KindConnectivityTest, "customers"), Location: ft.Location},
			Source: "Internet", Destination: string(ft.ID(fabric.KindScaleSet, "web")) + "/virtualMachines/0", Protocol: "Tcp", DestinationPort: 443,
			Expect: fabric.ExpectReachable, Answer: fabric.Reachability{Passage: fabric.Passage{Verdict: fabric.Reachable}},
		},
	).World
}

// large is a set of many instances with many NICs in one subnet.
func large(tb ft.TB, instances, nics int) *fabric.World {
	tb.Helper()
	objects := []fabric.Object{ft.VNet("vnet", "10.0.0.0/16"), ft.Subnet("vnet", "web", "10.0.0.0/18")}
	var names []string
	for i := range nics {
		nic := ft.NIC(fmt.Sprint("nic", i), ft.IP("ip", ft.SubnetID("vnet", "web")))
		nic.Primary = i == 0
		objects, names = append(objects, nic), append(names, nic.Name())
	}
	return ft.New(tb, append(objects, ft.Set("web", instances, names...))...).World
}

// hostile are names that no object can have, since its id or its name is checked, and that no text may trip over.
var hostile = []string{
	`<script>alert("1")</script>`, `"]; end -->|x| n1`, `a & b; 'c' <b>`, "👩‍🚀 ü 漢字", "`x` *y* _z_ #35; &lt;", `back\slash"`,
	"a\x00b\x1fc\xff\ufffe", "]]></style><!--", "+ 1. - list", "end",
}

// renamed is the world of hostile names.
func renamed(tb ft.TB) *fabric.World {
	tb.Helper()
	f := ft.New(tb)
	for i, name := range hostile {
		network := fabric.ID(fmt.Sprint("/v/", i, "/n/", name))
		subnet := fabric.ID(string(network) + "/subnets/" + name)
		group := fabric.NetworkSecurityGroup{Meta: fabric.Meta{ID: fabric.ID(fmt.Sprint("/g/", i, "/n/", name))}, SecurityRules: map[string]fabric.SecurityRule{name: ft.Rule(100)}}
		nic := ft.NIC(name, ft.IP(name, subnet))
		set := ft.Set("s", 0)
		set.ID = fabric.ID(fmt.Sprint("/s/", i, "/n/", name))
		set.Models = []fabric.Model{{Version: 1, NICs: []fabric.NICConfiguration{nic}}}
		set.Instances = []fabric.Instance{{ModelVersion: 1, Addresses: []fabric.Assignment{{}}}}
		lb := ft.LB("lb", ft.InternalFrontend(name, subnet, ""))
		lb.ID = fabric.ID(fmt.Sprint("/l/", i, "/n/", name))
		f.Put(
			fabric.VirtualNetwork{Meta: fabric.Meta{ID: network}, AddressSpace: []string{name}},
			fabric.Subnet{Meta: fabric.Meta{ID: subnet}, AddressPrefixes: []string{name}, NetworkSecurityGroupID: group.ID},
			group, set, lb,
			fabric.BackendPool{Meta: fabric.Meta{ID: fabric.ID(string(lb.ID) + "/pools/" + name)}},
			fabric.RouteTable{Meta: fabric.Meta{ID: fabric.ID(fmt.Sprint("/r/", i, "/n/", name))}, Routes: map[string]fabric.Route{name: {AddressPrefix: name, NextHopType: name}}},
		)
	}
	return f.World
}
