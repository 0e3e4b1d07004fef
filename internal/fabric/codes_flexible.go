package fabric

// Codes of Flexible orchestration, and of instances without a way out.
const (
	CodeNotSupportedByFlexibleOrchestration Code = "NotSupportedByFlexibleOrchestration"
	CodeNoExplicitOutboundConnectivity      Code = "NoExplicitOutboundConnectivity"
)

var flexibleCodes = map[Code]CodeFacts{
	CodeNotSupportedByFlexibleOrchestration: {Owner: OwnerFabric, Phrase: "not with Flexible orchestration",
		When:   "A Flexible scale set asks for overprovisioning, a health probe of a load balancer, inbound NAT pools, Basic load balancers or Basic public IP addresses.",
		Advice: "Leave it out, or use Uniform orchestration.", Source: "SOURCES.md 2.1, 5.7 (rules sure: orchestration-modes.md; code unknown)"},
	CodeNoExplicitOutboundConnectivity: {Owner: OwnerFabric, Lint: true, Severity: Warning, Phrase: "no way to the internet",
		When:   "Instances of a Flexible scale set, in a private subnet, behind an internal Standard load balancer, or with a public IP address on another than their primary IP configuration, have no explicit way to the internet; default outbound access, which Azure gives to others, is not for them.",
		Advice: "Give the subnet a NAT gateway, or a route table that takes 0.0.0.0/0 to an appliance or firewall; or put the instances into a backend pool of a public Standard load balancer; or give them public IP addresses.", Source: "SOURCES.md 9 (sure: seed, default-outbound-access.md, outbound-rules.md; Azure has no such warning)"},
}
