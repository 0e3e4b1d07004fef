package balance_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// of is what a case says of an object.
type of = map[string]string

// refusal is a configuration that breaks one rule, and the nearest one that does not. A plan takes a second, so that the
// nearest ones of several cases are one plan, beside the last of them, where that has the values of all.
type refusal struct {
	code   fabric.Code
	breaks acctest.Vars
	says   []string // the object, the line of its attribute, the sentence
	keeps  acctest.Vars
}

// refuse plans every case in an empty fabric, where nothing but the case decides.
func refuse(t *testing.T, file string, list ...refusal) {
	t.Helper()
	f := acctest.OneCLI(t)
	for _, r := range list {
		f.PlanRefuses(file, r.breaks, r.code, r.says...)
		if r.keeps != nil {
			f.PlanPasses(file, r.keeps)
		}
	}
	if err := f.Empty(); err != nil {
		t.Error(err)
	}
}

const (
	firstRule  = "with simfabric_lb_rule.first[0],"
	secondRule = "with simfabric_lb_rule.second[0],"
)

func TestRefusedRules(t *testing.T) {
	ha := of{"protocol": "All", "frontend_port": "0", "backend_port": "0"}
	floatingHA := of{"protocol": "All", "frontend_port": "0", "backend_port": "0", "floating_ip": "true"}
	refuse(t, "stand+refused/rules",
		refusal{fabric.CodeFrontendPortConflict, acctest.Vars{"first": of{"on": ""}, "second": of{"pool": "b"}},
			[]string{secondRule, `frontend_port = lookup(var.second,`, "both take Tcp port 443 on the frontend f0."}, nil},
		refusal{fabric.CodeInvalidResourceReference, acctest.Vars{"first": of{"frontend": "f2"}},
			[]string{firstRule, `frontend_ip_configuration_name = lookup(var.first,`, "uses the frontend f2, which the load balancer lb does not have."},
			acctest.Vars{"first": of{"frontend": "F1"}, "second": of{"frontend": "f1", "protocol": "Udp"}}},
		refusal{fabric.CodeInvalidParameter, acctest.Vars{"first": of{"pools": "a,b"}},
			[]string{firstRule, `backend_pool_ids = [for name in`, "The rule first has 2 backend pools; one is possible."}, nil},
		refusal{fabric.CodeFloatingIPFlowConflict,
			acctest.Vars{"first": of{"floating_ip": "true"}, "second": of{"floating_ip": "true", "frontend_port": "444", "backend_port": "8443"}},
			[]string{secondRule, `backend_port = lookup(var.second,`, "deliver to port 8443 of the frontend f0"},
			acctest.Vars{"first": of{"floating_ip": "true"}, "second": of{"floating_ip": "true", "frontend_port": "444", "backend_port": "8443", "frontend": "f1"}}},
		refusal{fabric.CodeHAPortsNeedPortZero, acctest.Vars{"internal": true, "first": of{"protocol": "All"}},
			[]string{firstRule, `protocol = lookup(var.first,`, "is of the protocol All with the ports 443 and 8443"}, nil},
		refusal{fabric.CodeHAPortsNeedPortZero, acctest.Vars{"internal": true, "first": of{"frontend_port": "0"}},
			[]string{firstRule, `frontend_port = lookup(var.first,`, "has the ports 0 and 8443 with the protocol Tcp"}, nil},
		refusal{fabric.CodeHAPortsNeedInternalStandard, acctest.Vars{"first": ha},
			[]string{firstRule, `protocol = lookup(var.first,`, "which the public Standard load balancer lb does not have."}, nil},
		refusal{fabric.CodeHAPortsRuleConflict, acctest.Vars{"internal": true, "first": floatingHA, "second": of{"frontend": "f1", "floating_ip": "true"}},
			[]string{secondRule, `protocol = lookup(var.second,`, "send to the backend pool a, one with HA ports and one without."},
			acctest.Vars{"internal": true, "first": floatingHA, "second": of{"frontend": "f1", "floating_ip": "true", "pool": "b"}}},
	)
}

func TestRefusedNAT(t *testing.T) {
	rule, member := of{"on": ""}, of{"on": ""}
	both := of{"capacity": "1", "pools": "a,b"}
	refuse(t, "stand+refused/rules",
		refusal{fabric.CodeFrontendPortConflict, acctest.Vars{"first": rule, "nat_pool": of{"from": "440", "to": "450"}},
			[]string{"with simfabric_lb_nat_pool.this[0],", `frontend_port_start = lookup(var.nat_pool,`, "both take Tcp port 443 on the frontend f0."}, nil},
		refusal{fabric.CodeFrontendPortConflict, acctest.Vars{"nat_pool": of{"from": "5009", "to": "5020"}, "nat_rule": of{"to": "5010"}},
			[]string{"with simfabric_lb_nat_rule.this[0],", `frontend_port_start = lookup(var.nat_rule,`, "both take Tcp ports 5009 to 5010 on the frontend f0."}, nil},
		refusal{fabric.CodeInvalidParameter, acctest.Vars{"nat_pool": of{"from": "451", "to": "450"}},
			[]string{"with simfabric_lb_nat_pool.this[0],", `frontend_port_end = lookup(var.nat_pool,`, "ends at port 450, before it starts at 451."}, nil},
		refusal{fabric.CodeInboundNATPoolSmallerThanRequestedPorts, acctest.Vars{"nat_rule": of{"to": "5001"}, "set": of{"capacity": "3"}},
			[]string{"with simfabric_scale_set.this[0],", `capacity = lookup(var.set,`, "has 3 members, for which the NAT rule natrule has 2 ports."},
			acctest.Vars{"nat_pool": of{"from": "5002", "to": "5020"}, "nat_rule": of{"to": "5001"}, "set": of{"capacity": "2"}}},
		refusal{fabric.CodeRulesUseSameBackendPortProtocolAndIPConfig, acctest.Vars{"first": rule, "nat_pool": of{"backend_port": "8443"}, "set": member},
			[]string{"with simfabric_scale_set.this[0],", "nic_configuration_ids = [simfabric_nic_configuration.this.id]", "use the backend port 8443 with the protocol Tcp on the IP configuration first of the NIC nic of the scale set set."},
			acctest.Vars{"first": rule, "nat_pool": of{"from": "444", "to": "444", "backend_port": "8444"}, "set": member}},
		refusal{fabric.CodeRulesUseSameBackendPortProtocolAndIPConfig, acctest.Vars{"first": rule, "second": of{"pool": "b", "frontend": "f1", "backend_port": "8443"}, "set": both},
			[]string{"with simfabric_scale_set.this[0],", "The load-balancing rule first and the load-balancing rule second, both without floating IP"},
			acctest.Vars{"first": rule, "second": of{"pool": "b", "frontend": "f1", "backend_port": "8443", "floating_ip": "true"}, "set": both}},
	)
}

func TestRefusedOutboundRules(t *testing.T) {
	const one, two = "with simfabric_lb_outbound_rule.this[0],", "with simfabric_lb_outbound_rule.second[0],"
	ports := func(n string) acctest.Vars { return acctest.Vars{"outbound": of{"ports": n}} }
	behind := func(ports, capacity string) acctest.Vars {
		return acctest.Vars{"outbound": of{"ports": ports}, "set": of{"capacity": capacity}}
	}
	pair := func(protocol string) acctest.Vars {
		return acctest.Vars{"outbound": of{"protocol": "Tcp"}, "outbound2": of{"protocol": protocol}}
	}
	refuse(t, "stand+refused/rules",
		refusal{fabric.CodeOutboundPortsNotMultipleOfEight, ports("1028"), []string{one, "allocated_outbound_ports = lookup(", "1028 ports to each member, which is no multiple of 8."}, nil},
		refusal{fabric.CodeOutboundPortsExceedRule, ports("64008"), []string{one, "allocated_outbound_ports = lookup(", "at most 64000 are possible."}, ports("64000")},
		refusal{fabric.CodeOutboundPortsExceedAvailable, behind("32000", "3"),
			[]string{"with simfabric_scale_set.this[0],", `capacity = lookup(var.set,`, "allocates 32000 ports to each of the 3 members of the backend pool a, which is 96000; its 1 frontend address has 64000."},
			nil},
		refusal{fabric.CodeMoreThanOneOutboundRule, pair("All"), []string{two, `frontend_ip_configuration_names = ["f0"]`, "both use the frontend f0 with overlapping protocols (All and Tcp)."}, nil},
		refusal{fabric.CodeOutboundRuleClashesWithSNAT, acctest.Vars{"first": of{"on": ""}, "outbound": of{"on": ""}},
			[]string{one, "backend_pool_id = local.pool[", "share the frontend f0 and the backend pool a, and the rule still does SNAT."},
			nil},
		refusal{fabric.CodeOutboundRuleNeedsPublicStandard, acctest.Vars{"internal": true, "outbound": of{"on": ""}},
			[]string{one, "lb_id = simfabric_lb.this.id", "is of the internal Standard load balancer lb"}, nil},
		refusal{fabric.CodeOutboundRuleWithSecondaryIPConfig, acctest.Vars{"outbound": of{"on": ""}, "set": of{"member": "second"}},
			[]string{"with simfabric_scale_set.this[0],", "nic_configuration_ids =", "in which the IP configuration second of the scale set set is a secondary one."},
			acctest.Vars{
				"first": of{"disable_outbound_snat": "true"}, "set": of{"member": "first", "capacity": "2"},
				"outbound": of{"protocol": "Tcp", "ports": "32000"}, "outbound2": of{"protocol": "Udp"},
			}},
	)
}
