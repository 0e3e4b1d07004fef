package fabric_test

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// What random rules and routes name, and random packets come from and go to: near each other, so that they meet.
var (
	drawnPrefixes = []string{
		"10.0.0.0/24", "10.0.0.4", "10.0.0.0/8", "10.1.0.0/16", "0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "192.0.0.0/2", "198.18.0.0/15", "203.0.113.7",
		"168.63.129.16", "169.254.169.254", "fd00::/64", "fd00::4", "2001:db8::/32", "::/0", "2000::/4", "3000::/4",
	}
	drawnTags      = []string{"VirtualNetwork", "Internet", "AzureLoadBalancer", "AzurePlatformDNS", "AzurePlatformIMDS", "AzurePlatformLKM", "Storage", "Sql.KoreaCentral"}
	drawnAddresses = []string{
		"10.0.0.4", "10.0.0.5", "10.0.1.0", "10.1.2.3", "172.16.0.1", "192.168.3.4", "100.64.1.1", "198.18.0.1", "203.0.113.7", "203.0.113.8", "168.63.129.16", "169.254.169.254",
		"127.255.255.255", "128.0.0.0", "fd00::4", "fd00:0:0:1::", "2001:db8::1", "3000::1", "fe80::1234:5678:9abc",
	}
	drawnPorts  = []string{"0", "53", "80-443", "443", "444-65535", "0-79", "65535", "0-32767", "32768-65535"}
	drawnSpaces = []string{"10.0.0.0/24", "10.1.0.0/16", "172.16.0.0/12", "192.168.0.0/17", "100.64.0.0/10", "11.0.0.0/8", "fd00::/48"}
)

// some draws a few of a list, and nil now and then.
func some(t *rapid.T, label string, list ...string) []string {
	n := rapid.IntRange(0, 3).Draw(t, label)
	var drawn []string
	for range n {
		drawn = append(drawn, rapid.SampledFrom(list).Draw(t, label))
	}
	return drawn
}

func randomGroups(t *rapid.T, label string) []fabric.ID {
	var ids []fabric.ID
	for _, name := range some(t, label, "web", "app") {
		ids = append(ids, idOf(fabric.KindApplicationSecurityGroup, name))
	}
	return ids
}

func randomRules(t *rapid.T) rules {
	all, taken := rules{}, map[string]bool{}
	for n := range rapid.IntRange(0, 8).Draw(t, "rules") {
		r := fabric.SecurityRule{
			Priority:  rapid.IntRange(100, 110).Draw(t, "priority"),
			Direction: rapid.SampledFrom([]string{"Inbound", "Outbound"}).Draw(t, "direction"), Access: rapid.SampledFrom([]string{"Allow", "Deny"}).Draw(t, "access"),
			Protocol:         rapid.SampledFrom([]string{"*", "Tcp", "Udp", "Icmp", "Esp"}).Draw(t, "protocol"),
			SourcePortRanges: some(t, "source ports", drawnPorts...), DestinationPortRanges: some(t, "destination ports", drawnPorts...),
			SourceAddressPrefixes: some(t, "sources", append(drawnTags, drawnPrefixes...)...), DestinationAddressPrefixes: some(t, "destinations", append(drawnTags, drawnPrefixes...)...),
		}
		if rapid.IntRange(0, 3).Draw(t, "groups") == 0 {
			r.SourceAddressPrefixes, r.SourceApplicationSecurityGroupIDs = nil, randomGroups(t, "source groups")
		}
		if rapid.IntRange(0, 3).Draw(t, "groups") == 0 {
			r.DestinationAddressPrefixes, r.DestinationApplicationSecurityGroupIDs = nil, randomGroups(t, "destination groups")
		}
		if slot := fmt.Sprint(r.Direction, r.Priority); !taken[slot] {
			taken[slot], all[fmt.Sprint("r", n)] = true, r
		}
	}
	return all
}

func randomRoutes(t *rapid.T) routes {
	all, taken := routes{}, map[string]bool{}
	drawn := append(drawnSpaces, "0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "::/0", "10.0.0.0/8", "10.0.0.4/32", "192.168.0.0/16", "2001:db8::/32", "Storage")
	for n := range rapid.IntRange(0, 6).Draw(t, "routes") {
		r := hop(rapid.SampledFrom(drawn).Draw(t, "prefix"), rapid.SampledFrom([]string{"Internet", "None", "VnetLocal", "VirtualNetworkGateway", "VirtualAppliance"}).Draw(t, "hop"))
		if r.NextHopType == fabric.NextHopVirtualAppliance {
			r.NextHopIP = rapid.SampledFrom([]string{"10.0.0.4", "10.0.0.5"}).Draw(t, "appliance")
		}
		if !taken[r.AddressPrefix] {
			taken[r.AddressPrefix], all[fmt.Sprint("r", n)] = true, r
		}
	}
	return all
}

// randomSubnet draws a world of a network, a route table and a subnet.
func randomSubnet(t *rapid.T) (w *fabric.World, s fabric.Subnet, space []string, table routes) {
	space = slices.Compact(slices.Sorted(slices.Values(append(some(t, "space", drawnSpaces...), "10.0.0.0/24"))))
	table = randomRoutes(t)
	s = routed(subnet("vnet", "web", "10.0.0.0/24"), "rt")
	return fabric.NewWorld(vnet("vnet", space...), routeTable("rt", table), s), s, space, table
}

func randomParty(t *rapid.T, label string) acl.Party {
	p := acl.Party{Address: netip.MustParseAddr(rapid.SampledFrom(drawnAddresses).Draw(t, label))}
	if rapid.IntRange(0, 4).Draw(t, "anyone") == 0 {
		p.Address, p.Anyone = netip.MustParseAddr(rapid.SampledFrom([]string{"198.51.100.1", "2001:db8:ffff::1"}).Draw(t, label)), true
	} else {
		p.Groups = fabric.GroupKeys(randomGroups(t, "groups"))
	}
	return p
}

// TestRulesAgreeWithTheSlowOnes compares whole groups in whole subnets: who decides, what, and what is in doubt.
func TestRulesAgreeWithTheSlowOnes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w, s, space, table := randomSubnet(t)
		group := nsg("nsg", randomRules(t))
		slow := fabrictest.SlowRules{Rules: group.SecurityRules, Network: space}
		for _, r := range table {
			if strings.Contains(r.AddressPrefix, "/") {
				slow.Network = append(slow.Network, r.AddressPrefix)
			}
		}
		list, scope := group.Rules(), s.Scope(w)
		for range 20 {
			p := acl.Packet{
				Protocol: rapid.SampledFrom([]string{acl.TCP, acl.UDP, acl.ICMP}).Draw(t, "protocol"), Source: randomParty(t, "source"), Destination: randomParty(t, "destination"),
				SourcePort: rapid.SampledFrom([]int{0, 53, 40000}).Draw(t, "source port"), DestinationPort: rapid.SampledFrom([]int{0, 53, 80, 443, 444, 65535}).Draw(t, "destination port"),
			}
			d := rapid.SampledFrom([]acl.Direction{acl.Inbound, acl.Outbound}).Draw(t, "direction")
			decision := list.Decide(d, scope, p)
			allow, rule, doubt := slow.Decide(d, p)
			if decision.Allow != allow || nameOf(decision.Rule) != rule || nameOf(decision.Doubt) != doubt {
				t.Fatalf("%s %+v in %v:\n%t by %q unless %q; the slow one says %t by %q unless %q\nof %+v", d, p, slow.Network,
					decision.Allow, nameOf(decision.Rule), nameOf(decision.Doubt), allow, rule, doubt, group.SecurityRules)
			}
		}
	})
}

func nameOf(r *acl.Rule) string {
	if r == nil {
		return ""
	}
	return r.Name
}

// TestRoutesAgreeWithTheSlowOnes compares the choice of a route.
func TestRoutesAgreeWithTheSlowOnes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w, s, space, routes := randomSubnet(t)
		table := s.Routes(w)
		for _, text := range drawnAddresses {
			a := netip.MustParseAddr(text)
			r, ok := table.Lookup(a)
			got := ""
			if ok {
				name := r.Name
				if name == "" {
					name = "system"
				}
				got = name + " " + r.NextHop
				if r.Address.IsValid() {
					got += " " + r.Address.String()
				}
			}
			if want := fabrictest.SlowRoute(space, routes, a); got != want {
				t.Fatalf("%s in %v: got %q; the slow one says %q\nof %+v", a, space, got, want, routes)
			}
		}
	})
}
