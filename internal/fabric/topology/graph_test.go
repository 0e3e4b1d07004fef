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

// short writes an edge with the last two parts of its ends' ids.
func short(e topology.Edge) string {
	end := func(id fabric.ID) string {
		parts := strings.Split(string(id), "/")
		return strings.Join(parts[max(0, len(parts)-2):], "/")
	}
	return strings.TrimSpace(end(e.From) + " -" + string(e.Kind) + "-> " + end(e.To) + " " + e.Label)
}

func TestEdges(t *testing.T) {
	t.Parallel()
	var got []string
	for _, e := range topology.Of(shop(t)).Edges {
		if e.Kind != topology.Uses {
			got = append(got, short(e))
		}
	}
	slices.Sort(got)
	want := []string{
		"Internet -Enters-> publicIPAddresses/gateway",
		"Internet -Enters-> publicIPAddresses/in",
		"Internet -Enters-> publicIPPrefixes/machines",
		"Internet -Enters-> virtualMachineScaleSets/lone",
		"applicationGateways/gateway -Attaches-> subnets/edge", // its holder as well
		"backendAddressPools/data -Balances-> virtualMachineScaleSets/data ×2",
		"backendAddressPools/web -Balances-> virtualMachineScaleSets/web ×14", // the load balancer's
		"backendAddressPools/web -Balances-> virtualMachineScaleSets/web ×14", // the gateway's
		"backendAddressPools/web -Outbound-> outboundRules/out",
		"frontendIPConfigurations/a -Attaches-> subnets/back",
		"frontendIPConfigurations/a -Balances-> loadBalancingRules/listener Tcp 1433",
		"frontendIPConfigurations/front -Balances-> inboundNatPools/ssh Tcp 50000–50019",
		"frontendIPConfigurations/front -Balances-> inboundNatRules/rdp Tcp 51000–51019",
		"frontendIPConfigurations/front -Balances-> loadBalancingRules/https Tcp 443",
		"inboundNatPools/ssh -Balances-> virtualMachineScaleSets/web ×14",
		"inboundNatRules/rdp -Balances-> backendAddressPools/web",
		"loadBalancingRules/https -Balances-> backendAddressPools/web",
		"loadBalancingRules/listener -Balances-> backendAddressPools/data",
		"natGateways/nat -Outbound-> Internet",
		"natGateways/nat -Outbound-> publicIPAddresses/out",
		"networkSecurityGroups/gateway -Filters-> subnets/edge",
		"networkSecurityGroups/web -Filters-> subnets/front",
		"outboundRules/out -Outbound-> frontendIPConfigurations/front",
		"publicIPAddresses/gateway -Addresses-> applicationGateways/gateway",
		"publicIPAddresses/in -Addresses-> frontendIPConfigurations/front",
		"publicIPPrefixes/machines -Addresses-> virtualMachineScaleSets/data",
		"routes/branch -NextHop-> NextHop/VirtualNetworkGateway 192.168.0.0/16",
		"routes/drop -NextHop-> NextHop/None 203.0.113.0/24",
		"routes/elsewhere -NextHop-> NextHop/10.0.9.9 172.32.0.0/16",
		"routes/out -NextHop-> Internet 198.51.100.0/24",
		"routes/through -NextHop-> virtualMachines/0 172.16.0.0/12",
		"subnets/back -Routes-> routeTables/table",
		"subnets/front -Outbound-> natGateways/nat",
		"virtualMachineScaleSets/data -Attaches-> subnets/back",
		"virtualMachineScaleSets/lone -Attaches-> subnets/alone",
		"virtualMachineScaleSets/web -Attaches-> subnets/back",
		"virtualMachineScaleSets/web -Attaches-> subnets/front",
		"virtualMachineScaleSets/web -Joins-> applicationSecurityGroups/web",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestNodes(t *testing.T) {
	t.Parallel()
	g := topology.Of(shop(t))
	set := ft.ID(fabric.KindScaleSet, "web")
	for _, c := range []struct {
		id                 fabric.ID
		kind, name, parent string
		details            string
	}{
		{topology.Internet, "internet", "Internet", "", ""},
		{ft.ID(fabric.KindVirtualNetwork, "shop"), "virtual_network", "shop", "", "10.0.0.0/16"},
		{ft.SubnetID("shop", "back"), "subnet", "back", "shop", "10.0.2.0/24|private"},
		{set, "scale_set", "web", "front", "14 × Standard_D16s_v5|Uniform"},
		{set + "/virtualMachines/0", "instance", "web_0", "web", "web/ip 10.0.1.4|web-back/ip 10.0.2.6"},
		{ft.ID(fabric.KindNetworkSecurityGroup, "web"), "network_security_group", "web", "", "Inbound 100 https: Allow Tcp 443|Inbound 200 admin: Allow Tcp 443"},
		{ft.ID(fabric.KindLoadBalancer, "inner"), "lb", "inner", "back", "Standard, internal"},
		{ft.ID(fabric.KindLoadBalancer, "inner") + "/frontendIPConfigurations/a", "frontend_ip_configuration", "a", "inner", "10.0.2.100"},
		{ft.ChildID(fabric.KindLoadBalancingRule, "inner", "listener"), "lb_rule", "listener", "inner", "Tcp 1433 → 1433|floating IP"},
		{ft.ChildID(fabric.KindInboundNATPool, "public", "ssh"), "lb_nat_pool", "ssh", "public", "Tcp 50000–50019 → 22"},
		{ft.ID(fabric.KindApplicationGateway, "gateway"), "app_gateway", "gateway", "edge", "2 × Standard_v2"},
		{ft.ID(fabric.KindNATGateway, "nat"), "nat_gateway", "nat", "", "198.19.0.2"},
		{ft.ID(fabric.KindRouteTable, "table") + "/routes/through", "route", "through", "table", "172.16.0.0/12 → VirtualAppliance 10.0.2.4"},
		{ft.ID(fabric.KindConnectivityTest, "customers"), "connectivity_test", "customers", "", "Internet → web/0 Tcp 443|Reachable"},
	} {
		n, ok := g.Node(fabric.ID(strings.ToUpper(string(c.id))))
		if !ok || string(n.Kind) != c.kind || n.Name != c.name || n.Parent.Name() != c.parent || strings.Join(n.Details, "|") != c.details {
			t.Errorf("%s: found %v, %s %q in %q: %q", c.id, ok, n.Kind, n.Name, n.Parent.Name(), strings.Join(n.Details, "|"))
		}
	}
}

// A part of a node is found where the node is, also where its id lies elsewhere, as in a Flexible set.
func TestLocate(t *testing.T) {
	t.Parallel()
	flexible := ft.With(ft.Set("flex", 1, "nic"), func(s *fabric.ScaleSet) { s.OrchestrationMode, s.FaultDomains = fabric.OrchestrationFlexible, 1 })
	w := ft.New(t, ft.VNet("vnet", "10.0.0.0/16"), ft.Subnet("vnet", "s", "10.0.0.0/24"), ft.NIC("nic", ft.Public(ft.IP("ip", ft.SubnetID("vnet", "s")), "", "")),
		ft.Set("uni", 1, "nic"), flexible).World
	g := topology.Of(w)
	for _, set := range fabric.Each[fabric.ScaleSet](w) {
		vm := set.View(w)[0]
		ip := vm.NICs[0].IPConfigurations[0]
		for _, id := range []fabric.ID{vm.VMID, vm.NICs[0].ID, ip.ID, ip.PublicIPID} {
			if n, ok := g.Locate(id); !ok || n.ID != vm.VMID {
				t.Errorf("%s is found as %q", id, n.ID)
			}
		}
	}
	if n, ok := g.Locate("/subscriptions/sub"); ok {
		t.Errorf("found %s", n.ID)
	}
}

func TestOfNetwork(t *testing.T) {
	t.Parallel()
	w := shop(t)
	whole, apart := topology.OfNetwork(w, ft.ID(fabric.KindVirtualNetwork, "SHOP")), topology.OfNetwork(w, ft.ID(fabric.KindVirtualNetwork, "apart"))
	for _, c := range []struct {
		kind fabric.Kind
		name string
		in   *topology.Graph
		out  *topology.Graph
	}{
		{fabric.KindVirtualNetwork, "shop", whole, apart}, {fabric.KindVirtualNetwork, "apart", apart, whole},
		{fabric.KindScaleSet, "web", whole, apart}, {fabric.KindScaleSet, "lone", apart, whole},
		{fabric.KindNICConfiguration, "lone", apart, whole}, {fabric.KindNICConfiguration, "spare", whole, apart},
		{fabric.KindPublicIP, "in", whole, apart}, {fabric.KindLoadBalancer, "public", whole, apart}, {fabric.KindNATGateway, "nat", whole, apart},
		{fabric.KindRouteTable, "table", whole, apart}, {fabric.KindNetworkSecurityGroup, "web", whole, apart},
		{fabric.KindConnectivityTest, "customers", whole, apart}, {fabric.KindNetworkSecurityGroup, "unused", topology.Of(w), whole},
	} {
		if _, ok := c.in.Node(ft.ID(c.kind, c.name)); !ok {
			t.Errorf("the %s %s is missing", c.kind, c.name)
		}
		if _, ok := c.out.Node(ft.ID(c.kind, c.name)); ok {
			t.Errorf("the %s %s should not be there", c.kind, c.name)
		}
	}
	for _, part := range []fabric.ID{ft.ChildID(fabric.KindOutboundRule, "public", "out"), ft.ChildID(fabric.KindProbe, "public", "health")} {
		if _, ok := whole.Node(part); !ok {
			t.Errorf("%s is missing", part)
		}
	}
}

// randomWorld draws a network with some sets in it.
func randomWorld(t *rapid.T) *fabric.World {
	network := ft.RandomNetwork(t)
	f := ft.New(t, network...)
	for i := range rapid.IntRange(0, 3).Draw(t, "sets") {
		f.Attempt(t, ft.RandomSet(t, i, network))
	}
	return f.World
}

// Every object is one node, and no edge or parent leads nowhere.
func TestEveryObjectOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := randomWorld(t)
		g := topology.Of(w)
		times := map[fabric.Key]int{}
		for _, n := range g.Nodes {
			times[n.ID.Key()]++
			if _, ok := g.Node(n.Parent); n.Parent != "" && !ok {
				t.Fatalf("the parent of %s is missing", n.ID)
			}
		}
		for o := range w.All() {
			if n := times[o.Head().ID.Key()]; n != 1 {
				t.Fatalf("%s is there %d times", o.Head().ID, n)
			}
			if set, ok := o.(fabric.ScaleSet); ok {
				for _, i := range set.Instances {
					if times[set.VMID(i.ID).Key()] != 1 {
						t.Fatalf("the instance %d of %s is there %d times", i.ID, set.ID, times[set.VMID(i.ID).Key()])
					}
				}
			}
		}
		for _, e := range g.Edges {
			if times[e.From.Key()] != 1 || times[e.To.Key()] != 1 {
				t.Fatalf("an end of %s is missing", short(e))
			}
		}
	})
}
