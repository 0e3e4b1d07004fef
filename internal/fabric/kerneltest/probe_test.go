//go:build linux

package kerneltest

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// probe is one packet that wants an answer, or a connection.
type probe struct {
	namespace string
	protocol  string // Tcp, Udp or Icmp
	from, to  netip.AddrPort
	socket    int
	done      bool
	answer    answer
}

// answer is what comes of a probe.
type answer struct {
	reached bool
	by      string         // the namespace that answers; empty for Icmp
	source  netip.AddrPort // as it has seen it
	to      netip.AddrPort // likewise
	failed  error          // why there is none, where the kernel says
}

func (a answer) String() string {
	switch {
	case a.reached && a.by != "":
		return fmt.Sprintf("answered by %s, which has seen %s -> %s", a.by, a.source, a.to)
	case a.reached:
		return "answered"
	case a.failed != nil:
		return fmt.Sprintf("no answer: %v", a.failed)
	}
	return "no answer"
}

// send opens the probe's socket in the thread's namespace and sends.
func (p *probe) send() error {
	kind, protocol := unix.SOCK_STREAM, 0
	switch p.protocol {
	case fabric.ProtocolUDP:
		kind = unix.SOCK_DGRAM
	case protocolICMP:
		kind, protocol = unix.SOCK_DGRAM, unix.IPPROTO_ICMP // its port is the echo's identifier
	}
	s, err := socket(kind, protocol, p.from)
	if err != nil {
		return err
	}
	p.socket = s
	if kind == unix.SOCK_STREAM {
		// Closing resets the connection, so that none lingers with the port of the next attempt.
		_ = unix.SetsockoptLinger(s, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1})
	}
	if err = unix.Connect(s, sockaddr(p.to)); err == nil && kind != unix.SOCK_STREAM {
		_, err = unix.Write(s, request(p.protocol))
	}
	if err != nil && !errors.Is(err, unix.EINPROGRESS) {
		p.done, p.answer = true, answer{failed: err} // no route, or the like: the packet did not even leave
	}
	return nil
}

// request is what a probe carries: for Icmp an echo request, whose identifier and checksum the kernel fills in.
func request(protocol string) []byte {
	if protocol == protocolICMP {
		return []byte{8, 0, 0, 0, 0, 0, 0, 1, 'w', 'h', 'o', '?'}
	}
	return []byte("who?")
}

// receive reads the answer, once poll says that there is something.
func (p *probe) receive() {
	buffer := make([]byte, 256)
	n, err := unix.Read(p.socket, buffer)
	if errors.Is(err, unix.EAGAIN) {
		return
	}
	p.done = true
	if err != nil || n == 0 {
		p.answer.failed = err
		return
	}
	p.answer.reached = true
	if p.protocol == protocolICMP {
		return
	}
	var from, to string
	if _, err := fmt.Sscan(string(buffer[:n]), &p.answer.by, &from, &to); err == nil {
		p.answer.source, _ = netip.ParseAddrPort(from)
		p.answer.to, _ = netip.ParseAddrPort(to)
	}
}

// ask sends probes all at once and waits for their answers, but no longer than a while: a packet that is dropped says
// nothing.
func (l *lab) ask(listeners []listener, probes []*probe, wait time.Duration) error {
	defer func() {
		for _, p := range probes {
			_ = unix.Close(p.socket)
		}
	}()
	byNamespace := slices.Clone(probes)
	slices.SortStableFunc(byNamespace, func(a, b *probe) int { return strings.Compare(a.namespace, b.namespace) })
	for chunk := range chunks(byNamespace) {
		err := l.in(chunk[0].namespace, func() error {
			for _, p := range chunk {
				if err := p.send(); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return serve(listeners, probes, time.Now().Add(wait))
}

// chunks yields the probes of one namespace after the other.
func chunks(probes []*probe) func(yield func([]*probe) bool) {
	return func(yield func([]*probe) bool) {
		for len(probes) > 0 {
			n := 1
			for n < len(probes) && probes[n].namespace == probes[0].namespace {
				n++
			}
			if !yield(probes[:n]) {
				return
			}
			probes = probes[n:]
		}
	}
}

// serve answers for the listeners and reads for the probes until all have their answer or the time is over.
func serve(listeners []listener, probes []*probe, until time.Time) error {
	for {
		var open []*probe
		polled := make([]unix.PollFd, 0, len(listeners)+len(probes))
		for _, l := range listeners {
			polled = append(polled, unix.PollFd{Fd: int32(l.socket), Events: unix.POLLIN})
		}
		for _, p := range probes {
			if !p.done {
				open = append(open, p)
				polled = append(polled, unix.PollFd{Fd: int32(p.socket), Events: unix.POLLIN})
			}
		}
		left := time.Until(until).Milliseconds()
		if len(open) == 0 || left <= 0 {
			return nil
		}
		if _, err := unix.Poll(polled, int(left)); err != nil && !errors.Is(err, unix.EINTR) {
			return fmt.Errorf("waiting for answers: %w", err)
		}
		for i, fd := range polled {
			switch {
			case fd.Revents == 0:
			case i < len(listeners):
				listeners[i].answer()
			default:
				open[i-len(listeners)].receive()
			}
		}
	}
}
