package balance_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// What is in use cannot go: the plan, which cannot know what else the run removes, passes, the apply refuses and changes
// nothing.
func TestInUse(t *testing.T) {
	f := acctest.OneCLI(t)
	steps := []resource.TestStep{acctest.Apply("in_use", nil)}
	for _, c := range []struct {
		gone, address string
		code          fabric.Code
		says          string
	}{
		{"pool", "simfabric_lb_backend_pool.this[0]", fabric.CodeBackendPoolInUse, "The backend pool pool is in use by the scale set set and cannot be deleted."},
		{"natpool", "simfabric_lb_nat_pool.this[0]", fabric.CodeLoadBalancerInboundNATPoolInUseByVirtualMachineScaleSet, "The inbound NAT pool natpool is in use by the scale set set"},
		{"rule", "simfabric_lb_rule.this[0]", fabric.CodeCannotRemoveRuleUsedByProbeUsedByVMSS, "because its probe probe is the health probe of the scale set set."},
		{"probe", "simfabric_lb_probe.this[0]", fabric.CodeProbeInUse, "The probe probe is in use by the"},
		{"lb", "simfabric_lb.this[0]", fabric.CodeLoadBalancerInUseByVirtualMachineScaleSet, "is in use by the scale set set and cannot be deleted."},
		{"gatewaypool", "simfabric_app_gateway_pool.this[0]", fabric.CodeApplicationGatewayInUse, "The application gateway pool pool is in use by the scale set set"},
		{"gateway", "simfabric_app_gateway.this[0]", fabric.CodeApplicationGatewayInUse, "The application gateway pool pool is in use by the scale set set"},
		{"ip", "simfabric_public_ip.front[0]", fabric.CodePublicIPAddressCannotBeDeleted, "The public IP address front is in use by the load balancer lb"},
	} {
		vars := acctest.Vars{"gone": c.gone}
		refused := acctest.RefusesApply("in_use", vars, c.code, c.says)
		refused.ConfigPlanChecks.PreApply = append(refused.ConfigPlanChecks.PreApply, acctest.Plan("in_use", vars, acctest.Deletes(c.address)).ConfigPlanChecks.PostApplyPostRefresh...)
		steps = append(steps, refused)
	}
	// A change is refused in the plan, at the set, which the plan comes to last and leaves as it is.
	steps = append(steps, acctest.Refuses("in_use", acctest.Vars{"probed": false}, fabric.CodeCannotUseInactiveHealthProbe,
		"with simfabric_scale_set.this,", "health_probe_id", "none of the rules that send to it (rule) uses that probe."))
	f.Run(append(steps, acctest.Unchanged("in_use", nil))...)
}

// Whichever comes first, the set or what stands in front of it, and whether the other one changes or not: the plan refuses.
func TestOrderOfPlans(t *testing.T) {
	const set, outbound = "with simfabric_scale_set.this", "with simfabric_lb_outbound_rule.this[0],"
	rulesFirst := func(capacity string) acctest.Vars {
		return acctest.Vars{"outbound": of{"ports": "32000"}, "nat_rule": of{"to": "5002"}, "set": of{"capacity": capacity}}
	}
	t.Run("rule first", func(t *testing.T) {
		acctest.New(t).Run(
			acctest.Refuses("stand+refused/rules", rulesFirst("3"), fabric.CodeOutboundPortsExceedAvailable, set, "capacity = lookup("),
			acctest.Apply("stand+refused/rules", rulesFirst("2")),
			acctest.Refuses("stand+refused/rules", rulesFirst("3"), fabric.CodeOutboundPortsExceedAvailable, set, "capacity = lookup("),
			acctest.Unchanged("stand+refused/rules", rulesFirst("2")),
		)
	})
	setFirst := func(ports string, capacity int) acctest.Vars {
		return acctest.Vars{"outbound": of{"ports": ports}, "capacity": capacity}
	}
	t.Run("set first", func(t *testing.T) {
		acctest.New(t).Run(
			acctest.Refuses("stand+refused/set_first", setFirst("32000", 3), fabric.CodeOutboundPortsExceedAvailable, outbound, "allocated_outbound_ports = lookup("),
			acctest.Apply("stand+refused/set_first", setFirst("32000", 2)),
			acctest.Refuses("stand+refused/set_first", setFirst("32000", 3), fabric.CodeOutboundPortsExceedAvailable, outbound, "allocated_outbound_ports = lookup("),
			acctest.Refuses("stand+refused/set_first", setFirst("32008", 2), fabric.CodeOutboundPortsExceedAvailable, outbound, "allocated_outbound_ports = lookup("),
			acctest.Unchanged("stand+refused/set_first", setFirst("32000", 2)),
		)
	})
	t.Run("rules of a set that is there", func(t *testing.T) {
		nat := func(to string) acctest.Vars { return acctest.Vars{"nat_rule": of{"to": to}} }
		rule := func(values of) acctest.Vars { return acctest.Vars{"rule": values} }
		acctest.New(t).Run(
			acctest.Apply("stand+refused/set_first", nil),
			acctest.Refuses("stand+refused/set_first", nat("5000"), fabric.CodeInboundNATPoolSmallerThanRequestedPorts,
				"with simfabric_lb_nat_rule.this[0],", "frontend_port_end = lookup(", "The NAT rule natrule has 1 port for the 2 members of the backend pool a."),
			acctest.Refuses("stand+refused/set_first", rule(of{"backend_port": "80"}), fabric.CodeRulesUseSameBackendPortProtocolAndIPConfig,
				secondRule, "backend_port = lookup("),
			acctest.Refuses("stand+refused/set_first", rule(of{"floating_ip": "true"}), fabric.CodeFloatingIPOnSecondaryIPConfiguration,
				secondRule, "floating_ip = lookup(", "the IP configuration second of the scale set set behind it is not its NIC's primary one."),
			acctest.Plan("stand+refused/set_first", acctest.Vars{"rule": of{"backend_port": "81"}, "nat_rule": of{"to": "5001"}}, acctest.Keeps("simfabric_scale_set.this")),
		)
	})
}
