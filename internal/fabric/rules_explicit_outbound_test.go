package fabric_test

import (
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// nobody says that none of a set's instances gets out.
func nobody(s fabric.ScaleSet, why string) []string {
	who := fmt.Sprintf("%d of the %d instances of the scale set set cannot reach the internet, %s first.", s.Capacity, s.Capacity, s.InstanceID(0))
	if s.Capacity == 1 {
		who = "The instance " + s.InstanceID(0) + " of the scale set set cannot reach the internet."
	}
	return []string{"warning: NoExplicitOutboundConnectivity at nic_configuration_ids: " + who + " " + why}
}

const (
	noneOfFlexible = "Instances of the Flexible scale set set have no default outbound access, and nothing explicit gives a way out."
	noneOfPrivate  = "The subnet web is private, and nothing explicit gives a way out."
)

// explicitlyOut is a network whose subnet is web, with one NIC configuration in it.
func explicitlyOut(web fabric.Subnet, ip fabric.IPConfiguration, more ...fabric.Object) []fabric.Object {
	return plus(plus(oneSubnet[:1], more...), web, nic("nic", ip))
}

// explicitOutboundCases: the four explicit ways out, and sets that have none of them.
var explicitOutboundCases = []ruleCase{
	{
		name: "NAT gateway", code: fabric.CodeNoExplicitOutboundConnectivity, given: oneNIC, breaks: flexibleOf(2), says: nobody(flexibleOf(2), noneOfFlexible),
		keepsGiven: explicitlyOut(behindGateway, webIP, publicIP("p1"), natGateway("ng", "p1")), keeps: flexibleOf(2),
	},
	{
		name: "route to an appliance", code: fabric.CodeNoExplicitOutboundConnectivity, given: explicitlyOut(routed(oneSubnet[1].(fabric.Subnet), "rt"), webIP, oneRoute(hop("0.0.0.0/0", "Internet"))), breaks: flexibleOf(2), says: nobody(flexibleOf(2), noneOfFlexible),
		keepsGiven: explicitlyOut(routed(oneSubnet[1].(fabric.Subnet), "rt"), webIP, oneRoute(appliance("0.0.0.0/0", "10.0.0.100"))), keeps: flexibleOf(2),
	},
	{
		name: "pool of a Standard load balancer", code: fabric.CodeNoExplicitOutboundConnectivity, given: plus(internalLB, nic("nic", inA)), breaks: flexibleOf(2), says: nobody(flexibleOf(2), noneOfFlexible),
		keepsGiven: plus(publicLB, nic("nic", inA)), keeps: flexibleOf(2), // its rules may come after the set
	},
	{
		name: "public address", code: fabric.CodeNoExplicitOutboundConnectivity, given: plus(oneNIC, secondNIC("more", public(webIP, "", ""))), says: nobody(flexibleOf(2), noneOfFlexible),
		breaks: flexible(func(s *fabric.ScaleSet) {
			s.Capacity, s.NICConfigurationIDs = 2, append(s.NICConfigurationIDs, idOf(fabric.KindNICConfiguration, "more"))
		}),
		keepsGiven: plus(oneSubnet, nic("nic", public(webIP, "", ""))), keeps: flexibleOf(2),
	},
	{
		name: "Uniform has default access", code: fabric.CodeNoExplicitOutboundConnectivity, given: oneNIC, breaks: flexibleOf(1), says: nobody(flexibleOf(1), noneOfFlexible), keeps: scaleSet("set", 1, "nic"),
	},
	{
		name: "Uniform, private subnet", code: fabric.CodeNoExplicitOutboundConnectivity, given: explicitlyOut(privateWeb, webIP), breaks: scaleSet("set", 3, "nic"), says: nobody(scaleSet("set", 3), noneOfPrivate),
		keepsGiven: explicitlyOut(privateWeb, public(webIP, "", "")), keeps: scaleSet("set", 3, "nic"),
	},
	{
		name: "no instance", code: fabric.CodeNoExplicitOutboundConnectivity, given: oneNIC, breaks: flexibleOf(1), says: nobody(flexibleOf(1), noneOfFlexible), keeps: flexibleOf(0),
	},
}
