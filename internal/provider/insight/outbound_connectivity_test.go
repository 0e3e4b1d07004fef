package insight_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// wayOut is how the data source shows an instance's way out; ports of 0 are null.
func wayOut(method fabric.OutboundMethod, ports int, decidedBy, explanation string, addresses ...any) map[string]any {
	m := map[string]any{
		"method": string(method), "addresses": append([]any{}, addresses...), "snat_ports": nil, "snat_ports_shared": method == fabric.OutboundNATGateway,
		"decided_by_ids": []any{decidedBy}, "explanation": explanation,
	}
	if ports > 0 {
		m["snat_ports"] = ports
	}
	return m
}

// Each way is known in the plan, and follows what changes around the set.
func TestOutboundConnectivity(t *testing.T) {
	const file, balancer = "outbound_connectivity", "The NIC nic stands behind the public Standard load balancer lb, which gives no way out and keeps default outbound access away."
	web := acctest.SubnetID("net", "web")
	lb := acctest.ID(fabric.KindLoadBalancer, "lb")
	instanceIP := func(instance string) string {
		return acctest.ID(fabric.KindScaleSet, "web") + "/virtualMachines/" + instance + "/networkInterfaces/nic/ipConfigurations/ip/publicIPAddresses/pub"
	}
	both := func(way map[string]any) map[string]any { return map[string]any{"0": way, "1": way} }
	var steps []resource.TestStep
	for _, c := range []struct {
		way     string
		private bool
		want    map[string]any
	}{
		{"", false, both(wayOut(fabric.OutboundDefault, 0, web, "Nothing explicit is configured, and the subnet web has default outbound access. The address is Microsoft's and may change."))},
		{"", true, both(wayOut(fabric.OutboundNone, 0, web, "The subnet web is private, and nothing explicit gives a way out."))},
		{"gateway", true, both(wayOut(fabric.OutboundNATGateway, 64512, acctest.ID(fabric.KindNATGateway, "out"), "The subnet web has the NAT gateway out, whose ports all its instances share.", "198.19.0.2"))},
		{"route", false, both(wayOut(fabric.OutboundUserRoute, 0, acctest.ID(fabric.KindRouteTable, "out"), "The route all of the route table out takes 0.0.0.0/0 nowhere: what is sent is dropped."))},
		{"rule", false, both(wayOut(fabric.OutboundLoadBalancing, 1024, lb+"/loadBalancingRules/web", "The instance is in a pool to which the load-balancing rule web of the load balancer lb sends, and the rule does SNAT as well.", "198.19.0.1"))},
		{"none", false, both(wayOut(fabric.OutboundNone, 0, web, balancer))},
		{"outbound", false, both(wayOut(fabric.OutboundLoadBalancerRule, 1024, lb+"/outboundRules/out", "The instance is in a pool with the outbound rule out of the load balancer lb.", "198.19.0.1"))},
		{"public", false, map[string]any{
			"0": wayOut(fabric.OutboundInstancePublicIP, 0, instanceIP("0"), "The IP configuration ip has a public IP address of its own.", "198.19.0.3"),
			"1": wayOut(fabric.OutboundInstancePublicIP, 0, instanceIP("1"), "The IP configuration ip has a public IP address of its own.", "198.19.0.4"),
		}},
	} {
		steps = append(steps, acctest.Apply(file, acctest.Vars{"way": c.way, "private": c.private}, acctest.Outputs("ways", c.want)))
	}
	acctest.OneCLI(t).Run(steps...)
}

// What is not known yet is named, and where.
func TestOutboundConnectivityOfUnknown(t *testing.T) {
	step := acctest.Apply("outbound_connectivity", acctest.Vars{"way": "gateway", "unknown": true})
	step.PlanOnly = true
	step.ExpectError = acctest.Message("The way out is not known yet", "scale_set_id = local.scale_set_id", acctest.ID(fabric.KindNATGateway, "out"), "Add depends_on")
	acctest.OneCLI(t).Run(step)
}

func TestOutboundConnectivityOfAbsent(t *testing.T) {
	id := acctest.ID(fabric.KindScaleSet, "none")
	acctest.OneCLI(t).Run(acctest.Refuses("data \"simfabric_outbound_connectivity\" \"this\" {\n  scale_set_id = \""+id+"\"\n}\n", nil,
		fabric.CodeInvalidResourceReference, "scale_set_id =", "There is no scale set "+id+"."))
}
