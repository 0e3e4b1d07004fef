package balance_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// The e2e cases external and internal of Bicep AVM's load balancer (avm/res/network/load-balancer), with a scale set behind.

func TestAVMExternal(t *testing.T) {
	one, two := "simfabric_lb_rule.one", "simfabric_lb_rule.two"
	pool := func(name string) []string {
		return []string{childOf(fabric.KindBackendPool, "nlbext001", name)}
	}
	acctest.OneCLI(t).Run(
		acctest.Refuses(corpus("avm_external"), acctest.Vars{"disable_outbound_snat": false}, fabric.CodeOutboundRuleClashesWithSNAT,
			"publicIPLBRule1"),
		acctest.Apply(corpus("avm_external"), nil,
			acctest.Is(one, "frontend_port", 80),
			acctest.Is(one, "idle_timeout_in_minutes", 5),
			acctest.Is(one, "disable_outbound_snat", true),
			acctest.Is(one, "backend_pool_ids", pool("backendAddressPool1")),
			acctest.Is(two, "frontend_port", 8080),
			acctest.Is(two, "backend_pool_ids", pool("backendAddressPool2")),
			acctest.Is("simfabric_lb_probe.two", "request_path", "/https-probe"),
			acctest.Is("simfabric_lb_outbound_rule.test", "allocated_outbound_ports", 63984),
			acctest.Is("simfabric_lb_outbound_rule.test", "protocol", "All"),
			acctest.Is(set, at("0", "nic", "ip", "lb_backend_pool_ids"), pool("backendAddressPool1")),
		),
		acctest.Unchanged(corpus("avm_external"), nil), // idem
		// One frontend address has 64,000 ports: a second instance does not fit, whatever the plan comes to first.
		acctest.Refuses(corpus("avm_external"), acctest.Vars{"capacity": 2}, fabric.CodeOutboundPortsExceedAvailable,
			"allocates 63984 ports to each of the 2 members of the backend pool backendAddressPool1, which is 127968; its 1 frontend address has 64000."),
	)
}

func TestAVMInternal(t *testing.T) {
	probe := "simfabric_lb_probe.test"
	acctest.OneCLI(t).Run(
		acctest.Apply(corpus("avm_internal"), acctest.Vars{"capacity": 2},
			acctest.Is(lb, frontend("private_ip_address"), "10.0.2.4"),
			acctest.Is(probe, "port", 62000),
			acctest.Is(probe, "interval_in_seconds", 5),
			acctest.Is(probe, "probe_threshold", 1),
			acctest.Is(rule, "protocol", "All"),
			acctest.Is(rule, "frontend_port", 0),
			acctest.Is(rule, "backend_port", 0),
			acctest.Is(rule, "floating_ip", true),
			acctest.Is("simfabric_lb_nat_rule.test[0]", "backend_port", 443),
			acctest.Is("simfabric_lb_nat_rule.test[1]", "backend_port", 3389),
			acctest.Is(set, "private_ip_addresses", []string{"10.0.2.5", "10.0.2.6"}),
			acctest.OutputComes("commands", []string{
				"ip addr add 10.0.2.4/32 dev lo", "sysctl -w net.ipv4.conf.all.arp_ignore=1", "sysctl -w net.ipv4.conf.all.arp_announce=2",
			}),
		),
		acctest.Unchanged(corpus("avm_internal"), acctest.Vars{"capacity": 2}), // idem
		acctest.Refuses(corpus("avm_internal"), acctest.Vars{"capacity": 2, "other_rule": true}, fabric.CodeFrontendPortConflict,
			"both take Tcp port 80 on the frontend privateIPConfig1."),
	)
}
