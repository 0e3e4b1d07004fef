package fabric

import "slices"

// Bounds of load-balancing rules. Source: SOURCES.md 5.5 (sure: TF doc lb_rule).
const (
	maxFrontendPort  = 65534
	maxLBIdleTimeout = 100
)

// Distribution modes, in ARM's words. Source: SOURCES.md 5.5 (sure: SDK).
const (
	DistributionDefault          = "Default"          // 5-tuple
	DistributionSourceIP         = "SourceIP"         // 2-tuple
	DistributionSourceIPProtocol = "SourceIPProtocol" // 3-tuple
)

// LoadBalancingRule is Microsoft.Network/loadBalancers/loadBalancingRules: what arrives at a frontend's port goes to a
// pool's port. Without floating IP the member sees its own address as the destination, with it the frontend's:
//
//	client -> 198.19.0.1:443 --rule--> 10.0.1.4:8443      FloatingIP false
//	client -> 198.19.0.1:443 --rule--> 198.19.0.1:8443    FloatingIP true, delivered to the NIC of 10.0.1.4
//
// Source: SOURCES.md 5.6 (sure).
type LoadBalancingRule struct {
	Meta
	FrontendName        string
	Protocol            string // Tcp, Udp or All
	FrontendPort        int    // 0 with All and backend port 0: HA ports
	BackendPort         int
	BackendPoolIDs      []ID
	ProbeID             ID // empty for none
	FloatingIP          bool
	IdleTimeout         int // minutes
	LoadDistribution    string
	TCPReset            bool
	DisableOutboundSNAT bool
}

// Head implements Object.
func (r LoadBalancingRule) Head() Meta { return r.Meta }

// WithHead implements Object.
func (r LoadBalancingRule) WithHead(m Meta) Object { r.Meta = m; return r }

// Kind implements Object.
func (r LoadBalancingRule) Kind() Kind { return KindLoadBalancingRule }

// References implements Object.
func (r LoadBalancingRule) References() []Reference {
	refs := []Reference{lbReference(r.ID)}
	for i, id := range r.BackendPoolIDs {
		refs = append(refs, Reference{Field: At("backend_pool_ids").Index(i), ID: id, Kind: KindBackendPool, Lives: true})
	}
	if r.ProbeID != "" {
		refs = append(refs, Reference{Field: At("probe_id"), ID: r.ProbeID, Kind: KindProbe, Lives: true})
	}
	return slices.DeleteFunc(refs, func(r Reference) bool { return r.ID == "" })
}

// HAPorts reports whether the rule takes every port of every protocol. Source: SOURCES.md 5.5 (sure).
func (r LoadBalancingRule) HAPorts() bool {
	return r.Protocol == ProtocolAll && r.FrontendPort == 0 && r.BackendPort == 0
}

// Validate implements Object.
func (r LoadBalancingRule) Validate() []Finding {
	f := &findings{id: r.ID}
	checkHead(f, r.Kind(), r.Meta)
	checkOneOf(f, At("protocol"), r.Protocol, ProtocolTCP, ProtocolUDP, ProtocolAll)
	checkOneOf(f, At("load_distribution"), r.LoadDistribution, DistributionDefault, DistributionSourceIP, DistributionSourceIPProtocol)
	checkBetween(f, At("frontend_port"), r.FrontendPort, 0, maxFrontendPort)
	checkBetween(f, At("backend_port"), r.BackendPort, 0, maxPort)
	checkBetween(f, At("idle_timeout_in_minutes"), r.IdleTimeout, minIdleTimeout, maxLBIdleTimeout)
	ports := []Field{At("protocol"), At("frontend_port"), At("backend_port")}
	zero := r.FrontendPort == 0 || r.BackendPort == 0
	switch {
	case r.Protocol == ProtocolAll && (r.FrontendPort != 0 || r.BackendPort != 0):
		f.add(CodeHAPortsNeedPortZero, At("protocol"), "The rule %s is of the protocol All with the ports %d and %d; All goes with both ports 0 alone.", r.Name(), r.FrontendPort, r.BackendPort).reading(ports...)
	case r.Protocol != ProtocolAll && r.Protocol != "" && zero:
		f.add(CodeHAPortsNeedPortZero, At("frontend_port"), "The rule %s has the ports %d and %d with the protocol %s; port 0 goes with All alone.", r.Name(), r.FrontendPort, r.BackendPort, r.Protocol).reading(ports...)
	}
	if len(r.BackendPoolIDs) > 1 {
		f.add(CodeInvalidParameter, At("backend_pool_ids"), "The rule %s has %d backend pools; one is possible.", r.Name(), len(r.BackendPoolIDs))
	}
	for _, ref := range r.References() {
		if ref.Kind != KindLoadBalancer && !ref.ID.Parent().Is(r.ID.Parent()) {
			f.add(CodeReferenceToOtherLoadBalancer, ref.Field, "The rule %s is part of the load balancer %s, but names the %s %s of %s.", r.Name(), r.ID.Parent().Name(), ref.Kind.Title(), ref.ID.Name(), ref.ID.Parent().Name()).reading(At("lb_id"))
		}
	}
	return f.list
}
