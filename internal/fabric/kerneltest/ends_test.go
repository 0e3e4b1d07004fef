//go:build linux

package kerneltest

import (
	"fmt"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// guestAddresses is what ip is told of a guest: the addresses of its NICs and of its loopback interface.
func (l *layout) guestAddresses(g int) string {
	text := lines("addr flush dev lo", "addr add 127.0.0.1/8 dev lo")
	for n := range maxNICs {
		text += lines(fmt.Sprintf("addr flush dev nic%d", n))
	}
	for _, n := range l.nics {
		if n.guest == g {
			for _, a := range n.addresses() {
				text += lines(fmt.Sprintf("addr add %s/32 dev nic%d", a, n.slot%maxNICs))
			}
		}
	}
	for _, a := range l.guests[g].loopbacks {
		text += lines("addr add " + a + "/32 dev lo")
	}
	// Flushing addresses has taken the routes with it that go out of the interfaces.
	text += lines("route replace default dev nic0")
	for n := range maxNICs {
		text += lines(fmt.Sprintf("route replace default dev nic%d table %d", n, guestTable+n))
	}
	return text
}

// guestRules is the nft ruleset of a guest. What it sends leaves by the NIC that has the source address, and an answer by the
// NIC that the packet came in by. As an appliance it keeps state, drops what belongs to no flow that it has seen, and
// translates towards the internet.
func (l *layout) guestRules(g int) string {
	var text strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&text, format+"\n", args...) }
	say("table ip guest {")
	say("chain came {\ntype filter hook prerouting priority -150;")
	for n := range maxNICs {
		say("iifname nic%d ct state new ct mark set %d", n, n+1)
	}
	say("}\nchain leaves {\ntype route hook output priority -150;\nct direction reply meta mark set ct mark")
	for _, n := range l.nics {
		if n.guest == g {
			say("ct direction original ip saddr { %s } meta mark set %d", strings.Join(n.addresses(), ", "), n.slot%maxNICs+1)
		}
	}
	// What a load balancer or a public address delivers is for the guest or for nobody.
	say("}\nchain forward {\ntype filter hook forward priority 0;\nct state invalid drop\nip dscp >= %d drop\n}", stampPublicIP)
	say("chain translate {\ntype nat hook postrouting priority 100;")
	// Only what is forwarded has come in: what the guest itself sends has its address already.
	say("iifname \"nic*\" ip daddr != { %s } masquerade\n}\n}", strings.Join(privateSpaces, ", "))
	return text.String()
}

// edgeRules is the nft ruleset of the edge: the source of what a NIC sends to the internet becomes what the NIC's outbound
// method says. Nothing private goes out, and nothing comes in to a private address but the answers to that.
func (l *layout) edgeRules() string {
	var text strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&text, format+"\n", args...) }
	private := strings.Join(privateSpaces, ", ")
	say("table ip edge {\nchain translate {\ntype nat hook postrouting priority 100;")
	exits := fabric.NewExits(l.world)
	for _, n := range l.nics {
		g := l.guests[n.guest]
		for _, ip := range n.view.IPConfigurations {
			path := exits.Of(g.set, g.vm, ip)
			from := fmt.Sprintf("ip dscp %d ip saddr %s", stampOf(n.slot), ip.PrivateAddress)
			to := microsofts
			if len(path.Addresses) > 0 {
				to = path.Addresses[0]
			}
			switch path.Method {
			case fabric.OutboundNone:
			case fabric.OutboundNATGateway: // which knows no Icmp
				say("%s meta l4proto { tcp, udp } snat to %s", from, to)
			default:
				say("%s snat to %s", from, to)
			}
		}
	}
	say("}\nchain untranslated {\ntype filter hook postrouting priority 300;")
	say("ct state new,invalid ip saddr { %s } drop\n}", private)
	say("chain forward {\ntype filter hook forward priority 0;")
	say("ct direction original ip daddr { %s } drop\nct state invalid ip daddr { %s } drop\n}\n}", private, private)
	return text.String()
}
