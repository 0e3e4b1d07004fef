//go:build linux

package kerneltest

import (
	"net/netip"
	"slices"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/trace"
)

// known is a network with answers that a person knows, so that neither side is right by being asked alone.
type known struct {
	name    string
	objects []fabric.Object
	flows   []knownFlow
}

// knownFlow is a packet from an address to another, and whether it is answered.
type knownFlow struct {
	from, to, protocol string
	port               int
	backend            int // which of several
	reached            bool
}

const (
	tcp     = fabric.ProtocolTCP
	udp     = fabric.ProtocolUDP
	someone = "203.0.113.10" // on the internet
)

// TestKnown builds the networks of the table.
func TestKnown(t *testing.T) {
	networks(t)
	lab := theLab(t)
	for _, k := range slices.Concat(knownNetworks(), knownGuests()) {
		t.Run(k.name, func(t *testing.T) {
			k.check(t, lab)
		})
	}
}

// check asks the kernel and the trace.
func (k known) check(t *testing.T, lab *lab) {
	t.Helper()
	l, err := newLayout(fabrictest.New(t, k.objects...).World)
	if err != nil {
		t.Fatal(err)
	}
	var flows []*flow
	for i, f := range k.flows {
		flows = append(flows, l.knownFlow(t, i, f))
	}
	if err := lab.run(l, flows); err != nil {
		t.Fatal(err)
	}
	n := trace.NewNetwork(l.world)
	for i, f := range flows {
		if f.answer.reached != k.flows[i].reached {
			t.Errorf("the kernel, %+v: %s", k.flows[i], f.answer)
		}
		if err := f.ask(n); err != nil {
			t.Fatal(err)
		}
		if f.expected != k.flows[i].reached {
			t.Errorf("the trace, %+v: %s, %s", k.flows[i], f.verdict, f.why.Detail)
		}
	}
}

func (l *layout) knownFlow(t *testing.T, i int, k knownFlow) *flow {
	t.Helper()
	f := &flow{
		query:     trace.Query{Source: k.from, Destination: k.to, Protocol: k.protocol, DestinationPort: k.port},
		namespace: hostNS, from: netip.MustParseAddr(k.from), to: netip.MustParseAddr(k.to), port: 20000 + ordinals*i + k.backend, expected: k.reached,
	}
	if n, ok := l.holder(f.from); ok {
		f.namespace = guestNS(n.guest)
	} else if k.from != someone {
		t.Fatalf("nobody has the address %s", k.from)
	}
	if choices := l.backends(f.to, k.protocol, k.port); len(choices) > 0 {
		f.backend = &choices[k.backend]
	}
	return f
}

// Short forms for the table.

func sub(i string, change func(*fabric.Subnet)) fabric.Subnet {
	return fabrictest.With(fabrictest.Subnet(fabrictest.DrawnNetwork, "s"+i, "10.0."+i+".0/26"), change)
}

func plain(*fabric.Subnet) {}

func guarded(s *fabric.Subnet) {
	s.NetworkSecurityGroupID = fabrictest.ID(fabric.KindNetworkSecurityGroup, "nsg")
}

func routed(s *fabric.Subnet) { s.RouteTableID = fabrictest.ID(fabric.KindRouteTable, "rt") }

// vms makes a scale set with one NIC in a subnet.
func vms(name string, capacity int, ip fabric.IPConfiguration, forwards bool, guest fabric.Guest) []fabric.Object {
	nic := fabrictest.NIC(name, ip)
	nic.IPForwarding = forwards
	set := fabrictest.Set(name, capacity, name)
	set.HasGuest, set.Guest = true, guest
	return []fabric.Object{nic, set}
}

func in(i string) fabric.IPConfiguration {
	return fabrictest.IP("ip", fabrictest.SubnetID(fabrictest.DrawnNetwork, "s"+i))
}

func grouped(ip fabric.IPConfiguration, asg string) fabric.IPConfiguration {
	ip.ApplicationSecurityGroupIDs = []fabric.ID{fabrictest.ID(fabric.KindApplicationSecurityGroup, asg)}
	return ip
}

func inbound(priority int, access, protocol string, ports ...string) fabric.SecurityRule {
	return fabric.SecurityRule{Priority: priority, Direction: "Inbound", Access: access, Protocol: protocol, DestinationPortRanges: ports}
}

// balancer makes a load balancer with one rule from port 80 to 8080 and a pool.
func balancer(front fabric.FrontendIPConfiguration, floating bool) []fabric.Object {
	rule := fabrictest.LBRule("lb", "rule", front.Name, 80, "pool", 8080)
	rule.FloatingIP = floating
	return []fabric.Object{fabrictest.LB("lb", front), fabrictest.BackendPool("lb", "pool"), rule}
}
