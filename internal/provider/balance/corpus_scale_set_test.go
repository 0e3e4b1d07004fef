package balance_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// The cases of azurerm's linux_virtual_machine_scale_set_resource_network_test.go (v5.2.0) that concern load balancers and
// application gateways, under their names there. azurerm asserts that the set exists; here the plan and the state show each
// member and port.

const (
	set = "simfabric_scale_set.test"
	nic = "simfabric_nic_configuration.test"
)

func corpus(name string) string { return "corpus/template+corpus/" + name }

// childOf is the id of a part of a load balancer or an application gateway.
func childOf(k fabric.Kind, parent, name string) string {
	top := fabric.KindLoadBalancer
	if k == fabric.KindApplicationGatewayPool {
		top = fabric.KindApplicationGateway
	}
	return string(fabric.ChildID(k, fabric.ID(acctest.ID(top, parent)), name))
}

// at is the path of an IP configuration of an instance.
func at(instance, nic, ip, attribute string) string {
	return "instances." + instance + ".network_interfaces." + nic + ".ip_configurations." + ip + "." + attribute
}

func TestNetworkLoadBalancer(t *testing.T) {
	first := func(attribute string) string { return at("0", "primary", "internal", attribute) }
	second := func(attribute string) string { return at("1", "primary", "internal", attribute) }
	pool := childOf(fabric.KindBackendPool, "test-loadbalancer", "test")
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("load_balancer"), nil,
			acctest.Is("simfabric_public_ip.test", "ip_address", "198.19.0.1"),
			acctest.Is(set, first("lb_backend_pool_ids"), []string{pool}),
			acctest.Is(set, first("nat_ports"), map[string]any{"test": 80}),
			acctest.Is(set, first("private_ip_address"), "10.0.2.4"),
			acctest.Is(set, first("app_gateway_pool_ids"), []string{}),
		),
		acctest.Import(set),
		acctest.Import(nic),
		acctest.Apply(corpus("load_balancer"), acctest.Vars{"capacity": 2},
			acctest.Updates(set), acctest.Keeps("simfabric_lb_nat_pool.test"),
			acctest.Is(set, "model_version", 1),
			acctest.Is(set, first("nat_ports"), map[string]any{"test": 80}),
			acctest.Is(set, second("nat_ports"), map[string]any{"test": 81}),
			acctest.Is(set, second("lb_backend_pool_ids"), []string{pool}),
			acctest.Is(set, second("private_ip_address"), "10.0.2.5"),
		),
		acctest.Refuses(corpus("load_balancer"), acctest.Vars{"capacity": 3}, fabric.CodeInboundNATPoolSmallerThanRequestedPorts,
			"capacity = var.capacity",
			"The scale set acctvmss needs 3 ports for its 3 instances from the NAT pool test, which has 2, of which others hold 0."),
		acctest.Unchanged(corpus("load_balancer"), acctest.Vars{"capacity": 2}),
	)
}

func TestNetworkPublicIPTags(t *testing.T) {
	vars := func(capacity int) acctest.Vars {
		return acctest.Vars{"from": 50000, "to": 50120, "backend_port": 22, "public_ip_address": true, "zones": []string{"1"}, "capacity": capacity}
	}
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("load_balancer"), vars(3),
			acctest.Is(nic, "ip_configurations[0].public_ip_address.ip_tags", map[string]string{"RoutingPreference": "Internet"}),
			acctest.Is(nic, "ip_configurations[0].public_ip_address.idle_timeout_in_minutes", 15),
			acctest.Is("simfabric_lb.test", "sku", "Standard"),
			acctest.Is(set, "instances.0.zone", "1"),
			acctest.Is(set, at("0", "primary", "internal", "nat_ports"), map[string]any{"test": 50000}),
			acctest.Is(set, at("1", "primary", "internal", "nat_ports"), map[string]any{"test": 50001}),
			acctest.Is(set, at("2", "primary", "internal", "nat_ports"), map[string]any{"test": 50002}),
			acctest.Is(set, "public_ip_addresses", []string{"198.19.0.2", "198.19.0.3", "198.19.0.4"}),
		),
		acctest.Import(set, vars(3)),
	)
}

func TestNetworkApplicationGateway(t *testing.T) {
	pool := childOf(fabric.KindApplicationGatewayPool, "acctestgw", "pool-1")
	other := acctest.Vars{"same_subnet": true}
	acctest.OneCLI(t).Run(
		acctest.Refuses("corpus/application_gateway", other, fabric.CodeApplicationGatewaySubnetCannotBeUsedByOtherResources,
			"nic_configuration_ids = [simfabric_nic_configuration.test.id]",
			"The NIC primary of the scale set acctvmss is in the subnet gateway, which the application gateway acctestgw has to itself."),
		acctest.Apply("corpus/application_gateway", acctest.Vars{"capacity": 2},
			acctest.Is("simfabric_app_gateway_pool.test", "id", pool),
			acctest.Is(set, at("0", "primary", "internal", "app_gateway_pool_ids"), []string{pool}),
			acctest.Is(set, at("1", "primary", "internal", "app_gateway_pool_ids"), []string{pool}),
			acctest.Is(set, at("0", "primary", "internal", "lb_backend_pool_ids"), []string{}),
			acctest.Is(set, "private_ip_addresses", []string{"10.0.1.4", "10.0.1.5"}),
		),
		acctest.Import(set, acctest.Vars{"capacity": 2}),
		acctest.Refuses("corpus/application_gateway", other, fabric.CodeApplicationGatewaySubnetCannotBeUsedByOtherResources),
	)
}
