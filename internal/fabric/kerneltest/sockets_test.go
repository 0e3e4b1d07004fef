//go:build linux

package kerneltest

import (
	"fmt"
	"net/netip"

	"golang.org/x/sys/unix"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// ports are those that flows go to, and that a guest listens on where it says nothing of its own.
var ports = fabrictest.DrawnPorts

// socket opens a socket that does not block, bound to an address, in the thread's namespace.
func socket(kind, protocol int, at netip.AddrPort) (int, error) {
	s, err := unix.Socket(unix.AF_INET, kind|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, protocol)
	if err != nil {
		return 0, fmt.Errorf("opening a socket: %w", err)
	}
	_ = unix.SetsockoptInt(s, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1)
	if err := unix.Bind(s, sockaddr(at)); err != nil {
		_ = unix.Close(s)
		return 0, fmt.Errorf("binding to %s: %w", at, err)
	}
	return s, nil
}

func sockaddr(a netip.AddrPort) *unix.SockaddrInet4 {
	return &unix.SockaddrInet4{Port: int(a.Port()), Addr: a.Addr().As4()}
}

func addrPort(a unix.Sockaddr) netip.AddrPort {
	if v4, ok := a.(*unix.SockaddrInet4); ok {
		return netip.AddrPortFrom(netip.AddrFrom4(v4.Addr), uint16(v4.Port))
	}
	return netip.AddrPort{}
}

// listener answers on one port of one namespace with who it is, and which addresses it has seen.
type listener struct {
	name   string
	stream bool
	socket int
	port   uint16
}

// listen opens listeners in the thread's namespace.
func listen(name string, tcp, udp []int) ([]listener, error) {
	var list []listener
	for _, port := range tcp {
		s, err := socket(unix.SOCK_STREAM, 0, netip.AddrPortFrom(netip.IPv4Unspecified(), uint16(port)))
		if err != nil {
			return list, err
		}
		list = append(list, listener{name, true, s, uint16(port)})
		if err := unix.Listen(s, 64); err != nil {
			return list, fmt.Errorf("listening on %d: %w", port, err)
		}
	}
	for _, port := range udp {
		s, err := socket(unix.SOCK_DGRAM, 0, netip.AddrPortFrom(netip.IPv4Unspecified(), uint16(port)))
		if err != nil {
			return list, err
		}
		list = append(list, listener{name, false, s, uint16(port)})
		if err := unix.SetsockoptInt(s, unix.IPPROTO_IP, unix.IP_PKTINFO, 1); err != nil {
			return list, fmt.Errorf("asking for the destinations of packets: %w", err)
		}
	}
	return list, nil
}

// answer takes one packet or connection and answers it. What goes wrong with one peer is that peer's answer that is missing.
func (l listener) answer() {
	if l.stream {
		s, peer, err := unix.Accept4(l.socket, unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC)
		if err != nil {
			return
		}
		at, _ := unix.Getsockname(s)
		_, _ = unix.Write(s, l.words(addrPort(peer), addrPort(at)))
		_ = unix.Close(s)
		return
	}
	buffer, control := make([]byte, 64), make([]byte, 128)
	_, n, _, peer, err := unix.Recvmsg(l.socket, buffer, control, 0)
	if err != nil {
		return
	}
	to, ok := destination(control[:n])
	if !ok {
		return
	}
	// The answer comes from the address that the packet was sent to, which a loopback interface may hold.
	info := &unix.Inet4Pktinfo{Spec_dst: to.As4()}
	_ = unix.Sendmsg(l.socket, l.words(addrPort(peer), netip.AddrPortFrom(to, l.port)), unix.PktInfo4(info), peer, 0)
}

func (l listener) words(from, to netip.AddrPort) []byte {
	return fmt.Appendf(nil, "%s %s %s", l.name, from, to)
}

// destination reads the address that a packet was sent to.
func destination(control []byte) (netip.Addr, bool) {
	messages, err := unix.ParseSocketControlMessage(control)
	if err != nil {
		return netip.Addr{}, false
	}
	for _, m := range messages {
		if m.Header.Level == unix.IPPROTO_IP && m.Header.Type == unix.IP_PKTINFO && len(m.Data) >= unix.SizeofInet4Pktinfo {
			return netip.AddrFrom4([4]byte(m.Data[8:12])), true // in_pktinfo: index, local address, destination of the header
		}
	}
	return netip.Addr{}, false
}
