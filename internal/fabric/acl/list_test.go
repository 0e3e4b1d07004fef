package acl_test

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// at makes one end of a packet: an address, "anyone" or "anyone6", with application security groups.
func at(text string, groups ...acl.Group) acl.Party {
	switch text {
	case "anyone":
		return acl.Party{Address: netip.MustParseAddr("198.51.100.1"), Anyone: true}
	case "anyone6":
		return acl.Party{Address: netip.MustParseAddr("2001:db8:ffff::1"), Anyone: true}
	}
	return acl.Party{Address: netip.MustParseAddr(text), Groups: groups}
}

// tcp makes a packet from a port above all that rules name.
func tcp(source, destination string, port int) acl.Packet {
	return acl.Packet{Protocol: acl.TCP, Source: at(source), Destination: at(destination), SourcePort: 50000, DestinationPort: port}
}

// of makes a side of prefixes and of tags, which have no slash.
func of(texts ...string) acl.Side {
	var s acl.Side
	for _, text := range texts {
		if strings.Contains(text, "/") {
			s.Prefixes = append(s.Prefixes, netip.MustParsePrefix(text))
		} else {
			s.Tags = append(s.Tags, acl.ParseTag(text))
		}
	}
	return s
}

func members(groups ...acl.Group) acl.Side { return acl.Side{Groups: groups} }

func ports(pairs ...int) []acl.PortRange {
	var list []acl.PortRange
	for pair := range slices.Chunk(pairs, 2) {
		list = append(list, acl.PortRange{From: pair[0], To: pair[1]})
	}
	return list
}

var everything = acl.Side{Any: true}

// rule makes a rule of every protocol and port, whose name is its access.
func rule(priority int, d acl.Direction, name string, source, destination acl.Side, change ...func(*acl.Rule)) acl.Rule {
	r := acl.Rule{Name: name, Priority: priority, Direction: d, Allow: strings.HasPrefix(name, "Allow"), Protocol: acl.AnyProtocol, Source: source, Destination: destination}
	for _, c := range change {
		c(&r)
	}
	return r
}

// about limits a rule to a protocol and to destination ports.
func about(protocol string, pairs ...int) func(*acl.Rule) {
	return func(r *acl.Rule) { r.Protocol, r.DestinationPorts = protocol, ports(pairs...) }
}

// from limits a rule to source ports.
func from(pairs ...int) func(*acl.Rule) {
	return func(r *acl.Rule) { r.SourcePorts = ports(pairs...) }
}

// tell writes a decision in one line.
func tell(d acl.Decision) string {
	text := "Deny"
	if d.Allow {
		text = "Allow"
	}
	if d.Rule != nil {
		text += " by " + d.Rule.Name
	}
	if d.Doubt != nil {
		text += " unless " + d.Doubt.Name
	}
	return text
}

// Scopes of the tests: a network; the same with a route for all of IPv4; and with the two halves of it.
var (
	network  = acl.NewScope(prefixes("10.0.0.0/16", "fd00::/48"))
	tunneled = acl.NewScope(prefixes("10.0.0.0/16", "fd00::/48", "0.0.0.0/0"))
	halves   = acl.NewScope(prefixes("10.0.0.0/16", "0.0.0.0/1", "128.0.0.0/1"))
	half     = acl.NewScope(prefixes("10.0.0.0/16", "0.0.0.0/1"))
)

func prefixes(texts ...string) []netip.Prefix { return of(texts...).Prefixes }

type decideCase struct {
	name   string
	rules  []acl.Rule
	d      acl.Direction
	scope  *acl.Scope // nil: network
	packet acl.Packet
	want   string
}

func checkDecisions(t *testing.T, cases []decideCase) {
	t.Helper()
	for _, c := range cases {
		scope := c.scope
		if scope == nil {
			scope = network
		}
		if got := tell(acl.NewList(c.rules).Decide(c.d, scope, c.packet)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

const (
	in  = acl.Inbound
	out = acl.Outbound
)

// TestDefaultRules has, for each default rule, what it just takes and what it just does not.
func TestDefaultRules(t *testing.T) {
	t.Parallel()
	checkDecisions(t, []decideCase{
		{"network to itself", nil, in, nil, tcp("10.0.255.255", "10.0.0.4", 443), "Allow by AllowVnetInBound"},
		{"from beside the network", nil, in, nil, tcp("10.1.0.0", "10.0.0.4", 443), "Deny by DenyAllInBound"},
		{"to beside the network", nil, in, nil, tcp("10.0.0.4", "10.1.0.0", 443), "Deny by DenyAllInBound"},
		{"IPv6 in the network", nil, in, nil, tcp("fd00::1", "fd00::2", 443), "Allow by AllowVnetInBound"},
		{"IPv6 beside it", nil, in, nil, tcp("fd00:0:1::1", "fd00::2", 443), "Deny by DenyAllInBound"},
		{"the platform's address is in the network", nil, in, nil, tcp("168.63.129.16", "10.0.0.4", 443), "Allow by AllowVnetInBound"},
		{"a probe to an address outside", nil, in, nil, tcp("168.63.129.16", "192.0.2.1", 443), "Allow by AllowAzureLoadBalancerInBound"},
		{"an IPv6 probe", nil, in, nil, tcp("fe80::1234:5678:9abc", "fd00::2", 443), "Allow by AllowAzureLoadBalancerInBound"},
		{"its neighbour", nil, in, nil, tcp("fe80::1234:5678:9abd", "fd00::2", 443), "Deny by DenyAllInBound"},
		{"next to the platform's address", nil, in, nil, tcp("168.63.129.17", "10.0.0.4", 443), "Deny by DenyAllInBound"},
		{"clients of a load balancer", nil, in, nil, tcp("203.0.113.7", "10.0.0.4", 443), "Deny by DenyAllInBound"},
		{"anyone", nil, in, nil, tcp("anyone", "10.0.0.4", 443), "Deny by DenyAllInBound"},
		{"out, within", nil, out, nil, tcp("10.0.0.4", "10.0.0.5", 443), "Allow by AllowVnetOutBound"},
		{"out, from outside", nil, out, nil, tcp("10.1.0.4", "10.0.0.5", 443), "Deny by DenyAllOutBound"},
		{"to the internet", nil, out, nil, tcp("10.0.0.4", "203.0.113.7", 443), "Allow by AllowInternetOutBound"},
		{"to anyone", nil, out, nil, tcp("10.0.0.4", "anyone", 443), "Allow by AllowInternetOutBound"},
		{"to the internet by IPv6", nil, out, nil, tcp("fd00::4", "2001:db8::1", 443), "Allow by AllowInternetOutBound"},
		{"to private addresses outside", nil, out, nil, tcp("10.0.0.4", "192.168.0.1", 443), "Deny by DenyAllOutBound"},
		{"to shared addresses", nil, out, nil, tcp("10.0.0.4", "100.127.255.255", 443), "Deny by DenyAllOutBound"},
		{"just above those", nil, out, nil, tcp("10.0.0.4", "100.128.0.0", 443), "Allow by AllowInternetOutBound"},
		{"to local IPv6", nil, out, nil, tcp("fd00::4", "fd01::1", 443), "Deny by DenyAllOutBound"},
	})
}

// TestOrder: the lowest priority that takes a packet decides, each direction by its own rules.
func TestOrder(t *testing.T) {
	t.Parallel()
	allow, deny := rule(100, in, "Allow", everything, everything, about(acl.TCP, 443, 443)), rule(101, in, "Deny", everything, everything)
	checkDecisions(t, []decideCase{
		{"lower first", []acl.Rule{deny, allow}, in, nil, tcp("anyone", "10.0.0.4", 443), "Allow by Allow"},
		{"the next where the first does not take it", []acl.Rule{deny, allow}, in, nil, tcp("anyone", "10.0.0.4", 444), "Deny by Deny"},
		{"before default rules", []acl.Rule{rule(4096, in, "Deny", everything, everything)}, in, nil, tcp("10.0.0.5", "10.0.0.4", 443), "Deny by Deny"},
		{"not the other direction's", []acl.Rule{deny, allow}, out, nil, tcp("10.0.0.4", "10.0.0.5", 443), "Allow by AllowVnetOutBound"},
		{"one priority in both directions", []acl.Rule{rule(100, out, "DenyOut", everything, everything), allow}, out, nil, tcp("10.0.0.4", "10.0.0.5", 443), "Deny by DenyOut"},
		{"equal: the first given", []acl.Rule{rule(100, in, "Deny", everything, everything), allow}, in, nil, tcp("anyone", "10.0.0.4", 443), "Deny by Deny"},
	})
}

func TestRules(t *testing.T) {
	t.Parallel()
	list := acl.NewList([]acl.Rule{rule(300, in, "Deny", everything, everything), rule(200, in, "Allow", everything, everything), rule(250, out, "AllowOut", everything, everything)})
	names := map[acl.Direction][]string{}
	for _, d := range []acl.Direction{in, out} {
		for _, r := range list.Rules(d) {
			names[d] = append(names[d], r.Name)
			if r.Default != (r.Priority > 4096) || r.Default && (r.Protocol != "*" || r.SourcePorts != nil || r.DestinationPorts != nil) {
				t.Errorf("%+v", r)
			}
		}
	}
	if diff := cmp.Diff(map[acl.Direction][]string{
		in:  {"Allow", "Deny", "AllowVnetInBound", "AllowAzureLoadBalancerInBound", "DenyAllInBound"},
		out: {"AllowOut", "AllowVnetOutBound", "AllowInternetOutBound", "DenyAllOutBound"},
	}, names); diff != "" {
		t.Error(diff)
	}
}
