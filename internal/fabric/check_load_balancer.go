package fabric

import "strings"

// checkLoadBalancer reports frontends whose addresses do not fit, or belong to somebody else. Source: SOURCES.md 5.3.
func checkLoadBalancer(w *World, c Change) []Finding {
	lb, ok := c.After.(LoadBalancer)
	if !ok {
		return nil
	}
	f := &findings{id: lb.ID}
	for i, front := range lb.Frontends {
		at := At("frontend_ip_configurations").Index(i)
		if public, found := Get[PublicIP](w, front.PublicIPID); found {
			checkFrontendAddress(w, f, at.Dot("public_ip_id"), lb, front, public)
		}
		if prefix, found := Get[PublicIPPrefix](w, front.PublicIPPrefixID); found {
			if lb.SKU != SKUStandard {
				f.add(CodePublicIPAndLBSkuDoNotMatch, at.Dot("public_ip_prefix_id"), "The %s load balancer %s cannot use the public IP prefix %s, which is Standard.", lb.SKU, lb.Name(), prefix.Name()).reading(At("sku"))
			}
			checkUsedOnce(w, f, at.Dot("public_ip_prefix_id"), lb, prefix, KindNATGateway)
		}
		for _, gateway := range gatewaysIn(w, front.SubnetID) {
			f.add(CodeApplicationGatewaySubnetCannotBeUsedByOtherResources, at.Dot("subnet_id"), "The frontend %s of the load balancer %s is in the subnet %s, which the application gateway %s has to itself.", front.Name, lb.Name(), front.SubnetID.Name(), gateway.Name()).
				against(gateway.ID)
		}
	}
	checkFrontendsKept(w, f, lb)
	checkFrontendsOutbound(w, f, lb)
	return f.list
}

func checkFrontendAddress(w *World, f *findings, at Field, lb LoadBalancer, front FrontendIPConfiguration, public PublicIP) {
	if public.SKU != lb.SKU {
		f.add(CodePublicIPAndLBSkuDoNotMatch, at, "The %s load balancer %s cannot use the public IP address %s, which is %s.", lb.SKU, lb.Name(), public.Name(), public.SKU).reading(At("sku"))
	}
	if public.Version != front.Version {
		f.add(CodePublicIPVersionMismatch, at, "The frontend %s is of %s, its public IP address %s of %s.", front.Name, front.Version, public.Name(), public.Version)
	}
	checkUsedOnce(w, f, at, lb, public)
}

// checkFrontendsKept reports rules whose frontend would be gone, and children that would be left without any. Source:
// SOURCES.md 5.3 (likely).
func checkFrontendsKept(w *World, f *findings, lb LoadBalancer) {
	if len(lb.Frontends) == 0 {
		for _, child := range w.below(lb.ID) {
			f.add(CodeLoadBalancerWithoutFrontendIPCantHaveChildResources, At("frontend_ip_configurations"), "The load balancer %s would have no frontend, and still has the %s %s.", lb.Name(), child.Kind().Title(), child.Head().Name()).
				against(child.Head().ID)
		}
		return
	}
	for _, flow := range flowsOf(w, lb.ID) {
		if _, ok := lb.Frontend(flow.frontend); !ok {
			f.add(CodeInvalidResourceReference, At("frontend_ip_configurations"), "The %s %s of the load balancer %s uses the frontend %s, which would be gone.", flow.kind(), flow.name(), lb.Name(), flow.frontend).
				against(flow.id())
		}
	}
	for _, rule := range Each[OutboundRule](w) {
		for _, name := range rule.FrontendNames {
			if _, ok := lb.Frontend(name); !ok && rule.ID.Parent().Is(lb.ID) {
				f.add(CodeInvalidResourceReference, At("frontend_ip_configurations"), "The outbound rule %s of the load balancer %s uses the frontend %s, which would be gone.", rule.Name(), lb.Name(), name).
					against(rule.ID)
			}
		}
	}
}

// checkLoadBalancerChild wants a frontend before pools, probes and rules. Source: SOURCES.md 5.3 (sure: LBERR).
func checkLoadBalancerChild(w *World, c Change) []Finding {
	o := c.After
	lb, ok := Get[LoadBalancer](w, o.Head().ID.Parent())
	if !ok || len(lb.Frontends) > 0 {
		return nil
	}
	f := &findings{id: o.Head().ID}
	f.add(CodeLoadBalancerWithoutFrontendIPCantHaveChildResources, At("lb_id"), "The %s %s is of the load balancer %s, which has no frontend.", o.Kind().Title(), o.Head().Name(), lb.Name()).
		against(lb.ID)
	return f.list
}

// checkProbe reports what the load balancer's SKU does not have. Source: SOURCES.md 5.4 (sure: skus.md).
func checkProbe(w *World, c Change) []Finding {
	probe, ok := c.After.(Probe)
	if !ok {
		return nil
	}
	f := &findings{id: probe.ID}
	if lb, found := Get[LoadBalancer](w, probe.ID.Parent()); found && lb.SKU == SKUBasic && probe.Protocol == ProtocolHTTPS {
		f.add(CodeNeedsStandardLoadBalancer, At("protocol"), "The probe %s is of Https, which the Basic load balancer %s does not have.", probe.Name(), lb.Name()).
			against(lb.ID)
	}
	return f.list
}

// checkFlow reports what a rule or NAT pool breaks in its own load balancer: U1, U5 and U11 to U17 of SOURCES.md 5.5.
func checkFlow(w *World, c Change) []Finding {
	mine, ok := flowOf(c.After)
	if !ok {
		return nil
	}
	lb, found := Get[LoadBalancer](w, mine.lb())
	if !found || len(lb.Frontends) == 0 { // checkLoadBalancerChild says so
		return nil
	}
	f := &findings{id: mine.id()}
	checkFlowFrontend(f, lb, mine)
	for i := range f.list {
		f.list[i].against(lb.ID) // which may be what changes
	}
	all := flowsOf(w, lb.ID)
	if most := lb.maxRules(); len(all) > most {
		f.add(CodeLoadBalancerRuleLimitExceeded, At("name"), "The load balancer %s would have %d rules; the %s SKU takes at most %d.", lb.Name(), len(all), lb.SKU, most)
	}
	for _, other := range all {
		if !other.is(mine) {
			checkFlowPair(f, lb, mine, other)
		}
	}
	return append(f.list, checkFlowMembers(w, mine)...)
}

func checkFlowFrontend(f *findings, lb LoadBalancer, mine flow) {
	at := At("frontend_ip_configuration_name")
	front, ok := lb.Frontend(mine.frontend)
	if !ok {
		f.add(CodeInvalidResourceReference, at, "The %s %s uses the frontend %s, which the load balancer %s does not have.", mine.kind(), mine.name(), mine.frontend, lb.Name())
		return
	}
	if front.PublicIPPrefixID != "" {
		f.add(CodeFrontendOnPrefixIsOutboundOnly, at, "The %s %s uses the frontend %s, which stands on a public IP prefix: such a frontend is for outbound rules alone.", mine.kind(), mine.name(), front.Name)
	}
	rule, ok := mine.object.(LoadBalancingRule)
	if !ok {
		return
	}
	if rule.HAPorts() && (!lb.Internal() || lb.SKU == SKUBasic) {
		f.add(CodeHAPortsNeedInternalStandard, At("protocol"), "The rule %s asks for HA ports, which the %s %s load balancer %s does not have.", rule.Name(), lb.typeName(), lb.SKU, lb.Name()).
			reading(At("frontend_port"), At("backend_port"))
	}
	if rule.FloatingIP && front.Internal() && front.Version == IPv6 {
		f.add(CodeFloatingIPOnInternalIPv6, At("floating_ip"), "The rule %s asks for floating IP on the internal IPv6 frontend %s, where it does not work.", rule.Name(), front.Name)
	}
	if rule.TCPReset && lb.SKU == SKUBasic {
		f.add(CodeNeedsStandardLoadBalancer, At("tcp_reset_enabled"), "The rule %s asks for TCP resets, which the Basic load balancer %s does not have.", rule.Name(), lb.Name())
	}
}

func checkFlowPair(f *findings, lb LoadBalancer, mine, other flow) {
	if mine.sameFrontendPort(other) {
		f.add(CodeFrontendPortConflict, portField(mine), "The %s %s and the %s %s of the load balancer %s both take %s on the frontend %s.", mine.kind(), mine.name(), other.kind(), other.name(), lb.Name(), portsInCommon(mine, other), mine.frontend).
			against(other.id()).reading(At("protocol"), At("frontend_ip_configuration_name"))
		return
	}
	pool, shared := mine.sharesPool(other)
	if shared && !mine.floating && !other.floating && mine.sameBackendPort(other) {
		f.add(CodeRulesUseSameBackendPortProtocolAndPool, At("backend_port"), "The rules %s and %s of the load balancer %s, both without floating IP, use the backend port %d with the protocol %s on the backend pool %s.", mine.name(), other.name(), lb.Name(), mine.backend, mine.protocol, pool.Name()).
			against(other.id()).reading(At("protocol"), At("backend_pool_ids"), At("floating_ip"))
		return
	}
	rules := shared && !mine.isNAT() && !other.isNAT() // U12 and U14 are about load-balancing rules
	if rules && mine.haPorts() != other.haPorts() {
		f.add(CodeHAPortsRuleConflict, At("protocol"), "The rules %s and %s of the load balancer %s send to the backend pool %s, one with HA ports and one without.", mine.name(), other.name(), lb.Name(), pool.Name()).
			against(other.id()).reading(At("backend_pool_ids"))
		return
	}
	if rules && mine.haPorts() && mine.floating != other.floating {
		f.add(CodeHAPortsRuleConflict, At("floating_ip"), "The rules %s and %s of the load balancer %s send to the backend pool %s, both with HA ports and only one with floating IP.", mine.name(), other.name(), lb.Name(), pool.Name()).
			against(other.id()).reading(At("backend_pool_ids"))
		return
	}
	if mine.floating && other.floating && mine.sameFrontend(other) && mine.sameBackendPort(other) && (shared || mine.pools == nil || other.pools == nil) {
		f.add(CodeFloatingIPFlowConflict, At("backend_port"), "The %s %s and the %s %s, both with floating IP, deliver to port %d of the frontend %s: a member could not tell them apart.", mine.kind(), mine.name(), other.kind(), other.name(), mine.backend, mine.frontend).
			against(other.id()).reading(At("protocol"), At("floating_ip"), At("backend_pool_ids"))
	}
}

func portField(f flow) Field {
	if f.isNAT() {
		return At("frontend_port_start")
	}
	return At("frontend_port")
}

// portsInCommon names the protocol and ports that two flows both take.
func portsInCommon(a, b flow) string {
	protocol := a.protocol
	if protocol == ProtocolAll {
		protocol = b.protocol
	}
	from, to := max(a.from, b.from), min(a.to, b.to)
	text := protocol + " port " + portText(from)
	if to > from {
		text = protocol + " ports " + portText(from) + " to " + portText(to)
	}
	return strings.TrimSpace(text)
}
