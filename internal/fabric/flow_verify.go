package fabric

import (
	"net/netip"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
)

// LocalFlow is a packet as one IP configuration of a NIC sees it.
type LocalFlow struct {
	Direction             acl.Direction
	Protocol              string // Tcp or Udp
	Remote                netip.Addr
	LocalPort, RemotePort int
}

// FlowDecision is what the network security groups before an IP configuration say of a packet.
type FlowDecision struct {
	Allow   bool
	GroupID ID     // whose rule decides: the one that denies, else that of the last group; empty without any
	Rule    string // empty where no rule is looked at
	Default bool   // the rule is one of the platform's
	// Doubt is a rule before it that might take the packet, by a service tag whose addresses are not modelled; empty for none.
	Doubt string
	// Pending is an object that may decide and whose content is not known yet; the rest is empty then.
	Pending ID
}

// VerifyFlow asks the groups before an IP configuration of the NIC, in the order in which the packet meets them. It is what
// Network Watcher's ipFlowVerify does: routes, guests and load balancers are not looked at.
func (n NICView) VerifyFlow(w *World, ip IPConfigurationView, flow LocalFlow) FlowDecision {
	n.IPConfigurations = []IPConfigurationView{ip} // the groups of other subnets are before other addresses
	groups, pending := n.associated(w)
	if pending != "" {
		return FlowDecision{Pending: pending}
	}
	local := acl.Party{Address: ip.PrivateAddress, Groups: GroupKeys(ip.ApplicationSecurityGroupIDs)}
	remote := acl.Party{Address: flow.Remote, Groups: groupsOf(w, ip.SubnetID.Parent(), flow.Remote)}
	packet := acl.Packet{Protocol: flow.Protocol, Source: remote, SourcePort: flow.RemotePort, Destination: local, DestinationPort: flow.LocalPort}
	if flow.Direction == acl.Outbound {
		packet = acl.Packet{Protocol: flow.Protocol, Source: local, SourcePort: flow.LocalPort, Destination: remote, DestinationPort: flow.RemotePort}
	}
	verdict := FlowDecision{Allow: true}
	for i := range groups {
		g := groups[i]
		if flow.Direction == acl.Outbound {
			g = groups[len(groups)-1-i]
		}
		d := g.Rules().Decide(flow.Direction, g.scope, packet)
		verdict = FlowDecision{Allow: d.Allow, GroupID: g.ID, Doubt: verdict.Doubt}
		if d.Rule != nil {
			verdict.Rule, verdict.Default = d.Rule.Name, d.Rule.Default
		}
		if d.Doubt != nil {
			verdict.Doubt = d.Doubt.Name
		}
		if !d.Allow {
			break
		}
	}
	return verdict
}

// groupsOf returns the application security groups of the instance that has a private address in a virtual network.
func groupsOf(w *World, network ID, a netip.Addr) []acl.Group {
	for _, set := range Each[ScaleSet](w) {
		for h := range set.holders() {
			if h.given.Private == a && h.ip.SubnetID.Parent().Is(network) {
				return GroupKeys(h.ip.ApplicationSecurityGroupIDs)
			}
		}
	}
	return nil
}
