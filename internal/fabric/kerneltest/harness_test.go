//go:build linux

package kerneltest

import (
	"slices"
	"time"

	"golang.org/x/sys/unix"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

const protocolICMP = "Icmp"

// How long a probe waits for its answer. A dropped packet is known by nothing else, so that who waits too short takes an
// answer for none; what seems to be dropped and should not be is asked again, with more patience.
var patience = []time.Duration{150 * time.Millisecond, time.Second, 4 * time.Second}

// listeners opens what the guests and the host on the internet listen on: of the ports that flows go to, all that are not
// said to be closed.
func (l *lab) listeners(n *layout, flows []*flow) (list []listener, err error) {
	asked := slices.Clone(ports)
	for _, f := range flows {
		if port := f.query.DestinationPort; port != 0 && !slices.Contains(asked, port) {
			asked = append(asked, port)
		}
	}
	open := func(namespace string, tcp, udp []int) {
		if err == nil {
			err = l.in(namespace, func() error {
				some, err := listen(namespace, tcp, udp)
				list = append(list, some...)
				return err
			})
		}
	}
	open(hostNS, asked, asked)
	for g, guest := range n.guests {
		var listening [2][]int
		for _, port := range asked {
			for i, protocol := range []string{fabric.ProtocolTCP, fabric.ProtocolUDP} {
				if guest.set.Guest.Listens(protocol, port) {
					listening[i] = append(listening[i], port)
				}
			}
		}
		open(guestNS(g), listening[0], listening[1])
	}
	return list, err
}

// run sets the lab up as a network and sends the flows, those that shall be reached and are not again and again.
func (l *lab) run(n *layout, flows []*flow) error {
	if err := l.setUp(n); err != nil {
		return err
	}
	listeners, err := l.listeners(n, flows)
	defer func() {
		for _, each := range listeners {
			_ = unix.Close(each.socket)
		}
	}()
	if err != nil {
		return err
	}
	open := flows
	for _, wait := range patience {
		var probes []*probe
		for _, f := range open {
			f.probe = f.newProbe()
			probes = append(probes, f.probe)
		}
		if err := l.ask(listeners, probes, wait); err != nil {
			return err
		}
		var again []*flow
		for _, f := range open {
			f.answer = f.probe.answer
			if f.expected && !f.answer.reached {
				again = append(again, f)
			}
		}
		if open = again; len(open) == 0 {
			break
		}
	}
	return nil
}

// setUp makes the lab a network. NICs that it does not have stay as they were: no route leads there.
func (l *lab) setUp(n *layout) error {
	type step struct{ namespace, ip, nft string }
	steps := []step{{fabricNS, n.fabricRoutes(), n.fabricRules()}, {edgeNS, "", n.edgeRules()}}
	for _, nic := range n.nics {
		steps = append(steps, step{portNS(nic.slot), "", n.portRules(nic)})
	}
	for g := range n.guests {
		steps = append(steps, step{guestNS(g), n.guestAddresses(g), n.guestRules(g)})
	}
	for _, s := range steps {
		if s.ip != "" {
			if err := l.ip(s.namespace, s.ip); err != nil {
				return err
			}
		}
		if err := l.nft(s.namespace, s.nft); err != nil {
			return err
		}
		if err := l.in(s.namespace, forgetFlows); err != nil {
			return err
		}
	}
	return nil
}
