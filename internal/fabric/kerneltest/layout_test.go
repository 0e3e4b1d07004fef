//go:build linux

package kerneltest

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// layout is a world as the lab is set up for it.
type layout struct {
	world   *fabric.World
	space   []netip.Prefix
	guests  []guest
	nics    []nic
	choices []choice
}

// guest is an instance.
type guest struct {
	set       fabric.ScaleSet
	vm        fabric.InstanceView
	loopbacks []string
}

// nic is a NIC of an instance, with the objects that decide over its packets.
type nic struct {
	slot   int // which of the lab's NICs it is
	guest  int
	view   fabric.NICView
	subnet fabric.Subnet
	table  fabric.RouteTable
	// groups are the network security groups in the order in which they look at what the NIC sends: its own, then the
	// subnet's.
	groups []fabric.NetworkSecurityGroup
}

func (n nic) addresses() []string {
	var list []string
	for _, ip := range n.view.IPConfigurations {
		list = append(list, ip.PrivateAddress.String())
	}
	return list
}

// choice is one backend of what listens on a port of a frontend.
type choice struct {
	frontend    netip.Addr
	public      bool
	protocols   []string
	port        int  // 0: every port
	ordinal     int  // among the backends of this frontend and port: the source port asks for it, see ordinals
	alone       bool // a NAT pool's: there is no other
	backendPort int  // 0: the frontend's
	floating    bool
	slot        int // of the backend's NIC
	ip          fabric.IPConfigurationView
}

// newLayout reads a world. It is an error that the lab is too small for it.
func newLayout(w *fabric.World) (*layout, error) {
	l := &layout{world: w}
	for _, network := range fabric.Each[fabric.VirtualNetwork](w) {
		l.space = append(l.space, network.Prefixes()...)
	}
	for _, set := range fabric.Each[fabric.ScaleSet](w) {
		for _, vm := range set.View(w) {
			if len(l.guests) == maxGuests || len(vm.NICs) > maxNICs {
				return nil, fmt.Errorf("the lab has no room for the instance %s", vm.Name)
			}
			for n, view := range vm.NICs {
				l.nics = append(l.nics, l.nic(slot(len(l.guests), n), view))
			}
			l.guests = append(l.guests, guest{set, vm, set.Guest.LoopbackAddresses})
		}
	}
	for _, lb := range fabric.Each[fabric.LoadBalancer](w) {
		l.balance(lb)
	}
	return l, nil
}

// nic reads a NIC. All of its IP configurations are drawn in one subnet, whose routes its port looks up.
func (l *layout) nic(slot int, view fabric.NICView) nic {
	n := nic{slot: slot, guest: len(l.guests), view: view}
	n.subnet, _ = fabric.Get[fabric.Subnet](l.world, view.IPConfigurations[0].SubnetID)
	n.table, _ = fabric.Get[fabric.RouteTable](l.world, n.subnet.RouteTableID)
	for _, id := range []fabric.ID{view.NetworkSecurityGroupID, n.subnet.NetworkSecurityGroupID} {
		if group, ok := fabric.Get[fabric.NetworkSecurityGroup](l.world, id); ok {
			n.groups = append(n.groups, group)
		}
	}
	return n
}

// balance adds what a load balancer listens on, with a choice for each backend.
func (l *layout) balance(lb fabric.LoadBalancer) {
	for _, rule := range fabric.Each[fabric.LoadBalancingRule](l.world) {
		front, ok := lb.Frontend(rule.FrontendName)
		if !ok || !rule.ID.Parent().Is(lb.ID) || len(rule.BackendPoolIDs) == 0 {
			continue
		}
		c := choice{port: rule.FrontendPort, backendPort: rule.BackendPort, floating: rule.FloatingIP, protocols: protocols(rule.Protocol)}
		for n, member := range fabric.PoolMembers(l.world, rule.BackendPoolIDs[0]) {
			c.ordinal, c.ip = n, member.IP
			l.choose(front, c)
		}
	}
	for _, m := range fabric.PortMappings(l.world, lb) {
		front, _ := lb.Frontend(m.FrontendName)
		if pool, ok := m.Via.(fabric.InboundNATPool); ok {
			l.choose(front, choice{port: m.FrontendPort, backendPort: m.BackendPort, floating: pool.FloatingIP, alone: true, protocols: protocols(m.Protocol), ip: m.Member.IP})
		}
	}
}

func protocols(of string) []string {
	if of == fabric.ProtocolAll {
		return []string{fabric.ProtocolTCP, fabric.ProtocolUDP}
	}
	return []string{of}
}

func (l *layout) choose(front fabric.FrontendIPConfiguration, c choice) {
	var err error
	if c.frontend, err = netip.ParseAddr(fabric.FrontendAddress(l.world, front)); err != nil {
		return
	}
	n, ok := l.holder(c.ip.PrivateAddress)
	if !ok {
		return
	}
	c.public, c.slot = !front.Internal(), n.slot
	l.choices = append(l.choices, c)
}

// holder returns the NIC that has a private address.
func (l *layout) holder(a netip.Addr) (nic, bool) {
	i := slices.IndexFunc(l.nics, func(n nic) bool {
		return slices.ContainsFunc(n.view.IPConfigurations, func(ip fabric.IPConfigurationView) bool { return ip.PrivateAddress == a })
	})
	if i < 0 {
		return nic{}, false
	}
	return l.nics[i], true
}

// backends returns the choices for a packet to a frontend, HA ports after what takes the port alone.
func (l *layout) backends(to netip.Addr, protocol string, port int) []choice {
	var list []choice
	for _, exact := range []bool{true, false} {
		for _, c := range l.choices {
			if c.frontend == to && slices.Contains(c.protocols, protocol) && (exact && c.port == port || !exact && c.port == 0 && len(list) == 0) {
				list = append(list, c)
			}
		}
		if len(list) > 0 {
			break
		}
	}
	return list
}

// frontends returns the addresses of all frontends of one type.
func (l *layout) frontends(public bool) []netip.Addr {
	var list []netip.Addr
	for _, lb := range fabric.Each[fabric.LoadBalancer](l.world) {
		for _, front := range lb.Frontends {
			if a, err := netip.ParseAddr(fabric.FrontendAddress(l.world, front)); err == nil && front.Internal() != public {
				list = append(list, a)
			}
		}
	}
	return list
}
