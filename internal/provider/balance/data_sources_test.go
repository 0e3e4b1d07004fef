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

// found adds to a member what the probes find.
func found(member map[string]any, health, reason string) map[string]any {
	member["health"], member["health_reason"] = health, reason
	return member
}

// unprobed is a member that no rule sends to.
func unprobed(set string, instance int, address string) map[string]any {
	return found(memberOf(set, instance, address), "Up", "No load-balancing rule sends to the pool, so nothing probes the member, and it counts as up.")
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
	acctest.OneCLI(t).Run(
		acctest.Apply(file, vars(2, 1),
			acctest.Ends(a, "members", []any{unprobed("other", 0, "10.0.1.6"), unprobed("set", 0, "10.0.1.4"), unprobed("set", 1, "10.0.1.5")}),
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
			acctest.Ends(a, "members", []any{unprobed("other", 0, "10.0.1.6"), unprobed("set", 0, "10.0.1.4")}),
			acctest.Ends(ports, "mappings", []any{
				mapped(memberOf("set", 0, "10.0.1.4"), "ssh", "f0", "198.19.0.1", 50000, 22),
				mapped(memberOf("other", 0, "10.0.1.6"), "ssh", "f0", "198.19.0.1", 50002, 22),
				mapped(memberOf("other", 0, "10.0.1.6"), "rdp", "f1", "198.19.0.2", 5000, 3389),
				mapped(memberOf("set", 0, "10.0.1.4"), "rdp", "f1", "198.19.0.2", 5001, 3389),
			})),
	)
}

// A rule for one address keeps the probe from one member of two; where the guest does not listen, from both.
func TestHealthOfMembers(t *testing.T) {
	const members = "data.simfabric_lb_backend_members.a"
	file := "stand+health"
	up := found(memberOf("set", 0, "10.0.3.4"), "Up", "The probe http is answered.")
	deaf := func(instance int, address string) map[string]any {
		return found(memberOf("set", instance, address), "Down", "Its guest does not listen on tcp/8080, which the probe http asks.")
	}
	acctest.OneCLI(t).Run(
		acctest.Apply(file, nil, acctest.Ends(members, "members", []any{up, found(memberOf("set", 1, "10.0.3.5"), "Up", "The probe http is answered.")})),
		acctest.Apply(file, acctest.Vars{"denied": "10.0.3.5"}, acctest.Ends(members, "members", []any{up, found(memberOf("set", 1, "10.0.3.5"),
			"Down", "The rule closed of the network security group web on the subnet members keeps the probe http from port 8080.")})),
		acctest.Apply(file, acctest.Vars{"port": "udp/8080"}, acctest.Ends(members, "members", []any{deaf(0, "10.0.3.4"), deaf(1, "10.0.3.5")})),
	)
}

func TestDataSourcesOfAbsent(t *testing.T) {
	absent := func(name, attribute, id string) string {
		return "data \"simfabric_" + name + "\" \"this\" {\n  " + attribute + " = \"" + id + "\"\n}\n"
	}
	pool := childOf(fabric.KindBackendPool, "lb", "none")
	acctest.OneCLI(t).Run(
		acctest.Refuses(absent("lb_backend_members", "backend_pool_id", pool), nil, fabric.CodeInvalidResourceReference,
			"backend_pool_id =", "There is no backend pool "+pool+"."),
		acctest.Refuses(absent("nat_port_mappings", "lb_id", acctest.ID(fabric.KindLoadBalancer, "none")), nil, fabric.CodeInvalidResourceReference, "lb_id =", "There is no load balancer"),
		acctest.Refuses(absent("floating_ip_guest_config", "lb_rule_id", pool), nil, fabric.CodeInvalidResourceReference, "lb_rule_id =", "There is no load-balancing rule"),
	)
}
