package acl_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// takes is a case in which one rule "Allow" takes a packet that no default rule allows, or does not.
func takes(name string, r acl.Rule, p acl.Packet, taken bool) decideCase {
	c := decideCase{name: name, rules: []acl.Rule{r}, d: r.Direction, packet: p, want: "Deny by DenyAll" + map[acl.Direction]string{in: "InBound", out: "OutBound"}[r.Direction]}
	if taken {
		c.want = "Allow by Allow"
	}
	return c
}

func of4(protocol string, source, destination int) acl.Packet {
	return acl.Packet{Protocol: protocol, Source: at("anyone"), Destination: at("10.0.0.4"), SourcePort: source, DestinationPort: destination}
}

func TestProtocolsAndPorts(t *testing.T) {
	t.Parallel()
	one := func(change ...func(*acl.Rule)) acl.Rule {
		return rule(100, in, "Allow", everything, everything, change...)
	}
	ping := of4(acl.ICMP, 0, 0)
	checkDecisions(t, []decideCase{
		takes("its protocol", one(about(acl.TCP)), of4(acl.TCP, 1, 1), true),
		takes("another protocol", one(about(acl.TCP)), of4(acl.UDP, 1, 1), false),
		takes("every protocol", one(), of4(acl.UDP, 1, 1), true),
		takes("Esp alone", one(about("Esp")), of4(acl.UDP, 1, 1), false),
		takes("first port of a range", one(about(acl.TCP, 80, 90)), of4(acl.TCP, 1, 80), true),
		takes("last port of a range", one(about(acl.TCP, 80, 90)), of4(acl.TCP, 1, 90), true),
		takes("below a range", one(about(acl.TCP, 80, 90)), of4(acl.TCP, 1, 79), false),
		takes("above a range", one(about(acl.TCP, 80, 90)), of4(acl.TCP, 1, 91), false),
		takes("second of several ranges", one(about(acl.TCP, 80, 80, 443, 443)), of4(acl.TCP, 1, 443), true),
		takes("between several ranges", one(about(acl.TCP, 80, 80, 443, 443)), of4(acl.TCP, 1, 81), false),
		takes("source port", one(from(1000, 2000)), of4(acl.TCP, 2000, 443), true),
		takes("another source port", one(from(1000, 2000)), of4(acl.TCP, 2001, 443), false),
		takes("port 0", one(about(acl.TCP, 0, 0)), of4(acl.TCP, 1, 0), true),
		takes("port 65535", one(about(acl.TCP, 1024, 65535)), of4(acl.TCP, 1, 65535), true),
		takes("Icmp", one(about(acl.ICMP)), ping, true),
		takes("Icmp has no ports", one(about(acl.ICMP, 443, 443), from(1, 1)), ping, true),
		takes("Icmp by a rule for all", one(), ping, true),
		takes("and for all ports", one(about("*", 0, 65535), from(0, 65535)), ping, true),
		takes("and for all in pieces", one(about("*", 443, 65535, 0, 442)), ping, true),
		takes("but for one", one(about("*", 0, 442, 444, 65535)), ping, false),
		takes("but for the last", one(about("*", 0, 65534)), ping, false),
		takes("Icmp by a rule for all with ports", one(about("*", 443, 443)), ping, false),
		takes("or with source ports", one(from(443, 443)), ping, false),
		takes("Icmp by a rule for Tcp", one(about(acl.TCP)), ping, false),
	})
}

// TestSides: prefixes, several of them, and application security groups.
func TestSides(t *testing.T) {
	t.Parallel()
	web := func(source string, groups ...acl.Group) acl.Packet {
		p := tcp(source, "10.0.0.4", 443)
		p.Source.Groups, p.Destination.Groups = groups, []acl.Group{"db"}
		return p
	}
	src := func(s acl.Side) acl.Rule { return rule(100, in, "Allow", s, everything) }
	checkDecisions(t, []decideCase{
		takes("last of a prefix", src(of("203.0.113.0/25")), web("203.0.113.127"), true),
		takes("behind a prefix", src(of("203.0.113.0/25")), web("203.0.113.128"), false),
		takes("one of several", src(of("192.0.2.1/32", "203.0.113.0/25")), web("203.0.113.0"), true),
		takes("IPv6", src(of("203.0.113.0/25", "2001:db8::/64")), web("2001:db8::1"), true),
		takes("IPv6 of another", src(of("203.0.113.0/25", "2001:db8::/64")), web("2001:db8:0:1::1"), false),
		takes("all of IPv4", src(of("0.0.0.0/0")), web("203.0.113.1"), true),
		takes("holds no IPv6", src(of("0.0.0.0/0")), web("2001:db8::1"), false),
		takes("nothing at all", src(acl.Side{}), web("203.0.113.1"), false),
		takes("a group", src(members("app", "web")), web("192.168.0.1", "web"), true),
		takes("one of its groups", src(members("web")), web("192.168.0.1", "x", "web"), true),
		takes("another group", src(members("app", "web")), web("192.168.0.1", "db"), false),
		takes("no group", src(members("app", "web")), web("192.168.0.1"), false),
		takes("groups on both sides", rule(100, in, "Allow", members("web"), members("db")), web("192.168.0.1", "web"), true),
		takes("another destination", rule(100, in, "Allow", members("web"), members("web")), web("192.168.0.1", "web"), false),
		takes("prefix and tag", src(of("203.0.113.0/25", "AzureLoadBalancer")), web("fe80::1234:5678:9abc"), true),
	})
}

// TestAnyone: a rule takes any on the internet only where it takes all.
func TestAnyone(t *testing.T) {
	t.Parallel()
	src := func(s acl.Side) acl.Rule { return rule(100, in, "Allow", s, everything) }
	public := of("1.0.0.0/8", "2.0.0.0/7", "4.0.0.0/6", "8.0.0.0/7", "11.0.0.0/8", "12.0.0.0/6", "16.0.0.0/4", "32.0.0.0/3", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/3")
	checkDecisions(t, []decideCase{
		takes("*", src(everything), tcp("anyone", "10.0.0.4", 443), true),
		takes("Internet", src(of("Internet")), tcp("anyone", "10.0.0.4", 443), true),
		takes("0.0.0.0/0", src(of("0.0.0.0/0")), tcp("anyone", "10.0.0.4", 443), true),
		takes("0.0.0.0/0 of IPv6", src(of("0.0.0.0/0")), tcp("anyone6", "fd00::4", 443), false),
		takes("::/0", src(of("::/0")), tcp("anyone6", "fd00::4", 443), true),
		takes("::/0 of IPv4", src(of("::/0")), tcp("anyone", "10.0.0.4", 443), false),
		takes("two halves", src(of("0.0.0.0/1", "128.0.0.0/1")), tcp("anyone", "10.0.0.4", 443), true),
		takes("one half", src(of("0.0.0.0/1")), tcp("anyone", "10.0.0.4", 443), false),
		takes("the half that its address is in", src(of("128.0.0.0/1")), tcp("anyone", "10.0.0.4", 443), false),
		takes("what is public", src(public), tcp("anyone", "10.0.0.4", 443), true),
		takes("but for a part", src(acl.Side{Prefixes: public.Prefixes[1:]}), tcp("anyone", "10.0.0.4", 443), false),
		takes("a network of its own", src(of("198.51.100.1/32")), tcp("anyone", "10.0.0.4", 443), false),
		takes("VirtualNetwork", src(of("VirtualNetwork")), tcp("anyone", "10.0.0.4", 443), false),
		takes("AzureLoadBalancer", src(of("AzureLoadBalancer")), tcp("anyone", "10.0.0.4", 443), false),
		takes("as a destination", rule(100, out, "Allow", everything, of("::/0")), tcp("10.1.0.0", "anyone6", 443), true),
	})
}

func TestTexts(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]acl.Tag{
		"virtualnetwork": acl.TagVirtualNetwork, "AZURELOADBALANCER": acl.TagLoadBalancer, "internet": acl.TagInternet, "azureplatformdns": acl.TagPlatformDNS,
		"AzurePlatformIMDS": acl.TagPlatformIMDS, "azureplatformlkm": acl.TagPlatformLKM, "storage.KoreaCentral": "storage.KoreaCentral",
	} {
		if got := acl.ParseTag(text); got != want {
			t.Errorf("the tag %s is %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]string{"TCP": acl.TCP, "udp": acl.UDP, "iCMP": acl.ICMP, "ESP": "Esp", "ah": "Ah", "*": acl.AnyProtocol} {
		if got := acl.ParseProtocol(text); got != want {
			t.Errorf("the protocol %s is %s, want %s", text, got, want)
		}
	}
	got := map[string]acl.PortRange{}
	for _, r := range ports(443, 443, 8000, 8080, 0, 65535, 0, 65534, 0, 0) {
		got[r.String()] = r
	}
	if diff := cmp.Diff(map[string]acl.PortRange{"443": {443, 443}, "8000-8080": {8000, 8080}, "*": {0, 65535}, "0-65534": {0, 65534}, "0": {0, 0}}, got); diff != "" {
		t.Error(diff)
	}
}
