package functions_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// giving is a configuration whose output is an expression. The harness serves the provider under its short name.
func giving(expression string) string {
	return `terraform {
  required_providers {
    simfabric = {
      source = "hashicorp/simfabric"
    }
  }
}

output "value" {
  value = ` + expression + `
}
`
}

// Azure's table by the pool's size, at both ends of each row; then several addresses, up to what they have.
func TestSNATPortsPerInstance(t *testing.T) {
	config := giving(`[for c in [
    [1, 1], [1, 50], [1, 51], [1, 100], [1, 101], [1, 200], [1, 201], [1, 400], [1, 401], [1, 800], [1, 801], [1, 1000],
    [2, 50], [16, 1], [600, 1000],
  ] : provider::simfabric::snat_ports_per_instance(c[0], c[1])]`)
	acctest.OneCLI(t).Run(acctest.Apply(config, nil,
		acctest.Outputs("value", []any{1024, 1024, 512, 512, 256, 256, 128, 128, 64, 64, 32, 32, 2048, 16384, 19200})))
}

func TestSNATPortsPerInstanceErrors(t *testing.T) {
	fails := func(arguments string, texts ...string) resource.TestStep {
		return resource.TestStep{
			Config:   giving("provider::simfabric::snat_ports_per_instance(" + arguments + ")"),
			PlanOnly: true, ExpectError: acctest.Message(texts...),
		}
	}
	acctest.OneCLI(t).Run(
		fails("0, 10", `"frontend_ips"`, "A load balancer has 1 to 600 frontend addresses, got 0."),
		fails("601, 10", `"frontend_ips"`, "A load balancer has 1 to 600 frontend addresses, got 601."),
		fails("1, 0", `"pool_size"`, "The table goes from 1 to 1000 members, got 0."),
		fails("1, 1001", `"pool_size"`, "The table goes from 1 to 1000 members, got 1001."),
	)
}
