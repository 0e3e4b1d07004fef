package trace_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/trace"
)

// vm is the id of an instance of a set, or of a part of it.
func vm(set, below string) string {
	return string(ft.ID(fabric.KindScaleSet, set)) + "/virtualMachines/" + below
}

// front is the id of a frontend.
func front(lb, name string) string {
	return string(ft.ID(fabric.KindLoadBalancer, lb)) + "/frontendIPConfigurations/" + name
}

// traceCase is a packet and what becomes of it.
type traceCase struct {
	name     string
	from, to string
	protocol string // Tcp where empty
	port     int    // 443 where 0, and 0 with Icmp
	want     string // verdict, reason, and what decides: the name of the object and of its rule
}

// run traces the cases of one world.
func run(t *testing.T, objects []fabric.Object, cases ...traceCase) {
	t.Helper()
	n := trace.NewNetwork(ft.New(t, objects...).World)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Helper()
			q := trace.Query{Source: c.from, Destination: c.to, Protocol: c.protocol, DestinationPort: c.port}
			if q.Protocol == "" {
				q.Protocol = "Tcp"
			}
			if q.Protocol != "Icmp" && q.DestinationPort == 0 {
				q.DestinationPort = 443
			}
			got, list := n.Trace(q)
			if len(list) > 0 {
				t.Fatalf("refused: %v", list)
			}
			if words := short(got.Verdict, got.Why); words != c.want {
				t.Errorf("got  %s\nwant %s\n%s", words, c.want, story(got))
			}
			if len(got.Steps) == 0 {
				t.Error("no steps")
			}
		})
	}
}

// TestMet: an answer names whose door the packet has come to, also where it is kept out.
func TestMet(t *testing.T) {
	t.Parallel()
	n := trace.NewNetwork(ft.New(t,
		ft.NSG("b", map[string]fabric.SecurityRule{"deny": rule(100, "Inbound", "Deny", "", "", "22")}),
		ft.VNet("net", "10.0.0.0/16"), ft.Subnet("net", "a", "10.0.1.0/24"), guarded(ft.Subnet("net", "b", "10.0.2.0/24"), "b"),
		ft.NIC("a", ft.IP("ip", ft.SubnetID("net", "a"))), ft.NIC("b", ft.IP("ip", ft.SubnetID("net", "b"))), ft.Set("a", 1, "a"), ft.Set("b", 1, "b"),
	).World)
	for _, port := range []int{22, 443} {
		got, list := n.Trace(trace.Query{Source: vm("a", "0"), Destination: "10.0.2.4", Protocol: "Tcp", DestinationPort: port})
		if len(list) > 0 || len(got.Met) != 2 || !got.Met[1].Is(fabric.ID(vm("b", "0/networkInterfaces/b/ipConfigurations/ip"))) {
			t.Errorf("port %d meets %s: %v", port, got.Met, list)
		}
	}
}

func short(v fabric.Verdict, why fabric.Why) string {
	return strings.TrimSpace(strings.Join(strings.Fields(string(v)+" "+string(why.Reason)+" "+why.ID.Name()+" "+why.Rule), " "))
}

// story is an answer in full, for failures and for reading.
func story(a trace.Answer) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", a.Verdict, a.Why.Detail)
	for _, s := range a.Steps {
		fmt.Fprintf(&b, "  %-12s %s > %s  %s\n", s.Kind, s.Source, s.Destination, s.Detail)
	}
	for _, e := range a.Backends {
		fmt.Fprintf(&b, "  by %s: %s %s\n", e.Address, e.Verdict, e.Why.Detail)
	}
	for _, s := range a.Assumptions {
		fmt.Fprintf(&b, "  assumed: %s\n", s)
	}
	return b.String()
}

func rules(named ...any) map[string]fabric.SecurityRule {
	m := map[string]fabric.SecurityRule{}
	for i := 0; i < len(named); i += 2 {
		m[named[i].(string)] = named[i+1].(fabric.SecurityRule)
	}
	return m
}

// rule is a rule for every protocol; "" as source or destination is any.
func rule(priority int, direction, access, source, destination, ports string) fabric.SecurityRule {
	r := fabric.SecurityRule{Priority: priority, Direction: direction, Access: access, Protocol: "*"}
	if source != "" {
		r.SourceAddressPrefixes = strings.Split(source, ",")
	}
	if destination != "" {
		r.DestinationAddressPrefixes = strings.Split(destination, ",")
	}
	if ports != "" {
		r.DestinationPortRanges = strings.Split(ports, ",")
	}
	return r
}

func guarded(s fabric.Subnet, nsg string) fabric.Subnet {
	s.NetworkSecurityGroupID = ft.ID(fabric.KindNetworkSecurityGroup, nsg)
	return s
}

func forwarding(nic fabric.NICConfiguration) fabric.NICConfiguration {
	nic.IPForwarding = true
	return nic
}

// tiers is a network with the subnets web, data and hub, and one or two instances in each: web .4 and .5, data .4, nva .4.
func tiers(change ...fabric.Object) []fabric.Object {
	objects := []fabric.Object{
		ft.VNet("net", "10.0.0.0/16"),
		ft.Subnet("net", "web", "10.0.1.0/24"), ft.Subnet("net", "data", "10.0.2.0/24"), ft.Subnet("net", "hub", "10.0.3.0/24"),
		ft.NIC("web", ft.IP("ip", ft.SubnetID("net", "web"))), ft.NIC("data", ft.IP("ip", ft.SubnetID("net", "data"))),
		forwarding(ft.NIC("nva", ft.IP("ip", ft.SubnetID("net", "hub")))),
		ft.Set("web", 2, "web"), ft.Set("data", 1, "data"), ft.Set("nva", 1, "nva"),
	}
	var before []fabric.Object
	for _, o := range change {
		replaced := false
		for i := range objects {
			if objects[i].Head().ID.Is(o.Head().ID) {
				objects[i], replaced = o, true
			}
		}
		if !replaced {
			before = append(before, o)
		}
	}
	return append(before, objects...)
}

func TestInside(t *testing.T) {
	run(t, tiers(),
		traceCase{"one subnet", vm("web", "0"), vm("web", "1"), "", 0, "Reachable Delivered ip"},
		traceCase{"two subnets", vm("web", "0"), vm("data", "0"), "", 0, "Reachable Delivered ip"},
		traceCase{"by address", "10.0.1.4", "10.0.2.4", "", 0, "Reachable Delivered ip"},
		traceCase{"ping", vm("web", "0"), vm("data", "0"), "Icmp", 0, "Reachable Delivered ip"},
		traceCase{"itself", vm("web", "0"), "10.0.1.4", "", 0, "Reachable Delivered ip"},
		traceCase{"nobody", vm("web", "0"), "10.0.2.5", "", 0, "Unreachable NoMachineAtAddress net"},
		traceCase{"outside", vm("web", "0"), "172.16.0.4", "", 0, "Unreachable SystemRoute web"},
		traceCase{"own private range", vm("web", "0"), "10.1.0.4", "", 0, "Unreachable SystemRoute web"},
		traceCase{"no IPv6", vm("web", "0"), "2001:db8::1", "", 0, "Unreachable AddressVersion ip"},
		traceCase{"internet", vm("web", "0"), "Internet", "", 0, "Reachable SentToInternet"},
		traceCase{"platform", vm("web", "0"), "168.63.129.16", "Udp", 53, "Reachable Delivered"},
		traceCase{"name", vm("data", "0"), "web000001", "", 0, "Reachable Delivered ip"},
		traceCase{"no name", vm("data", "0"), "nobody", "", 0, "Unreachable DnsResolution"},
		traceCase{"foreign name", vm("data", "0"), "www.example.com", "", 0, "Undetermined DnsResolution"},
	)
}
