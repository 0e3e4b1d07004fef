package trace_test

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/trace"
)

// farm is a set of three behind a public load balancer at 198.19.0.1: 443 to 8443 with a probe of port 80, and NAT ports from
// 50000 to 22. The subnet lets in what the internet sends to 8443 and 22.
func farm(change ...fabric.Object) []fabric.Object {
	objects := []fabric.Object{
		ft.VNet("net", "10.0.0.0/16"),
		ft.NSG("web", rules("web", rule(100, "Inbound", "Allow", "Internet", "", "8443,22"))),
		guarded(ft.Subnet("net", "web", "10.0.1.0/24"), "web"), ft.Subnet("net", "data", "10.0.2.0/24"),
		ft.PublicIP("front"), ft.LB("lb", ft.PublicFrontend("front", "front")), ft.BackendPool("lb", "pool"), ft.Probe("lb", "probe"),
		ft.With(ft.LBRule("lb", "https", "front", 443, "pool", 8443), func(r *fabric.LoadBalancingRule) { r.ProbeID = ft.ChildID(fabric.KindProbe, "lb", "probe") }),
		ft.NATPool("lb", "ssh", "front", 50000, 50009, 22),
		ft.NIC("web", ft.NATed(ft.Behind(ft.IP("ip", ft.SubnetID("net", "web")), "lb", "pool"), "lb", "ssh")), ft.NIC("data", ft.IP("ip", ft.SubnetID("net", "data"))),
		ft.Set("web", 3, "web"), ft.Set("data", 1, "data"),
	}
	for _, o := range change {
		for i := range objects {
			if objects[i].Head().ID.Is(o.Head().ID) {
				objects[i] = o
			}
		}
	}
	return objects
}

func listening(set fabric.ScaleSet, ports ...string) fabric.ScaleSet {
	set.HasGuest, set.Guest.ListeningPorts = true, ports
	return set
}

func TestPublicLoadBalancer(t *testing.T) {
	run(t, farm(),
		traceCase{"rule", "Internet", front("lb", "front"), "", 443, "Reachable Delivered ip"},
		traceCase{"instance by the rule", "Internet", vm("web", "2"), "", 443, "Reachable Delivered ip"},
		traceCase{"NAT port", "Internet", front("lb", "front"), "", 50001, "Reachable Delivered ip"},
		traceCase{"beyond the NAT ports", "Internet", front("lb", "front"), "", 50003, "Unreachable NoLoadBalancingRule front"},
		traceCase{"no rule", "Internet", "198.19.0.1", "", 80, "Unreachable NoLoadBalancingRule front"},
		traceCase{"other protocol", "Internet", "198.19.0.1", "Udp", 443, "Unreachable NoLoadBalancingRule front"},
		traceCase{"ping", "Internet", "198.19.0.1", "Icmp", 0, "Unreachable ProtocolNotBalanced front"},
		traceCase{"instance without rule", "Internet", vm("data", "0"), "", 443, "Unreachable NoMachineAtAddress ip"},
		traceCase{"from inside", vm("data", "0"), front("lb", "front"), "", 443, "Reachable Delivered ip"},
		traceCase{"a backend by its own frontend", vm("web", "0"), front("lb", "front"), "", 443, "Reachable Delivered ip"},
	)
	run(t, farm(listening(ft.Set("web", 3, "web"), "tcp/8443")),
		traceCase{"no answer to probes", "Internet", front("lb", "front"), "", 443, "Unreachable NoHealthyBackend https https"},
		traceCase{"NAT ports have no probe", "Internet", front("lb", "front"), "", 50000, "Unreachable GuestNotListening web"})
	run(t, farm(listening(ft.Set("web", 3, "web"), "tcp/80")),
		traceCase{"healthy and deaf", "Internet", front("lb", "front"), "", 443, "Unreachable GuestNotListening web"})
	run(t, farm(ft.NSG("web", rules("web", rule(100, "Inbound", "Allow", "Internet", "", "8443"), "rest", rule(200, "Inbound", "Deny", "", "", "")))),
		traceCase{"probes denied", "Internet", front("lb", "front"), "", 443, "Unreachable NoHealthyBackend https https"})
	run(t, farm(ft.NSG("web", rules("web", rule(100, "Inbound", "Allow", "Internet", "10.0.1.4,10.0.1.6", "8443")))),
		traceCase{"two of three", "Internet", front("lb", "front"), "", 443, "Ambiguous SomeBackends https https"},
		traceCase{"the one", "Internet", vm("web", "1"), "", 443, "Unreachable NetworkSecurityRule web DenyAllInBound"},
		traceCase{"another", "Internet", vm("web", "2"), "", 443, "Reachable Delivered ip"})
	run(t, farm(ft.Subnet("net", "web", "10.0.1.0/24")),
		traceCase{"closed by default", "Internet", front("lb", "front"), "", 443, "Unreachable ClosedByDefault web"})
}

// TestBackends: each backend has its own answer, with the way from the load balancer on.
func TestBackends(t *testing.T) {
	n := trace.NewNetwork(ft.New(t, farm(ft.NSG("web", rules("web", rule(100, "Inbound", "Allow", "Internet", "10.0.1.4,10.0.1.6", "8443"))))...).World)
	a, list := n.Trace(trace.Query{Source: "Internet", Destination: "198.19.0.1", Protocol: "tcp", DestinationPort: 443})
	if len(list) > 0 {
		t.Fatal(list)
	}
	var got []string
	for _, b := range a.Backends {
		line := b.Address.String() + " " + string(b.Verdict)
		for _, s := range b.Steps {
			line += " " + string(s.Kind) + ">" + s.Destination
		}
		got = append(got, line)
	}
	want := []string{
		"10.0.1.4 Reachable LoadBalancer>10.0.1.4:8443 SecurityRule>10.0.1.4:8443 Deliver>10.0.1.4:8443 Reply>Internet",
		"10.0.1.5 Unreachable LoadBalancer>10.0.1.5:8443 SecurityRule>10.0.1.5:8443",
		"10.0.1.6 Reachable LoadBalancer>10.0.1.6:8443 SecurityRule>10.0.1.6:8443 Deliver>10.0.1.6:8443 Reply>Internet",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	const why = "1 of 3 backends cannot be reached, 10.0.1.5 first. The inbound rule DenyAllInBound (priority 65500) of the network security group web on the subnet web denies Tcp from the internet to 10.0.1.5:8443. An inbound rule that allows it with a priority below 4097 would let it through."
	if a.Why.Detail != why {
		t.Errorf("got  %s\nwant %s", a.Why.Detail, why)
	}
}

// TestFloatingIP: the page on floating IP, told as packets. The guest needs the frontend's address on a loopback, on Windows
// the weak host model as well, and probes go to the NIC's own address.
func TestFloatingIP(t *testing.T) {
	floating := ft.With(ft.LBRule("lb", "https", "front", 443, "pool", 443), func(r *fabric.LoadBalancingRule) {
		r.FloatingIP, r.ProbeID = true, ft.ChildID(fabric.KindProbe, "lb", "probe")
	})
	open := ft.NSG("web", rules("web", rule(100, "Inbound", "Allow", "Internet", "", "443")))
	held := func(os string, weak bool, ports ...string) fabric.ScaleSet {
		set := listening(ft.Set("web", 3, "web"), ports...)
		set.OSType, set.Guest.LoopbackAddresses, set.Guest.WeakHost = os, []string{"198.19.0.1"}, weak
		return set
	}
	const linux, windows = fabric.OSLinux, fabric.OSWindows
	one := func(name, want string, set fabric.ScaleSet) {
		run(t, farm(floating, open, set), traceCase{name, "Internet", "198.19.0.1", "", 443, want})
	}
	one("no loopback", "Unreachable GuestHoldsNoAddress web", ft.Set("web", 3, "web"))
	one("loopback", "Reachable Delivered ip", held(linux, false))
	toGroup := ft.With(open, func(g *fabric.NetworkSecurityGroup) {
		g.SecurityRules = maps.Clone(g.SecurityRules)
		for name, r := range g.SecurityRules {
			r.DestinationApplicationSecurityGroupIDs, r.DestinationAddressPrefixes = []fabric.ID{ft.ID(fabric.KindApplicationSecurityGroup, "web")}, nil
			g.SecurityRules[name] = r
		}
	})
	inGroup := ft.With(ft.NIC("web", ft.NATed(ft.Behind(ft.IP("ip", ft.SubnetID("net", "web")), "lb", "pool"), "lb", "ssh")), func(n *fabric.NICConfiguration) {
		n.IPConfigurations[0].ApplicationSecurityGroupIDs = []fabric.ID{ft.ID(fabric.KindApplicationSecurityGroup, "web")}
	})
	group := func(name, want string, change ...fabric.Object) {
		objects := append([]fabric.Object{ft.ASG("web")}, farm(append(change, toGroup, inGroup, held(linux, false))...)...)
		run(t, objects, traceCase{name, "Internet", "198.19.0.1", "", 443, want})
	}
	group("a group's members have not the frontend's address", "Unreachable NetworkSecurityRule web DenyAllInBound", floating)
	group("as they have their own", "Reachable Delivered ip", ft.With(floating, func(r *fabric.LoadBalancingRule) { r.FloatingIP = false }))
	one("Windows", "Unreachable WeakHostDisabled web", held(windows, false))
	one("Windows with weak host", "Reachable Delivered ip", held(windows, true))
	one("probe and service", "Reachable Delivered ip", held(linux, false, "tcp/443", "tcp/80"))
	one("probe unanswered", "Unreachable NoHealthyBackend https https", held(linux, false, "tcp/443"))
	n := trace.NewNetwork(ft.New(t, farm(floating, open, held(linux, false))...).World)
	a, _ := n.Trace(trace.Query{Source: "203.0.113.7", Destination: "198.19.0.1", Protocol: "Tcp", SourcePort: 1234, DestinationPort: 443})
	for _, s := range a.Backends[1].Steps {
		if s.Kind == fabric.StepDeliver && (s.Destination != "198.19.0.1:443" || s.Source != "203.0.113.7:1234") {
			t.Errorf("the guest sees %s > %s", s.Source, s.Destination)
		}
	}
}

// TestInternalLoadBalancer: HA ports, a backend that would meet itself, and appliances behind a next hop.
func TestInternalLoadBalancer(t *testing.T) {
	hubID := ft.SubnetID("net", "hub")
	pair := []fabric.Object{
		ft.LB("ilb", ft.InternalFrontend("in", hubID, "10.0.3.10")), ft.BackendPool("ilb", "pool"), ft.HAPorts("ilb", "all", "in", "pool"),
		forwarding(ft.NIC("nva", ft.Behind(ft.IP("ip", hubID), "ilb", "pool"))), ft.Set("nva", 2, "nva"),
	}
	there, back := ft.RouteTable("there", routes("data", ft.Appliance("10.0.2.0/24", "10.0.3.10"))), ft.RouteTable("back", routes("web", ft.Appliance("10.0.1.0/24", "10.0.3.10")))
	world := func(subnets ...fabric.Object) []fabric.Object {
		return append(append([]fabric.Object{ft.VNet("net", "10.0.0.0/16"), there, back, hub}, subnets...), append(pair,
			ft.NIC("web", ft.IP("ip", ft.SubnetID("net", "web"))), ft.NIC("data", ft.IP("ip", ft.SubnetID("net", "data"))), ft.Set("web", 1, "web"), ft.Set("data", 1, "data"))...)
	}
	run(t, world(ft.Routed(web, "there"), ft.Routed(data, "back")),
		traceCase{"any port", vm("web", "0"), front("ilb", "in"), "", 8080, "Reachable Delivered ip"},
		traceCase{"a backend and itself", vm("nva", "0"), "10.0.3.10", "", 8080, "Ambiguous SomeBackends all all"},
		traceCase{"over a pair of appliances", vm("web", "0"), vm("data", "0"), "", 443, "Reachable Delivered ip"},
		traceCase{"no ping over it", vm("web", "0"), vm("data", "0"), "Icmp", 0, "Unreachable NoLoadBalancingRule in data"},
	)
	run(t, []fabric.Object{ft.VNet("net", "10.0.0.0/16"), hub, ft.LB("ilb", ft.InternalFrontend("in", hubID, "10.0.3.10")), ft.BackendPool("ilb", "pool"),
		ft.HAPorts("ilb", "all", "in", "pool"), ft.NIC("one", ft.Behind(ft.IP("ip", hubID), "ilb", "pool")), ft.Set("one", 1, "one")},
		traceCase{"the only backend", vm("one", "0"), "10.0.3.10", "", 8080, "Unreachable BackendIsSource all all"})
	run(t, world(ft.Routed(web, "there"), data),
		traceCase{"one way over the pair", vm("web", "0"), vm("data", "0"), "", 443, "Unreachable AsymmetricRouting data"})
}

// TestApplicationGateway: a proxy, whose targets see its own addresses.
func TestApplicationGateway(t *testing.T) {
	gw := ft.Subnet("net", "gw", "10.0.9.0/24")
	nsg := ft.NSG("web", rules("gw", rule(100, "Inbound", "Allow", "10.0.9.0/24", "", "80"), "rest", rule(200, "Inbound", "Deny", "", "", "")))
	objects := []fabric.Object{
		ft.VNet("net", "10.0.0.0/16"), nsg, guarded(web, "web"), gw, ft.PublicIP("gw"), ft.Gateway("gw", ft.SubnetID("net", "gw"), 2, "gw"), ft.GatewayPool("gw", "pool"),
		ft.NIC("web", ft.InGatewayPool(ft.IP("ip", ft.SubnetID("net", "web")), "gw", "pool")), ft.Set("web", 2, "web"),
	}
	run(t, objects,
		traceCase{"over the gateway", "Internet", "198.19.0.1", "", 80, "Reachable Delivered ip"},
		traceCase{"next port", "Internet", "198.19.0.1", "", 81, "Unreachable NetworkSecurityRule web rest"},
		traceCase{"not around it", "Internet", vm("web", "0"), "", 80, "Unreachable NoMachineAtAddress ip"},
		traceCase{"no Udp", "Internet", "198.19.0.1", "Udp", 80, "Unreachable ProtocolNotBalanced gw"},
	)
	run(t, append(objects[:7:7], ft.GatewayPool("gw", "names")),
		traceCase{"no targets", "Internet", "198.19.0.1", "", 80, "Unreachable NoBackend gw"})
	named := ft.GatewayPool("gw", "pool")
	named.FQDNs = []string{"example.com"}
	run(t, append(objects[:6:6], named),
		traceCase{"a name", "Internet", "198.19.0.1", "", 80, "Undetermined TargetNotModelled pool"})
}
