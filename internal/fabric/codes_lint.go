package fabric

// Codes of what Azure takes, and what then does not work as it looks. Each is a warning.
const (
	CodeInboundClosedByDefault       Code = "InboundClosedByDefault"
	CodeHealthProbeUnanswered        Code = "HealthProbeUnanswered"
	CodeAsymmetricRouting            Code = "AsymmetricRouting"
	CodeNextHopWithoutIPForwarding   Code = "NextHopWithoutIpForwarding"
	CodeNextHopNotFound              Code = "NextHopNotFound"
	CodeFloatingIPWithoutLoopback    Code = "FloatingIpWithoutLoopback"
	CodeDNSServersHideVirtualNetwork Code = "DnsServersHideVirtualNetworkNames"
	CodeOutboundRuleWithoutEffect    Code = "OutboundRuleWithoutEffect"
	CodeInstancesBehindLatestModel   Code = "InstancesBehindLatestModel"
)

var lintCodes = map[Code]CodeFacts{
	CodeInboundClosedByDefault: {Owner: OwnerFabric, Lint: true, Severity: Warning, Phrase: "closed to the internet",
		When:   "A public address of the Standard SKU, of an instance or of a load balancer, leads to a NIC without a network security group in a subnet without one, or a load balancer sends to a port that their rules do not open to the internet: what comes is dropped without a word.",
		Advice: "Give the subnet or the NIC a network security group with a rule that allows the port from the internet, or take the public address or the rule away. Where instances have addresses for going out alone, a group without such a rule says that it is meant.", Source: "SOURCES.md 7 (load balancers sure: skus.md; instance addresses likely; Azure has no such warning)"},
	CodeHealthProbeUnanswered: {Owner: OwnerFabric, Lint: true, Severity: Warning, Phrase: "the probe gets no answer",
		When:   "A network security group keeps the probe of a load-balancing rule from instances that the rule sends to, or their guests do not listen on its port: the load balancer takes them for down.",
		Advice: "Allow the probe's port from AzureLoadBalancer before the rule that denies it, or have the guest listen on it.", Source: "SOURCES.md 5.4, 7 (sure: outbound-rules.md; Azure has no such warning)"},
	CodeAsymmetricRouting: {Owner: OwnerFabric, Lint: true, Severity: Warning, Phrase: "answers leave another way",
		When:   "Instances are reached over a public address, of their own or of a load balancer, and a route of their subnet takes 0.0.0.0/0 elsewhere than to the internet, or routes that hold all public addresses together do, such as 0.0.0.0/1 and 128.0.0.0/1, or ::/1 and 8000::/1: answers do not leave by the address that was asked. Such a route makes everything a part of the tag VirtualNetwork, too.",
		Advice: "Let traffic from the internet come in by the appliance, or give what has the public address a subnet without that route.", Source: "SOURCES.md 8 (likely: recall; Azure has no such warning)"},
	CodeNextHopWithoutIPForwarding: {Owner: OwnerFabric, Lint: true, Severity: Warning, Phrase: "the next hop does not forward",
		When:   "A route leads to the address of a NIC, or of a load balancer in front of one, that has no IP forwarding: it takes only what is for itself.",
		Advice: "Set ip_forwarding_enabled = true on the NIC configuration, and let the guest forward.", Source: "SOURCES.md 8 (sure: udr page; Azure has no such warning)"},
	CodeNextHopNotFound: {Owner: OwnerFabric, Lint: true, Severity: Warning, Phrase: "nobody at the next hop",
		When:   "A route of the subnet that instances are in leads to an address of their virtual network that nobody holds. It is told of a scale set that stays as it is; while a plan makes the network, the appliance may still come.",
		Advice: "Make what holds the address, or correct the route.", Source: "SOURCES.md 8 (sure: udr page; Azure has no such warning)"},
	CodeFloatingIPWithoutLoopback: {Owner: OwnerFabric, Lint: true, Severity: Warning, Phrase: "the guest does not hold the address",
		When:   "A rule, NAT rule or NAT pool with floating IP sends to instances whose guests do not hold the frontend's address on a loopback interface, or, on Windows, do not have the weak host model: they drop what comes.",
		Advice: "Configure the guests; simfabric_floating_ip_guest_config has the commands. Then say so in the set's guest argument: loopback_addresses, and weak_host_enabled for Windows.", Source: "SOURCES.md 5.6 (sure: FLOATIP; Azure has no such warning)"},
	CodeDNSServersHideVirtualNetwork: {Owner: OwnerFabric, Lint: true, Severity: Warning, Phrase: "names of the network are hidden",
		When:   "A NIC configuration has DNS servers without 168.63.129.16, in a virtual network that uses Azure's: its instances do not find the names of their neighbours.",
		Advice: "Leave dns_servers out, or name 168.63.129.16. If your servers forward to it, set them on the virtual network.", Source: "SOURCES.md 10 (sure: name resolution page; Azure has no such warning)"},
	CodeOutboundRuleWithoutEffect: {Owner: OwnerFabric, Lint: true, Severity: Warning, Phrase: "the outbound rule has no effect",
		When:   "The instances in the pool of an outbound rule have public IP addresses of their own, or a NAT gateway on their subnet, which come first.",
		Advice: "Remove the outbound rule, or what comes before it.", Source: "SOURCES.md 5.7, 9 (sure: AzLoadBalancerMigration; that NAT gateways come first likely)"},
	CodeInstancesBehindLatestModel: {Owner: OwnerFabric, Lint: true, Severity: Warning, Phrase: "instances stay on an older model",
		When:   "With the Manual policy, a scale set has instances of an older model than its latest, and no upgrade of instances names them.",
		Advice: "Add a simfabric_scale_set_instance_upgrade with the set's model_version, or choose another upgrade policy.", Source: "SOURCES.md 2.5 (sure: upgrade-policy.md; Azure has no such warning)"},
}
