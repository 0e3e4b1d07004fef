package trace_test

import (
	"fmt"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/trace"
)

// plant is a world of 1000 instances with 8 NICs, each in a subnet of its own, with 100 groups of 100 rules and 100 route
// tables over 100 subnets.
func plant(b *testing.B) *fabric.World {
	objects := []fabric.Object{ft.VNet("net", "10.0.0.0/8")}
	for i := range 100 {
		rules, table := map[string]fabric.SecurityRule{}, map[string]fabric.Route{}
		for n := range 99 {
			rules[fmt.Sprintf("deny%d", n)] = rule(100+n, "Inbound", "Deny", fmt.Sprintf("192.0.%d.0/24", n), "", "22")
		}
		rules["allow"] = rule(1000, "Inbound", "Allow", "", "", "443")
		for n := range 50 {
			table[fmt.Sprintf("r%d", n)] = ft.Hop(fmt.Sprintf("172.%d.%d.0/24", 16+i%16, n), "None")
		}
		name := fmt.Sprint("s", i)
		objects = append(objects, ft.NSG(name, rules), ft.RouteTable(name, table), ft.Routed(guarded(ft.Subnet("net", name, fmt.Sprintf("10.%d.0.0/16", i)), name), name))
	}
	var nics []string
	for i := range 8 {
		name := fmt.Sprint("nic", i)
		nic := ft.SecondNIC(name, ft.IP("ip", ft.SubnetID("net", fmt.Sprint("s", i*12))))
		nic.Primary, nic.NetworkSecurityGroupID = i == 0, ft.ID(fabric.KindNetworkSecurityGroup, fmt.Sprint("s", i*12+1))
		nic = nic.WithDefaultPrimary(func(int) bool { return true })
		objects, nics = append(objects, nic), append(nics, name)
	}
	set := ft.Set("set", 1000, nics...)
	set.SinglePlacementGroup = false
	return ft.New(b, append(objects, set)...).World
}

func BenchmarkNetwork(b *testing.B) {
	w := plant(b)
	for b.Loop() {
		trace.NewNetwork(w)
	}
}

func BenchmarkTrace(b *testing.B) {
	n := trace.NewNetwork(plant(b))
	q := trace.Query{Source: vm("set", "3"), Destination: vm("set", "900/networkInterfaces/nic5"), Protocol: "Tcp", DestinationPort: 443}
	if a, list := n.Trace(q); a.Verdict != fabric.Reachable || len(list) > 0 {
		b.Fatal(a, list)
	}
	b.ReportAllocs()
	for b.Loop() {
		n.Trace(q)
	}
}
