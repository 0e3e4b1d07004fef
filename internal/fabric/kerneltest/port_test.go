//go:build linux

package kerneltest

import (
	"fmt"
	"strings"
)

// portRules is the nft ruleset of a NIC's port: who may send and receive what, the security groups in Azure's order, and the
// translation of what is delivered to a frontend's or a public address. It keeps state for this NIC alone, so that a
// packet that passes an appliance is looked at when it enters and when it leaves.
func (l *layout) portRules(n nic) string {
	var text strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&text, format+"\n", args...) }
	own := strings.Join(n.addresses(), ", ")
	say("table ip port {")
	say("%s", l.translation(n))
	leave, enter := "", ""
	for i, group := range n.groups {
		s := l.scope(n)
		say("%s", s.chain(fmt.Sprintf("out-%d", i), group, "Outbound"))
		say("%s", s.chain(fmt.Sprintf("in-%d", i), group, "Inbound"))
		leave += fmt.Sprintf("jump out-%d\n", i)
		enter = fmt.Sprintf("jump in-%d\n", i) + enter
	}
	say("chain leave {")
	if !n.view.IPForwarding {
		say("ip saddr != { %s } drop", own)
	}
	say("%saccept\n}", leave)
	say("chain enter {")
	if len(n.groups) == 0 { // Standard public addresses are closed by default
		say("ip dscp { %d, %d } drop", stampPublicIP, stampPublic)
	}
	say("%s", enter)
	if !n.view.IPForwarding {
		say("ip dscp < %d ip daddr != { %s } drop", stampPublicIP, own)
	}
	say("accept\n}")
	say(`chain forward {
type filter hook forward priority 0; policy drop;
ct state established,related accept
ct state invalid drop
iifname vm goto leave
iifname net goto enter
}
chain stamp {
type filter hook postrouting priority 150;
oifname net ip dscp set %d
oifname vm ip dscp < %d ip dscp set 0
}
}`, stampOf(n.slot), stampPublicIP)
	return text.String()
}

// translation gives what is delivered the NIC's own address as its destination, unless by floating IP, which leaves the
// frontend's and translates the port alone. The port's state gives answers the old address back.
func (l *layout) translation(n nic) string {
	var text strings.Builder
	text.WriteString("chain translate {\ntype nat hook prerouting priority -100;\n")
	for _, single := range []bool{true, false} {
		for _, c := range l.choices {
			if c.slot != n.slot || (c.port != 0) != single {
				continue
			}
			to := c.ip.PrivateAddress.String()
			if c.floating {
				to = c.frontend.String()
			}
			if c.backendPort != 0 {
				to += fmt.Sprint(":", c.backendPort)
			}
			for _, protocol := range c.protocols {
				fmt.Fprintf(&text, "ip dscp { %d, %d } ip daddr %s %s dnat to %s\n", stampPublic, stampInternal, c.frontend, c.asked(protocol), to)
			}
		}
	}
	for _, ip := range n.view.IPConfigurations {
		if ip.PublicAddress.IsValid() {
			fmt.Fprintf(&text, "ip dscp %d ip daddr %s dnat to %s\n", stampPublicIP, ip.PublicAddress, ip.PrivateAddress)
		}
	}
	return text.String() + "}"
}
