package balance_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// noID imports an id of another kind.
func noID(address string, vars acctest.Vars, id string, k fabric.Kind) resource.TestStep {
	step := acctest.ImportRefused(address, vars, id, "")
	step.ExpectError = acctest.Message("LinkedInvalidPropertyId:", k.ARMType()[strings.LastIndex(k.ARMType(), "/")+1:]+"/<name>.")
	return step
}

// internal is an internal frontend as the state has it.
func internal(name, address, version string) map[string]any {
	return map[string]any{
		"name": name, "public_ip_id": nil, "public_ip_prefix_id": nil, "subnet_id": acctest.SubnetID("net", "web"),
		"private_ip_address": address, "private_ip_address_version": version, "zones": nil,
	}
}

func TestLoadBalancer(t *testing.T) {
	id := acctest.ID(fabric.KindLoadBalancer, "lb")
	f := acctest.New(t)
	bare := []acctest.Expectation{
		acctest.Is(lb, "id", id),
		acctest.Is(lb, "sku", "Standard"),
		acctest.Is(lb, "location", "koreacentral"),
		acctest.Is(lb, "tags", nil),
		acctest.Is(lb, "frontend_ip_configurations", []any{internal("any", "10.0.1.4", "IPv4")}),
	}
	full := acctest.Vars{
		"frontends": map[string]string{"any": "", "fixed": "10.0.1.100", "next": "", "six": "IPv6"},
		"tags":      map[string]string{"stage": "test"},
	}
	none := acctest.Vars{"frontends": map[string]string{}}
	f.Run(
		acctest.Apply("lb", nil, append(bare, acctest.Creates(lb))...),
		acctest.Apply("lb", full,
			acctest.Updates(lb),
			acctest.Is(lb, "tags", map[string]string{"stage": "test"}),
			acctest.Is(lb, "frontend_ip_configurations", []any{
				internal("any", "10.0.1.4", "IPv4"), internal("fixed", "10.0.1.100", "IPv4"), internal("next", "10.0.1.5", "IPv4"), internal("six", "fd00:db8:0:1::4", "IPv6"),
			}),
		),
		acctest.Import(lb, full),
		acctest.ImportBlock(t, lb, full),
		acctest.ImportIdentity(t, lb, full),
		noID(lb, full, acctest.ID(fabric.KindPublicIP, "lb"), fabric.KindLoadBalancer),
		acctest.ImportRefused(lb, full, acctest.ID(fabric.KindLoadBalancer, "absent"), "Cannot import non-existent remote object"),
		acctest.Apply("lb", none, acctest.Updates(lb), acctest.Is(lb, "frontend_ip_configurations", []any{})),
		acctest.Import(lb, none),
		acctest.Apply("lb", nil, append(bare, acctest.Updates(lb))...),
		acctest.Before(func() {
			if held := strings.Join(f.Held(true), "\n"); strings.Contains(held, "10.0.1.100") || !strings.Contains(held, "10.0.1.4") {
				t.Errorf("leases after two frontends went:\n%s", held)
			}
			f.Remove(id)
		}, acctest.Apply("lb", nil, append(bare, acctest.Creates(lb))...)),
	)
}

func TestLoadBalancerReplacements(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply("lb", nil, acctest.Is(lb, "sku", "Standard")),
		acctest.Plan("lb", acctest.Vars{"sku": "Basic"}, acctest.Replaces(lb), acctest.Is(lb, "sku", "Basic")),
		acctest.Plan("lb", acctest.Vars{"location": "westeurope"}, acctest.Replaces(lb), acctest.Is(lb, "location", "westeurope")),
		acctest.Plan("lb", acctest.Vars{"resource_group_name": "other"}, acctest.Replaces(lb), acctest.Is(lb, "resource_group_name", "other")),
		acctest.Apply("lb", acctest.Vars{"name": "new"},
			acctest.Replaces(lb), acctest.Is(lb, "id", acctest.ID(fabric.KindLoadBalancer, "new")),
			// The plan comes before the removal, so the old one's address is not free yet.
			acctest.Is(lb, frontend("private_ip_address"), "10.0.1.5")),
	)
}
