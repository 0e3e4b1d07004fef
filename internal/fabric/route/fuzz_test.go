package route_test

import (
	"fmt"
	"net/netip"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/route"
)

// FuzzLookup: whatever the network, a route and an address are, nothing panics, an IPv4 address always has a route, and the
// route is active and holds the address.
func FuzzLookup(f *testing.F) {
	f.Add("10.0.0.0/16", "0.0.0.0/0", "10.0.0.4", "203.0.113.7")
	f.Add("fd00::/48", "fd00::/48", "fd00::9", "fd00::1")
	f.Add("10.0.0.0/8", "Storage", "", "::ffff:10.0.0.1")
	f.Add("", "::ffff:0.0.0.0/96", "x", "fe80::1%eth0")
	f.Add("1.2.3.4/8", "1.2.3.4/9", "", "")
	f.Fuzz(func(t *testing.T, space, to, hop, address string) {
		p, err := netip.ParsePrefix(space)
		var network []netip.Prefix
		if err == nil {
			network = append(network, p)
		}
		table := route.New(network, []route.Route{user("r", to, hop), user("s", space, hop)})
		active := map[netip.Prefix]int{}
		for _, r := range table.Routes() {
			if r.State == route.Active && r.Prefix.IsValid() {
				active[r.Prefix.Masked()]++
			}
		}
		for p, n := range active {
			if n != 1 {
				t.Fatalf("%d active routes to %s", n, p)
			}
		}
		a, _ := netip.ParseAddr(address)
		r, ok := table.Lookup(a)
		if ok != (r.State == route.Active) || ok && !r.Prefix.Contains(a.Unmap().WithZone("")) || !ok && a.Unmap().Is4() {
			t.Fatalf("%s: %+v, %t", address, r, ok)
		}
	})
}

func BenchmarkLookup(b *testing.B) {
	routes := make([]route.Route, 400)
	for i := range routes {
		routes[i] = user(fmt.Sprint("r", i), fmt.Sprintf("10.%d.%d.0/24", i/256, i%256), route.None)
	}
	table := route.New(prefixes("10.0.0.0/8"), routes)
	hit, miss := netip.MustParseAddr("10.1.143.9"), netip.MustParseAddr("10.9.0.1")
	b.ReportAllocs()
	for b.Loop() {
		if r, _ := table.Lookup(hit); r.Name != "r399" {
			b.Fatal(tell(r))
		}
		if r, _ := table.Lookup(miss); r.NextHop != route.VnetLocal {
			b.Fatal(tell(r))
		}
	}
}
