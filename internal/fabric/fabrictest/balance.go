package fabrictest

import (
	"net/netip"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
)

// AllocateExactly implements fabric.Allocator.
func (b *books) AllocateExactly(pool alloc.Pool, slot string, block netip.Prefix) (taker string, err error) {
	lease, held := b.book(pool).AllocateExactly(b.owner, slot, block)
	if held != nil {
		return held.Owner, nil
	}
	b.given = append(b.given, lease)
	return "", nil
}

// ChildID returns the id of a part of a load balancer or application gateway.
func ChildID(k fabric.Kind, parent, name string) fabric.ID {
	of := fabric.KindLoadBalancer
	if k == fabric.KindApplicationGatewayPool {
		of = fabric.KindApplicationGateway
	}
	return fabric.ChildID(k, ID(of, parent), name)
}

func child(k fabric.Kind, parent, name string) fabric.Meta {
	return fabric.Meta{ID: ChildID(k, parent, name)}
}

// LB makes a Standard load balancer.
func LB(name string, frontends ...fabric.FrontendIPConfiguration) fabric.LoadBalancer {
	return fabric.LoadBalancer{Meta: head(fabric.KindLoadBalancer, name), SKU: fabric.SKUStandard, Frontends: frontends}
}

// PublicFrontend makes an IPv4 frontend on a public IP address.
func PublicFrontend(name, publicIP string) fabric.FrontendIPConfiguration {
	return fabric.FrontendIPConfiguration{Name: name, PublicIPID: ID(fabric.KindPublicIP, publicIP), Version: fabric.IPv4}
}

// PrefixFrontend makes an IPv4 frontend on a public IP prefix.
func PrefixFrontend(name, prefix string) fabric.FrontendIPConfiguration {
	return fabric.FrontendIPConfiguration{Name: name, PublicIPPrefixID: ID(fabric.KindPublicIPPrefix, prefix), Version: fabric.IPv4}
}

// InternalFrontend makes an IPv4 frontend in a subnet; address may be empty.
func InternalFrontend(name string, subnet fabric.ID, address string) fabric.FrontendIPConfiguration {
	return fabric.FrontendIPConfiguration{Name: name, SubnetID: subnet, StaticAddress: address, Version: fabric.IPv4}
}

// BackendPool makes a pool of a load balancer.
func BackendPool(lb, name string) fabric.BackendPool {
	return fabric.BackendPool{Meta: child(fabric.KindBackendPool, lb, name)}
}

// Probe makes a Tcp probe of port 80.
func Probe(lb, name string) fabric.Probe {
	return fabric.Probe{
		Meta: child(fabric.KindProbe, lb, name), Protocol: fabric.ProtocolTCP, Port: 80,
		Interval: fabric.DefaultProbeInterval, Threshold: fabric.DefaultProbeThreshold,
	}
}

// LBRule makes a Tcp rule without floating IP; an empty pool is none.
func LBRule(lb, name, frontend string, port int, pool string, backendPort int) fabric.LoadBalancingRule {
	r := fabric.LoadBalancingRule{
		Meta: child(fabric.KindLoadBalancingRule, lb, name), FrontendName: frontend, Protocol: fabric.ProtocolTCP,
		FrontendPort: port, BackendPort: backendPort, IdleTimeout: fabric.DefaultIdleTimeout, LoadDistribution: fabric.DistributionDefault,
	}
	if pool != "" {
		r.BackendPoolIDs = []fabric.ID{ChildID(fabric.KindBackendPool, lb, pool)}
	}
	return r
}

// HAPorts makes a rule that takes every port, without floating IP.
func HAPorts(lb, name, frontend, pool string) fabric.LoadBalancingRule {
	r := LBRule(lb, name, frontend, 0, pool, 0)
	r.Protocol = fabric.ProtocolAll
	return r
}

// NATPool makes a Tcp NAT pool.
func NATPool(lb, name, frontend string, from, to, backendPort int) fabric.InboundNATPool {
	return fabric.InboundNATPool{
		Meta: child(fabric.KindInboundNATPool, lb, name), FrontendName: frontend, Protocol: fabric.ProtocolTCP,
		FrontendPortStart: from, FrontendPortEnd: to, BackendPort: backendPort, IdleTimeout: fabric.DefaultIdleTimeout,
	}
}

// NATRule makes a Tcp NAT rule for the members of a pool.
func NATRule(lb, name, frontend string, from, to int, pool string, backendPort int) fabric.InboundNATRule {
	return fabric.InboundNATRule{
		Meta: child(fabric.KindInboundNATRule, lb, name), FrontendName: frontend, Protocol: fabric.ProtocolTCP,
		FrontendPortStart: from, FrontendPortEnd: to, BackendPoolID: ChildID(fabric.KindBackendPool, lb, pool),
		BackendPort: backendPort, IdleTimeout: fabric.DefaultIdleTimeout,
	}
}

// OutboundRule makes an outbound rule for all protocols.
func OutboundRule(lb, name, pool string, ports int, frontends ...string) fabric.OutboundRule {
	return fabric.OutboundRule{
		Meta: child(fabric.KindOutboundRule, lb, name), FrontendNames: frontends, Protocol: fabric.ProtocolAll,
		BackendPoolID:          ChildID(fabric.KindBackendPool, lb, pool),
		AllocatedOutboundPorts: ports, IdleTimeout: fabric.DefaultIdleTimeout,
	}
}

// Gateway makes an application gateway of the second generation with a public frontend.
func Gateway(name string, subnet fabric.ID, instances int, publicIP string) fabric.ApplicationGateway {
	return fabric.ApplicationGateway{
		Meta: head(fabric.KindApplicationGateway, name), SKU: fabric.DefaultGatewaySKU, Instances: instances,
		SubnetID: subnet, PublicIPID: ID(fabric.KindPublicIP, publicIP),
	}
}

// GatewayPool makes a pool of an application gateway that names the addresses.
func GatewayPool(gateway, name string, addresses ...string) fabric.ApplicationGatewayPool {
	return fabric.ApplicationGatewayPool{Meta: child(fabric.KindApplicationGatewayPool, gateway, name), IPAddresses: addresses}
}

// Behind puts an IP configuration into backend pools of a load balancer.
func Behind(ip fabric.IPConfiguration, lb string, pools ...string) fabric.IPConfiguration {
	ip.LBBackendPoolIDs = ip.LBBackendPoolIDs[:len(ip.LBBackendPoolIDs):len(ip.LBBackendPoolIDs)]
	for _, pool := range pools {
		ip.LBBackendPoolIDs = append(ip.LBBackendPoolIDs, ChildID(fabric.KindBackendPool, lb, pool))
	}
	return ip
}

// NATed gives an IP configuration a port of each of a load balancer's NAT pools.
func NATed(ip fabric.IPConfiguration, lb string, pools ...string) fabric.IPConfiguration {
	ip.LBNATPoolIDs = ip.LBNATPoolIDs[:len(ip.LBNATPoolIDs):len(ip.LBNATPoolIDs)]
	for _, pool := range pools {
		ip.LBNATPoolIDs = append(ip.LBNATPoolIDs, ChildID(fabric.KindInboundNATPool, lb, pool))
	}
	return ip
}

// InGatewayPool puts an IP configuration into a pool of an application gateway.
func InGatewayPool(ip fabric.IPConfiguration, gateway, pool string) fabric.IPConfiguration {
	n := len(ip.AppGatewayPoolIDs)
	ip.AppGatewayPoolIDs = append(ip.AppGatewayPoolIDs[:n:n], ChildID(fabric.KindApplicationGatewayPool, gateway, pool))
	return ip
}
