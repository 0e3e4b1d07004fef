package insight_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const reach = "simfabric_connectivity_test.this"

// verdict expects what a test comes to: whether the packet gets through, why, and by which rule.
func verdict(reachable bool, word, code string, rule any) []acctest.Expectation {
	return []acctest.Expectation{
		acctest.Is(reach, "reachable", reachable), acctest.Is(reach, "verdict", word), acctest.Is(reach, "explanation_code", code), acctest.Is(reach, "decided_by_rule", rule),
	}
}

func TestConnectivityTest(t *testing.T) {
	const file = "connectivity"
	id := acctest.ID(fabric.KindConnectivityTest, "https")
	f := acctest.New(t)
	apply := append(verdict(true, "Reachable", "Delivered", nil), acctest.Creates(reach), acctest.Is(reach, "id", id),
		acctest.Is(reach, "explanation", "The instance web_0 takes Tcp from the internet to 10.0.1.4:443."),
		acctest.Is(reach, "decided_by_id", setID+"/virtualMachines/0/networkInterfaces/web/ipConfigurations/ip"), acctest.Is(reach, "source_port", nil),
		acctest.Is(reach, "steps[0].source", "Internet"), acctest.Is(reach, "steps[0].destination", "198.19.0.1:443"),
		acctest.Is(reach, "steps[1].type", "PublicIp"), acctest.Is(reach, "steps[2].rule", "in"), acctest.Is(reach, "steps[3].destination", "10.0.1.4:443"), acctest.Is(reach, "assumptions", []any{}))
	denied := append(verdict(false, "Unreachable", "NetworkSecurityRule", "DenyAllInBound"), acctest.Updates(reach), acctest.Is(reach, "decided_by_id", acctest.ID(fabric.KindNetworkSecurityGroup, "web")))
	ssh := acctest.Vars{"port": 22, "expect": "unreachable"}
	f.Run(
		acctest.Apply(file, nil, apply...),
		acctest.Apply(file, ssh, denied...),
		acctest.Import(reach, ssh),
		acctest.ImportBlock(t, reach, ssh),
		acctest.ImportIdentity(t, reach, ssh),
		acctest.ImportRefused(reach, ssh, acctest.ID(fabric.KindNATGateway, "https"), "LinkedInvalidPropertyId: not an id of the kind connectivity test"),
		// The rule is not among the test's arguments; the set refers to it by its subnet, so that the test waits for it.
		acctest.Refuses(file, acctest.Vars{"port": 22, "expect": "unreachable", "open": "22"}, fabric.CodeConnectivityExpectationNotMet, "expect = var.expect", "The inbound rule in (priority 100) of the network security group web on the subnet web allows it."),
		acctest.Refuses(file, acctest.Vars{"port": 22, "expect": "reachable"}, fabric.CodeConnectivityExpectationNotMet, "DenyAllInBound (priority 65500)", "with a priority below 4097 would let it through."),
		acctest.Unchanged(file, ssh),
		acctest.Apply(file, acctest.Vars{"port": 22, "open": "22"}, append(verdict(true, "Reachable", "Delivered", nil), acctest.Updates(reach))...),
		acctest.Plan(file, acctest.Vars{"port": 22, "open": "22", "test": "other"}, acctest.Replaces(reach)),
		acctest.Before(func() { f.Remove(id) }, acctest.Apply(file, ssh, acctest.Creates(reach))),
	)
}

func TestConnectivityTestRefused(t *testing.T) {
	const file = "connectivity"
	acctest.OneCLI(t).Run(
		acctest.Refuses(file, acctest.Vars{"protocol": "Gre"}, fabric.CodeInvalidParameter, `protocol = var.protocol`, `The protocol is "Gre"; possible are Tcp, Udp, Icmp.`),
		acctest.Refuses(file, acctest.Vars{"protocol": "Icmp"}, fabric.CodeInvalidParameter, `destination_port = var.port`, "Icmp has no ports, and the destination port is 443."),
		acctest.Refuses(file, acctest.Vars{"port": 0}, fabric.CodeInvalidParameter, "The destination port is 0; Tcp needs one from 1 to 65535."),
		acctest.Refuses(file, acctest.Vars{"port": 65536}, fabric.CodeInvalidParameter, "The destination port is 65536"),
		acctest.Refuses(file, acctest.Vars{"expect": "open"}, fabric.CodeInvalidParameter, `expect of https is "open"; possible are reachable, unreachable.`),
		acctest.Refuses(file, acctest.Vars{"instance": "2"}, fabric.CodeInvalidParameter, `destination = "${simfabric_scale_set.web.id}`, "the scale set web has no instance 2."),
		acctest.Apply(file, acctest.Vars{"port": 65535, "open": "65535", "expect": "reachable", "instance": "1"}, verdict(true, "Reachable", "Delivered", nil)...),
	)
}
