package fabric_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// healthOf returns the health of the members of lb's pool a, a line each.
func healthOf(w *fabric.World) []string {
	pool := childID(fabric.KindBackendPool, "lb", "a")
	prober := fabric.NewProber(w)
	var lines []string
	for _, m := range fabric.PoolMembers(w, pool) {
		health := prober.Member(pool, m)
		lines = append(lines, fmt.Sprintf("%s %t: %s", m.IP.PrivateAddress, health.Healthy, health.Reason))
	}
	return lines
}

// inbound makes a rule for all protocols and ports; the zero values of the rest mean any.
func inbound(access string, priority int, change func(*fabric.SecurityRule)) fabric.SecurityRule {
	r := fabric.SecurityRule{Priority: priority, Direction: "Inbound", Access: access, Protocol: "*"}
	change(&r)
	return r
}

func fromAnywhere(*fabric.SecurityRule) {}

func from(sources ...string) func(*fabric.SecurityRule) {
	return func(r *fabric.SecurityRule) { r.SourceAddressPrefixes = sources }
}

func to(destinations ...string) func(*fabric.SecurityRule) {
	return func(r *fabric.SecurityRule) { r.DestinationAddressPrefixes = destinations }
}

func onPort(ports ...string) func(*fabric.SecurityRule) {
	return func(r *fabric.SecurityRule) { r.DestinationPortRanges = ports }
}

// group makes the network security group g of the rules r0, r1 and so on.
func group(rules ...fabric.SecurityRule) fabric.NetworkSecurityGroup {
	named := map[string]fabric.SecurityRule{}
	for i, r := range rules {
		named[fmt.Sprint("r", i)] = r
	}
	return nsg("g", named)
}

// behindGroup gives a NIC configuration the network security group g.
func behindGroup(n fabric.NICConfiguration) fabric.NICConfiguration {
	n.NetworkSecurityGroupID = idOf(fabric.KindNetworkSecurityGroup, "g")
	return n
}

var webBehindGroup = with(oneSubnet[1].(fabric.Subnet), func(s *fabric.Subnet) { s.NetworkSecurityGroupID = idOf(fabric.KindNetworkSecurityGroup, "g") })

// keptOut are two members of which some are kept from the probe p of port 80 by the rule r0.
func keptOut(where string, down ...bool) []string {
	var lines []string
	for i, is := range down {
		line := "true: The probe p is answered."
		if is {
			line = "false: The rule r0 of the network security group g on " + where + " keeps the probe p from port 80."
		}
		lines = append(lines, fmt.Sprintf("10.0.0.%d %s", i+4, line))
	}
	return lines
}

// TestHealth: two members of the pool a, to which r1 sends with the probe p, and what the probe meets.
func TestHealth(t *testing.T) {
	t.Parallel()
	probedPool := plus(publicLB, probe("lb", "p"), probed(r1, "p"), asg("asg"))
	behindNIC := func(rules ...fabric.SecurityRule) []fabric.Object {
		return plus(probedPool, group(rules...), behindGroup(nic("nic", inA)))
	}
	behindSubnet := func(rules ...fabric.SecurityRule) []fabric.Object {
		return plus(probedPool, group(rules...), webBehindGroup, nic("nic", inA))
	}
	listening := func(ports ...string) fabric.ScaleSet {
		return with(scaleSet("set", 2, "nic"), func(s *fabric.ScaleSet) { s.HasGuest, s.Guest.ListeningPorts = true, ports })
	}
	all := func(line string) []string { return []string{"10.0.0.4 " + line, "10.0.0.5 " + line} }
	deny := func(change func(*fabric.SecurityRule)) fabric.SecurityRule { return inbound("Deny", 100, change) }
	for name, c := range map[string]struct {
		given []fabric.Object
		set   fabric.ScaleSet
		want  []string
	}{
		"no group":                      {plus(probedPool, nic("nic", inA)), scaleSet("set", 2, "nic"), keptOut("", false, false)},
		"no rule":                       {plus(publicLB, nic("nic", inA)), scaleSet("set", 2, "nic"), all("true: No load-balancing rule sends to the pool, so nothing probes the member, and it counts as up.")},
		"no probe":                      {plus(publicLB, r1, nic("nic", inA)), scaleSet("set", 2, "nic"), all("true: No load-balancing rule that sends to the pool has a probe, so the member counts as up.")},
		"two probes":                    {plus(probedPool, probe("lb", "q"), probed(lbRule("lb", "r2", "f2", 81, "a", 81), "q"), nic("nic", inA)), scaleSet("set", 2, "nic"), all("true: The probes p, q are answered.")},
		"one probe of two rules":        {plus(probedPool, probed(lbRule("lb", "r2", "f2", 81, "a", 81), "p"), nic("nic", inA)), scaleSet("set", 2, "nic"), keptOut("", false, false)},
		"guest":                         {plus(probedPool, nic("nic", inA)), listening("udp/80", "tcp/81"), all("false: Its guest does not listen on tcp/80, which the probe p asks.")},
		"guest that listens":            {plus(probedPool, nic("nic", inA)), listening("tcp/80"), keptOut("", false, false)},
		"deny on the NIC":               {behindNIC(deny(fromAnywhere)), scaleSet("set", 2, "nic"), keptOut("its NIC", true, true)},
		"deny on the subnet":            {behindSubnet(deny(fromAnywhere)), scaleSet("set", 2, "nic"), keptOut("the subnet web", true, true)},
		"subnet before NIC":             {plus(behindSubnet(deny(fromAnywhere)), behindGroup(nic("nic", inA))), scaleSet("set", 2, "nic"), keptOut("the subnet web", true, true)},
		"default rules":                 {behindNIC(), scaleSet("set", 2, "nic"), keptOut("", false, false)},
		"from the internet":             {behindNIC(deny(from("Internet"))), scaleSet("set", 2, "nic"), keptOut("", false, false)},
		"from the network":              {behindNIC(deny(from("VirtualNetwork"))), scaleSet("set", 2, "nic"), keptOut("its NIC", true, true)},
		"from the platform":             {behindNIC(deny(from("168.63.129.16"))), scaleSet("set", 2, "nic"), keptOut("its NIC", true, true)},
		"from load balancers":           {behindNIC(deny(from("azureloadbalancer"))), scaleSet("set", 2, "nic"), keptOut("its NIC", true, true)},
		"another port":                  {behindNIC(deny(onPort("81-90"))), scaleSet("set", 2, "nic"), keptOut("", false, false)},
		"the port in a range":           {behindNIC(deny(onPort("22", "70-90"))), scaleSet("set", 2, "nic"), keptOut("its NIC", true, true)},
		"another protocol":              {behindNIC(deny(func(r *fabric.SecurityRule) { r.Protocol = "Udp" })), scaleSet("set", 2, "nic"), keptOut("", false, false)},
		"outbound":                      {behindNIC(deny(func(r *fabric.SecurityRule) { r.Direction = "Outbound" })), scaleSet("set", 2, "nic"), keptOut("", false, false)},
		"allowed before":                {behindNIC(inbound("Deny", 101, fromAnywhere), inbound("Allow", 100, from("AzureLoadBalancer"))), scaleSet("set", 2, "nic"), keptOut("", false, false)},
		"allowed behind":                {behindNIC(deny(fromAnywhere), inbound("Allow", 101, from("AzureLoadBalancer"))), scaleSet("set", 2, "nic"), keptOut("its NIC", true, true)},
		"one address of two":            {behindNIC(deny(to("10.0.0.5"))), scaleSet("set", 2, "nic"), keptOut("its NIC", false, true)},
		"the subnet":                    {behindNIC(deny(to("10.0.0.0/24"))), scaleSet("set", 2, "nic"), keptOut("its NIC", true, true)},
		"another network":               {behindNIC(deny(to("10.9.0.0/24"))), scaleSet("set", 2, "nic"), keptOut("", false, false)},
		"a group that it is in":         {plus(behindNIC(deny(toGroup)), behindGroup(nic("nic", inGroup(inA)))), scaleSet("set", 2, "nic"), keptOut("its NIC", true, true)},
		"a group that it is not in":     {behindNIC(deny(toGroup)), scaleSet("set", 2, "nic"), keptOut("", false, false)},
		"source port of the probe":      {behindNIC(deny(func(r *fabric.SecurityRule) { r.SourcePortRanges = []string{"80"} })), scaleSet("set", 2, "nic"), keptOut("", false, false)},
		"floating IP goes to the NIC's": {plus(publicLB, probe("lb", "p"), probed(floating(r1), "p"), group(deny(to("10.0.0.4"))), behindGroup(nic("nic", inA))), scaleSet("set", 2, "nic"), keptOut("its NIC", true, false)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := fabrictest.New(t, c.given...)
			f.Set(t, c.set)
			if diff := cmp.Diff(c.want, healthOf(f.World)); diff != "" {
				t.Errorf("health (-want +got):\n%s", diff)
			}
		})
	}
}

func toGroup(r *fabric.SecurityRule) {
	r.DestinationApplicationSecurityGroupIDs = []fabric.ID{idOf(fabric.KindApplicationSecurityGroup, "asg")}
}

func inGroup(i fabric.IPConfiguration) fabric.IPConfiguration {
	i.ApplicationSecurityGroupIDs = []fabric.ID{idOf(fabric.KindApplicationSecurityGroup, "asg")}
	return i
}

// TestHealthIsWhatTheRulesSay compares members of both IP versions with the rules decided over one by one.
func TestHealthIsWhatTheRulesSay(t *testing.T) {
	t.Parallel()
	draw := func(t *rapid.T, name string) fabric.NetworkSecurityGroup {
		rules := map[string]fabric.SecurityRule{}
		for i := range rapid.IntRange(0, 5).Draw(t, "rules") {
			rules[fmt.Sprint(name, i)] = inbound(rapid.SampledFrom([]string{"Allow", "Deny"}).Draw(t, "access"), 100+i, func(r *fabric.SecurityRule) {
				r.SourceAddressPrefixes = rapid.SampledFrom([][]string{nil, {"Internet"}, {"VirtualNetwork"}, {"168.63.129.16"}, {"fe80::/10"}, {"AzureLoadBalancer"}}).Draw(t, "source")
				r.DestinationAddressPrefixes = rapid.SampledFrom([][]string{nil, {"10.0.0.5"}, {"10.0.0.0/30"}, {"10.0.0.4/31"}, {"10.0.0.0/8"}, {"fd00::5"}, {"fd00::/64"}, {"VirtualNetwork"}}).Draw(t, "destination")
				r.DestinationPortRanges = rapid.SampledFrom([][]string{nil, {"80"}, {"81"}}).Draw(t, "ports")
			})
		}
		return nsg(name, rules)
	}
	rapid.Check(t, func(t *rapid.T) {
		groups := map[string]fabric.NetworkSecurityGroup{"of-subnet": draw(t, "of-subnet"), "of-nic": draw(t, "of-nic")}
		web := with(subnet("vnet", "web", "10.0.0.0/24", "fd00::/64"), func(s *fabric.Subnet) { s.NetworkSecurityGroupID = groups["of-subnet"].ID })
		card := nic("nic", inA, ipv6("six", webSubnet))
		card.NetworkSecurityGroupID = groups["of-nic"].ID
		f := fabrictest.New(t, plus([]fabric.Object{vnet("vnet", "10.0.0.0/16", "fd00::/48")}, groups["of-subnet"], groups["of-nic"], web,
			lb("lb", inner("f", webSubnet, "10.0.0.200")), pool("lb", "a"), probe("lb", "p"), card, scaleSet("set", 3, "nic"))...)
		p, _ := fabric.Get[fabric.Probe](f.World, childID(fabric.KindProbe, "lb", "p"))
		prober, scope := fabric.NewProber(f.World), web.Scope(f.World)
		set, _ := fabric.Get[fabric.ScaleSet](f.World, idOf(fabric.KindScaleSet, "set"))
		for _, vm := range set.View(f.World) {
			for _, c := range vm.NICs[0].IPConfigurations {
				packet := acl.Packet{Protocol: acl.TCP, Source: acl.Party{Address: acl.Host}, Destination: acl.Party{Address: c.PrivateAddress}, DestinationPort: 80}
				if c.Version == fabric.IPv6 {
					packet.Source.Address = acl.ProbesIPv6
				}
				want := groups["of-subnet"].Rules().Decide(acl.Inbound, scope, packet).Allow && groups["of-nic"].Rules().Decide(acl.Inbound, scope, packet).Allow
				got := prober.Probe(p, fabric.Probed{NetworkSecurityGroupID: card.NetworkSecurityGroupID, IP: c.IPConfiguration, Address: c.PrivateAddress})
				if got.Healthy != want {
					t.Errorf("%s: %t, want %t: %s", c.PrivateAddress, got.Healthy, want, got.Reason)
				}
			}
		}
	})
}
