package arm

import (
	"slices"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// typeFrontends is the type of a load balancer's frontends. Source: SOURCES.md 11.1 (sure).
const typeFrontends = "Microsoft.Network/loadBalancers/frontendIPConfigurations"

type loadBalancerProperties struct {
	state
	FrontendIPConfigurations []Resource `json:"frontendIPConfigurations"`
	BackendAddressPools      []Resource `json:"backendAddressPools"`
	LoadBalancingRules       []Resource `json:"loadBalancingRules"`
	Probes                   []Resource `json:"probes"`
	InboundNATRules          []Resource `json:"inboundNatRules"`
	OutboundRules            []Resource `json:"outboundRules"`
	InboundNATPools          []Resource `json:"inboundNatPools"`
}

func loadBalancer(v *view, lb fabric.LoadBalancer) Resource {
	return resource(lb, loadBalancerProperties{
		state:                    stateOf(lb.ID),
		FrontendIPConfigurations: frontends(v, lb),
		BackendAddressPools:      children(v, lb.ID, backendPool),
		LoadBalancingRules:       children(v, lb.ID, loadBalancingRule),
		Probes:                   children(v, lb.ID, probe),
		InboundNATRules:          inboundNATRules(v, lb),
		OutboundRules:            children(v, lb.ID, outboundRule),
		InboundNATPools:          children(v, lb.ID, inboundNATPool),
	}).with(func(r *Resource) { r.SKU = &SKU{Name: lb.SKU, Tier: tierRegional} })
}

type frontendProperties struct {
	state
	PrivateIPAddress          string        `json:"privateIPAddress,omitempty"`
	PrivateIPAllocationMethod string        `json:"privateIPAllocationMethod"`
	PrivateIPAddressVersion   string        `json:"privateIPAddressVersion,omitempty"`
	Subnet                    *SubResource  `json:"subnet,omitempty"`
	PublicIPAddress           *SubResource  `json:"publicIPAddress,omitempty"`
	PublicIPPrefix            *SubResource  `json:"publicIPPrefix,omitempty"`
	LoadBalancingRules        []SubResource `json:"loadBalancingRules,omitempty"`
	InboundNATRules           []SubResource `json:"inboundNatRules,omitempty"`
	InboundNATPools           []SubResource `json:"inboundNatPools,omitempty"`
	OutboundRules             []SubResource `json:"outboundRules,omitempty"`
}

func frontends(v *view, lb fabric.LoadBalancer) []Resource {
	list := []Resource{}
	for _, c := range lb.Frontends {
		p := frontendProperties{
			state: succeeded, PrivateIPAllocationMethod: fabric.AllocationDynamic, PrivateIPAddressVersion: string(c.Version),
			Subnet: ref(c.SubnetID), PublicIPAddress: ref(c.PublicIPID), PublicIPPrefix: ref(c.PublicIPPrefixID),
			LoadBalancingRules: naming(v, lb, func(r fabric.LoadBalancingRule) bool { return strings.EqualFold(r.FrontendName, c.Name) }),
			InboundNATRules:    naming(v, lb, func(r fabric.InboundNATRule) bool { return strings.EqualFold(r.FrontendName, c.Name) }),
			InboundNATPools:    naming(v, lb, func(p fabric.InboundNATPool) bool { return strings.EqualFold(p.FrontendName, c.Name) }),
			OutboundRules: naming(v, lb, func(r fabric.OutboundRule) bool {
				return slices.ContainsFunc(r.FrontendNames, func(name string) bool { return strings.EqualFold(name, c.Name) })
			}),
		}
		if c.StaticAddress != "" {
			p.PrivateIPAllocationMethod = fabric.AllocationStatic
		}
		if c.Address.IsValid() {
			p.PrivateIPAddress = c.Address.String()
		}
		list = append(list, part(lb.FrontendID(c.Name), typeFrontends, p).with(func(r *Resource) { r.Zones = c.Zones }))
	}
	return list
}

// naming are the parts of a load balancer that name another part of it.
func naming[O fabric.Object](v *view, lb fabric.LoadBalancer, names func(O) bool) []SubResource {
	var list []SubResource
	for _, o := range fabric.Each[O](v.World) {
		if id := o.Head().ID; id.Parent().Is(lb.ID) && names(o) {
			list = append(list, SubResource{string(id)})
		}
	}
	return list
}

type backendPoolProperties struct {
	state
	BackendIPConfigurations []SubResource `json:"backendIPConfigurations,omitempty"`
	LoadBalancingRules      []SubResource `json:"loadBalancingRules,omitempty"`
	InboundNATRules         []SubResource `json:"inboundNatRules,omitempty"`
	OutboundRules           []SubResource `json:"outboundRules,omitempty"`
}

func backendPool(v *view, p fabric.BackendPool) Resource {
	return resource(p, backendPoolProperties{
		state: succeeded, BackendIPConfigurations: v.users(p.ID),
		LoadBalancingRules: v.referrers(p.ID, fabric.KindLoadBalancingRule), InboundNATRules: v.referrers(p.ID, fabric.KindInboundNATRule),
		OutboundRules: v.referrers(p.ID, fabric.KindOutboundRule),
	})
}

type probeProperties struct {
	state
	Protocol           string        `json:"protocol"`
	Port               int           `json:"port"`
	RequestPath        string        `json:"requestPath,omitempty"`
	IntervalInSeconds  int           `json:"intervalInSeconds"`
	ProbeThreshold     int           `json:"probeThreshold"`
	LoadBalancingRules []SubResource `json:"loadBalancingRules,omitempty"`
}

func probe(v *view, p fabric.Probe) Resource {
	return resource(p, probeProperties{succeeded, p.Protocol, p.Port, p.RequestPath, p.Interval, p.Threshold, v.referrers(p.ID, fabric.KindLoadBalancingRule)})
}

// frontendOf is the reference of a load balancer's part to a frontend.
func frontendOf(o fabric.Object, name string) *SubResource {
	return ref(o.Head().ID.Parent() + "/frontendIPConfigurations/" + fabric.ID(name))
}
