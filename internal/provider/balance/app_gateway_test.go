package balance_test

import (
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const (
	gateway     = "simfabric_app_gateway.test"
	gatewayPool = "simfabric_app_gateway_pool.test"
)

func TestApplicationGateway(t *testing.T) {
	id, front := acctest.ID(fabric.KindApplicationGateway, "gw"), acctest.ID(fabric.KindPublicIP, "front")
	poolID := childOf(fabric.KindApplicationGatewayPool, "gw", "pool")
	f := acctest.OneCLI(t)
	bare := []acctest.Expectation{
		acctest.Is(gateway, "id", id),
		acctest.Is(gateway, "sku", map[string]any{"name": "Standard_v2", "capacity": 2}),
		acctest.Is(gateway, "subnet_id", acctest.SubnetID("net", "gateway")),
		acctest.Is(gateway, "public_ip_id", front),
		acctest.Is(gateway, "private_ip_address", nil),
		acctest.Is(gatewayPool, "id", poolID),
		acctest.Is(gatewayPool, "app_gateway_id", id),
		acctest.Is(gatewayPool, "fqdns", nil),
		acctest.Is(gatewayPool, "ip_addresses", nil),
	}
	full := acctest.Vars{
		"sku": "WAF_v2", "capacity": 3, "private_ip_address": "10.0.1.100", "tags": map[string]string{"stage": "test"},
		"fqdns": []string{"legacy.example.com"}, "ip_addresses": []string{"10.0.3.10", "10.0.3.11"},
	}
	private := acctest.Vars{"private_ip_address": "10.0.1.100", "public": false}
	f.Run(
		acctest.Apply("app_gateway", nil, append(bare, acctest.Creates(gateway), acctest.Creates(gatewayPool))...),
		acctest.Apply("app_gateway", full,
			acctest.Updates(gateway), acctest.Updates(gatewayPool),
			acctest.Is(gateway, "sku", map[string]any{"name": "WAF_v2", "capacity": 3}),
			acctest.Is(gateway, "private_ip_address", "10.0.1.100"),
			acctest.Is(gateway, "tags", map[string]string{"stage": "test"}),
			acctest.Is(gatewayPool, "fqdns", []string{"legacy.example.com"}),
			acctest.Is(gatewayPool, "ip_addresses", []string{"10.0.3.10", "10.0.3.11"}),
		),
		acctest.Import(gateway, full),
		acctest.ImportBlock(t, gateway, full),
		acctest.ImportIdentity(t, gateway, full),
		acctest.Import(gatewayPool, full),
		acctest.ImportBlock(t, gatewayPool, full),
		acctest.ImportIdentity(t, gatewayPool, full),
		noID(gateway, full, poolID, fabric.KindApplicationGateway),
		noID(gatewayPool, full, childOf(fabric.KindBackendPool, "gw", "pool"), fabric.KindApplicationGatewayPool),
		acctest.Before(func() {
			// Three instances, and the private frontend.
			if n := strings.Count(strings.Join(f.Held(true), "\n"), " 10.0.1."); n != 4 {
				t.Errorf("%d addresses of the subnet are held: %v", n, f.Held(true))
			}
		}, acctest.Apply("app_gateway", private, acctest.Updates(gateway), acctest.Is(gateway, "public_ip_id", nil), acctest.Is(gateway, "private_ip_address", "10.0.1.100"))),
		acctest.Apply("app_gateway", nil, append(bare, acctest.Updates(gateway), acctest.Keeps(gatewayPool))...),
		acctest.Before(func() { f.Remove(poolID, id) }, acctest.Apply("app_gateway", nil, append(bare, acctest.Creates(gateway), acctest.Creates(gatewayPool))...)),
	)
}

func TestApplicationGatewayReplacements(t *testing.T) {
	both := func(more ...acctest.Expectation) []acctest.Expectation {
		return append(more, acctest.Replaces(gateway), acctest.Replaces(gatewayPool))
	}
	acctest.OneCLI(t).Run(
		acctest.Apply("app_gateway", nil, acctest.Is(gateway, "sku.name", "Standard_v2")),
		acctest.Plan("app_gateway", acctest.Vars{"name": "other"}, both(acctest.Is(gateway, "id", acctest.ID(fabric.KindApplicationGateway, "other")))...),
		acctest.Plan("app_gateway", acctest.Vars{"location": "westeurope"}, both()...),
		acctest.Plan("app_gateway", acctest.Vars{"sku": "Standard_Medium"}, both(acctest.Is(gateway, "sku.name", "Standard_Medium"))...),
		acctest.Plan("app_gateway", acctest.Vars{"pool": "new"}, acctest.Keeps(gateway), acctest.Replaces(gatewayPool)),
		acctest.Apply("app_gateway", acctest.Vars{"subnet": "other"}, both(acctest.Is(gateway, "subnet_id", acctest.SubnetID("net", "other")))...),
	)
}
