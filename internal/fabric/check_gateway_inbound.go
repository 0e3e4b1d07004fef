package fabric

import "github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"

// gatewayManagerPorts must be open to the platform. Source: SOURCES.md 6 (sure: configuration-infrastructure.md).
func gatewayManagerPorts(v2 bool) acl.PortRange {
	if v2 {
		return acl.PortRange{From: 65200, To: 65535}
	}
	return acl.PortRange{From: 65503, To: 65534}
}

// fromGatewayManager is a packet of the platform, from an address that is not modelled.
func fromGatewayManager() acl.Packet {
	p := acl.Packet{Protocol: acl.TCP, Source: acl.Anyone(true), SourcePort: acl.EphemeralPort}
	p.Source.Tag = acl.TagGatewayManager
	return p
}

// checkGatewayInbound reports a network security group that keeps the platform from its gateway, whose instances may have any
// address of the subnet. VirtualNetwork is the address space here: a default route does not make the platform a part of it.
// Source: SOURCES.md 6 (destination and scope likely).
func checkGatewayInbound(w *World, f *findings, at Field, g ApplicationGateway, subnet Subnet) {
	nsg, ok := Get[NetworkSecurityGroup](w, subnet.NetworkSecurityGroupID)
	if !ok {
		return
	}
	ports := gatewayManagerPorts(g.V2())
	prefix, ok := subnet.Prefix(IPv4)
	if !ok {
		return
	}
	network, _ := Get[VirtualNetwork](w, subnet.VirtualNetworkID())
	if port, blocked := nsg.Rules().BlockedPort(acl.NewScope(network.Prefixes()), fromGatewayManager(), prefix, ports); blocked {
		found := f.add(CodeApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup, at, "The network security group %s of the subnet %s does not let the platform reach port %d; the application gateway %s needs %d to %d open to GatewayManager.", nsg.Name(), subnet.Name(), port, g.Name(), ports.From, ports.To)
		if !f.id.Is(g.ID) {
			found.against(g.ID)
		}
	}
}

// checkGatewayKeptOpen reports a change of a subnet or of a network security group that cuts a gateway off.
func checkGatewayKeptOpen(w *World, c Change) []Finding {
	f := &findings{id: c.After.Head().ID}
	switch o := c.After.(type) {
	case Subnet:
		for _, g := range gatewaysIn(w, o.ID) {
			checkGatewayInbound(w, f, At("network_security_group_id"), g, o)
		}
	case NetworkSecurityGroup:
		for _, user := range w.Referrers(o.ID) {
			subnet, ok := user.Object.(Subnet)
			if !ok {
				continue
			}
			for _, g := range gatewaysIn(w, subnet.ID) {
				checkGatewayInbound(w, f, At("security_rules"), g, subnet)
			}
		}
	}
	return f.list
}
