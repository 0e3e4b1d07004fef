package balance_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// child is a kind below a load balancer: what it shows with the least of arguments and with all of them.
type child struct {
	kind       fabric.Kind
	name       string
	bare, full map[string]any
	// kept says that nothing changes between the two.
	kept bool
}

func (c child) address() string { return "simfabric_" + string(c.kind) + ".test" }

func (c child) shows(values map[string]any) []acctest.Expectation {
	var list []acctest.Expectation
	for name, value := range values {
		list = append(list, acctest.Is(c.address(), name, value))
	}
	return list
}

func children() []child {
	pool := childOf(fabric.KindBackendPool, "lb", "pool")
	return []child{
		{kind: fabric.KindBackendPool, name: "pool", bare: map[string]any{"lb_id": acctest.ID(fabric.KindLoadBalancer, "lb")}, kept: true},
		{
			kind: fabric.KindProbe, name: "probe",
			bare: map[string]any{"protocol": "Tcp", "port": 8080, "request_path": nil, "interval_in_seconds": 15, "probe_threshold": 1},
			full: map[string]any{"protocol": "Https", "port": 8443, "request_path": "/health", "interval_in_seconds": 5, "probe_threshold": 100},
		},
		{
			kind: fabric.KindLoadBalancingRule, name: "rule",
			bare: map[string]any{
				"frontend_ip_configuration_name": "front", "protocol": "Tcp", "frontend_port": 443, "backend_port": 8443, "backend_pool_ids": nil, "probe_id": nil,
				"floating_ip": false, "idle_timeout_in_minutes": 4, "load_distribution": "Default", "tcp_reset_enabled": false, "disable_outbound_snat": false,
			},
			full: map[string]any{
				"frontend_ip_configuration_name": "second", "protocol": "Udp", "frontend_port": 53, "backend_port": 5353, "backend_pool_ids": []string{pool},
				"probe_id": childOf(fabric.KindProbe, "lb", "probe"), "floating_ip": true, "idle_timeout_in_minutes": 30, "load_distribution": "SourceIPProtocol",
				"tcp_reset_enabled": true, "disable_outbound_snat": true,
			},
		},
		{
			kind: fabric.KindInboundNATPool, name: "natpool",
			bare: map[string]any{
				"frontend_ip_configuration_name": "front", "protocol": "Tcp", "frontend_port_start": 50000, "frontend_port_end": 50009, "backend_port": 22,
				"floating_ip": false, "idle_timeout_in_minutes": 4, "tcp_reset_enabled": false,
			},
			full: map[string]any{
				"frontend_ip_configuration_name": "second", "protocol": "Udp", "frontend_port_start": 50001, "frontend_port_end": 50020, "backend_port": 3389,
				"floating_ip": true, "idle_timeout_in_minutes": 30, "tcp_reset_enabled": true,
			},
		},
		{
			kind: fabric.KindInboundNATRule, name: "natrule",
			bare: map[string]any{
				"frontend_ip_configuration_name": "front", "protocol": "Tcp", "backend_pool_id": pool, "frontend_port_start": 5000, "frontend_port_end": 5009,
				"backend_port": 23, "floating_ip": false, "idle_timeout_in_minutes": 4, "tcp_reset_enabled": false,
			},
			full: map[string]any{
				"frontend_ip_configuration_name": "second", "protocol": "Udp", "backend_pool_id": pool, "frontend_port_start": 5001, "frontend_port_end": 5020,
				"backend_port": 3390, "floating_ip": true, "idle_timeout_in_minutes": 30, "tcp_reset_enabled": true,
			},
		},
		{
			kind: fabric.KindOutboundRule, name: "outbound",
			bare: map[string]any{
				"frontend_ip_configuration_names": []string{"front"}, "backend_pool_id": pool, "protocol": "All", "allocated_outbound_ports": 0,
				"idle_timeout_in_minutes": 4, "tcp_reset_enabled": false,
			},
			full: map[string]any{
				"frontend_ip_configuration_names": []string{"front", "second"}, "backend_pool_id": pool, "protocol": "Tcp", "allocated_outbound_ports": 8,
				"idle_timeout_in_minutes": 120, "tcp_reset_enabled": true,
			},
		},
	}
}

// forAll collects expectations of every kind.
func forAll(of func(child) []acctest.Expectation) []acctest.Expectation {
	var list []acctest.Expectation
	for _, c := range children() {
		list = append(list, of(c)...)
	}
	return list
}

func updates(c child) acctest.Expectation {
	if c.kept {
		return acctest.Keeps(c.address())
	}
	return acctest.Updates(c.address())
}

func TestLoadBalancerChildren(t *testing.T) {
	f := acctest.OneCLI(t)
	full := acctest.Vars{"full": true}
	bare := func(does func(child) acctest.Expectation) []acctest.Expectation {
		return forAll(func(c child) []acctest.Expectation {
			return append(c.shows(c.bare), does(c), acctest.Is(c.address(), "id", childOf(c.kind, "lb", c.name)))
		})
	}
	creates := func(c child) acctest.Expectation { return acctest.Creates(c.address()) }
	steps := []resource.TestStep{
		acctest.Apply("lb_children", nil, bare(creates)...),
		acctest.Apply("lb_children", full, forAll(func(c child) []acctest.Expectation { return append(c.shows(c.full), updates(c)) })...),
	}
	for _, c := range children() {
		steps = append(steps, acctest.Import(c.address(), full))
	}
	// Behind Terraform's back all of them go, users first.
	drift := acctest.Before(func() {
		for _, c := range slices.Backward(children()) {
			f.Remove(childOf(c.kind, "lb", c.name))
		}
	}, acctest.Apply("lb_children", nil, bare(creates)...))
	f.Run(append(steps, acctest.Apply("lb_children", nil, bare(updates)...), drift)...)
}

func TestLoadBalancerChildrenReplacements(t *testing.T) {
	replaced := func(parent, suffix string) []acctest.Expectation {
		return forAll(func(c child) []acctest.Expectation {
			return []acctest.Expectation{acctest.Replaces(c.address()), acctest.Is(c.address(), "id", childOf(c.kind, parent, c.name+suffix))}
		})
	}
	acctest.OneCLI(t).Run(
		acctest.Apply("lb_children", nil),
		acctest.Plan("lb_children", acctest.Vars{"suffix": "-2"}, replaced("lb", "-2")...),
		acctest.Apply("lb_children", acctest.Vars{"lb": "other"}, replaced("other", "")...),
	)
}

// Every kind by a block with its id and with its identity, and refused by an id of another kind; one that is absent.
func TestLoadBalancerChildrenImports(t *testing.T) {
	steps := []resource.TestStep{acctest.Apply("lb_children", nil)}
	for _, c := range children() {
		steps = append(steps,
			acctest.ImportBlock(t, c.address()),
			acctest.ImportIdentity(t, c.address()),
			noID(c.address(), nil, acctest.ID(fabric.KindLoadBalancer, "lb"), c.kind),
		)
	}
	acctest.OneCLI(t).Run(append(steps, acctest.ImportRefused(rule, nil, childOf(fabric.KindLoadBalancingRule, "lb", "absent"), "Cannot import non-existent remote object"))...)
}
