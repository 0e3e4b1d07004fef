package arm

import (
	"fmt"
	"slices"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

type loadBalancingRuleProperties struct {
	state
	FrontendIPConfiguration *SubResource  `json:"frontendIPConfiguration"`
	BackendAddressPool      *SubResource  `json:"backendAddressPool,omitempty"`
	BackendAddressPools     []SubResource `json:"backendAddressPools,omitempty"`
	Probe                   *SubResource  `json:"probe,omitempty"`
	Protocol                string        `json:"protocol"`
	FrontendPort            int           `json:"frontendPort"`
	BackendPort             int           `json:"backendPort"`
	EnableFloatingIP        bool          `json:"enableFloatingIP"`
	IdleTimeoutInMinutes    int           `json:"idleTimeoutInMinutes"`
	LoadDistribution        string        `json:"loadDistribution"`
	EnableTCPReset          bool          `json:"enableTcpReset"`
	DisableOutboundSNAT     bool          `json:"disableOutboundSnat"`
}

func loadBalancingRule(_ *view, r fabric.LoadBalancingRule) Resource {
	p := loadBalancingRuleProperties{
		state: succeeded, FrontendIPConfiguration: frontendOf(r, r.FrontendName), BackendAddressPools: refs(r.BackendPoolIDs), Probe: ref(r.ProbeID),
		Protocol: r.Protocol, FrontendPort: r.FrontendPort, BackendPort: r.BackendPort, EnableFloatingIP: r.FloatingIP,
		IdleTimeoutInMinutes: r.IdleTimeout, LoadDistribution: r.LoadDistribution, EnableTCPReset: r.TCPReset, DisableOutboundSNAT: r.DisableOutboundSNAT,
	}
	if len(r.BackendPoolIDs) == 1 {
		p.BackendAddressPool = ref(r.BackendPoolIDs[0])
	}
	return resource(r, p)
}

// natProperties are those of inbound NAT pools and rules: a range of ports that many share, or the port of one.
type natProperties struct {
	state
	FrontendIPConfiguration *SubResource `json:"frontendIPConfiguration"`
	BackendAddressPool      *SubResource `json:"backendAddressPool,omitempty"`
	BackendIPConfiguration  *SubResource `json:"backendIPConfiguration,omitempty"`
	Protocol                string       `json:"protocol"`
	FrontendPort            int          `json:"frontendPort,omitempty"`
	FrontendPortRangeStart  int          `json:"frontendPortRangeStart,omitempty"`
	FrontendPortRangeEnd    int          `json:"frontendPortRangeEnd,omitempty"`
	BackendPort             int          `json:"backendPort"`
	EnableFloatingIP        bool         `json:"enableFloatingIP"`
	IdleTimeoutInMinutes    int          `json:"idleTimeoutInMinutes"`
	EnableTCPReset          bool         `json:"enableTcpReset"`
}

func inboundNATPool(_ *view, p fabric.InboundNATPool) Resource {
	return resource(p, natProperties{
		state: succeeded, FrontendIPConfiguration: frontendOf(p, p.FrontendName), Protocol: p.Protocol,
		FrontendPortRangeStart: p.FrontendPortStart, FrontendPortRangeEnd: p.FrontendPortEnd, BackendPort: p.BackendPort,
		EnableFloatingIP: p.FloatingIP, IdleTimeoutInMinutes: p.IdleTimeout, EnableTCPReset: p.TCPReset,
	})
}

func inboundNATRule(_ *view, r fabric.InboundNATRule) Resource {
	return resource(r, natProperties{
		state: succeeded, FrontendIPConfiguration: frontendOf(r, r.FrontendName), BackendAddressPool: ref(r.BackendPoolID), Protocol: r.Protocol,
		FrontendPortRangeStart: r.FrontendPortStart, FrontendPortRangeEnd: r.FrontendPortEnd, BackendPort: r.BackendPort,
		EnableFloatingIP: r.FloatingIP, IdleTimeoutInMinutes: r.IdleTimeout, EnableTCPReset: r.TCPReset,
	})
}

// inboundNATRules are a load balancer's own, and those that NAT pools make.
func inboundNATRules(v *view, lb fabric.LoadBalancer) []Resource {
	return slices.Concat(children(v, lb.ID, inboundNATRule), poolNATRules(v, lb))
}

// poolNATRules are the rules that the platform makes of NAT pools, one for each port that an instance has.
func poolNATRules(v *view, lb fabric.LoadBalancer) []Resource {
	list := []Resource{}
	for _, m := range fabric.PortMappings(v.World, lb) {
		pool, ok := m.Via.(fabric.InboundNATPool)
		if !ok {
			continue
		}
		list = append(list, part(poolNATRuleID(pool.ID, m.Member.VM, m.Member.ID), fabric.KindInboundNATRule.ARMType(), natProperties{
			state: succeeded, FrontendIPConfiguration: frontendOf(pool, pool.FrontendName), BackendIPConfiguration: ref(m.Member.ID), Protocol: pool.Protocol,
			FrontendPort: m.FrontendPort, BackendPort: m.BackendPort,
			EnableFloatingIP: pool.FloatingIP, IdleTimeoutInMinutes: pool.IdleTimeout, EnableTCPReset: pool.TCPReset,
		}))
	}
	return list
}

// poolNATRuleID is the id of the rule that an IP configuration of an instance has by a NAT pool: <pool>.<instance> (likely:
// recall). A further configuration of the instance in the same pool counts up (the fabric's own).
func poolNATRuleID(pool fabric.ID, vm fabric.InstanceView, of fabric.ID) fabric.ID {
	before := 0
	for _, nic := range vm.NICs {
		for _, ip := range nic.IPConfigurations {
			if ip.ID.Is(of) {
				name := pool.Name() + "." + vm.InstanceID
				if before > 0 {
					name += fmt.Sprintf(".%d", before)
				}
				return fabric.ChildID(fabric.KindInboundNATRule, pool.Parent(), name)
			}
			if slices.ContainsFunc(ip.LBNATPoolIDs, pool.Is) {
				before++
			}
		}
	}
	return ""
}

type outboundRuleProperties struct {
	state
	FrontendIPConfigurations []SubResource `json:"frontendIPConfigurations"`
	BackendAddressPool       *SubResource  `json:"backendAddressPool"`
	Protocol                 string        `json:"protocol"`
	AllocatedOutboundPorts   int           `json:"allocatedOutboundPorts"`
	IdleTimeoutInMinutes     int           `json:"idleTimeoutInMinutes"`
	EnableTCPReset           bool          `json:"enableTcpReset"`
}

func outboundRule(_ *view, r fabric.OutboundRule) Resource {
	return resource(r, outboundRuleProperties{
		state: succeeded, BackendAddressPool: ref(r.BackendPoolID), Protocol: r.Protocol,
		FrontendIPConfigurations: mapped(r.FrontendNames, func(name string) SubResource { return *frontendOf(r, name) }),
		AllocatedOutboundPorts:   r.AllocatedOutboundPorts, IdleTimeoutInMinutes: r.IdleTimeout, EnableTCPReset: r.TCPReset,
	})
}
