package fabrictest

import (
	"net/netip"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// SlowRoute chooses the route of an address as the documents tell it, by trying every length of a prefix: the user's route,
// then the network's own, then those that every network has. text is <name or "system"> <next hop> <address>, empty where
// there is no route.
func SlowRoute(space []string, routes map[string]fabric.Route, a netip.Addr) (text string) {
	for bits := a.BitLen(); bits >= 0; bits-- {
		p, _ := a.Prefix(bits)
		for name, r := range routes {
			if r.AddressPrefix == p.String() {
				return strings.TrimSpace(name + " " + r.NextHopType + " " + r.NextHopIP)
			}
		}
		for _, own := range space {
			if own == p.String() {
				return "system VnetLocal"
			}
		}
		switch p.String() {
		case "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10":
			if !usesSome(space, p) {
				return "system None"
			}
		case "0.0.0.0/0":
			return "system Internet"
		case "::/0":
			if strings.Contains(strings.Join(space, " "), ":") {
				return "system Internet"
			}
		}
	}
	return ""
}

// usesSome reports whether an address space has addresses of a prefix: one of the two begins in the other.
func usesSome(space []string, p netip.Prefix) bool {
	for _, text := range space {
		if own := netip.MustParsePrefix(text); p.Contains(own.Addr()) || own.Contains(p.Addr()) {
			return true
		}
	}
	return false
}
