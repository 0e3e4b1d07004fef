package compute_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const scaleSet = "simfabric_scale_set.this"

func TestScaleSet(t *testing.T) {
	id := acctest.ID(fabric.KindScaleSet, "web")
	f := acctest.New(t)
	instance := map[string]any{
		"instance_id": "0", "name": "web_0", "computer_name": "web000000", "zone": nil, "fault_domain": 0, "latest_model_applied": true,
		"private_ip_address": "10.0.2.4", "public_ip_address": nil, "fqdn": nil,
		"id": id + "/virtualMachines/0", "model_definition_applied": "VirtualMachineScaleSet",
		"network_interfaces": map[string]any{"nic1": map[string]any{
			"id":          id + "/virtualMachines/0/networkInterfaces/nic1",
			"mac_address": "00-17-FA-FA-F3-B2", "primary": true, "accelerated_networking_enabled": false, "ip_forwarding_enabled": false,
			"dns_servers": []string{"168.63.129.16"}, "network_security_group_id": nil,
			"ip_configurations": map[string]any{"ip1": map[string]any{
				"primary": true, "version": "IPv4", "subnet_id": acctest.SubnetID("net", "web"),
				"private_ip_address": "10.0.2.4", "public_ip_address": nil, "fqdn": nil, "application_security_group_ids": []string{},
				"lb_backend_pool_ids": []string{}, "app_gateway_pool_ids": []string{}, "nat_ports": map[string]any{},
				"public_ip_id": nil,
			}},
		}},
	}
	bare := []acctest.Expectation{
		acctest.Is(scaleSet, "id", id),
		acctest.Is(scaleSet, "unique_id", "ef000757-c6c5-8285-b685-6e689fc4b738"),
		acctest.Is(scaleSet, "orchestration_mode", "Uniform"),
		acctest.Is(scaleSet, "computer_name_prefix", "web"),
		acctest.Is(scaleSet, "single_placement_group", true),
		acctest.Is(scaleSet, "platform_fault_domain_count", 5),
		acctest.Is(scaleSet, "zone_balance", false),
		acctest.Is(scaleSet, "overprovision", false),
		acctest.Is(scaleSet, "scale_in", map[string]any{"rule": "Default", "protected_instance_ids": nil}),
		acctest.Is(scaleSet, "latest_rolling_upgrade", nil),
		acctest.Is(scaleSet, "upgrade_policy", upgradePolicy("Manual")),
		acctest.Is(scaleSet, "guest", nil),
		acctest.Is(scaleSet, "zones", nil),
		acctest.Is(scaleSet, "tags", nil),
	}
	full := acctest.Vars{
		"sku": "Standard_D4s_v5", "capacity": 2, "mode": "Automatic", "os_type": "Linux", "second_nic": true,
		"single_placement_group": false, "tags": map[string]string{"stage": "test"},
	}
	f.Run(
		acctest.Apply("scale_set", nil, append(bare,
			acctest.Creates(scaleSet),
			acctest.Is(scaleSet, "model_version", 1),
			acctest.Is(scaleSet, "instances", map[string]any{"0": instance}),
			acctest.Is(scaleSet, "private_ip_addresses", []string{"10.0.2.4"}),
		)...),
		acctest.Import(scaleSet),
		acctest.Apply("scale_set", full,
			acctest.Updates(scaleSet),
			acctest.Is(scaleSet, "model_version", 2),
			acctest.Is(scaleSet, "upgrade_policy", upgradePolicy("Automatic")),
			acctest.Is(scaleSet, "guest", map[string]any{"os_type": "Linux", "loopback_addresses": nil, "weak_host_enabled": false, "listening_ports": nil}),
			acctest.Is(scaleSet, "single_placement_group", false),
			acctest.Is(scaleSet, "tags", map[string]string{"stage": "test"}),
			// Instance 0 keeps its address; the rest follows in the order of instance and NIC.
			acctest.Is(scaleSet, at("nic1", "ip1", "private_ip_address"), "10.0.2.4"),
			acctest.Is(scaleSet, at("nic2", "ip1", "private_ip_address"), "10.0.2.5"),
			acctest.Is(scaleSet, "private_ip_addresses", []string{"10.0.2.4", "10.0.2.6"}),
			acctest.Is(scaleSet, "instances.1.fault_domain", 1),
			acctest.Is(scaleSet, "instances.1.computer_name", "web000001"),
		),
		acctest.Import(scaleSet, full),
		acctest.ImportBlock(t, scaleSet, full),
		acctest.ImportIdentity(t, scaleSet, full),
		acctest.ImportRefused(scaleSet, full, acctest.ID(fabric.KindNICConfiguration, "nic1"), "LinkedInvalidPropertyId: not an id of the kind scale set"),
		// The placement group cannot become a single one again; the rest goes back to what it was in place.
		acctest.Apply("scale_set", acctest.Vars{"single_placement_group": false},
			acctest.Updates(scaleSet),
			acctest.Is(scaleSet, "upgrade_policy", upgradePolicy("Manual")),
			acctest.Is(scaleSet, "guest", nil),
			acctest.Is(scaleSet, "tags", nil),
			acctest.Is(scaleSet, "private_ip_addresses", []string{"10.0.2.4"}),
		),
		acctest.Apply("scale_set", nil, append(bare, acctest.Replaces(scaleSet), acctest.Is(scaleSet, "model_version", 1))...),
		acctest.Before(func() { f.Remove(id) }, acctest.Apply("scale_set", nil, append(bare, acctest.Creates(scaleSet), acctest.Is(scaleSet, "instances", map[string]any{"0": instance}))...)),
	)
}

// upgradePolicy is a policy of defaults but for its mode.
func upgradePolicy(mode string) map[string]any {
	return map[string]any{
		"mode": mode, "max_batch_instance_percent": 20, "max_unhealthy_instance_percent": 20,
		"max_unhealthy_upgraded_instance_percent": 20, "pause_time_between_batches": "PT0S",
	}
}

func TestScaleSetReplacements(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply("scale_set", acctest.Vars{"zones": []string{"1", "2"}, "capacity": 3},
			acctest.Is(scaleSet, "single_placement_group", false),
			acctest.Is(scaleSet, "instances.0.zone", "1"), acctest.Is(scaleSet, "instances.1.zone", "2"), acctest.Is(scaleSet, "instances.2.zone", "1"),
		),
		acctest.Plan("scale_set", acctest.Vars{"zones": []string{"1", "2"}, "capacity": 3, "name": "db"}, acctest.Replaces(scaleSet)),
		acctest.Plan("scale_set", acctest.Vars{"zones": []string{"1", "2"}, "capacity": 3, "computer_name_prefix": "db"}, acctest.Replaces(scaleSet), acctest.Is(scaleSet, "instances.0.computer_name", "db000000")),
		acctest.Plan("scale_set", acctest.Vars{"zones": []string{"1", "2"}, "capacity": 3, "os_type": "Windows"}, acctest.Replaces(scaleSet)),
		acctest.Plan("scale_set", acctest.Vars{"zones": []string{"1"}, "capacity": 3}, acctest.Replaces(scaleSet)),
		acctest.Plan("scale_set", acctest.Vars{"capacity": 3}, acctest.Replaces(scaleSet)),
		acctest.Plan("scale_set", acctest.Vars{"zones": []string{"1", "2"}, "capacity": 3, "single_placement_group": true}, acctest.Replaces(scaleSet)),
		acctest.Plan("scale_set", acctest.Vars{"zones": []string{"1", "2"}, "capacity": 3, "location": "westeurope"}, acctest.Replaces(scaleSet)),
		acctest.Plan("scale_set", acctest.Vars{"zones": []string{"1", "2"}, "capacity": 3, "elsewhere": true}, acctest.Replaces(scaleSet), acctest.Is(scaleSet, "private_ip_addresses", []string{"10.1.2.4", "10.1.2.5", "10.1.2.6"})),
		// A zone can be added in place, and new instances even the zones out.
		acctest.Apply("scale_set", acctest.Vars{"zones": []string{"1", "2", "3"}, "capacity": 5}, acctest.Updates(scaleSet),
			acctest.Is(scaleSet, "instances.3.zone", "3"), acctest.Is(scaleSet, "instances.4.zone", "2")),
	)
}

// Ids are never used again, and lists follow them as numbers.
func TestScaleSetInstanceIDs(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply("scale_set", acctest.Vars{"capacity": 3}, acctest.Is(scaleSet, "private_ip_addresses", []string{"10.0.2.4", "10.0.2.5", "10.0.2.6"})),
		acctest.Apply("scale_set", acctest.Vars{"capacity": 2}, acctest.Updates(scaleSet), acctest.Is(scaleSet, "private_ip_addresses", []string{"10.0.2.4", "10.0.2.5"})),
		acctest.Apply("scale_set", acctest.Vars{"capacity": 3}, acctest.Updates(scaleSet),
			acctest.Is(scaleSet, "instances.0.instance_id", "0"), acctest.Is(scaleSet, "instances.1.instance_id", "1"), acctest.Is(scaleSet, "instances.3.instance_id", "3"),
			acctest.Is(scaleSet, "instances.3.name", "web_3"), acctest.Is(scaleSet, "instances.3.computer_name", "web000003"),
			acctest.Is(scaleSet, "private_ip_addresses", []string{"10.0.2.4", "10.0.2.5", "10.0.2.6"})),
		acctest.Apply("scale_set", acctest.Vars{"capacity": 12}, acctest.Updates(scaleSet),
			acctest.Is(scaleSet, "instances.12.private_ip_address", "10.0.2.15"),
			acctest.Is(scaleSet, "instances.10.computer_name", "web00000A"),
			acctest.Is(scaleSet, "private_ip_addresses", []string{"10.0.2.4", "10.0.2.5", "10.0.2.6", "10.0.2.7", "10.0.2.8", "10.0.2.9", "10.0.2.10", "10.0.2.11", "10.0.2.12", "10.0.2.13", "10.0.2.14", "10.0.2.15"})),
		acctest.Apply("scale_set", acctest.Vars{"capacity": 0}, acctest.Updates(scaleSet), acctest.Is(scaleSet, "instances", map[string]any{}), acctest.Is(scaleSet, "private_ip_addresses", []string{})),
	)
}
