package fabric_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

func probeOf(change func(*fabric.Probe)) fabric.Probe { return with(probe("lb", "p"), change) }

func interval(n int) fabric.Probe  { return probeOf(func(p *fabric.Probe) { p.Interval = n }) }
func threshold(n int) fabric.Probe { return probeOf(func(p *fabric.Probe) { p.Threshold = n }) }

func pathProbe(protocol, path string) fabric.Probe {
	return probeOf(func(p *fabric.Probe) { p.Protocol, p.RequestPath = protocol, path })
}

// probeCases: health probes.
var probeCases = []ruleCase{
	{name: "interval of 4", code: fabric.CodeInvalidParameter, given: publicLB, breaks: interval(4), keeps: interval(5), says: parameter("interval_in_seconds", "p", "4", "5 to 2147483646")},
	{name: "threshold of 0", code: fabric.CodeInvalidParameter, given: publicLB, breaks: threshold(0), keeps: threshold(1), says: parameter("probe_threshold", "p", "0", "1 to 100")},
	{name: "threshold of 101", code: fabric.CodeInvalidParameter, given: publicLB, breaks: threshold(101), keeps: threshold(100), says: parameter("probe_threshold", "p", "101", "1 to 100")},
	{
		name: "port", code: fabric.CodeInvalidParameter, given: publicLB, breaks: probeOf(func(p *fabric.Probe) { p.Port = 65536 }), keeps: probeOf(func(p *fabric.Probe) { p.Port = 65535 }),
		says: parameter("port", "p", "65536", "1 to 65535"),
	},
	{
		name: "protocol", code: fabric.CodeInvalidParameter, given: publicLB, breaks: pathProbe("Udp", "/"), keeps: pathProbe("Https", "/"),
		says: parameter("protocol", "p", `"Udp"`, "Tcp, Http, Https"),
	},
	{
		name: "Tcp with a path", code: fabric.CodeProbeRequestPath, given: publicLB, breaks: pathProbe("Tcp", "/"), keeps: pathProbe("Tcp", ""),
		says: []string{"error: ProbeRequestPath at request_path: The probe p is of Tcp and has a request path."},
	},
	{
		name: "Http without", code: fabric.CodeProbeRequestPath, given: publicLB, breaks: pathProbe("Http", ""), keeps: pathProbe("Http", "/"),
		says: []string{"error: ProbeRequestPath at request_path: The probe p is of Http and has no request path."},
	},
	{
		name: "no slash", code: fabric.CodeProbeRequestPath, given: publicLB, breaks: pathProbe("Https", "health"), keeps: pathProbe("Https", "/health"),
		says: []string{`error: ProbeRequestPath at request_path: The request path "health" of the probe p does not start with a slash.`},
	},
	{
		name: "Https", code: fabric.CodeNeedsStandardLoadBalancer, given: basicLB, breaks: pathProbe("Https", "/"), keeps: pathProbe("Http", "/"),
		says: []string{"error: NeedsStandardLoadBalancer at protocol: The probe p is of Https, which the Basic load balancer lb does not have."},
	},
}

func ruleWith(change func(*fabric.LoadBalancingRule)) fabric.LoadBalancingRule {
	return with(r1, change)
}

func poolsOf(lb string, names ...string) fabric.LoadBalancingRule {
	return ruleWith(func(r *fabric.LoadBalancingRule) {
		r.BackendPoolIDs = nil
		for _, name := range names {
			r.BackendPoolIDs = append(r.BackendPoolIDs, childID(fabric.KindBackendPool, lb, name))
		}
	})
}

// twoLBs has a second load balancer lb2 with a pool a and a probe p.
var twoLBs = plus(publicLB, probe("lb", "p"), publicIP("p3"), lb("lb2", front("f1", "p3")), pool("lb2", "a"), probe("lb2", "p"))

func otherLB(what, names, field string) []string {
	return []string{fmt.Sprintf("error: ReferenceToOtherLoadBalancer at %s: The %s is part of the load balancer lb, but names the %s of lb2.", field, what, names)}
}

// flowValueCases: rules, NAT pools and NAT rules by their own content.
var flowValueCases = []ruleCase{
	{name: "frontend port", code: fabric.CodeInvalidParameter, given: publicLB, breaks: lbRule("lb", "r1", "f1", 65535, "a", 80), keeps: lbRule("lb", "r1", "f1", 65534, "a", 80), says: parameter("frontend_port", "r1", "65535", "0 to 65534")},
	{name: "backend port", code: fabric.CodeInvalidParameter, given: publicLB, breaks: lbRule("lb", "r1", "f1", 80, "a", 65536), keeps: lbRule("lb", "r1", "f1", 80, "a", 65535), says: parameter("backend_port", "r1", "65536", "0 to 65535")},
	{name: "protocol of a rule", code: fabric.CodeInvalidParameter, given: publicLB, breaks: over("tcp", r1), keeps: over("Udp", r1), says: parameter("protocol", "r1", `"tcp"`, "Tcp, Udp, All")},
	{name: "protocol of a NAT pool", code: fabric.CodeInvalidParameter, given: publicLB, breaks: over("All", nat1), keeps: over("Udp", nat1), says: parameter("protocol", "nat1", `"All"`, "Tcp, Udp")},
	{
		name: "timeout of a rule", code: fabric.CodeInvalidParameter, given: publicLB, breaks: ruleWith(func(r *fabric.LoadBalancingRule) { r.IdleTimeout = 101 }), keeps: ruleWith(func(r *fabric.LoadBalancingRule) { r.IdleTimeout = 100 }),
		says: parameter("idle_timeout_in_minutes", "r1", "101", "4 to 100"),
	},
	{
		name: "timeout of a NAT pool", code: fabric.CodeInvalidParameter, given: publicLB, breaks: with(nat1, func(p *fabric.InboundNATPool) { p.IdleTimeout = 31 }), keeps: with(nat1, func(p *fabric.InboundNATPool) { p.IdleTimeout = 30 }),
		says: parameter("idle_timeout_in_minutes", "nat1", "31", "4 to 30"),
	},
	{
		name: "distribution", code: fabric.CodeInvalidParameter, given: publicLB, breaks: ruleWith(func(r *fabric.LoadBalancingRule) { r.LoadDistribution = "SourceIp" }), keeps: ruleWith(func(r *fabric.LoadBalancingRule) { r.LoadDistribution = "SourceIP" }),
		says: parameter("load_distribution", "r1", `"SourceIp"`, "Default, SourceIP, SourceIPProtocol"),
	},
	{
		name: "two pools", code: fabric.CodeInvalidParameter, given: publicLB, breaks: poolsOf("lb", "a", "b"), keeps: poolsOf("lb", "a"),
		says: []string{"error: InvalidParameter at backend_pool_ids: The rule r1 has 2 backend pools; one is possible."},
	},
	{
		name: "NAT pool of no ports", code: fabric.CodeInvalidParameter, given: publicLB, breaks: natPool("lb", "nat1", "f1", 5001, 5000, 22), keeps: natPool("lb", "nat1", "f1", 5000, 5000, 22),
		says: []string{"error: InvalidParameter at frontend_port_end: The NAT pool nat1 ends at port 5000, before it starts at 5001."},
	},
	{name: "end of a NAT rule", code: fabric.CodeInvalidParameter, given: publicLB, breaks: natRule("lb", "n1", "f1", 65000, 65535, "a", 22), keeps: natRule("lb", "n1", "f1", 65000, 65534, "a", 22), says: parameter("frontend_port_end", "n1", "65535", "1 to 65534")},
	{name: "backend port of a NAT pool", code: fabric.CodeInvalidParameter, given: publicLB, breaks: natPool("lb", "nat1", "f1", 5000, 5009, 0), keeps: natPool("lb", "nat1", "f1", 5000, 5009, 1), says: parameter("backend_port", "nat1", "0", "1 to 65535")},
	{name: "pool of a rule", code: fabric.CodeReferenceToOtherLoadBalancer, given: twoLBs, breaks: poolsOf("lb2", "a"), keeps: poolsOf("LB", "a"), says: otherLB("rule r1", "backend pool a", "backend_pool_ids[0]")},
	{
		name: "probe of a rule", code: fabric.CodeReferenceToOtherLoadBalancer, given: twoLBs, keeps: probed(r1, "p"), says: otherLB("rule r1", "probe p", "probe_id"),
		breaks: ruleWith(func(r *fabric.LoadBalancingRule) { r.ProbeID = childID(fabric.KindProbe, "lb2", "p") }),
	},
	{
		name: "pool of a NAT rule", code: fabric.CodeReferenceToOtherLoadBalancer, given: twoLBs, keeps: natRule("lb", "n1", "f1", 5000, 5009, "a", 22), says: otherLB("NAT rule n1", "backend pool a", "backend_pool_id"),
		breaks: with(natRule("lb", "n1", "f1", 5000, 5009, "a", 22), func(r *fabric.InboundNATRule) { r.BackendPoolID = childID(fabric.KindBackendPool, "lb2", "a") }),
	},
	{
		name: "pool of an outbound rule", code: fabric.CodeReferenceToOtherLoadBalancer, given: twoLBs, keeps: outbound("lb", "o1", "a", 0, "f1"), says: otherLB("outbound rule o1", "backend pool a", "backend_pool_id"),
		breaks: with(outbound("lb", "o1", "a", 0, "f1"), func(r *fabric.OutboundRule) { r.BackendPoolID = childID(fabric.KindBackendPool, "lb2", "a") }),
	},
	{
		name: "rule", code: fabric.CodeFrontendOnPrefixIsOutboundOnly, given: plus(addresses, lb("lb", prefixFront("f0", "pre"), front("f1", "p1")), pool("lb", "a")),
		breaks: lbRule("lb", "r1", "f0", 80, "a", 80), keeps: r1,
		says: []string{"error: FrontendOnPrefixIsOutboundOnly at frontend_ip_configuration_name: The load-balancing rule r1 uses the frontend f0, which stands on a public IP prefix: such a frontend is for outbound rules alone."},
	},
	{
		name: "NAT pool", code: fabric.CodeFrontendOnPrefixIsOutboundOnly, given: plus(addresses, lb("lb", prefixFront("f0", "pre"), front("f1", "p1"))),
		breaks: natPool("lb", "nat1", "f0", 5000, 5009, 22), keeps: nat1,
		says: []string{"error: FrontendOnPrefixIsOutboundOnly at frontend_ip_configuration_name: The inbound NAT pool nat1 uses the frontend f0, which stands on a public IP prefix: such a frontend is for outbound rules alone."},
	},
	{
		name: "resets", code: fabric.CodeNeedsStandardLoadBalancer, given: basicLB,
		breaks: ruleWith(func(r *fabric.LoadBalancingRule) { r.TCPReset = true }), keeps: r1,
		says: []string{"error: NeedsStandardLoadBalancer at tcp_reset_enabled: The rule r1 asks for TCP resets, which the Basic load balancer lb does not have."},
	},
}

// lbRules are n rules of different ports, from frontend f1 to the pool.
func lbRules(n int, pool string) []fabric.Object {
	var list []fabric.Object
	for i := range n {
		list = append(list, lbRule("lb", fmt.Sprint("x", i), "f1", 1000+i, pool, 1000+i))
	}
	return list
}

// balanceLimitCases: how many rules there may be.
var balanceLimitCases = []ruleCase{
	{
		name: "1501", code: fabric.CodeLoadBalancerRuleLimitExceeded, asIs: true, given: plus(publicLB, lbRules(1500, "a")...), keepsGiven: plus(publicLB, lbRules(1499, "a")...), breaks: r1, keeps: r1,
		says: []string{"error: LoadBalancerRuleLimitExceeded at name: The load balancer lb would have 1501 rules; the Standard SKU takes at most 1500."},
	},
	{
		name: "251 of Basic, one a NAT pool", code: fabric.CodeLoadBalancerRuleLimitExceeded, asIs: true, given: plus(basicLB, lbRules(250, "a")...), keepsGiven: plus(basicLB, lbRules(249, "a")...),
		breaks: natPool("lb", "nat1", "f1", 5000, 5009, 22), keeps: natPool("lb", "nat1", "f1", 5000, 5009, 22),
		says: []string{"error: LoadBalancerRuleLimitExceeded at name: The load balancer lb would have 251 rules; the Basic SKU takes at most 250."},
	},
	{
		name: "301", code: fabric.CodeLoadBalancerRuleCountLimitReachedForNic, asIs: true, given: plus(publicLB, plus(lbRules(301, "a"), nic("nic", behind(webIP, "lb", "a")))...),
		keepsGiven: plus(publicLB, plus(lbRules(300, "a"), nic("nic", behind(webIP, "lb", "a")))...), breaks: scaleSet("set", 1, "nic"), keeps: scaleSet("set", 1, "nic"),
		says: []string{"error: LoadBalancerRuleCountLimitReachedForNic at nic_configuration_ids[0]: The NIC nic of the scale set set stands behind 301 rules; at most 300 are possible."},
	},
	{
		name: "300 and an outbound rule", code: fabric.CodeLoadBalancerRuleCountLimitReachedForNic, asIs: true, given: plus(publicLB, plus(lbRules(300, "a"), outbound("lb", "o1", "a", 0, "f2"), nic("nic", behind(webIP, "lb", "a")))...),
		keepsGiven: plus(publicLB, plus(lbRules(299, "a"), outbound("lb", "o1", "a", 0, "f2"), nic("nic", behind(webIP, "lb", "a")))...), breaks: scaleSet("set", 1, "nic"), keeps: scaleSet("set", 1, "nic"),
		says: []string{"error: LoadBalancerRuleCountLimitReachedForNic at nic_configuration_ids[0]: The NIC nic of the scale set set stands behind 301 rules; at most 300 are possible."},
	},
}
