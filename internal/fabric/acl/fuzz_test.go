package acl_test

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"slices"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// FuzzDecide: whatever a rule and a packet are, there is a decision, it is by a rule of that direction but for the
// platform's addresses, and asking again gives the same.
func FuzzDecide(f *testing.F) {
	f.Add("Tcp", "10.0.0.0/8", "Storage", "10.0.0.4", "203.0.113.7", 100, 80, 443, 443, true, false)
	f.Add("*", "0.0.0.0/1", "AzurePlatformDNS", "fd00::1", "168.63.129.16", 65500, 0, 65535, 53, false, false)
	f.Add("Icmp", "::/0", "Internet", "::ffff:1.2.3.4", "fe80::1%eth0", -1, 9, 1, -5, true, true)
	f.Add("x", "", "", "", "", 0, 0, 0, 0, false, true)
	f.Fuzz(func(t *testing.T, protocol, prefix, tag, source, destination string, priority, low, high, port int, outbound, anyone bool) {
		p, _ := netip.ParsePrefix(prefix)
		s, _ := netip.ParseAddr(source)
		to, _ := netip.ParseAddr(destination)
		d := acl.Inbound
		if outbound {
			d = acl.Outbound
		}
		side := acl.Side{Prefixes: []netip.Prefix{p}, Tags: []acl.Tag{acl.ParseTag(tag)}, Groups: []acl.Group{acl.Group(tag)}}
		list := acl.NewList([]acl.Rule{
			{Name: "a", Priority: priority, Direction: d, Allow: true, Protocol: acl.ParseProtocol(protocol), DestinationPorts: []acl.PortRange{{From: low, To: high}}, Source: side, Destination: acl.Side{Any: true}},
			{Name: "b", Priority: low, Direction: d, Protocol: protocol, Source: acl.Side{Any: true}, Destination: side},
		})
		packet := acl.Packet{Protocol: protocol, Source: acl.Party{Address: s, Anyone: anyone}, Destination: acl.Party{Address: to, Groups: side.Groups}, SourcePort: high, DestinationPort: port}
		for _, scope := range []*acl.Scope{acl.NewScope(nil), acl.NewScope([]netip.Prefix{p})} {
			got := list.Decide(d, scope, packet)
			if got != list.Decide(d, scope, packet) {
				t.Fatal("two decisions")
			}
			if got.Rule == nil && (!outbound || !acl.Platform(to) || !got.Allow) || got.Rule != nil && got.Rule.Allow != got.Allow {
				t.Fatalf("%+v decides over %+v", got, packet)
			}
			rules := list.Rules(d)
			if got.Doubt != nil && got.Rule != nil && slices.IndexFunc(rules, is(got.Doubt)) >= slices.IndexFunc(rules, is(got.Rule)) {
				t.Fatalf("%s is in doubt behind %s", got.Doubt.Name, got.Rule.Name)
			}
		}
	})
}

func is(r *acl.Rule) func(acl.Rule) bool {
	return func(other acl.Rule) bool { return r.Name == other.Name }
}

// BenchmarkDecide asks lists of which the last own rule decides.
func BenchmarkDecide(b *testing.B) {
	for _, n := range []int{100, 1000} {
		rules := make([]acl.Rule, n)
		for i := range rules {
			var a [4]byte
			binary.BigEndian.PutUint32(a[:], 203<<24|uint32(i)<<8)
			rules[i] = rule(100+i, in, "Allow", acl.Side{Prefixes: []netip.Prefix{netip.PrefixFrom(netip.AddrFrom4(a), 24)}}, of("VirtualNetwork"), about(acl.TCP, 443, 443))
		}
		last := tcp(rules[n-1].Source.Prefixes[0].Addr().String(), "10.0.0.4", 443)
		list := acl.NewList(rules)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if d := list.Decide(in, network, last); !d.Allow {
					b.Fatal(tell(d))
				}
			}
		})
	}
}
