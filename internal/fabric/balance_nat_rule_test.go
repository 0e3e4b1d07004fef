package fabric_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// mapped returns a NAT rule's ports by instance, such as set_0:5000.
func mapped(r fabric.InboundNATRule) []string {
	var list []string
	for _, m := range r.Mappings {
		parts := strings.Split(string(m.Member), "/")
		list = append(list, fmt.Sprintf("%s_%s:%d", parts[8], parts[10], m.Port))
	}
	return list
}

// react returns the objects that follow a change which gives no address.
func react(t *testing.T, w *fabric.World, c fabric.Change) []fabric.Object {
	t.Helper()
	effects, _, err := fabric.React(w, c, nil)
	if err != nil {
		t.Fatal(err)
	}
	var list []fabric.Object
	for _, e := range effects {
		list = append(list, e.After)
	}
	return list
}

// reacted applies what a change of a set does to NAT rules and returns the rule n1.
func reacted(t *testing.T, f *fabrictest.Fabric, after fabric.ScaleSet) fabric.InboundNATRule {
	t.Helper()
	for _, o := range react(t, f.World, fabric.Change{After: after}) {
		f.Put(o)
	}
	rule, _ := fabric.Get[fabric.InboundNATRule](f.World, childID(fabric.KindInboundNATRule, "lb", "n1"))
	return rule
}

// TestNATRulePorts: members keep their ports, and newcomers fill the gaps from below.
func TestNATRulePorts(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, plus(publicLB, natRule("lb", "n1", "f1", 5000, 5004, "a", 22), nic("nic", inA))...)
	for _, step := range []struct {
		set  fabric.ScaleSet
		want []string
	}{
		{scaleSet("set", 3, "nic"), []string{"set_0:5000", "set_1:5001", "set_2:5002"}},
		{scaleSet("set", 3, "nic"), []string{"set_0:5000", "set_1:5001", "set_2:5002"}},
		{scaleSet("early", 1, "nic"), []string{"early_0:5003", "set_0:5000", "set_1:5001", "set_2:5002"}},
		{scaleSet("set", 1, "nic"), []string{"early_0:5003", "set_0:5000"}},
		{scaleSet("set", 4, "nic"), []string{"early_0:5003", "set_0:5000", "set_3:5001", "set_4:5002", "set_5:5004"}},
		{scaleSet("early", 0, "nic"), []string{"set_0:5000", "set_3:5001", "set_4:5002", "set_5:5004"}},
	} {
		wants(t, fmt.Sprintf("%s with %d", step.set.Name(), step.set.Capacity), step.want, mapped(reacted(t, f, f.Set(t, step.set))))
	}
	set, _ := f.World.Lookup(idOf(fabric.KindScaleSet, "set"))
	gone := f.World.Stored(nil, []fabric.Key{set.Head().ID.Key()})
	list := react(t, gone, fabric.Change{Before: set})
	if len(list) != 1 || len(list[0].(fabric.InboundNATRule).Mappings) > 0 {
		t.Errorf("after the set: %v; want the rule without mappings", list)
	}
}

// TestNATRuleMoves: a port outside the new range is given up, one inside is kept. Members beyond the range have none.
func TestNATRuleMoves(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, plus(publicLB, nic("nic", inA), scaleSet("set", 3, "nic"))...)
	apply := func(from, to int) []string {
		return mapped(f.Apply(t, natRule("lb", "n1", "f1", from, to, "a", 22)).(fabric.InboundNATRule))
	}
	wants(t, "made after the set", []string{"set_0:5000", "set_1:5001", "set_2:5002"}, apply(5000, 5009))
	wants(t, "moved", []string{"set_0:5003", "set_1:5001", "set_2:5002"}, apply(5001, 5009))
	wants(t, "moved away", []string{"set_0:6000", "set_1:6001", "set_2:6002"}, apply(6000, 6009))
	short := natRule("lb", "n1", "f1", 6001, 6002, "a", 22)
	before, _ := f.World.Lookup(short.ID)
	short.Mappings = before.(fabric.InboundNATRule).Mappings
	wants(t, "too short", []string{"set_1:6001", "set_2:6002"}, mapped(short.Remap(f.World)))
}

// TestReactToOthers: nothing but a scale set moves a NAT rule, and only where its members change.
func TestReactToOthers(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, plus(publicLB, nic("nic", inA), nic("other", webIP), natRule("lb", "n1", "f1", 5000, 5009, "a", 22), scaleSet("away", 2, "other"))...)
	away, _ := f.World.Lookup(idOf(fabric.KindScaleSet, "away"))
	set := f.Set(t, scaleSet("set", 1, "nic"))
	if list := react(t, f.World, fabric.Change{After: pool("lb", "a")}); len(list) > 0 {
		t.Errorf("a pool moves %v", list)
	}
	reacted(t, f, set)
	if list := react(t, f.World, fabric.Change{After: away}); len(list) > 0 {
		t.Errorf("a set that is no member moves %v", list)
	}
}

// TestPortMappings: the ports of NAT pools and NAT rules, by frontend, port and protocol.
func TestPortMappings(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, plus(twoLBs, natPool("lb", "nat1", "F2", 5000, 5004, 22), natPool("lb", "nat2", "f1", 7000, 7004, 23), over("Udp", natPool("lb", "nat3", "f2", 5000, 5004, 24)),
		natRule("lb", "n1", "f1", 6000, 6004, "a", 3389), natPool("lb2", "nat1", "f1", 5000, 5004, 22),
		nic("nic", nated(inA, "lb", "nat1", "nat2", "nat3")), scaleSet("set", 2, "nic"))...)
	balancer, _ := fabric.Get[fabric.LoadBalancer](f.World, idOf(fabric.KindLoadBalancer, "lb"))
	var got []string
	for _, m := range fabric.PortMappings(f.World, balancer) {
		got = append(got, fmt.Sprintf("%s %s:%d/%s -> %s:%d by %s", m.FrontendName, m.FrontendAddress, m.FrontendPort, m.Protocol, m.Member.IP.PrivateAddress, m.BackendPort, m.Via.Head().Name()))
	}
	wants(t, "mappings", []string{
		"f1 198.19.0.1:6000/Tcp -> 10.0.0.4:3389 by n1", "f1 198.19.0.1:6001/Tcp -> 10.0.0.5:3389 by n1",
		"f1 198.19.0.1:7000/Tcp -> 10.0.0.4:23 by nat2", "f1 198.19.0.1:7001/Tcp -> 10.0.0.5:23 by nat2",
		"F2 198.19.0.2:5000/Tcp -> 10.0.0.4:22 by nat1", "f2 198.19.0.2:5000/Udp -> 10.0.0.4:24 by nat3",
		"F2 198.19.0.2:5001/Tcp -> 10.0.0.5:22 by nat1", "f2 198.19.0.2:5001/Udp -> 10.0.0.5:24 by nat3",
	}, got)
}

// guest returns the commands for the guests behind r1 and what each set is told.
func guest(t *testing.T, r fabric.LoadBalancingRule, given ...fabric.Object) fabric.FloatingIPGuestConfig {
	t.Helper()
	f := fabrictest.New(t, append(given, r)...)
	return fabric.FloatingIPGuests(f.World, r)
}

func windows(s fabric.ScaleSet) fabric.ScaleSet {
	s.OSType = fabric.OSWindows
	return s
}

// TestFloatingIPGuests: Microsoft's lines for Windows, and their like for Linux.
func TestFloatingIPGuests(t *testing.T) {
	t.Parallel()
	linux4 := []string{"ip addr add 198.19.0.1/32 dev lo", "sysctl -w net.ipv4.conf.all.arp_ignore=1", "sysctl -w net.ipv4.conf.all.arp_announce=2"}
	windows4 := []string{
		`netsh interface ipv4 add address "Loopback" 198.19.0.1 255.255.255.255`,
		`netsh interface ipv4 set interface "Ethernet" weakhostreceive=enabled`,
		`netsh interface ipv4 set interface "Loopback" weakhostreceive=enabled`,
		`netsh interface ipv4 set interface "Loopback" weakhostsend=enabled`,
	}
	setID := func(name string) fabric.ID { return idOf(fabric.KindScaleSet, name) }
	wants(t, "IPv4", fabric.FloatingIPGuestConfig{
		FrontendAddress: "198.19.0.1", Windows: windows4, Linux: linux4,
		Guests: []fabric.GuestCommands{{SetID: setID("set"), OSType: "Linux", Commands: linux4}, {SetID: setID("win"), OSType: "Windows", Commands: windows4}},
	}, guest(t, floating(r1), plus(publicLB, nic("nic", inA), nic("other", webIP), windows(scaleSet("win", 2, "nic")), scaleSet("set", 2, "nic"), scaleSet("away", 1, "other"))...))

	v6 := with(publicIP("p1"), func(p *fabric.PublicIP) { p.Version = fabric.IPv6 })
	wants(t, "IPv6", fabric.FloatingIPGuestConfig{
		FrontendAddress: "2001:db8:8000::1",
		Windows: []string{
			`netsh interface ipv6 add address "Loopback" 2001:db8:8000::1/128`,
			`netsh interface ipv6 set interface "Ethernet" weakhostreceive=enabled`,
			`netsh interface ipv6 set interface "Loopback" weakhostreceive=enabled`,
			`netsh interface ipv6 set interface "Loopback" weakhostsend=enabled`,
		},
		Linux: []string{"ip -6 addr add 2001:db8:8000::1/128 dev lo"},
	}, guest(t, floating(r1), v6, lb("lb", onIPv6(front("f1", "p1"))), pool("lb", "a")))

	for _, c := range []struct {
		os, holds string
		weak      bool
		want      bool
	}{
		{"Linux", "198.19.0.1", false, true}, {"Linux", "198.19.0.2", false, false}, {"Windows", "198.19.0.1", false, false}, {"Windows", "198.19.0.1", true, true}, {"Windows", "198.19.0.2", true, false},
	} {
		told := with(scaleSet("set", 1, "nic"), func(s *fabric.ScaleSet) {
			s.OSType, s.HasGuest, s.Guest = c.os, true, fabric.Guest{LoopbackAddresses: []string{c.holds}, WeakHost: c.weak}
		})
		config := guest(t, floating(r1), plus(publicLB, nic("nic", inA), told)...)
		if got := config.Guests[0].Configured; got != c.want {
			t.Errorf("a guest of %s that holds %s, weak host %t, is configured: %t, want %t", c.os, c.holds, c.weak, got, c.want)
		}
	}
	wants(t, "internal", "10.0.0.4", guest(t, floating(r1), internalLB...).FrontendAddress)
	wants(t, "without floating IP", fabric.FloatingIPGuestConfig{FrontendAddress: "198.19.0.1"}, guest(t, r1, slices.Concat(publicLB, []fabric.Object{nic("nic", inA), oneSet})...))
}

// TestSNATPorts: Azure's table at its steps.
func TestSNATPorts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ members, ports int }{
		{1, 1024}, {50, 1024}, {51, 512}, {100, 512}, {101, 256}, {200, 256}, {201, 128}, {400, 128}, {401, 64}, {800, 64}, {801, 32}, {1000, 32}, {1001, 0}, {0, 0}, {-1, 0},
	} {
		if ports, ok := fabric.DefaultSNATPorts(c.members); ports != c.ports || ok != (c.ports > 0) {
			t.Errorf("DefaultSNATPorts(%d) = %d, %t; want %d", c.members, ports, ok, c.ports)
		}
		if ports, ok := fabric.SNATPortsPerInstance(1, c.members); ports != c.ports || ok != (c.ports > 0) {
			t.Errorf("SNATPortsPerInstance(1, %d) = %d, %t; want %d", c.members, ports, ok, c.ports)
		}
	}
	for _, c := range []struct{ addresses, members, ports int }{{0, 1, 0}, {2, 50, 2048}, {3, 51, 1536}, {16, 1000, 512}, {100, 1, 102400}} {
		if ports, ok := fabric.SNATPortsPerInstance(c.addresses, c.members); ports != c.ports || ok != (c.ports > 0) {
			t.Errorf("SNATPortsPerInstance(%d, %d) = %d, %t; want %d", c.addresses, c.members, ports, ok, c.ports)
		}
	}
}
