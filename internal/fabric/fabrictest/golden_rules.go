package fabrictest

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// SlowRules decides over packets as a network security group in a subnet does, by reading the texts of all rules for each
// packet: no table, no order, nothing prepared.
type SlowRules struct {
	Rules   map[string]fabric.SecurityRule
	Network []string // prefixes of the subnet's virtual network, and of its routes
}

// answer says whether something takes a packet.
type answer int

const (
	no answer = iota
	maybe
	yes
)

func either(is bool) answer {
	if is {
		return yes
	}
	return no
}

// slowDefaults are the rules below a group's own, as the documents list them.
var slowDefaults = map[string]fabric.SecurityRule{
	"AllowVnetInBound":              slowDefault(65000, "Inbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
	"AllowAzureLoadBalancerInBound": slowDefault(65001, "Inbound", "Allow", "AzureLoadBalancer", "*"),
	"DenyAllInBound":                slowDefault(65500, "Inbound", "Deny", "*", "*"),
	"AllowVnetOutBound":             slowDefault(65000, "Outbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
	"AllowInternetOutBound":         slowDefault(65001, "Outbound", "Allow", "*", "Internet"),
	"DenyAllOutBound":               slowDefault(65500, "Outbound", "Deny", "*", "*"),
}

func slowDefault(priority int, direction, access, source, destination string) fabric.SecurityRule {
	return fabric.SecurityRule{Priority: priority, Direction: direction, Access: access, Protocol: "*", SourceAddressPrefixes: []string{source}, DestinationAddressPrefixes: []string{destination}}
}

// Decide looks for the lowest priority of all rules that take the packet. The names are empty for no rule, which is where
// the packet is for the platform.
func (s SlowRules) Decide(direction acl.Direction, p acl.Packet) (allow bool, rule, doubt string) {
	allow = true
	var decides, doubts int
	for _, rules := range []map[string]fabric.SecurityRule{s.Rules, slowDefaults} {
		for name, r := range rules {
			if r.Direction != string(direction) {
				continue
			}
			taken := s.takes(r, p)
			if taken == yes && (rule == "" || r.Priority < decides) {
				decides, rule, allow = r.Priority, name, r.Access == "Allow"
			}
			if taken == maybe && (doubt == "" || r.Priority < doubts) {
				doubts, doubt = r.Priority, name
			}
		}
	}
	if rule != "" && decides < doubts {
		doubt = ""
	}
	return allow, rule, doubt
}

func (s SlowRules) takes(r fabric.SecurityRule, p acl.Packet) answer {
	ports := either(slowPort(r.SourcePortRanges, p.SourcePort) && slowPort(r.DestinationPortRanges, p.DestinationPort))
	if p.Protocol == "Icmp" {
		ports = either(r.Protocol == "Icmp" || slowPort(r.SourcePortRanges, -1) && slowPort(r.DestinationPortRanges, -1))
	}
	toPlatform := r.Direction == "Outbound" && (p.Destination.Address == acl.Host || p.Destination.Address == acl.Metadata)
	return min(
		either(r.Protocol == "*" || r.Protocol == p.Protocol), ports,
		s.side(r.SourceAddressPrefixes, r.SourceApplicationSecurityGroupIDs, p.Source, false),
		s.side(r.DestinationAddressPrefixes, r.DestinationApplicationSecurityGroupIDs, p.Destination, toPlatform),
	)
}

// slowPort reports whether ranges hold a port; -1 stands for all ports.
func slowPort(ranges []string, port int) bool {
	if ranges == nil {
		return true
	}
	if port == -1 {
		for n := range 65536 {
			if !slowPort(ranges, n) {
				return false
			}
		}
		return true
	}
	for _, text := range ranges {
		from, to, isRange := strings.Cut(text, "-")
		if !isRange {
			to = from
		}
		low, _ := strconv.Atoi(from)
		high, _ := strconv.Atoi(to)
		if text == "*" || low <= port && port <= high {
			return true
		}
	}
	return false
}

func (s SlowRules) side(prefixes []string, groups []fabric.ID, p acl.Party, onlyPlatformTags bool) answer {
	if prefixes == nil && groups == nil {
		prefixes = []string{"*"}
	}
	best := no
	for _, id := range groups {
		for _, g := range p.Groups {
			best = max(best, either(string(g) == string(id.Key()) && !onlyPlatformTags))
		}
	}
	for _, text := range prefixes {
		isPlatform := text == "AzurePlatformDNS" && p.Address == acl.Host || text == "AzurePlatformIMDS" && p.Address == acl.Metadata
		switch {
		case onlyPlatformTags:
			best = max(best, either(isPlatform))
		case text == "AzurePlatformDNS" || text == "AzurePlatformIMDS":
			best = max(best, either(isPlatform && !p.Anyone))
		default:
			best = max(best, s.holds(text, p))
		}
	}
	return max(best, either(p.Anyone && !onlyPlatformTags && slowHoldsInternet(prefixes, p.Address.Is4())))
}

// holds says whether one text of a rule takes one end of a packet. That several together take all of the internet is
// looked at elsewhere.
func (s SlowRules) holds(text string, p acl.Party) answer {
	inNetwork := p.Address == acl.Host
	for _, prefix := range s.Network {
		inNetwork = inNetwork || slowContains(prefix, p.Address)
	}
	if p.Anyone {
		inNetwork = slowHoldsInternet(s.Network, p.Address.Is4())
	}
	switch text {
	case "*":
		return yes
	case "VirtualNetwork":
		return either(inNetwork)
	case "Internet":
		return either((p.Anyone || slowPublic(p.Address)) && !inNetwork)
	case "AzureLoadBalancer":
		return either(!p.Anyone && (p.Address == acl.Host || p.Address.String() == "fe80::1234:5678:9abc"))
	}
	switch isTag := !strings.ContainsAny(text, "/:") && strings.Trim(text, "0123456789.") != ""; {
	case isTag && !p.Anyone && slowPublic(p.Address):
		return maybe
	case isTag:
		return no
	}
	return either(!p.Anyone && slowContains(text, p.Address))
}

func slowContains(text string, a netip.Addr) bool {
	p, err := netip.ParsePrefix(text)
	if err != nil {
		b, err := netip.ParseAddr(text)
		return err == nil && a == b
	}
	return p.Contains(a)
}

// slowHoldsInternet asks for every address at which what prefixes hold, or what is public, can end: if all of those are
// held, all public addresses are.
func slowHoldsInternet(prefixes []string, v4 bool) bool {
	edges := []string{"1.0.0.0", "11.0.0.0", "100.128.0.0", "128.0.0.0", "168.63.129.17", "169.255.0.0", "172.32.0.0", "192.169.0.0", "2000::"}
	for _, text := range prefixes {
		if p, err := netip.ParsePrefix(text); err == nil {
			last := p.Addr()
			for bits := p.Addr().BitLen(); bits > p.Bits(); bits-- { // the last address: the last half of each half
				last = lastHalf(last, bits)
			}
			edges = append(edges, last.Next().String())
		}
	}
	for _, text := range edges {
		a, err := netip.ParseAddr(text)
		if err != nil || a.Is4() != v4 || !slowPublic(a) {
			continue
		}
		held := false
		for _, prefix := range prefixes {
			held = held || slowContains(prefix, a)
		}
		if !held {
			return false
		}
	}
	return true
}

// lastHalf sets a bit of an address, counted from 1.
func lastHalf(a netip.Addr, bit int) netip.Addr {
	b := a.AsSlice()
	b[(bit-1)/8] |= 0x80 >> ((bit - 1) % 8)
	set, _ := netip.AddrFromSlice(b)
	return set
}

func slowPublic(a netip.Addr) bool {
	for _, text := range []string{
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
		"::/3", "4000::/2", "8000::/1",
	} {
		if slowContains(text, a) {
			return false
		}
	}
	return a.IsValid()
}
