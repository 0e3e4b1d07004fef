//go:build linux

package kerneltest

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Metrics of routes: of two with one prefix the user's counts.
const (
	metricUser   = 10
	metricSystem = 20
)

// nowhere are the private spaces that Azure's system routes drop, where the network has no part of them.
var nowhere = privateSpaces

// fabricRoutes is what ip is told of the fabric's namespace: the routes of each NIC's subnet, in a table that the NIC's port
// looks up, and who has which address. What stays in the virtual network goes once around, through the pair vneta and vnetb,
// behind which the second question is asked.
func (l *layout) fabricRoutes() string {
	var text strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&text, format+"\n", args...) }
	say("route flush table %d", whoHasTable)
	say("route flush table %d", inboundTable)
	for _, n := range l.nics {
		table := portTable + n.slot
		say("route flush table %d", table)
		for _, name := range slices.Sorted(mapKeys(n.table.Routes)) {
			r := n.table.Routes[name]
			say("route add %s %s table %d metric %d", l.nextHop(r), r.AddressPrefix, table, metricUser)
		}
		for _, p := range l.systemRoutes() {
			say("route add %s table %d metric %d", p, table, metricSystem)
		}
		for _, ip := range n.view.IPConfigurations {
			say("route add %s/32 dev p%d table %d", ip.PrivateAddress, n.slot, whoHasTable)
			say("route add %s/32 dev p%d table %d", ip.PrivateAddress, n.slot, inboundTable)
			if ip.PublicAddress.IsValid() {
				say("route add %s/32 dev p%d table %d", ip.PublicAddress, n.slot, inboundTable)
			}
		}
	}
	say("route add blackhole default table %d", whoHasTable)
	say("route add blackhole default table %d", inboundTable)
	return text.String()
}

// nextHop is where a user's route leads, as ip says it before the prefix: "dev" comes behind the prefix in ip's own examples,
// but may stand before it.
func (l *layout) nextHop(r fabric.Route) string {
	switch r.NextHopType {
	case fabric.NextHopVnetLocal:
		return "dev vneta"
	case fabric.NextHopInternet:
		return "dev edge"
	case fabric.NextHopVirtualAppliance:
		if n, ok := l.holder(netip.MustParseAddr(r.NextHopIP)); ok {
			return fmt.Sprintf("dev p%d", n.slot)
		}
	}
	return "blackhole"
}

// systemRoutes are those that every subnet has.
func (l *layout) systemRoutes() []string {
	var list []string
	for _, p := range l.space {
		list = append(list, fmt.Sprintf("%s dev vneta", p))
	}
	for _, text := range nowhere {
		if !slices.ContainsFunc(l.space, netip.MustParsePrefix(text).Overlaps) {
			list = append(list, "blackhole "+text)
		}
	}
	return append(list, "default dev edge")
}

// fabricRules is the nft ruleset of the fabric's namespace. It chooses backends and says by a stamp how a packet is
// delivered; the port translates. Answers pass by the routes of who answers.
func (l *layout) fabricRules() string {
	var text strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&text, format+"\n", args...) }
	say("table ip fabric {")
	say("chain choose {\ntype filter hook prerouting priority -150;")
	for _, front := range slices.Concat(l.frontends(false), l.frontends(true)) {
		say("ip daddr %s jump front-%s", front, front)
	}
	for _, n := range l.nics {
		for _, ip := range n.view.IPConfigurations {
			if ip.PublicAddress.IsValid() {
				say("iifname edge ip daddr %s ip dscp set %d", ip.PublicAddress, stampPublicIP)
			}
		}
	}
	say("}")
	for _, public := range []bool{false, true} {
		for _, front := range l.frontends(public) {
			say("%s", l.frontChain(front, public))
		}
	}
	// What a load balancer or a public address has brought in leaves the way it came. Towards an appliance it would leave
	// with the machine's own address, and who asked takes no answer from there.
	say("chain forward {\ntype filter hook forward priority 0;")
	say("iifname != edge oifname != edge ip saddr %s ip daddr != { %s } drop\n}\n}", publicSpace, strings.Join(privateSpaces, ", "))
	return text.String()
}

// frontChain marks what a frontend takes with the way to the backend that the probe asks for. What has a port to itself
// comes before HA ports, which are left what nothing else takes.
func (l *layout) frontChain(front netip.Addr, public bool) string {
	var text strings.Builder
	from, stamp := "vnetb", stampInternal
	if public {
		from, stamp = "edge", stampPublic
	}
	fmt.Fprintf(&text, "chain front-%s {\niifname != %s return\n", front, from)
	for _, single := range []bool{true, false} {
		for _, c := range l.choices {
			if c.frontend == front && (c.port != 0) == single {
				for _, protocol := range c.protocols {
					fmt.Fprintf(&text, "%s ip dscp set %d meta mark set %d accept\n", c.asked(protocol), stamp, toPortTable+c.slot)
				}
			}
		}
		for _, port := range l.emptyPorts(front) {
			fmt.Fprintf(&text, "%s drop\n", port)
		}
	}
	return text.String() + "drop\n}"
}

// emptyPorts are the ports of a frontend whose rules have no backend.
func (l *layout) emptyPorts(front netip.Addr) []string {
	var list []string
	for _, rule := range fabric.Each[fabric.LoadBalancingRule](l.world) {
		if a, ok := l.frontendOf(rule); ok && a == front && !rule.HAPorts() && len(l.backends(front, rule.Protocol, rule.FrontendPort)) == 0 {
			list = append(list, fmt.Sprintf("%s dport %d", strings.ToLower(rule.Protocol), rule.FrontendPort))
		}
	}
	return list
}

func (l *layout) frontendOf(rule fabric.LoadBalancingRule) (netip.Addr, bool) {
	lb, _ := fabric.Get[fabric.LoadBalancer](l.world, rule.ID.Parent())
	front, _ := lb.Frontend(rule.FrontendName)
	a, err := netip.ParseAddr(fabric.FrontendAddress(l.world, front))
	return a, err == nil
}

// asked is how nft knows a packet for which this backend is asked.
func (c choice) asked(protocol string) string {
	name := strings.ToLower(protocol)
	text := fmt.Sprintf("meta l4proto %s", name)
	if c.port != 0 {
		text += fmt.Sprintf(" %s dport %d", name, c.port)
	}
	if !c.alone {
		text += fmt.Sprintf(" %s sport & %d == %d", name, ordinals-1, c.ordinal)
	}
	return text
}
