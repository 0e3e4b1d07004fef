package balance_test

import (
	"strconv"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

func memberOf(set string, instance int, address string) map[string]any {
	return map[string]any{
		"scale_set_id": acctest.ID(fabric.KindScaleSet, set), "instance_id": strconv.Itoa(instance),
		"network_interface": "nic", "ip_configuration": "ip", "private_ip_address": address,
	}
}

// mapped adds to a member what leads to it.
func mapped(member map[string]any, name, frontend, address string, port, backend int) map[string]any {
	member["name"], member["frontend_ip_configuration_name"], member["frontend_ip_address"] = name, frontend, address
	member["frontend_port"], member["protocol"], member["backend_port"] = port, "Tcp", backend
	return member
}

func TestDataSourcesOfMembers(t *testing.T) {
	const a, b, ports = "data.simfabric_lb_backend_members.a", "data.simfabric_lb_backend_members.b", "data.simfabric_nat_port_mappings.this"
	file := "stand+members+data_sources"
	vars := func(capacity, other int) acctest.Vars { return acctest.Vars{"capacity": capacity, "other": other} }
	acctest.New(t).Run(
		acctest.Apply(file, vars(2, 1),
			acctest.Ends(a, "members", []any{memberOf("other", 0, "10.0.1.6"), memberOf("set", 0, "10.0.1.4"), memberOf("set", 1, "10.0.1.5")}),
			acctest.Ends(b, "members", []any{}),
			acctest.Ends(ports, "mappings", []any{
				mapped(memberOf("set", 0, "10.0.1.4"), "ssh", "f0", "198.19.0.1", 50000, 22),
				mapped(memberOf("set", 1, "10.0.1.5"), "ssh", "f0", "198.19.0.1", 50001, 22),
				mapped(memberOf("other", 0, "10.0.1.6"), "ssh", "f0", "198.19.0.1", 50002, 22),
				mapped(memberOf("other", 0, "10.0.1.6"), "rdp", "f1", "198.19.0.2", 5000, 3389),
				mapped(memberOf("set", 0, "10.0.1.4"), "rdp", "f1", "198.19.0.2", 5001, 3389),
				mapped(memberOf("set", 1, "10.0.1.5"), "rdp", "f1", "198.19.0.2", 5002, 3389),
			})),
		// Who stays keeps its ports, of the NAT pool and of the NAT rule.
		acctest.Apply(file, vars(1, 1),
			acctest.Ends(a, "members", []any{memberOf("other", 0, "10.0.1.6"), memberOf("set", 0, "10.0.1.4")}),
			acctest.Ends(ports, "mappings", []any{
				mapped(memberOf("set", 0, "10.0.1.4"), "ssh", "f0", "198.19.0.1", 50000, 22),
				mapped(memberOf("other", 0, "10.0.1.6"), "ssh", "f0", "198.19.0.1", 50002, 22),
				mapped(memberOf("other", 0, "10.0.1.6"), "rdp", "f1", "198.19.0.2", 5000, 3389),
				mapped(memberOf("set", 0, "10.0.1.4"), "rdp", "f1", "198.19.0.2", 5001, 3389),
			})),
	)
}

func TestDataSourcesOfAbsent(t *testing.T) {
	absent := func(name, attribute, id string) string {
		return "data \"simfabric_" + name + "\" \"this\" {\n  " + attribute + " = \"" + id + "\"\n}\n"
	}
	pool := childOf(fabric.KindBackendPool, "lb", "none")
	acctest.New(t).Run(
		acctest.Refuses(absent("lb_backend_members", "backend_pool_id", pool), nil, fabric.CodeInvalidResourceReference,
			"backend_pool_id =", "There is no backend pool "+pool+"."),
		acctest.Refuses(absent("nat_port_mappings", "lb_id", acctest.ID(fabric.KindLoadBalancer, "none")), nil, fabric.CodeInvalidResourceReference, "lb_id =", "There is no load balancer"),
		acctest.Refuses(absent("floating_ip_guest_config", "lb_rule_id", pool), nil, fabric.CodeInvalidResourceReference, "lb_rule_id =", "There is no load-balancing rule"),
	)
}
