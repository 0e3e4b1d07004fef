//go:build linux

package kerneltest

import (
	"fmt"
	"net/netip"
)

// Routing tables. In a namespace between two interfaces each has the table of what comes in by it.
const (
	firstTable  = 1
	secondTable = 2
	// In the fabric's namespace:
	whoHasTable  = 10   // who has an address of the virtual network
	inboundTable = 11   // who has a public address, or gets the answer to what was translated
	portTable    = 1000 // and the NIC's slot: the routes of its subnet
	toPortTable  = 2000 // and the NIC's slot: to its port, for what is marked with the same number
	// In a guest: and the number of the NIC, out of that NIC.
	guestTable = 100
)

// fixed returns what ip is told of each namespace once, for all networks.
func fixed() map[string]string {
	list := map[string]string{fabricNS: fixedFabric(), hostNS: fixedHost()}
	edge := join("fabric", "out") + lines(fmt.Sprintf("route add %s dev fabric table %d", publicSpace, firstTable))
	for _, p := range privateSpaces { // answers to what was translated
		edge += lines(fmt.Sprintf("route add %s dev fabric table %d", p, firstTable))
	}
	list[edgeNS] = edge
	for g := range maxGuests {
		list[guestNS(g)] = fixedGuest()
		for n := range maxNICs {
			list[portNS(slot(g, n))] = join("vm", "net")
		}
	}
	return list
}

func up(dev string) string { return "link set " + dev + " arp off up" }

// join sends what comes in by one interface out by the other.
func join(a, b string) string {
	return lines("link set lo up", up(a), up(b),
		fmt.Sprintf("rule add pref 100 iif %s lookup %d", a, firstTable), fmt.Sprintf("rule add pref 100 iif %s lookup %d", b, secondTable),
		fmt.Sprintf("route add default dev %s table %d", b, firstTable), fmt.Sprintf("route add default dev %s table %d", a, secondTable))
}

func fixedFabric() string {
	text := lines("link set lo up", up("vneta"), up("vnetb"), up("edge"),
		fmt.Sprintf("rule add pref 100 iif vnetb lookup %d", whoHasTable), fmt.Sprintf("rule add pref 100 iif edge lookup %d", inboundTable))
	for i := range maxGuests * maxNICs {
		dev := fmt.Sprint("p", i)
		text += lines(up(dev), fmt.Sprintf("rule add pref 100 iif %s lookup %d", dev, portTable+i),
			fmt.Sprintf("rule add pref 50 fwmark %d lookup %d", toPortTable+i, toPortTable+i), fmt.Sprintf("route add default dev %s table %d", dev, toPortTable+i))
	}
	return text
}

// fixedGuest routes what is marked with a NIC's number, and what has come in by a NIC, out of that NIC.
func fixedGuest() string {
	text := lines("link set lo up")
	for n := range maxNICs {
		dev, table := fmt.Sprint("nic", n), guestTable+n
		text += lines(up(dev), fmt.Sprintf("rule add pref 10 fwmark %d lookup %d", n+1, table), fmt.Sprintf("rule add pref 20 iif %s lookup %d", dev, table))
	}
	return text
}

func fixedHost() string {
	text := lines("link set lo up", up("eth0"))
	for _, a := range append([]netip.Addr{anyone}, strangers...) {
		text += lines("addr add " + a.String() + "/32 dev eth0")
	}
	return text + lines("route add default dev eth0")
}
