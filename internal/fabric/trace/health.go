package trace

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// unhealthy says why a rule's probe gets no answer from a backend; empty where it does, or there is none.
func (n *Network) unhealthy(m *node, rule fabric.LoadBalancingRule) string {
	probe, ok := n.probes[rule.ProbeID.Key()]
	if !ok {
		return ""
	}
	if !m.set.Guest.Listens(acl.TCP, probe.Port) {
		return fmt.Sprintf("its guest does not listen on tcp/%d, which the probe %s asks", probe.Port, probe.Name())
	}
	p := acl.Packet{Protocol: acl.TCP, Source: acl.Party{Address: acl.Host}, SourcePort: EphemeralPort, Destination: m.party(), DestinationPort: probe.Port}
	for _, g := range []*group{m.subnet.group, m.group} {
		if g.list == nil {
			continue
		}
		if d := g.list.Decide(acl.Inbound, m.subnet.scope, p); !d.Allow {
			return fmt.Sprintf("the rule %s of the network security group %s keeps the probe %s from port %d", d.Rule.Name, g.id.Name(), probe.Name(), probe.Port)
		}
	}
	return ""
}
