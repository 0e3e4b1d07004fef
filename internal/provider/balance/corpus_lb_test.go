package balance_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// The cases of azurerm's internal/services/loadbalancer (v5.2.0) that concern these kinds.

const (
	lb       = "simfabric_lb.test"
	rule     = "simfabric_lb_rule.test"
	outbound = "simfabric_lb_outbound_rule.test"
)

func frontend(attribute string) string { return "frontend_ip_configurations[0]." + attribute }

func TestLoadBalancerFrontEndConfig(t *testing.T) {
	front := func(name, address string) map[string]any {
		return map[string]any{
			"name": name, "public_ip_id": acctest.ID(fabric.KindPublicIP, address), "public_ip_prefix_id": nil, "subnet_id": nil,
			"private_ip_address": nil, "private_ip_address_version": "IPv4", "zones": nil,
		}
	}
	first, second := front("one", "test-ip"), front("two", "another-test-ip")
	acctest.OneCLI(t).Run(
		acctest.Apply("corpus/front_end_config", nil,
			acctest.Is(lb, "sku", "Standard"),
			acctest.Is(lb, "frontend_ip_configurations", []any{first, second}),
			acctest.Is(lb, "tags", map[string]string{"Environment": "production", "Purpose": "AcceptanceTests"}),
		),
		acctest.Apply("corpus/front_end_config", acctest.Vars{"frontends": 1},
			acctest.Updates(lb), acctest.Keeps("simfabric_public_ip.test[1]"),
			acctest.Is(lb, "frontend_ip_configurations", []any{first}),
		),
		acctest.Apply("corpus/front_end_config", acctest.Vars{"frontends": 1, "addresses": 1}, acctest.Keeps(lb), acctest.Deletes("simfabric_public_ip.test[1]")),
	)
}

func TestLoadBalancerPublicIPPrefix(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply("corpus/prefix", nil,
			acctest.Is("simfabric_public_ip_prefix.test", "ip_prefix", "198.18.0.0/31"),
			acctest.Is(lb, frontend("public_ip_prefix_id"), acctest.ID(fabric.KindPublicIPPrefix, "test-ip-prefix")),
			acctest.Is(lb, frontend("public_ip_id"), nil),
			acctest.Is(outbound, "frontend_ip_configuration_names", []string{"one"}),
			acctest.Is(outbound, "allocated_outbound_ports", 0),
		),
		acctest.Import(outbound),
		acctest.Refuses("corpus/prefix", acctest.Vars{"rule": true}, fabric.CodeFrontendOnPrefixIsOutboundOnly, `frontend_ip_configuration_name = "one"`),
	)
}

func TestLoadBalancerPrivateIP(t *testing.T) {
	address := func(private string) acctest.Vars { return acctest.Vars{"private_ip_address": private} }
	acctest.OneCLI(t).Run(
		// emptyPrivateIP: Azure's Dynamic, here without the argument.
		acctest.Apply("corpus/private_ip", nil, acctest.Is(lb, frontend("private_ip_address"), "10.0.2.4"), acctest.Is(lb, frontend("zones"), nil)),
		acctest.Apply("corpus/private_ip", address("10.0.2.7"), acctest.Updates(lb), acctest.Is(lb, frontend("private_ip_address"), "10.0.2.7")),
		acctest.Unchanged("corpus/private_ip", nil), // a frontend keeps the address that it has
		acctest.Apply("corpus/private_ip", acctest.Vars{"sku": "Basic", "private_ip_address": "10.0.2.7"},
			acctest.Replaces(lb), acctest.Is(lb, "sku", "Basic"), acctest.Is(lb, frontend("private_ip_address"), "10.0.2.7")),
	)
}

func TestLoadBalancerZones(t *testing.T) {
	zones := func(zones ...string) acctest.Vars {
		return acctest.Vars{"private_ip_address": "10.0.2.7", "zones": zones}
	}
	acctest.OneCLI(t).Run(
		acctest.Apply("corpus/private_ip", zones("1"), acctest.Is(lb, frontend("zones"), []string{"1"}), acctest.Is(lb, frontend("private_ip_address"), "10.0.2.7")),
		acctest.Apply("corpus/private_ip", zones("1", "2", "3"), acctest.Is(lb, frontend("zones"), []string{"1", "2", "3"})),
		acctest.Refuses("corpus/private_ip", acctest.Vars{"zones": []string{"1"}, "sku": "Basic"}, fabric.CodeBasicSkuWithZones, "The frontend Internal of the load balancer acctestlb names zones"),
	)
}

func TestLoadBalancerRule(t *testing.T) {
	bare := []acctest.Expectation{
		acctest.Is(rule, "id", childOf(fabric.KindLoadBalancingRule, "acctest-loadbalancer", "acctest-lb-rule")),
		acctest.Is(rule, "frontend_ip_configuration_name", "acctest-fe"),
		acctest.Is(rule, "backend_pool_ids", nil),
		acctest.Is(rule, "probe_id", nil),
		acctest.Is(rule, "disable_outbound_snat", false),
		acctest.Is(rule, "floating_ip", false),
		acctest.Is(rule, "tcp_reset_enabled", false),
		acctest.Is(rule, "idle_timeout_in_minutes", 4),
		acctest.Is(rule, "load_distribution", "Default"),
	}
	complete := acctest.Vars{"on": true, "idle": 100, "load_distribution": "SourceIP"}
	update := acctest.Vars{"on": false, "idle": 50, "load_distribution": "SourceIP"}
	acctest.OneCLI(t).Run(
		acctest.Apply("corpus/lb+corpus/lb_rule", nil, append(bare, acctest.Creates(rule))...),
		acctest.Apply("corpus/lb+corpus/lb_rule", complete,
			acctest.Updates(rule), acctest.Keeps(lb),
			acctest.Is(rule, "disable_outbound_snat", true),
			acctest.Is(rule, "floating_ip", true),
			acctest.Is(rule, "tcp_reset_enabled", true),
			acctest.Is(rule, "idle_timeout_in_minutes", 100),
			acctest.Is(rule, "load_distribution", "SourceIP"),
		),
		acctest.Import(rule, complete),
		acctest.Apply("corpus/lb+corpus/lb_rule", update, acctest.Updates(rule), acctest.Is(rule, "floating_ip", false), acctest.Is(rule, "idle_timeout_in_minutes", 50)),
		acctest.Apply("corpus/lb+corpus/lb_rule", nil, append(bare, acctest.Updates(rule))...),
	)
}

func TestLoadBalancerRuleMultiple(t *testing.T) {
	second := "simfabric_lb_rule.test2"
	acctest.OneCLI(t).Run(
		acctest.Refuses("corpus/lb+corpus/lb_rules", acctest.Vars{"second": 3389}, fabric.CodeFrontendPortConflict, "both take Udp port 3389 on the frontend acctest-fe."),
		acctest.Apply("corpus/lb+corpus/lb_rules", nil, acctest.Is(rule, "frontend_port", 3389), acctest.Is(second, "frontend_port", 3390)),
		acctest.Apply("corpus/lb+corpus/lb_rules", acctest.Vars{"second": 3391}, acctest.Keeps(rule), acctest.Updates(second), acctest.Is(second, "backend_port", 3391)),
	)
}

func TestLoadBalancerRuleOfBackendPool(t *testing.T) {
	file := corpus("lb") + "+corpus/backend_pool"
	acctest.OneCLI(t).Run(
		acctest.Apply(file, acctest.Vars{"rule": true}, acctest.Is(set, "instances.0.private_ip_address", "10.0.2.4")),
		acctest.Apply(file, nil, acctest.Deletes("simfabric_lb_rule.test[0]"), acctest.Keeps(set)),
		acctest.Apply(file, acctest.Vars{"rule": true}, acctest.Creates("simfabric_lb_rule.test[0]"), acctest.Keeps(set)),
	)
}

func TestLoadBalancerNATRule(t *testing.T) {
	file := corpus("lb") + "+corpus/backend_pool"
	tcp, udp := "simfabric_lb_nat_rule.test[0]", "simfabric_lb_nat_rule.test[1]"
	rules := func(capacity, end int, protocols ...string) acctest.Vars {
		return acctest.Vars{"capacity": capacity, "nat_end": end, "nat_rules": protocols}
	}
	acctest.OneCLI(t).Run(
		acctest.Apply(file, rules(2, 3389, "Tcp"),
			acctest.Is(tcp, "frontend_port_start", 3000), acctest.Is(tcp, "frontend_port_end", 3389), acctest.Is(tcp, "floating_ip", false),
			acctest.OutputComes("ports", []string{"Tcp 3000 0", "Tcp 3001 1"})),
		acctest.Apply(file, rules(2, 3389, "Tcp", "Udp"), acctest.Keeps(tcp), acctest.Creates(udp),
			acctest.OutputComes("ports", []string{"Tcp 3000 0", "Udp 3000 0", "Tcp 3001 1", "Udp 3001 1"})),
		acctest.Apply(file, rules(1, 3001, "Tcp", "Udp"), acctest.Updates(tcp), acctest.Updates(set),
			acctest.OutputComes("ports", []string{"Tcp 3000 0", "Udp 3000 0"})),
		// The new instance has another id; it takes the port that is free.
		acctest.Apply(file, rules(2, 3001, "Tcp"), acctest.Deletes(udp), acctest.OutputComes("ports", []string{"Tcp 3000 0", "Tcp 3001 2"})),
		acctest.Refuses(file, rules(3, 3001, "Tcp"), fabric.CodeInboundNATPoolSmallerThanRequestedPorts, "capacity = var.capacity",
			"With the scale set acctvmss the backend pool acctest-lb-BAP has 3 members, for which the NAT rule acctestnatrule-tcp has 2 ports."),
	)
}

func TestLoadBalancerOutboundRule(t *testing.T) {
	file := "corpus/lb+corpus/outbound_rule"
	bare := []acctest.Expectation{
		acctest.Is(outbound, "id", childOf(fabric.KindOutboundRule, "acctest-loadbalancer", "acctest-outbound-rule")),
		acctest.Is(outbound, "protocol", "All"),
		acctest.Is(outbound, "tcp_reset_enabled", false),
		acctest.Is(outbound, "idle_timeout_in_minutes", 4),
		acctest.Is(outbound, "allocated_outbound_ports", 0),
	}
	values := func(reset bool, idle, ports int) acctest.Vars {
		return acctest.Vars{"reset": reset, "idle": idle, "ports": ports}
	}
	acctest.OneCLI(t).Run(
		acctest.Apply(file, nil, append(bare, acctest.Creates(outbound))...),
		acctest.Apply(file, values(true, 5, 512), acctest.Updates(outbound),
			acctest.Is(outbound, "tcp_reset_enabled", true), acctest.Is(outbound, "idle_timeout_in_minutes", 5), acctest.Is(outbound, "allocated_outbound_ports", 512)),
		acctest.Apply(file, values(false, 10, 256), acctest.Updates(outbound), acctest.Is(outbound, "allocated_outbound_ports", 256)),
		acctest.Apply(file, nil, append(bare, acctest.Updates(outbound))...),
		acctest.Unchanged(file, acctest.Vars{"ports": 0}), // the same in other words
	)
}
