package fabric_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// Short names of the builders of load balancers and application gateways.
var (
	lb          = fabrictest.LB
	front       = fabrictest.PublicFrontend
	prefixFront = fabrictest.PrefixFrontend
	inner       = fabrictest.InternalFrontend
	pool        = fabrictest.BackendPool
	probe       = fabrictest.Probe
	lbRule      = fabrictest.LBRule
	haPorts     = fabrictest.HAPorts
	natPool     = fabrictest.NATPool
	natRule     = fabrictest.NATRule
	outbound    = fabrictest.OutboundRule
	gateway     = fabrictest.Gateway
	gatewayPool = fabrictest.GatewayPool
	behind      = fabrictest.Behind
	nated       = fabrictest.NATed
	inGateway   = fabrictest.InGatewayPool
	childID     = fabrictest.ChildID
)

// balanceTables hold the breaking cases of load balancers and application gateways.
var balanceTables = [][]ruleCase{
	frontendCases, frontendWorldCases, probeCases, flowValueCases, balanceLimitCases,
	backendPortCases, frontendPortCases, floatingCases, haPortsCases,
	memberCases, memberPortCases, balancerTypeCases, memberNetworkCases, healthProbeCases, keptProbeCases, unbalancedCases, skuCases, natSizeCases,
	outboundValueCases, outboundPortCases, shrinkingCases, outboundWorldCases,
	gatewayCases, gatewayInboundCases, gatewayMemberCases,
}

// plus returns a list with more at its end and leaves the list alone.
func plus(list []fabric.Object, more ...fabric.Object) []fabric.Object {
	return append(list[:len(list):len(list)], more...)
}

// webSubnet is where most internal frontends and instances are.
var webSubnet = subnetID("vnet", "web")

// The load balancers that most cases stand on, both called lb, with the frontends f1 and f2 and the pools a and b; the
// internal one has 10.0.0.4 and 10.0.0.5.
var (
	publicLB   = plus(oneSubnet, publicIP("p1"), publicIP("p2"), lb("lb", front("f1", "p1"), front("f2", "p2")), pool("lb", "a"), pool("lb", "b"))
	internalLB = plus(oneSubnet, lb("lb", inner("f1", webSubnet, ""), inner("f2", webSubnet, "")), pool("lb", "a"), pool("lb", "b"))
	basicLB    = plus(oneSubnet, basicIP("p1"), basic(lb("lb", front("f1", "p1"))), pool("lb", "a"))
)

func basicIP(name string) fabric.PublicIP {
	return with(publicIP(name), func(p *fabric.PublicIP) { p.SKU = fabric.SKUBasic })
}

func basic(l fabric.LoadBalancer) fabric.LoadBalancer {
	l.SKU = fabric.SKUBasic
	return l
}

// floating returns a rule, NAT pool or NAT rule with floating IP.
func floating[O fabric.Object](o O) O {
	switch o := any(&o).(type) {
	case *fabric.LoadBalancingRule:
		o.FloatingIP = true
	case *fabric.InboundNATPool:
		o.FloatingIP = true
	case *fabric.InboundNATRule:
		o.FloatingIP = true
	default:
		panic(fmt.Sprintf("%T has no floating IP", o))
	}
	return o
}

// over returns a rule, NAT pool or NAT rule of another protocol.
func over[O fabric.Object](protocol string, o O) O {
	switch o := any(&o).(type) {
	case *fabric.LoadBalancingRule:
		o.Protocol = protocol
	case *fabric.InboundNATPool:
		o.Protocol = protocol
	case *fabric.InboundNATRule:
		o.Protocol = protocol
	case *fabric.OutboundRule:
		o.Protocol = protocol
	default:
		panic(fmt.Sprintf("%T has no protocol", o))
	}
	return o
}

// probed returns a rule with a probe of its load balancer lb.
func probed(r fabric.LoadBalancingRule, name string) fabric.LoadBalancingRule {
	r.ProbeID = childID(fabric.KindProbe, "lb", name)
	return r
}

// small returns a set in a single placement group, which a Basic load balancer takes.
func small(s fabric.ScaleSet) fabric.ScaleSet {
	s.SinglePlacementGroup = true
	return s
}
