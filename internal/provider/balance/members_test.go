package balance_test

import (
	"strconv"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const (
	sets   = "simfabric_scale_set.this"
	others = "simfabric_scale_set.other"
)

// port expects the NAT port of an instance, known in the plan.
func port(set string, instance, number int) acctest.Expectation {
	return acctest.Is(set, at(strconv.Itoa(instance), "nic", "ip", "nat_ports"), map[string]any{"ssh": number})
}

func inPool(set string, instance int, pools ...string) acctest.Expectation {
	ids := []string{}
	for _, name := range pools {
		ids = append(ids, childOf(fabric.KindBackendPool, "lb", name))
	}
	return acctest.Is(set, at(strconv.Itoa(instance), "nic", "ip", "lb_backend_pool_ids"), ids)
}

// Over scale-in and scale-out an instance keeps its port; a new one, whose id is new, takes the lowest free one.
func TestMembersKeepTheirPorts(t *testing.T) {
	step := func(capacity int, expect ...acctest.Expectation) resource.TestStep {
		return acctest.Apply("stand+members", acctest.Vars{"capacity": capacity}, expect...)
	}
	acctest.OneCLI(t).Run(
		step(3, port(sets, 0, 50000), port(sets, 1, 50001), port(sets, 2, 50002), inPool(sets, 2, "a")),
		step(5, acctest.Updates(sets), acctest.Is(sets, "model_version", 1),
			port(sets, 0, 50000), port(sets, 1, 50001), port(sets, 2, 50002), port(sets, 3, 50003), port(sets, 4, 50004), inPool(sets, 4, "a")),
		step(2, acctest.Updates(sets), port(sets, 0, 50000), port(sets, 1, 50001)),
		step(3, port(sets, 0, 50000), port(sets, 1, 50001), port(sets, 5, 50002), inPool(sets, 5, "a")),
		acctest.Import(sets, acctest.Vars{"capacity": 3}),
	)
}

func TestMembersOfTwoSets(t *testing.T) {
	vars := func(capacity, other int) acctest.Vars { return acctest.Vars{"capacity": capacity, "other": other} }
	acctest.OneCLI(t).Run(
		acctest.Apply("stand+members", vars(2, 2),
			port(sets, 0, 50000), port(sets, 1, 50001), port(others, 0, 50002), port(others, 1, 50003), inPool(others, 0, "a"),
			acctest.Is(others, "private_ip_addresses", []string{"10.0.1.6", "10.0.1.7"})),
		acctest.Apply("stand+members", vars(3, 2), acctest.Keeps(others), port(sets, 2, 50004)),
		// What a set gives back in the same plan is not free yet.
		acctest.Apply("stand+members", vars(1, 3), port(sets, 0, 50000), port(others, 0, 50002), port(others, 1, 50003), port(others, 2, 50005)),
		acctest.Refuses("stand+members", vars(1, 10), fabric.CodeInboundNATPoolSmallerThanRequestedPorts, "capacity = var.other",
			"The scale set other needs 10 ports for its 10 instances from the NAT pool ssh, which has 10, of which others hold 1."),
		acctest.Apply("stand+members", vars(1, 9), acctest.Updates(others), port(others, 2, 50005), port(others, 3, 50001), port(others, 4, 50004), port(others, 8, 50009)),
		acctest.Refuses("stand+members", acctest.Vars{"last_port": 50001, "capacity": 3}, fabric.CodeInboundNATPoolSmallerThanRequestedPorts),
	)
}

// A NIC configuration that joins a pool is a new model: the set's own plan shows it.
func TestMembersJoinAutomatic(t *testing.T) {
	out := acctest.Vars{"join": false}
	ports := at("0", "nic", "ip", "nat_ports")
	acctest.OneCLI(t).Run(
		acctest.Apply("stand+members", out, inPool(sets, 0), acctest.Is(sets, ports, map[string]any{}), acctest.Is(sets, "model_version", 1)),
		acctest.Apply("stand+members", nil,
			acctest.Updates(sets), acctest.Updates("simfabric_nic_configuration.this"),
			acctest.Is(sets, "model_version", 2), acctest.Is(sets, "instances.0.latest_model_applied", true),
			inPool(sets, 0, "a"), inPool(sets, 1, "a"), port(sets, 0, 50000), port(sets, 1, 50001),
			acctest.Is(sets, "private_ip_addresses", []string{"10.0.1.4", "10.0.1.5"})),
		acctest.Apply("stand+members", out, acctest.Updates(sets), acctest.Is(sets, "model_version", 3), inPool(sets, 0), acctest.Is(sets, ports, map[string]any{})),
	)
}

func TestMembersJoinManual(t *testing.T) {
	manual := func(join bool, capacity int) acctest.Vars {
		return acctest.Vars{"mode": "Manual", "join": join, "capacity": capacity}
	}
	ports := func(instance string, want map[string]any) acctest.Expectation {
		return acctest.Is(sets, at(instance, "nic", "ip", "nat_ports"), want)
	}
	acctest.OneCLI(t).Run(
		acctest.Apply("stand+members", manual(false, 1), inPool(sets, 0), ports("0", map[string]any{})),
		acctest.Apply("stand+members", manual(true, 1),
			acctest.Updates(sets), acctest.Is(sets, "model_version", 2), acctest.Is(sets, "instances.0.latest_model_applied", false),
			inPool(sets, 0), ports("0", map[string]any{})),
		acctest.Apply("stand+members", manual(true, 2),
			acctest.Updates(sets), acctest.Is(sets, "model_version", 2),
			inPool(sets, 0), ports("0", map[string]any{}), inPool(sets, 1, "a"), port(sets, 1, 50000)),
		acctest.Import(sets, manual(true, 2)),
		acctest.Apply("stand+members", acctest.Vars{"capacity": 2}, // Automatic takes it in
			acctest.Updates(sets), acctest.Is(sets, "model_version", 2), acctest.Is(sets, "instances.0.latest_model_applied", true),
			inPool(sets, 0, "a"), port(sets, 0, 50001), port(sets, 1, 50000)),
	)
}
