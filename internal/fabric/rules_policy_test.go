package fabric_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

func policy(change func(*fabric.RollingPolicy)) fabric.ScaleSet {
	return set(func(s *fabric.ScaleSet) { change(&s.Rolling) })
}

func guestOf(os string, guest fabric.Guest) fabric.ScaleSet {
	return set(func(s *fabric.ScaleSet) { s.OSType, s.HasGuest, s.Guest = os, true, guest })
}

func between(field, of string, n, least, most int) []string {
	return []string{fmt.Sprintf("error: InvalidParameter at %s: %s of %s is %d; possible are %d to %d.", field, field, of, n, least, most)}
}

func pause(text string) fabric.ScaleSet {
	return policy(func(p *fabric.RollingPolicy) { p.PauseTimeBetweenBatches = text })
}

func badPause(text string) []string {
	return []string{fmt.Sprintf("error: InvalidParameter at upgrade_policy.pause_time_between_batches: pause_time_between_batches of set is %q; possible are ISO 8601 durations from PT0S to P30D, such as PT5M.", text)}
}

// policyCases: what a set's policies and its guest decide.
var policyCases = []ruleCase{
	{
		name: "batch", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: policy(func(p *fabric.RollingPolicy) { p.MaxBatchInstancePercent = 4 }), keeps: policy(func(p *fabric.RollingPolicy) { p.MaxBatchInstancePercent = 5 }),
		says: between("upgrade_policy.max_batch_instance_percent", "set", 4, 5, 100),
	},
	{
		name: "unhealthy", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: policy(func(p *fabric.RollingPolicy) { p.MaxUnhealthyInstancePercent = 101 }), keeps: policy(func(p *fabric.RollingPolicy) { p.MaxUnhealthyInstancePercent = 100 }),
		says: between("upgrade_policy.max_unhealthy_instance_percent", "set", 101, 5, 100),
	},
	{
		name: "unhealthy upgraded", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: policy(func(p *fabric.RollingPolicy) { p.MaxUnhealthyUpgradedInstancePercent = -1 }), keeps: policy(func(p *fabric.RollingPolicy) { p.MaxUnhealthyUpgradedInstancePercent = 0 }),
		says: between("upgrade_policy.max_unhealthy_upgraded_instance_percent", "set", -1, 0, 100),
	},
	{name: "pause in words", code: fabric.CodeInvalidParameter, given: oneNIC, breaks: pause("5m"), keeps: pause("PT5M"), says: badPause("5m")},
	{name: "pause of nothing", code: fabric.CodeInvalidParameter, given: oneNIC, breaks: pause("PT"), keeps: pause("PT0S"), says: badPause("PT")},
	{name: "pause of 31 days", code: fabric.CodeInvalidParameter, given: oneNIC, breaks: pause("P30DT1S"), keeps: pause("P30D"), says: badPause("P30DT1S")},
	{name: "endless pause", code: fabric.CodeInvalidParameter, given: oneNIC, breaks: pause("P99999999D"), keeps: pause("PT1H30M2S"), says: badPause("P99999999D")},
	{
		name: "scale-in rule", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: set(func(s *fabric.ScaleSet) { s.ScaleIn.Rule = "Oldest" }), keeps: set(func(s *fabric.ScaleSet) { s.ScaleIn.Rule = "OldestVM" }),
		says: parameter("scale_in.rule", "set", `"Oldest"`, "Default, NewestVM, OldestVM"),
	},
	{
		name: "protected name", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: set(func(s *fabric.ScaleSet) { s.ScaleIn.Protected = []string{"set_1"} }), keeps: set(func(s *fabric.ScaleSet) { s.ScaleIn.Protected = []string{"1"} }),
		says: []string{`error: InvalidParameter at scale_in.protected_instance_ids: "set_1", which the scale set set protects, is no instance id: ids are numbers from 0.`},
	},
	{
		name: "loopback", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: guestOf("Linux", fabric.Guest{LoopbackAddresses: []string{"10.0.0.0/8"}}), keeps: guestOf("Linux", fabric.Guest{LoopbackAddresses: []string{"10.0.0.5", "fd00::1"}}),
		says: []string{`error: InvalidParameter at guest.loopback_addresses[0]: "10.0.0.0/8", which the guest of set holds on a loopback interface, is no IP address.`},
	},
	{
		name: "loopback twice", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: guestOf("Linux", fabric.Guest{LoopbackAddresses: []string{"::1", "0::1"}}), keeps: guestOf("Linux", fabric.Guest{LoopbackAddresses: []string{"::1", "::2"}}),
		says: []string{`error: InvalidParameter at guest.loopback_addresses[1]: The guest of set holds ::1 on a loopback interface twice.`},
	},
	{
		name: "weak host", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: guestOf("Linux", fabric.Guest{WeakHost: true}), keeps: guestOf("Windows", fabric.Guest{WeakHost: true}),
		says: []string{`error: InvalidParameter at guest.weak_host_enabled: weak_host_enabled of set is for Windows guests; a Linux guest takes what comes for a loopback address without it.`},
	},
	{
		name: "listening port", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: guestOf("Linux", fabric.Guest{ListeningPorts: []string{"443"}}), keeps: guestOf("Linux", fabric.Guest{ListeningPorts: []string{"tcp/443", "UDP/53"}}),
		says: []string{`error: InvalidParameter at guest.listening_ports: "443", on which the guest of set listens, is no port: possible are tcp/1 to tcp/65535 and udp/1 to udp/65535.`},
	},
	{
		name: "listening port 0", code: fabric.CodeInvalidParameter, given: oneNIC,
		breaks: guestOf("Linux", fabric.Guest{ListeningPorts: []string{"tcp/0"}}), keeps: guestOf("Linux", fabric.Guest{ListeningPorts: []string{"tcp/65535"}}),
		says: []string{`error: InvalidParameter at guest.listening_ports: "tcp/0", on which the guest of set listens, is no port: possible are tcp/1 to tcp/65535 and udp/1 to udp/65535.`},
	},
}

func zonalSet(n int, zones ...string) fabric.ScaleSet {
	return set(func(s *fabric.ScaleSet) { s.Capacity, s.Zones = n, zones })
}

func zonalPrefix(zones ...string) fabric.PublicIPPrefix {
	return with(prefix("pre", 28), func(p *fabric.PublicIPPrefix) { p.Zones = zones })
}

func zonalIP(name string, zones ...string) fabric.PublicIP {
	return with(publicIP(name), func(p *fabric.PublicIP) { p.Zones = zones })
}

func strict(s fabric.ScaleSet, protected ...string) fabric.ScaleSet {
	s.ZoneBalance, s.ScaleIn.Protected = true, protected
	return s
}

func domains(n int, single bool, zones ...string) fabric.ScaleSet {
	return set(func(s *fabric.ScaleSet) { s.FaultDomains, s.SinglePlacementGroup, s.Zones = n, single, zones })
}

// placementCases: zones, fault domains, placement groups and protection.
var placementCases = []ruleCase{
	{
		name: "strict balance without zones", code: fabric.CodeInvalidParameter, given: oneNIC, breaks: strict(zonalSet(0)), keeps: strict(zonalSet(0, "1")),
		says: []string{"error: InvalidParameter at zone_balance: The scale set set asks for strict zone balance and has no zones."},
	},
	{
		name: "four fault domains", code: fabric.CodeInvalidParameter, given: oneNIC, breaks: domains(4, false), keeps: domains(3, false),
		says: []string{"error: InvalidParameter at platform_fault_domain_count: The scale set set asks for 4 fault domains; possible are 1, 2, 3, 5."},
	},
	{
		name: "three in zones", code: fabric.CodeInvalidParameter, given: oneNIC, breaks: domains(3, false, "1"), keeps: domains(5, false, "1"),
		says: []string{"error: InvalidParameter at platform_fault_domain_count: The scale set set asks for 3 fault domains; possible are 1, 5."},
	},
	{
		name: "three get zones", code: fabric.CodeInvalidParameter, given: plus(oneNIC, domains(3, false)), keepsGiven: plus(oneNIC, domains(5, false)), breaks: domains(0, false, "1"), keeps: domains(0, false, "1"),
		says: []string{"error: InvalidParameter at zones: The scale set set has 3 fault domains, which it keeps; with zones possible are 1, 5."},
	},
	{
		name: "one in a single placement group", code: fabric.CodeOperationNotAllowed, given: oneNIC, breaks: domains(1, true), keeps: domains(1, false),
		says: []string{"error: OperationNotAllowed at platform_fault_domain_count: The scale set set asks for one fault domain, which spreads over as many racks as there are, in a single placement group."},
	},
	{
		name: "301 in single placement groups of three zones", code: fabric.CodeOperationNotAllowed, given: largeNIC,
		breaks: with(zonalSet(301, "1", "2", "3"), func(s *fabric.ScaleSet) { s.SinglePlacementGroup = true }),
		keeps:  with(zonalSet(300, "1", "2", "3"), func(s *fabric.ScaleSet) { s.SinglePlacementGroup = true }),
		says:   []string{"error: OperationNotAllowed at capacity: The scale set set asks for 301 instances in a single placement group, which holds at most 300."},
	},
	{
		// Zones 1, 2 and 3 have the instances 0 and 3, 1 and 4, 2 and 5.
		name: "protection against balance", code: fabric.CodeOverconstrainedZonalAllocationRequest, given: plus(oneNIC, strict(zonalSet(6, "1", "2", "3"), "0", "3")),
		breaks: strict(zonalSet(3, "1", "2", "3"), "0", "3"), keeps: strict(zonalSet(3, "1", "2", "3"), "0"),
		says: []string{"error: OverconstrainedZonalAllocationRequest at capacity: With 3 instances the zones of the scale set set would differ by 2 instances; strict zone balance allows 1."},
	},
	{
		name: "more protected than wanted", code: fabric.CodeOperationNotAllowed, given: plus(oneNIC, scaleSet("set", 4, "nic")),
		breaks: set(func(s *fabric.ScaleSet) { s.Capacity, s.ScaleIn.Protected = 1, []string{"0", "2", "7"} }),
		keeps:  set(func(s *fabric.ScaleSet) { s.Capacity, s.ScaleIn.Protected = 2, []string{"0", "2", "7"} }),
		says:   []string{"error: OperationNotAllowed at capacity: The scale set set cannot go down to 1 instance: 2 are protected from scale-in."},
	},
	{
		name: "one protected", code: fabric.CodeOperationNotAllowed, given: plus(oneNIC, scaleSet("set", 4, "nic")),
		breaks: set(func(s *fabric.ScaleSet) { s.Capacity, s.ScaleIn.Protected = 0, []string{"2"} }),
		keeps:  set(func(s *fabric.ScaleSet) { s.Capacity, s.ScaleIn.Protected = 1, []string{"2"} }),
		says:   []string{"error: OperationNotAllowed at capacity: The scale set set cannot go down to 0 instances: 1 is protected from scale-in."},
	},
	{
		name: "prefix of one zone", code: fabric.CodePublicIPZoneMismatch,
		given:      plus(oneNIC, zonalPrefix("1"), nic("nic", public(webIP, "", idOf(fabric.KindPublicIPPrefix, "pre")))),
		keepsGiven: plus(oneNIC, zonalPrefix("1", "2", "3"), nic("nic", public(webIP, "", idOf(fabric.KindPublicIPPrefix, "pre")))),
		breaks:     zonalSet(0, "1", "2"), keeps: zonalSet(0, "1", "2"),
		says: []string{"error: PublicIpZoneMismatch at nic_configuration_ids[0]: The scale set set has instances in zone 2, whose public IP addresses are to come from the prefix pre of zone 1."},
	},
	{
		name: "prefix of its zone", code: fabric.CodePublicIPZoneMismatch,
		given:  plus(oneNIC, zonalPrefix("1"), nic("nic", public(webIP, "", idOf(fabric.KindPublicIPPrefix, "pre")))),
		breaks: zonalSet(0, "3"), keeps: zonalSet(0, "1"),
		says: []string{"error: PublicIpZoneMismatch at nic_configuration_ids[0]: The scale set set has instances in zone 3, whose public IP addresses are to come from the prefix pre of zone 1."},
	},
	{
		name: "frontend of one zone", code: fabric.CodeFrontendZoneNotOfInstances,
		given:      plus(oneSubnet, zonalIP("p1", "1"), lb("lb", front("f1", "p1")), pool("lb", "a"), nic("nic", inA)),
		keepsGiven: plus(oneSubnet, publicIP("p1"), lb("lb", front("f1", "p1")), pool("lb", "a"), nic("nic", inA)),
		breaks:     zonalSet(0, "1", "2"), keeps: zonalSet(0, "1", "2"),
		says: []string{"warning: FrontendZoneNotOfInstances at nic_configuration_ids[0]: The frontend f1 of the load balancer lb is in zone 1 alone, and the scale set set behind it has instances in zone 2."},
	},
	{
		name: "room for the surplus", code: fabric.CodeSubnetIsFull, given: []fabric.Object{vnet("vnet", "10.0.0.0/16"), subnet("vnet", "web", "10.0.0.0/28"), nic("nic", webIP)},
		breaks: set(func(s *fabric.ScaleSet) { s.Capacity, s.Overprovision = 10, true }), keeps: set(func(s *fabric.ScaleSet) { s.Capacity, s.Overprovision = 9, true }),
		says: []string{"error: SubnetIsFull at capacity: The scale set set needs 12 addresses for its 10 instances and the 2 that overprovisioning adds for a while from the subnet web, which has 11, of which others hold 0."},
	},
	{
		name: "ports for the surplus", code: fabric.CodeInboundNATPoolSmallerThanRequestedPorts,
		given:  plus(publicLB, natPool("lb", "nat1", "f1", 50000, 50004, 22), nic("nic", nated(webIP, "lb", "nat1"))),
		breaks: set(func(s *fabric.ScaleSet) { s.Capacity, s.Overprovision = 4, true }), keeps: set(func(s *fabric.ScaleSet) { s.Capacity, s.Overprovision = 3, true }),
		says: []string{"error: InboundNatPoolFrontendPortRangeSmallerThanRequestedPorts at capacity: The scale set set needs 6 ports for its 4 instances and the 2 that overprovisioning adds for a while from the NAT pool nat1, which has 5, of which others hold 0."},
	},
}

// rolling is a set of ten behind the probe p, whose policy is Rolling with 20 % in all.
func rolling(change func(*fabric.ScaleSet)) fabric.ScaleSet {
	s := with(health("p"), func(s *fabric.ScaleSet) { s.Capacity, s.UpgradeMode = 10, fabric.UpgradeRolling })
	return with(s, change)
}

func asItIs(*fabric.ScaleSet) {}

func sizeOf(capacity int) func(*fabric.ScaleSet) {
	return func(s *fabric.ScaleSet) { s.Capacity = capacity }
}

// deafNIC is a NIC in the pool a, whose network security group keeps the probe out.
var deafNIC = with(nic("nic", inA), func(n *fabric.NICConfiguration) {
	n.NetworkSecurityGroupID = idOf(fabric.KindNetworkSecurityGroup, "deaf")
})

// rolledOut has rolled out ten healthy instances; later the NIC configuration has become another.
func rolledOut(s fabric.ScaleSet, later fabric.NICConfiguration) []fabric.Object {
	return plus(publicLB, deafTo("*"), probe("lb", "p"), probed(r1, "p"), nic("nic", inA), s, later)
}

// deafTo is the network security group that keeps probes from a destination.
func deafTo(destination string) fabric.NetworkSecurityGroup {
	deny := rule(100)
	deny.Access, deny.DestinationPortRanges, deny.DestinationAddressPrefixes = "Deny", []string{"80"}, []string{destination}
	return nsg("deaf", map[string]fabric.SecurityRule{"NoProbes": deny})
}

var whyDeaf = "The rule NoProbes of the network security group deaf on its NIC keeps the probe p from port 80."

// rollingCases: where a rolling upgrade cannot be, or stops.
var rollingCases = []ruleCase{
	{
		name: "rolling without a probe", code: fabric.CodeOperationNotAllowed, given: oneNIC,
		breaks: set(func(s *fabric.ScaleSet) { s.UpgradeMode = "Rolling" }), keeps: set(func(s *fabric.ScaleSet) { s.UpgradeMode = "Automatic" }),
		says: []string{"error: OperationNotAllowed at upgrade_policy.mode: The scale set set asks for rolling upgrades and has no health probe that could tell when to go on."},
	},
	{
		name: "upgraded ones", code: fabric.CodeMaxUnhealthyUpgradedInstancePercentExceededInRollingUpgrade,
		given: rolledOut(rolling(asItIs), deafNIC), keepsGiven: rolledOut(rolling(asItIs), with(nic("nic", inA), func(n *fabric.NICConfiguration) { n.IPForwarding = true })),
		breaks: rolling(asItIs), keeps: rolling(asItIs),
		says: []string{"warning: MaxUnhealthyUpgradedInstancePercentExceededInRollingUpgrade at upgrade_policy: The rolling upgrade of the scale set set to its model 2 stops after 2 of its instances: 2 of 2 are not healthy, which is more than 20 %. Instance 0 is not. " + whyDeaf + " The instances 2, 3, 4, 5, 6, 7, 8, 9 keep the model that they have."},
	},
	{
		name: "one address of those upgraded", code: fabric.CodeMaxUnhealthyUpgradedInstancePercentExceededInRollingUpgrade,
		given: plus(rolledOut(rolling(asItIs), deafNIC), deafTo("10.0.0.5")), keepsGiven: plus(rolledOut(rolling(asItIs), deafNIC), deafTo("10.0.0.100")),
		breaks: rolling(asItIs), keeps: rolling(asItIs),
		says: []string{"warning: MaxUnhealthyUpgradedInstancePercentExceededInRollingUpgrade at upgrade_policy: The rolling upgrade of the scale set set to its model 2 stops after 2 of its instances: 1 of 2 is not healthy, which is more than 20 %. Instance 1 is not. " + whyDeaf + " The instances 2, 3, 4, 5, 6, 7, 8, 9 keep the model that they have."},
	},
	{
		name: "one of two", code: fabric.CodeMaxUnhealthyUpgradedInstancePercentExceededInRollingUpgrade,
		given: rolledOut(rolling(sizeOf(2)), deafNIC), keepsGiven: rolledOut(rolling(sizeOf(2)), nic("nic", inA)),
		breaks: rolling(sizeOf(2)), keeps: rolling(sizeOf(2)),
		says: []string{"warning: MaxUnhealthyUpgradedInstancePercentExceededInRollingUpgrade at upgrade_policy: The rolling upgrade of the scale set set to its model 2 stops after 1 of its instances: 1 of 1 is not healthy, which is more than 20 %. Instance 0 is not. " + whyDeaf + " The instance 1 keeps the model that it has."},
	},
	{
		name: "the only one", code: fabric.CodeMaxUnhealthyUpgradedInstancePercentExceededInRollingUpgrade,
		given: rolledOut(rolling(sizeOf(1)), deafNIC), keepsGiven: rolledOut(rolling(sizeOf(1)), nic("nic", inA)),
		breaks: rolling(sizeOf(1)), keeps: rolling(sizeOf(1)),
		says: []string{"warning: MaxUnhealthyUpgradedInstancePercentExceededInRollingUpgrade at upgrade_policy: The rolling upgrade of the scale set set to its model 2 stops after 1 of its instances: 1 of 1 is not healthy, which is more than 20 %. Instance 0 is not. " + whyDeaf},
	},
	{
		name: "of all", code: fabric.CodeMaxUnhealthyInstancePercentExceededInRollingUpgrade,
		given:  rolledOut(rolling(asItIs), deafNIC),
		breaks: rolling(func(s *fabric.ScaleSet) { s.Rolling.MaxUnhealthyUpgradedInstancePercent = 100 }),
		keeps: rolling(func(s *fabric.ScaleSet) {
			s.Rolling.MaxUnhealthyInstancePercent, s.Rolling.MaxUnhealthyUpgradedInstancePercent = 100, 100
		}),
		says: []string{"warning: MaxUnhealthyInstancePercentExceededInRollingUpgrade at upgrade_policy: The rolling upgrade of the scale set set to its model 2 stops after 4 of its instances: 4 of 10 are not healthy, which is more than 20 %. Instance 0 is not. " + whyDeaf + " The instances 4, 5, 6, 7, 8, 9 keep the model that they have."},
	},
	{
		name: "before", code: fabric.CodeMaxUnhealthyInstancePercentExceededBeforeRollingUpgrade,
		given:  rolledOut(rolling(func(s *fabric.ScaleSet) { s.HasGuest, s.Guest.ListeningPorts = true, []string{"tcp/443"} }), with(nic("nic", inA), func(n *fabric.NICConfiguration) { n.IPForwarding = true })),
		breaks: rolling(func(s *fabric.ScaleSet) { s.HasGuest, s.Guest.ListeningPorts = true, []string{"tcp/443"} }),
		keeps:  rolling(func(s *fabric.ScaleSet) { s.HasGuest, s.Guest.ListeningPorts = true, []string{"tcp/443", "tcp/80"} }),
		says:   []string{"warning: MaxUnhealthyInstancePercentExceededBeforeRollingUpgrade at upgrade_policy: The rolling upgrade of the scale set set to its model 2 stops before its first batch: 10 of 10 are not healthy, which is more than 20 %. Instance 0 is not. Its guest does not listen on tcp/80, which the probe p asks. The instances 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 keep the model that they have."},
	},
}
