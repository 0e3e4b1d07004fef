package fabric

import (
	"net/netip"
	"slices"
	"strings"
)

// Guest is what a set's operating system does with the network. Source: the floating IP and NIC pages (SOURCES.md 5.6).
type Guest struct {
	// LoopbackAddresses are held on a loopback interface: what floating IP delivers to a frontend's address is taken.
	LoopbackAddresses []string
	// WeakHost is Windows' weakhostreceive and weakhostsend; without it a Windows guest drops what comes for a loopback
	// address.
	WeakHost bool
	// ListeningPorts are "tcp/443", "udp/53"; nil where every port answers.
	ListeningPorts []string
}

// Listens reports whether the guest answers on a port of Tcp or Udp.
func (g Guest) Listens(protocol string, port int) bool {
	if g.ListeningPorts == nil {
		return true
	}
	return slices.ContainsFunc(g.ListeningPorts, func(s string) bool {
		p, n, ok := parseListeningPort(s)
		return ok && p == protocol && n == port
	})
}

// Holds reports whether the guest has an address on a loopback interface.
func (g Guest) Holds(a netip.Addr) bool {
	return slices.ContainsFunc(g.LoopbackAddresses, func(s string) bool {
		held, err := netip.ParseAddr(s)
		return err == nil && held == a
	})
}

// takes reports whether the guest takes what is sent to an address that is not its NIC's: it holds the address on a loopback
// interface, and, on Windows, has the weak host model.
func (g Guest) takes(a netip.Addr, os string) bool {
	return g.Holds(a) && (os != OSWindows || g.WeakHost)
}

// parseListeningPort reads "tcp/443".
func parseListeningPort(s string) (protocol string, number int, ok bool) {
	name, text, found := strings.Cut(s, "/")
	if !found {
		return "", 0, false
	}
	switch strings.ToLower(name) {
	case "tcp":
		protocol = ProtocolTCP
	case "udp":
		protocol = ProtocolUDP
	default:
		return "", 0, false
	}
	number, ok = port(text)
	return protocol, number, ok && number > 0
}

// validate reports addresses and ports that cannot be read, and a switch that only Windows has.
func (g Guest) validate(f *findings, os string) {
	at := At("guest")
	seen := map[netip.Addr]bool{}
	for i, text := range g.LoopbackAddresses {
		address, err := netip.ParseAddr(text)
		if err != nil || address.Zone() != "" {
			f.add(CodeInvalidParameter, at.Dot("loopback_addresses").Index(i), "%q, which the guest of %s holds on a loopback interface, is no IP address.", text, f.id.Name())
			continue
		}
		if seen[address] {
			f.add(CodeInvalidParameter, at.Dot("loopback_addresses").Index(i), "The guest of %s holds %s on a loopback interface twice.", f.id.Name(), address)
		}
		seen[address] = true
	}
	for _, text := range g.ListeningPorts {
		if _, _, ok := parseListeningPort(text); !ok {
			f.add(CodeInvalidParameter, at.Dot("listening_ports"), "%q, on which the guest of %s listens, is no port: possible are tcp/1 to tcp/65535 and udp/1 to udp/65535.", text, f.id.Name())
		}
	}
	if g.WeakHost && os == OSLinux {
		f.add(CodeInvalidParameter, at.Dot("weak_host_enabled"), "weak_host_enabled of %s is for Windows guests; a Linux guest takes what comes for a loopback address without it.", f.id.Name()).
			reading(at.Dot("os_type"))
	}
}
