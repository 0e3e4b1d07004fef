//go:build linux

package kerneltest

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"go4.org/netipx"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// defaultRules are those below a group's own. Source: the network security groups page of Azure's documentation.
var defaultRules = []fabric.SecurityRule{
	{Priority: 65000, Direction: "Inbound", Access: "Allow", Protocol: "*", SourceAddressPrefixes: []string{"VirtualNetwork"}, DestinationAddressPrefixes: []string{"VirtualNetwork"}},
	{Priority: 65001, Direction: "Inbound", Access: "Allow", Protocol: "*", SourceAddressPrefixes: []string{"AzureLoadBalancer"}},
	{Priority: 65500, Direction: "Inbound", Access: "Deny", Protocol: "*"},
	{Priority: 65000, Direction: "Outbound", Access: "Allow", Protocol: "*", SourceAddressPrefixes: []string{"VirtualNetwork"}, DestinationAddressPrefixes: []string{"VirtualNetwork"}},
	{Priority: 65001, Direction: "Outbound", Access: "Allow", Protocol: "*", DestinationAddressPrefixes: []string{"Internet"}},
	{Priority: 65500, Direction: "Outbound", Access: "Deny", Protocol: "*"},
}

// scope is what a rule's words mean at one NIC.
type scope struct {
	layout  *layout
	network *netipx.IPSet // VirtualNetwork
}

// scope returns what rules mean at a NIC: VirtualNetwork is the address space, the prefixes of the subnet's routes and the
// host's address.
func (l *layout) scope(n nic) scope {
	return scope{l, addressSet(func(b *netipx.IPSetBuilder) {
		for _, p := range l.space {
			b.AddPrefix(p)
		}
		for _, r := range n.table.Routes {
			addPrefixes(b, r.AddressPrefix)
		}
		addPrefixes(b, hostAddress+"/32")
	})}
}

// hostAddress is the platform's.
const hostAddress = "168.63.129.16"

// chain is a group as an nft chain: it returns where the group lets a packet through, and else drops it.
func (s scope) chain(name string, group fabric.NetworkSecurityGroup, direction string) string {
	rules := slices.Clone(defaultRules)
	for _, r := range group.SecurityRules {
		rules = append(rules, r)
	}
	slices.SortFunc(rules, func(a, b fabric.SecurityRule) int { return cmp.Compare(a.Priority, b.Priority) })
	var text strings.Builder
	fmt.Fprintf(&text, "chain %s {\n", name)
	for _, r := range rules {
		if r.Direction == direction {
			text.WriteString(s.rule(r))
		}
	}
	text.WriteString("}\n")
	return text.String()
}

// rule is one rule, a line for each protocol.
func (s scope) rule(r fabric.SecurityRule) string {
	source, from := match("saddr", s.side(r.SourceAddressPrefixes, r.SourceApplicationSecurityGroupIDs))
	destination, to := match("daddr", s.side(r.DestinationAddressPrefixes, r.DestinationApplicationSecurityGroupIDs))
	if !from || !to {
		return ""
	}
	verdict := "drop"
	if r.Access == "Allow" {
		verdict = "return"
	}
	allPorts := everyPort(r.SourcePortRanges) && everyPort(r.DestinationPortRanges)
	var text strings.Builder
	for _, protocol := range []string{"Tcp", "Udp", "Icmp"} {
		// Icmp has no ports: a rule for every protocol takes it where it takes every port, a rule for Icmp always.
		if r.Protocol != "*" && r.Protocol != protocol || protocol == "Icmp" && r.Protocol == "*" && !allPorts {
			continue
		}
		ports := ""
		if name := strings.ToLower(protocol); protocol != "Icmp" {
			ports = portMatch(name+" sport", r.SourcePortRanges) + portMatch(name+" dport", r.DestinationPortRanges)
		}
		fmt.Fprintf(&text, "meta l4proto %s %s %s %s%s\n", strings.ToLower(protocol), source, destination, ports, verdict)
	}
	return text.String()
}

func everyPort(ranges []string) bool { return ranges == nil || slices.Contains(ranges, "*") }

// portMatch is how nft compares a port with a rule's ranges. Each range stands for itself, because a set has no overlaps.
func portMatch(side string, ranges []string) string {
	if everyPort(ranges) {
		return ""
	}
	set := addressSet(func(b *netipx.IPSetBuilder) {
		for _, r := range ranges {
			from, to, isRange := strings.Cut(r, "-")
			if !isRange {
				to = from
			}
			b.AddRange(netipx.IPRangeFrom(portAddress(from), portAddress(to)))
		}
	})
	var parts []string
	for _, r := range set.Ranges() {
		from, to := r.From().As4(), r.To().As4()
		parts = append(parts, fmt.Sprintf("%d-%d", int(from[2])<<8|int(from[3]), int(to[2])<<8|int(to[3])))
	}
	return side + " { " + strings.Join(parts, ", ") + " } "
}

// portAddress is a port as an address, so that ranges of ports can be joined as ranges of addresses are.
func portAddress(port string) netip.Addr {
	var n int
	_, _ = fmt.Sscan(port, &n)
	return netip.AddrFrom4([4]byte{0, 0, byte(n >> 8), byte(n)})
}

// side is the addresses of one side of a rule.
func (s scope) side(prefixes []string, groups []fabric.ID) *netipx.IPSet {
	return addressSet(func(b *netipx.IPSetBuilder) {
		if prefixes == nil && len(groups) == 0 {
			addPrefixes(b, "0.0.0.0/0")
		}
		for _, text := range prefixes {
			s.word(b, text)
		}
		for _, n := range s.layout.nics {
			for _, ip := range n.view.IPConfigurations {
				if slices.ContainsFunc(groups, func(g fabric.ID) bool { return slices.ContainsFunc(ip.ApplicationSecurityGroupIDs, g.Is) }) {
					b.Add(ip.PrivateAddress)
				}
			}
		}
	})
}

// word adds what one entry of a rule's prefixes stands for.
func (s scope) word(b *netipx.IPSetBuilder, text string) {
	switch text {
	case "*":
		addPrefixes(b, "0.0.0.0/0")
	case "VirtualNetwork":
		b.AddSet(s.network)
	case "AzureLoadBalancer":
		addPrefixes(b, hostAddress+"/32")
	case "Internet":
		b.AddSet(addressSet(func(b *netipx.IPSetBuilder) {
			addPrefixes(b, "0.0.0.0/0")
			for _, p := range slices.Concat(privateSpaces, unroutable, []string{hostAddress + "/32"}) {
				b.RemovePrefix(netip.MustParsePrefix(p))
			}
			b.RemoveSet(s.network)
		}))
	default:
		if a, err := netip.ParseAddr(text); err == nil {
			b.Add(a)
			return
		}
		addPrefixes(b, text)
	}
}
