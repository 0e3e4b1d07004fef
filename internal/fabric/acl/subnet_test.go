package acl_test

import (
	"net/netip"
	"testing"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// TestBlockedPort compares a whole subnet and a range of ports with the decisions over one address and one port after the other.
func TestBlockedPort(t *testing.T) {
	t.Parallel()
	subnet, scope := netip.MustParsePrefix("10.0.0.8/29"), acl.NewScope([]netip.Prefix{netip.MustParsePrefix("10.0.0.0/28")})
	manager := acl.Anyone(true)
	manager.Tag = acl.TagGatewayManager
	sources := []acl.Side{
		{Any: true}, {Tags: []acl.Tag{acl.TagGatewayManager}}, {Tags: []acl.Tag{acl.TagInternet}}, {Tags: []acl.Tag{acl.TagVirtualNetwork}}, {Tags: []acl.Tag{"Storage"}},
		{Prefixes: []netip.Prefix{netip.MustParsePrefix("0.0.0.0/1"), netip.MustParsePrefix("128.0.0.0/1")}}, {Prefixes: []netip.Prefix{netip.MustParsePrefix("8.8.8.0/24")}},
	}
	destinations := []acl.Side{
		{Any: true}, {Tags: []acl.Tag{acl.TagVirtualNetwork}}, {Tags: []acl.Tag{acl.TagInternet}}, {Groups: []acl.Group{"a"}}, {Prefixes: []netip.Prefix{netip.MustParsePrefix("10.0.0.8/30")}},
		{Prefixes: []netip.Prefix{netip.MustParsePrefix("10.0.0.12/30")}}, {Prefixes: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/24")}}, {Prefixes: []netip.Prefix{netip.MustParsePrefix("10.0.0.9/32"), netip.MustParsePrefix("10.9.0.0/16")}},
	}
	rapid.Check(t, func(t *rapid.T) {
		var rules []acl.Rule
		for i := range rapid.IntRange(0, 6).Draw(t, "rules") {
			r := acl.Rule{
				Priority: 100 + i, Direction: acl.Inbound, Allow: rapid.IntRange(0, 2).Draw(t, "allow") > 0, Protocol: rapid.SampledFrom([]string{"*", "Tcp", "Udp"}).Draw(t, "protocol"),
				Source: rapid.SampledFrom(sources).Draw(t, "source"), Destination: rapid.SampledFrom(destinations).Draw(t, "destination"),
			}
			if rapid.Bool().Draw(t, "some ports") {
				from := rapid.IntRange(95, 112).Draw(t, "from")
				r.DestinationPorts = []acl.PortRange{{From: from, To: from + rapid.IntRange(0, 9).Draw(t, "more")}}
			}
			if rapid.IntRange(0, 5).Draw(t, "some source ports") == 0 {
				r.SourcePorts = []acl.PortRange{{From: 1, To: 1023}}
			}
			rules = append(rules, r)
		}
		list := acl.NewList(rules)
		packet := acl.Packet{Protocol: acl.TCP, Source: manager, SourcePort: 49152}
		want, blocked := 0, false
		for port := 100; port <= 110 && !blocked; port++ {
			for a := subnet.Addr(); subnet.Contains(a) && !blocked; a = a.Next() {
				one := packet
				one.Destination, one.DestinationPort = acl.Party{Address: a}, port
				if !list.Decide(acl.Inbound, scope, one).Allow {
					want, blocked = port, true
				}
			}
		}
		if got, ok := list.BlockedPort(scope, packet, subnet, acl.PortRange{From: 100, To: 110}); got != want || ok != blocked {
			t.Fatalf("port %d, %t; one by one %d, %t", got, ok, want, blocked)
		}
	})
}
