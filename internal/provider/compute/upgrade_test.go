package compute_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const (
	upgrade = "simfabric_scale_set_instance_upgrade.some[0]"
	own     = "simfabric_scale_set_instance_network.one[0]"
	withUp  = "life/set+life/upgrade"
	withOwn = "life/set+life/network"
)

type vars = acctest.Vars

// applied expects which of the first three instances have the latest model.
func applied(zero, one, two bool) []acctest.Expectation {
	return []acctest.Expectation{
		acctest.Is(scaleSet, "instances.0.latest_model_applied", zero),
		acctest.Is(scaleSet, "instances.1.latest_model_applied", one),
		acctest.Is(scaleSet, "instances.2.latest_model_applied", two),
	}
}

// TestInstanceUpgrade: with Manual the instances keep their model until the upgrade names them, which it does again when
// the model moves on. The set shows it when it is refreshed.
func TestInstanceUpgrade(t *testing.T) {
	id := acctest.ID(fabric.KindInstanceUpgrade, "web+all")
	acctest.OneCLI(t).Run(
		acctest.Apply(withUp, nil, acctest.Creates(upgrade),
			acctest.Is(upgrade, "id", id), acctest.Is(upgrade, "instance_ids", []string{"*"}),
			acctest.Is(upgrade, "model_version", 1), acctest.Is(upgrade, "upgraded_instance_ids", []string{})),
		acctest.Apply(withUp, vars{"ip_forwarding": true}, append(applied(false, false, false),
			acctest.Updates(scaleSet), acctest.Updates(upgrade),
			acctest.Is(scaleSet, "model_version", 2), acctest.Is(scaleSet, "instances.0.network_interfaces.nic1.ip_forwarding_enabled", false),
			acctest.Is(upgrade, "model_version", 2), acctest.Is(upgrade, "upgraded_instance_ids", []string{"0", "1", "2"}))...),
		acctest.Apply(withUp, vars{"ip_forwarding": true}, append(applied(true, true, true),
			acctest.Keeps(scaleSet), acctest.Keeps(upgrade), acctest.Is(scaleSet, "instances.0.network_interfaces.nic1.ip_forwarding_enabled", true))...),
		// Without the upgrade a model and a capacity move on together: the new instance has the new model.
		acctest.Apply(withUp, vars{"upgrade": false, "capacity": 4}, append(applied(false, false, false),
			acctest.Deletes(upgrade), acctest.Updates(scaleSet), acctest.Is(scaleSet, "model_version", 3), acctest.Is(scaleSet, "instances.3.latest_model_applied", true))...),
		// One instance first.
		acctest.Apply(withUp, vars{"capacity": 4, "instance_ids": []string{"1"}}, acctest.Keeps(scaleSet), acctest.Creates(upgrade),
			acctest.Is(upgrade, "id", acctest.ID(fabric.KindInstanceUpgrade, "web+1")), acctest.Is(upgrade, "upgraded_instance_ids", []string{"1"})),
		acctest.Apply(withUp, vars{"capacity": 4, "instance_ids": []string{"0", "1", "3"}}, append(applied(false, true, false),
			acctest.Keeps(scaleSet), acctest.Replaces(upgrade), acctest.Is(upgrade, "upgraded_instance_ids", []string{"0"}))...),
		// From Manual to Automatic: those behind come along.
		acctest.Apply(withUp, vars{"capacity": 4, "instance_ids": []string{"0", "1", "3"}, "mode": "Automatic"}, append(applied(true, true, true),
			acctest.Updates(scaleSet), acctest.Keeps(upgrade), acctest.Is(scaleSet, "model_version", 3))...),
		acctest.Refuses(withUp, vars{"capacity": 4, "instance_ids": []string{"7"}}, fabric.CodeInvalidParameter, "instance_ids  = var.instance_ids", "The scale set web has no instance 7; it has 0, 1, 2, 3."),
		acctest.Refuses(withUp, vars{"capacity": 4, "instance_ids": []string{"*", "1"}}, fabric.CodeInvalidParameter, `"*" means all instances and cannot stand beside others.`),
		acctest.Refuses(withUp, vars{"capacity": 4, "instance_ids": []string{"web_1"}}, fabric.CodeInvalidParameter, `"web_1" is no instance id`),
	)
}

// TestInstanceNetwork: one instance gets a second NIC, keeps its address, deviates from the model, and goes back.
func TestInstanceNetwork(t *testing.T) {
	id := acctest.ID(fabric.KindScaleSet, "web") + "/virtualMachines/1"
	second := "instances.1.network_interfaces.nic2.ip_configurations.ip1.private_ip_address"
	acctest.OneCLI(t).Run(
		acctest.Apply(withOwn, nil, acctest.Creates(own), acctest.Is(own, "id", id), acctest.Is(own, "model_version", 1)),
		acctest.Apply(withOwn, nil, append(applied(true, false, true), acctest.Keeps(scaleSet), acctest.Keeps(own),
			acctest.Is(scaleSet, "instances.0.model_definition_applied", "VirtualMachineScaleSet"),
			acctest.Is(scaleSet, "instances.1.model_definition_applied", "VirtualMachine"),
			acctest.Is(scaleSet, "private_ip_addresses", []string{"10.0.2.4", "10.0.2.5", "10.0.2.6"}), acctest.Is(scaleSet, second, "10.0.2.7"))...),
		// In place, and a change of the capacity beside it: a new instance follows the model.
		acctest.Apply(withOwn, vars{"own_subnet": true, "capacity": 4}, append(applied(true, false, true), acctest.Updates(own), acctest.Updates(scaleSet),
			acctest.Is(scaleSet, "instances.3.private_ip_address", "10.0.2.8"))...),
		acctest.Apply(withOwn, vars{"own_subnet": true, "capacity": 4}, acctest.Keeps(scaleSet), acctest.Is(scaleSet, second, "10.0.3.4")),
		// It goes with the subnet that it alone was in, and the set changes in the same apply.
		acctest.Apply(withOwn, vars{"network": false, "capacity": 5}, acctest.Deletes(own), acctest.Deletes("simfabric_subnet.own[0]"), acctest.Updates(scaleSet),
			acctest.Is(scaleSet, "instances.4.private_ip_address", "10.0.2.7")),
		acctest.Apply(withOwn, vars{"network": false, "capacity": 5}, append(applied(true, true, true), acctest.Keeps(scaleSet),
			acctest.Is(scaleSet, "instances.1.private_ip_address", "10.0.2.5"), acctest.Is(scaleSet, "instances.1.model_definition_applied", "VirtualMachineScaleSet"))...),
	)
}

// TestInstanceNetworkMeetsUpgrades: a model that moves on takes the network back and has it put again, which the plan shows.
func TestInstanceNetworkMeetsUpgrades(t *testing.T) {
	file := withOwn + "+life/upgrade"
	for _, mode := range []string{"Manual", "Automatic"} {
		t.Run(mode, func(t *testing.T) {
			moved := vars{"mode": mode, "ip_forwarding": true}
			acctest.OneCLI(t).Run(
				acctest.Apply(file, vars{"mode": mode}, acctest.Is(own, "model_version", 1)),
				acctest.Apply(file, moved, acctest.Updates(scaleSet), acctest.Updates(own), acctest.Updates(upgrade), acctest.Is(own, "model_version", 2)),
				acctest.Apply(file, moved, append(applied(true, false, true), acctest.Keeps(scaleSet), acctest.Keeps(own), acctest.Keeps(upgrade),
					acctest.Is(scaleSet, "instances.1.network_interfaces.nic2.ip_configurations.ip1.private_ip_address", "10.0.2.7"),
					acctest.Is(scaleSet, "instances.1.network_interfaces.nic1.ip_forwarding_enabled", false))...),
				// To another instance: the old one is taken away, the new one put, and the set changes.
				acctest.Apply(file, vars{"mode": mode, "ip_forwarding": true, "instance": "2", "capacity": 4}, acctest.Updates(scaleSet), acctest.Replaces(own)),
				acctest.Apply(file, vars{"mode": mode, "ip_forwarding": true, "instance": "2", "capacity": 4}, append(applied(true, true, false), acctest.Keeps(scaleSet))...),
				// An instance that scale-in removes has no network to change.
				acctest.Refuses(file, vars{"mode": mode, "ip_forwarding": true, "instance": "2", "capacity": 2}, fabric.CodeInvalidParameter, "The scale set web has no instance 2; it has 0, 1."),
				acctest.Apply(file, vars{"mode": mode, "ip_forwarding": true, "network": false, "capacity": 2}, acctest.Deletes(own), acctest.Updates(scaleSet)),
			)
		})
	}
}
