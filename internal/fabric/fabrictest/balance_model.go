package fabrictest

import (
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// packets says which packets a rule, NAT rule or NAT pool takes and where they end, in the plainest words.
type packets struct {
	frontend  string
	protocols []string
	arrives   func(port int) bool // at the frontend
	ends      func(port int) bool // at a member
	ha        bool
	floating  bool
	pool      fabric.ID // empty for a NAT pool, whose members nobody lists
}

func packetsOf(o fabric.Object) packets {
	is := func(n int) func(int) bool { return func(port int) bool { return port == n } }
	within := func(from, to int) func(int) bool { return func(port int) bool { return from <= port && port <= to } }
	switch o := o.(type) {
	case fabric.LoadBalancingRule:
		p := packets{frontend: o.FrontendName, protocols: []string{o.Protocol}, arrives: is(o.FrontendPort), ends: is(o.BackendPort), floating: o.FloatingIP}
		if len(o.BackendPoolIDs) > 0 {
			p.pool = o.BackendPoolIDs[0]
		}
		if o.Protocol == fabric.ProtocolAll {
			all := func(int) bool { return true }
			p.ha, p.protocols, p.arrives, p.ends = true, []string{fabric.ProtocolTCP, fabric.ProtocolUDP}, all, all
		}
		return p
	case fabric.InboundNATRule:
		return packets{o.FrontendName, []string{o.Protocol}, within(o.FrontendPortStart, o.FrontendPortEnd), is(o.BackendPort), false, o.FloatingIP, o.BackendPoolID}
	case fabric.InboundNATPool:
		return packets{o.FrontendName, []string{o.Protocol}, within(o.FrontendPortStart, o.FrontendPortEnd), is(o.BackendPort), false, o.FloatingIP, ""}
	}
	panic("not a flow")
}

// Exclude reports whether two rules, NAT rules or NAT pools of one load balancer cannot stand beside each other, whatever
// their members are. It tries every packet. Source: SOURCES.md 5.5, U1 and U5 to U15.
func Exclude(x, y fabric.Object) bool {
	a, b := packetsOf(x), packetsOf(y)
	onePool := a.pool != "" && a.pool == b.pool
	poolsMayMeet := onePool || isNATPool(x) || isNATPool(y)
	besideNAT := isNAT(x) || isNAT(y)
	if onePool && !besideNAT && (a.ha || b.ha) && (!a.ha || !b.ha || !a.floating || !b.floating) {
		return true // U12 to U14: HA ports bear no rules but each other, all with floating IP
	}
	takenOut := besideNAT && (a.ha || b.ha)
	for _, protocol := range []string{fabric.ProtocolTCP, fabric.ProtocolUDP} {
		if !slices.Contains(a.protocols, protocol) || !slices.Contains(b.protocols, protocol) {
			continue // U6
		}
		for port := range 65536 {
			switch {
			case a.frontend == b.frontend && a.arrives(port) && b.arrives(port) && !takenOut:
				return true // U5, U8, U15: both would take what arrives; NAT takes it out of HA ports
			case !a.ends(port) || !b.ends(port) || a.floating != b.floating:
				continue // U9: one sees its own address, the other the frontend's
			case !a.floating && onePool:
				return true // U1: both see the member's own address
			case a.floating && a.frontend == b.frontend && poolsMayMeet:
				return true // U11: both see the one frontend's address
			}
		}
	}
	return false
}

func isNATPool(o fabric.Object) bool { return o.Kind() == fabric.KindInboundNATPool }
func isNAT(o fabric.Object) bool     { return o.Kind() != fabric.KindLoadBalancingRule }
