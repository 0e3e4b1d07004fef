package acl_test

import (
	"fmt"
	"net/netip"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// TestVirtualNetwork: what VirtualNetwork and Internet are where routes lead a part or all of the internet elsewhere.
func TestVirtualNetwork(t *testing.T) {
	t.Parallel()
	internet := []acl.Rule{rule(100, out, "AllowInternet", everything, of("Internet"))}
	checkDecisions(t, []decideCase{
		{"no route", internet, out, network, tcp("10.0.0.4", "203.0.113.7", 443), "Allow by AllowInternet"},
		{"a route for all", internet, out, tunneled, tcp("10.0.0.4", "203.0.113.7", 443), "Allow by AllowVnetOutBound"},
		{"makes private addresses a part", nil, in, tunneled, tcp("192.168.0.1", "10.0.0.4", 443), "Allow by AllowVnetInBound"},
		{"and lets anyone in", nil, in, tunneled, tcp("anyone", "10.0.0.4", 443), "Allow by AllowVnetInBound"},
		{"but not by IPv6", nil, in, tunneled, tcp("anyone6", "fd00::4", 443), "Deny by DenyAllInBound"},
		{"IPv6 stays the internet", internet, out, tunneled, tcp("fd00::4", "anyone6", 443), "Allow by AllowInternet"},
		{"two halves", nil, in, halves, tcp("anyone", "10.0.0.4", 443), "Allow by AllowVnetInBound"},
		{"one half", nil, in, half, tcp("anyone", "10.0.0.4", 443), "Deny by DenyAllInBound"},
		{"an address in the half", nil, in, half, tcp("127.255.255.255", "10.0.0.4", 443), "Allow by AllowVnetInBound"},
		{"an address outside", nil, in, half, tcp("128.0.0.0", "10.0.0.4", 443), "Deny by DenyAllInBound"},
		{"anyone is still the internet", internet, out, half, tcp("10.0.0.4", "anyone", 443), "Allow by AllowInternet"},
	})
}

// TestPlatform: on the way out, rules filter the platform's services by their tags alone.
func TestPlatform(t *testing.T) {
	t.Parallel()
	const dns, imds = "168.63.129.16", "169.254.169.254"
	deny := func(destination acl.Side) []acl.Rule {
		return []acl.Rule{rule(100, out, "Deny", everything, destination)}
	}
	checkDecisions(t, []decideCase{
		{"no rule", nil, out, nil, tcp("10.0.0.4", dns, 53), "Allow"},
		{"no rule for metadata", nil, out, nil, tcp("10.0.0.4", imds, 80), "Allow"},
		{"every address", deny(everything), out, nil, tcp("10.0.0.4", dns, 53), "Allow"},
		{"that address", deny(of("168.63.129.16/32")), out, nil, tcp("10.0.0.4", dns, 53), "Allow"},
		{"its network", deny(of("VirtualNetwork")), out, nil, tcp("10.0.0.4", dns, 53), "Allow"},
		{"its tag", deny(of("AzurePlatformDNS")), out, nil, tcp("10.0.0.4", dns, 53), "Deny by Deny"},
		{"its tag from elsewhere", []acl.Rule{rule(100, out, "Deny", of("10.0.0.5/32"), of("AzurePlatformDNS"))}, out, nil, tcp("10.0.0.4", dns, 53), "Allow"},
		{"its tag, another port", []acl.Rule{rule(100, out, "Deny", everything, of("AzurePlatformDNS"), about(acl.TCP, 53, 53))}, out, nil, tcp("10.0.0.4", dns, 80), "Allow"},
		{"another's tag", deny(of("AzurePlatformIMDS")), out, nil, tcp("10.0.0.4", dns, 53), "Allow"},
		{"another's tag beside its network", deny(of("AzurePlatformIMDS", "VirtualNetwork", "168.63.129.16/32")), out, nil, tcp("10.0.0.4", dns, 53), "Allow"},
		{"metadata by its tag", deny(of("AzurePlatformIMDS")), out, nil, tcp("10.0.0.4", imds, 80), "Deny by Deny"},
		{"licences have addresses of their own", deny(of("AzurePlatformLKM")), out, nil, tcp("10.0.0.4", dns, 1688), "Allow"},
		{"which are not modelled", deny(of("AzurePlatformLKM")), out, nil, tcp("10.0.0.4", "203.0.113.7", 1688), "Allow by AllowInternetOutBound unless Deny"},
		{"an allowed tag ends it", append(deny(of("AzurePlatformDNS")), rule(99, out, "Allow", everything, of("AzurePlatformDNS"))), out, nil, tcp("10.0.0.4", dns, 53), "Allow by Allow"},
		{"probes come in by ordinary rules", []acl.Rule{rule(100, in, "Deny", everything, everything)}, in, nil, tcp(dns, "10.0.0.4", 80), "Deny by Deny"},
		{"a tag means no one else", deny(of("AzurePlatformDNS", "AzurePlatformIMDS")), out, nil, tcp("10.0.0.4", "anyone", 53), "Allow by AllowInternetOutBound"},
	})
}

// TestDoubt: a tag whose addresses are not modelled may hold a certain public address, and nothing else.
func TestDoubt(t *testing.T) {
	t.Parallel()
	storage := rule(100, out, "Deny", everything, of("Storage"))
	several := []acl.Rule{storage, rule(101, out, "DenySql", everything, of("Sql"))}
	checkDecisions(t, []decideCase{
		{"a public address", []acl.Rule{storage}, out, nil, tcp("10.0.0.4", "203.0.113.7", 443), "Allow by AllowInternetOutBound unless Deny"},
		{"anyone is not in some addresses", []acl.Rule{storage}, out, nil, tcp("10.0.0.4", "anyone", 443), "Allow by AllowInternetOutBound"},
		{"a private address", []acl.Rule{storage}, out, nil, tcp("10.0.0.4", "10.0.0.5", 443), "Allow by AllowVnetOutBound"},
		{"the platform", []acl.Rule{storage}, out, nil, tcp("10.0.0.4", "168.63.129.16", 443), "Allow"},
		{"another port", []acl.Rule{rule(100, out, "Deny", everything, of("Storage"), about(acl.TCP, 80, 80))}, out, nil, tcp("10.0.0.4", "203.0.113.7", 443), "Allow by AllowInternetOutBound"},
		{"another source", []acl.Rule{rule(100, out, "Deny", of("10.0.0.5/32"), of("Storage"))}, out, nil, tcp("10.0.0.4", "203.0.113.7", 443), "Allow by AllowInternetOutBound"},
		{"beside a prefix that takes it", []acl.Rule{rule(100, out, "Deny", everything, of("Storage", "203.0.113.0/24"))}, out, nil, tcp("10.0.0.4", "203.0.113.7", 443), "Deny by Deny"},
		{"the first of several", several, out, nil, tcp("10.0.0.4", "203.0.113.7", 443), "Allow by AllowInternetOutBound unless Deny"},
		{"behind a rule that decides", []acl.Rule{rule(99, out, "Allow", everything, everything), storage}, out, nil, tcp("10.0.0.4", "203.0.113.7", 443), "Allow by Allow"},
		{"both sides", []acl.Rule{rule(100, in, "Allow", of("AzureCloud"), of("Sql"))}, in, nil, tcp("203.0.113.7", "203.0.113.8", 443), "Deny by DenyAllInBound unless Allow"},
		{"one side known not to", []acl.Rule{rule(100, in, "Allow", of("AzureCloud"), of("Sql"))}, in, nil, tcp("203.0.113.7", "10.0.0.4", 443), "Deny by DenyAllInBound"},
	})
}

func TestPublic(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"0.255.255.255": false, "1.0.0.0": true, "9.255.255.255": true, "10.0.0.0": false, "10.255.255.255": false, "11.0.0.0": true,
		"100.63.255.255": true, "100.64.0.0": false, "127.0.0.1": false, "169.254.169.254": false, "172.15.255.255": true, "172.16.0.0": false, "172.32.0.0": true,
		"192.167.255.255": true, "192.168.0.0": false, "198.18.0.0": true, "168.63.129.15": true, "168.63.129.16": false, "223.255.255.255": true, "224.0.0.0": false, "255.255.255.255": false,
		"::1": false, "1fff::": false, "2001:db8::": true, "3fff::": true, "4000::": false, "fd00::1": false, "fe80::1": false, "ff02::1": false,
	} {
		if got := acl.Public(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
	if acl.Public(netip.Addr{}) {
		t.Error("no address is public")
	}
}

func TestProbeSource(t *testing.T) {
	t.Parallel()
	for to, want := range map[string]string{"10.0.0.4": "168.63.129.16", "fd00::4": "fe80::1234:5678:9abc"} {
		if got := acl.ProbeSource(netip.MustParseAddr(to)); got.String() != want {
			t.Errorf("probes to %s come from %s, want %s", to, got, want)
		}
	}
}

func TestExpand(t *testing.T) {
	t.Parallel()
	got := map[acl.Tag]string{}
	for _, tag := range []acl.Tag{acl.TagVirtualNetwork, acl.TagLoadBalancer, acl.TagPlatformDNS, acl.TagPlatformIMDS, acl.TagPlatformLKM, "Storage"} {
		got[tag] = fmt.Sprint(network.Expand(tag))
	}
	if diff := cmp.Diff(map[acl.Tag]string{
		acl.TagVirtualNetwork: "[10.0.0.0/16 168.63.129.16/32 fd00::/48]",
		acl.TagLoadBalancer:   "[168.63.129.16/32 fe80::1234:5678:9abc/128]",
		acl.TagPlatformDNS:    "[168.63.129.16/32]", acl.TagPlatformIMDS: "[169.254.169.254/32]", acl.TagPlatformLKM: "[]", "Storage": "[]",
	}, got); diff != "" {
		t.Error(diff)
	}
	internet := network.Expand(acl.TagInternet)
	if first := fmt.Sprint(internet[:6]); first != "[1.0.0.0/8 2.0.0.0/7 4.0.0.0/6 8.0.0.0/7 11.0.0.0/8 12.0.0.0/6]" {
		t.Errorf("Internet starts with %s", first) // as Network Watcher's pages show it
	}
	if all := fmt.Sprint(tunneled.Expand(acl.TagInternet)); all != "[2000::/3]" {
		t.Errorf("with a route for all of IPv4, Internet is %s", all)
	}
	if all := fmt.Sprint(halves.Expand(acl.TagVirtualNetwork)); all != "[0.0.0.0/0]" {
		t.Errorf("with routes for the halves, VirtualNetwork is %s", all)
	}
	if same := network.VirtualNetwork(); len(same) != 2 {
		t.Errorf("the network's own prefixes are %v", same)
	}
}

// TestWholeInternet: what holds all public addresses, alone or together, and what is left of a prefix beside others.
func TestWholeInternet(t *testing.T) {
	t.Parallel()
	of := func(texts ...string) (list []netip.Prefix) {
		for _, text := range texts {
			list = append(list, netip.MustParsePrefix(text))
		}
		return list
	}
	for _, c := range []struct {
		prefixes []netip.Prefix
		v4, v6   bool
	}{
		{of("0.0.0.0/0"), true, false}, {of("0.0.0.0/1", "128.0.0.0/1"), true, false}, {of("0.0.0.0/1", "128.0.0.0/2", "192.0.0.0/3"), true, false},
		{of("0.0.0.0/1", "128.0.0.0/2"), false, false}, {of("0.0.0.0/1", "129.0.0.0/8", "192.0.0.0/2"), false, false},
		{of("::/1", "8000::/1"), false, true}, {of("2000::/3"), false, true}, {of("8000::/1"), false, false}, {of("2000::/4", "3000::/5"), false, false}, {nil, false, false},
	} {
		if v4, v6 := acl.WholeInternet(c.prefixes, true), acl.WholeInternet(c.prefixes, false); v4 != c.v4 || v6 != c.v6 {
			t.Errorf("%v: %t, %t", c.prefixes, v4, v6)
		}
	}
	for _, c := range []struct {
		prefix string
		others []netip.Prefix
		want   bool
	}{
		{"0.0.0.0/0", nil, true}, {"0.0.0.0/0", of("0.0.0.0/1", "128.0.0.0/1"), false}, {"0.0.0.0/0", of("0.0.0.0/1"), true}, {"10.0.0.0/8", nil, false},
		{"::/0", of("2000::/4", "3000::/4"), false}, {"8.0.0.0/8", of("8.0.0.0/9", "8.128.0.0/10"), true},
	} {
		if got := acl.PublicOutside(netip.MustParsePrefix(c.prefix), c.others); got != c.want {
			t.Errorf("%s beside %v: %t", c.prefix, c.others, got)
		}
	}
}
