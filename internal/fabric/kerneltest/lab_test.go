//go:build linux

package kerneltest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"
)

// How much the lab holds. Making namespaces is slow, so that they are made once and set up anew for each network.
const (
	maxGuests = 9
	maxNICs   = 2 // of a guest
)

// The namespaces that stand for no instance and no NIC.
const (
	fabricNS = "fabric"
	edgeNS   = "edge"
	hostNS   = "host"
)

// mac is the address of every interface. With ARP off, a packet that is sent names the sender's own address as its receiver,
// and so reaches the other end of the pair whatever the IP address is: no neighbour is ever looked for.
const mac = "02:00:00:00:00:01"

// lab is the namespaces, with veth pairs between them. It is made once and set up for one network after the other.
type lab struct {
	handles map[string]int // an open file of each namespace
}

func guestNS(guest int) string    { return fmt.Sprint("g", guest) }
func portNS(nic int) string       { return fmt.Sprint("p", nic) }
func slot(guest, nic int) int     { return guest*maxNICs + nic }
func sysctl(path string) string   { return "/proc/sys/net/" + path }
func lines(list ...string) string { return strings.Join(list, "\n") + "\n" }
func veth(a, nsA, b, nsB string) string {
	return fmt.Sprintf("link add %s address %s netns %s type veth peer name %s address %s netns %s", a, mac, nsA, b, mac, nsB)
}

// theLab returns the one lab of the process.
func theLab(t *testing.T) *lab {
	t.Helper()
	l, err := made()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

var made = sync.OnceValues(newLab)

// newLab makes the namespaces and wires them.
func newLab() (*lab, error) {
	names, wires := wiring()
	if err := run("ip", lines("netns add "+strings.Join(names, "\nnetns add ")), "-batch", "-"); err != nil {
		return nil, err
	}
	l := &lab{handles: map[string]int{}}
	for _, name := range names {
		handle, err := unix.Open("/run/netns/"+name, unix.O_RDONLY|unix.O_CLOEXEC, 0)
		if err != nil {
			return nil, fmt.Errorf("opening the namespace %s: %w", name, err)
		}
		l.handles[name] = handle
		if err := l.in(name, settings); err != nil {
			return nil, err
		}
	}
	if err := run("ip", lines(wires...), "-batch", "-"); err != nil {
		return nil, err
	}
	for name, text := range fixed() {
		if err := l.ip(name, text); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// wiring returns the names of all namespaces, and what ip is told to join them.
func wiring() (names, wires []string) {
	names = []string{fabricNS, edgeNS, hostNS}
	wires = []string{veth("vneta", fabricNS, "vnetb", fabricNS), veth("edge", fabricNS, "fabric", edgeNS), veth("out", edgeNS, "eth0", hostNS)}
	for g := range maxGuests {
		names = append(names, guestNS(g))
		for n := range maxNICs {
			i := slot(g, n)
			names = append(names, portNS(i))
			wires = append(wires, veth(fmt.Sprint("nic", n), guestNS(g), "vm", portNS(i)), veth(fmt.Sprint("p", i), fabricNS, "net", portNS(i)))
		}
	}
	return names, wires
}

// settings are the kernel's settings of one namespace.
func settings() error {
	for path, value := range map[string]string{
		"ipv4/ip_forward":                             "1",
		"ipv4/conf/all/rp_filter":                     "0",
		"ipv4/conf/default/rp_filter":                 "0",
		"ipv4/conf/all/send_redirects":                "0",
		"ipv4/conf/default/send_redirects":            "0",
		"ipv4/conf/all/accept_redirects":              "0",
		"ipv4/conf/default/accept_redirects":          "0",
		"ipv6/conf/default/disable_ipv6":              "1",
		"ipv4/ping_group_range":                       "0 2147483647",
		"ipv4/ip_local_port_range":                    "61000 65535", // sources of probes are below
		"netfilter/nf_conntrack_tcp_loose":            "0",           // who did not see the request drops the answer
		"netfilter/nf_conntrack_tcp_be_liberal":       "1",           // an appliance's port sees each segment twice
		"netfilter/nf_conntrack_tcp_timeout_syn_sent": "10",
	} {
		if err := os.WriteFile(sysctl(path), []byte(value), 0); err != nil && !strings.HasPrefix(path, "ipv6") { // a kernel without IPv6 is fine
			return fmt.Errorf("setting %s: %w", path, err)
		}
	}
	return nil
}

// in runs a func on a thread that is in a namespace; sockets and processes that it makes are there.
func (l *lab) in(namespace string, do func() error) error {
	var err error
	var wait sync.WaitGroup
	wait.Go(func() {
		runtime.LockOSThread() // never unlocked: the thread ends with the func, and nobody else gets into the namespace
		if err = unix.Setns(l.handles[namespace], unix.CLONE_NEWNET); err == nil {
			err = do()
		}
	})
	wait.Wait()
	if err != nil {
		return fmt.Errorf("in the namespace %s: %w", namespace, err)
	}
	return nil
}

func (l *lab) ip(namespace, batch string) error {
	return l.in(namespace, func() error { return run("ip", batch, "-batch", "-") })
}

func (l *lab) nft(namespace, ruleset string) error {
	return l.in(namespace, func() error { return run("nft", "flush ruleset\n"+ruleset, "-f", "-") })
}

// run gives a program its standard input; the error has both, with what the program says.
func run(program, input string, args ...string) error {
	cmd := exec.Command(program, args...)
	var said bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(input), &said, &said
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w\n%s\n%s", program, err, said.String(), input)
	}
	return nil
}
