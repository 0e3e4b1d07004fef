package fabric

import (
	"net/netip"
	"slices"
)

// Names of interfaces in the guests, where nothing else is known: those that new machines have.
const (
	windowsNIC      = "Ethernet"
	windowsLoopback = "Loopback"
)

// FloatingIPGuestConfig is what guests behind a rule with floating IP have to do; Azure does not do it for them.
type FloatingIPGuestConfig struct {
	FrontendAddress string   // empty where it is not known
	Windows         []string // commands; none without floating IP
	Linux           []string
	Guests          []GuestCommands // by scale set behind the rule
}

// GuestCommands are the commands for the instances of one scale set.
type GuestCommands struct {
	SetID    ID
	OSType   string
	Commands []string
	// Configured is true where the set's guest arguments say that the guests take what comes for the address.
	Configured bool
}

// FloatingIPGuests returns the commands for the guests behind a rule. Source: SOURCES.md 5.6 (Windows sure: FLOATIP; ip
// and sysctl of Linux likely).
func FloatingIPGuests(w *World, rule LoadBalancingRule) FloatingIPGuestConfig {
	var config FloatingIPGuestConfig
	if lb, ok := Get[LoadBalancer](w, rule.ID.Parent()); ok {
		if front, known := lb.Frontend(rule.FrontendName); known {
			config.FrontendAddress = FrontendAddress(w, front)
		}
	}
	address, err := netip.ParseAddr(config.FrontendAddress)
	if !rule.FloatingIP || err != nil {
		return config
	}
	config.Windows, config.Linux = windowsCommands(address), linuxCommands(address)
	for _, pool := range rule.BackendPoolIDs {
		for _, m := range PoolMembers(w, pool) {
			if slices.ContainsFunc(config.Guests, func(g GuestCommands) bool { return g.SetID.Is(m.Set.ID) }) {
				continue
			}
			commands := config.Linux
			if m.Set.OSType == OSWindows {
				commands = config.Windows
			}
			config.Guests = append(config.Guests, GuestCommands{m.Set.ID, m.Set.OSType, commands, m.Set.Guest.takes(address, m.Set.OSType)})
		}
	}
	return config
}

func windowsCommands(a netip.Addr) []string {
	ip, add := "ipv4", " 255.255.255.255"
	address := a.String()
	if a.Is6() {
		ip, add, address = "ipv6", "", a.String()+"/128"
	}
	return []string{
		`netsh interface ` + ip + ` add address "` + windowsLoopback + `" ` + address + add,
		`netsh interface ` + ip + ` set interface "` + windowsNIC + `" weakhostreceive=enabled`,
		`netsh interface ` + ip + ` set interface "` + windowsLoopback + `" weakhostreceive=enabled`,
		`netsh interface ` + ip + ` set interface "` + windowsLoopback + `" weakhostsend=enabled`,
	}
}

func linuxCommands(a netip.Addr) []string {
	if a.Is6() {
		return []string{"ip -6 addr add " + a.String() + "/128 dev lo"}
	}
	return []string{
		"ip addr add " + a.String() + "/32 dev lo",
		"sysctl -w net.ipv4.conf.all.arp_ignore=1",
		"sysctl -w net.ipv4.conf.all.arp_announce=2",
	}
}
