package insight_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// The picture is drawn in the plan, and follows what changes.
func TestTopology(t *testing.T) {
	const file = "topology"
	nodes := map[string]string{
		"internet Internet": "", "virtual_network net": "10.0.0.0/16", "subnet web": "in net, 10.0.1.0/24",
		"public_ip in": "198.19.0.1", "lb lb": "Standard, public", "frontend_ip_configuration front": "in lb, 198.19.0.1",
		"lb_backend_pool web": "in lb", "lb_rule https": "in lb, Tcp 443 → 8443", "nic_configuration nic": "ip in web",
		"scale_set web": "in web, 2 × Standard_D2s_v5, Uniform", "instance web_0": "in web, nic/ip 10.0.1.4", "instance web_1": "in web, nic/ip 10.0.1.5",
	}
	edges := func(members string) []string {
		return []string{
			"scale_set web Attaches subnet web",
			"lb_backend_pool web Balances scale_set web " + members,
			"lb_rule https Balances lb_backend_pool web",
			"public_ip in Addresses frontend_ip_configuration front",
			"frontend_ip_configuration front Balances lb_rule https Tcp 443",
			"internet Internet Enters public_ip in",
		}
	}
	one := map[string]string{"instance web_0": nodes["instance web_0"]}
	for name, details := range nodes {
		if name != "instance web_1" {
			one[name] = details
		}
	}
	one["scale_set web"] = "in web, 1 × Standard_D2s_v5, Uniform"
	acctest.OneCLI(t).Run(
		acctest.Apply(file, nil,
			acctest.Outputs("nodes", nodes), acctest.Outputs("edges", edges("×2")), acctest.Outputs("pictures", []any{true, true, true, true}),
			acctest.Outputs("networks", map[string]any{"net": []string{"net"}, "all": []string{"net", "other"}})),
		acctest.Apply(file, acctest.Vars{"capacity": 1},
			acctest.Outputs("nodes", one), acctest.Outputs("edges", edges("×1")), acctest.Outputs("pictures", []any{true, false, false, false})),
	)
}

func TestTopologyRefused(t *testing.T) {
	const file = "topology"
	acctest.OneCLI(t).Run(
		acctest.Refuses(file, acctest.Vars{"network": "net"}, fabric.CodeInvalidResourceReference, "virtual_network_id =", "There is no virtual network net."),
		acctest.Refuses(file, acctest.Vars{"network": acctest.SubnetID("net", "web")}, fabric.CodeInvalidResourceReference, "virtual_network_id =", "There is no virtual network"),
	)
}

// An empty fabric is a picture as well.
func TestTopologyOfNothing(t *testing.T) {
	acctest.OneCLI(t).Run(acctest.Apply(`
data "simfabric_topology" "all" {}

output "empty" {
  value = [length(data.simfabric_topology.all.nodes), length(data.simfabric_topology.all.edges), data.simfabric_topology.all.mermaid]
}
`, nil, acctest.OutputComes("empty", []any{0, 0, "flowchart LR\n"})))
}
