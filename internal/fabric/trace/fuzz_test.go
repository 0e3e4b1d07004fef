package trace_test

import (
	"testing"

	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/trace"
)

// FuzzEndpoints: whatever a packet is said to come from and to go to, it is refused, or has a verdict and a way.
func FuzzEndpoints(f *testing.F) {
	for _, s := range [][2]string{
		{"Internet", "198.18.0.1"}, {vm("set", "0"), "10.0.1.5"}, {vm("set", "0/networkInterfaces/nic"), vm("set", "1")}, {"10.0.1.4", "example.com"}, {vm("set", "9"), "/"},
		{"", ""}, {"fe80::1%eth0", "::ffff:10.0.1.4"}, {vm("set", "-1"), vm("set", "")}, {"168.63.129.16", "255.255.255.255"}, {"203.0.113.7", "lb.koreacentral.cloudapp.azure.com"},
	} {
		f.Add(s[0], s[1], "Tcp", 443, 0)
	}
	f.Add("Internet", "10.0.1.4", "*", -1, 65536)
	subnet := ft.SubnetID("net", "a")
	w := ft.New(f, ft.VNet("net", "10.0.0.0/16"), ft.Subnet("net", "a", "10.0.1.0/24"), ft.PublicIP("lb"), ft.LB("lb", ft.PublicFrontend("front", "lb")),
		ft.BackendPool("lb", "pool"), ft.Probe("lb", "probe"), ft.LBRule("lb", "rule", "front", 443, "pool", 443),
		ft.NIC("nic", ft.Behind(ft.Public(ft.IP("ip", subnet), "web", ""), "lb", "pool")), ft.Set("set", 2, "nic")).World
	n := trace.NewNetwork(w)
	f.Fuzz(func(t *testing.T, source, destination, protocol string, port, from int) {
		q := trace.Query{Source: source, Destination: destination, Protocol: protocol, DestinationPort: port, SourcePort: from}
		a, list := n.Trace(q)
		if (len(list) > 0) != (a.Verdict == "") {
			t.Fatalf("%+v is refused and has a verdict, or neither: %q, %v", q, a.Verdict, list)
		}
		if len(list) == 0 && (len(a.Steps) == 0) {
			t.Fatalf("%+v is %s without a way: %+v", q, a.Verdict, a)
		}
	})
}
