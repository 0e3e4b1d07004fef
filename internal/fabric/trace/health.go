package trace

import "github.com/simfabric/terraform-provider-simfabric/internal/fabric"

// unhealthy says why a rule's probe gets no answer from a backend, in a sentence; empty where it does, or there is none.
func (n *Network) unhealthy(m *node, rule fabric.LoadBalancingRule) string {
	if h := n.prober.Rule(rule, fabric.Probed{Guest: m.set.Guest, NetworkSecurityGroupID: m.nic.NetworkSecurityGroupID, IP: m.ip.IPConfiguration, Address: m.address}); !h.Healthy {
		return h.Reason
	}
	return ""
}
