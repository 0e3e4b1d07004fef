package compute_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// The orchestrated cases with several NICs, groups and pools, and of azurerm's
// orchestrated_virtual_machine_scale_set_resource_other_test.go those that decide about instances.

func TestOrchestratedMultipleNetworkProfiles(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("orchestrated_nics"), nil,
			acctest.Is(set, of(firstVM, "primary", "", "id"), flexibleNICs+"primary-4b20c537"),
			acctest.Is(set, of(secondVM, "primary", "", "id"), flexibleNICs+"primary-e9583ee8"),
			acctest.Is(set, of(firstVM, "primary", "primary", "private_ip_address"), "10.0.2.4"),
			acctest.Is(set, of(firstVM, "secondary", "secondary", "private_ip_address"), "10.0.2.5"),
			acctest.Is(set, of(firstVM, "secondary", "secondary", "public_ip_id"), nil),
			acctest.Is(set, of(firstVM, "secondary", "", "primary"), false),
			acctest.Is(set, "private_ip_addresses", []string{"10.0.2.4", "10.0.2.6"}),
			acctest.Is(set, "public_ip_addresses", []string{"198.19.0.2", "198.19.0.3"}),
			acctest.Is(set, "fqdns", []string{
				"test-domain-label-de6795f0-2244-8535-9cb9-cb5e30ad7f45.koreacentral.cloudapp.azure.com",
				"test-domain-label-1cd25329-f87a-8d36-9755-f15f84277d87.koreacentral.cloudapp.azure.com",
			}),
		),
		acctest.Import(set),
	)
}

func TestOrchestratedNetworkSecurityGroup(t *testing.T) {
	vars := acctest.Vars{"group": "a"}
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("security_group"), vars,
			acctest.Is(set, of(firstVM, "example", "", "network_security_group_id"), acctest.ID(fabric.KindNetworkSecurityGroup, "acctestnsg-a")),
			acctest.Is(set, of(secondVM, "example", "internal", "private_ip_address"), "10.0.2.5"),
		),
		acctest.Import(set, vars),
	)
}

func TestOrchestratedBasicApplicationSecurity(t *testing.T) {
	vars := acctest.Vars{"groups": 2}
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("application_security_group"), vars,
			acctest.Is(set, of(firstVM, "example", "internal", "application_security_group_ids"),
				[]string{acctest.ID(fabric.KindApplicationSecurityGroup, "first"), acctest.ID(fabric.KindApplicationSecurityGroup, "second")}),
		),
		acctest.Import(nic, vars),
	)
}

// The cases loadBalancer and applicationGateway, with the NAT rule that takes the place of a NAT pool.
func TestOrchestratedLoadBalancerAndApplicationGateway(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("orchestrated_balanced"), nil,
			acctest.Is(set, of(firstVM, orchestratedNIC, orchestratedIP, "lb_backend_pool_ids"), []string{acctest.ID(fabric.KindLoadBalancer, "acctestlb") + "/backendAddressPools/test"}),
			acctest.Is(set, of(firstVM, orchestratedNIC, orchestratedIP, "app_gateway_pool_ids"), []string{acctest.ID(fabric.KindApplicationGateway, "acctestgw") + "/backendAddressPools/pool-1"}),
			acctest.Is(set, of(firstVM, orchestratedNIC, orchestratedIP, "nat_ports"), map[string]any{}),
			// The load balancer's frontend comes first.
			acctest.Is(set, "private_ip_addresses", []string{"10.0.2.5", "10.0.2.6"}),
			acctest.OutputComes("mappings", []string{"50000 " + firstVM, "50001 " + secondVM}),
			acctest.OutputComes("members", []string{firstVM + " 10.0.2.5", secondVM + " 10.0.2.6"}),
		),
		acctest.Refuses(orchestrated("orchestrated_balanced"), acctest.Vars{"nat_pool": true}, fabric.CodeNotSupportedByFlexibleOrchestration,
			"which has no inbound NAT pools; the IP configuration TestIPConfiguration of the NIC TestNetworkProfile names pool.", "Use a NAT rule of a backend pool instead."),
	)
}

func TestOrchestratedZoneUpdate(t *testing.T) {
	zones := func(capacity int, zones ...string) acctest.Vars {
		return acctest.Vars{"fault_domains": 1, "capacity": capacity, "zones": zones}
	}
	zone := func(vm string) string { return "instances." + vm + ".zone" }
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("orchestrated_nic"), zones(2, "1"), acctest.Is(set, zone(firstVM), "1"), acctest.Is(set, zone(secondVM), "1")),
		// The instances that exist stay where they are.
		acctest.Apply(orchestrated("orchestrated_nic"), zones(4, "1", "2", "3"), acctest.Updates(set),
			acctest.Is(set, zone(firstVM), "1"), acctest.Is(set, zone(secondVM), "1"), acctest.Is(set, zone(thirdVM), "2"), acctest.Is(set, zone(fourthVM), "3"),
			acctest.Is(set, "private_ip_addresses", []string{"10.0.2.4", "10.0.2.5", "10.0.2.6", "10.0.2.7"})),
		acctest.Import(set, zones(4, "1", "2", "3")),
		acctest.Refuses(orchestrated("orchestrated_nic"), acctest.Vars{"zones": []string{"1"}}, fabric.CodeInvalidParameter, "asks for 2 fault domains; possible is 1."),
	)
}

// With Manual, instances keep their model; with Rolling they follow in batches, without a probe that says when.
func TestOrchestratedOtherUpgradePolicyAndRollingUpgrade(t *testing.T) {
	policy := func(forwarding bool, capacity int, policy map[string]string) acctest.Vars {
		return acctest.Vars{"forwarding": forwarding, "capacity": capacity, "upgrade_policy": policy}
	}
	manual, rolling := map[string]string{"mode": "Manual"}, map[string]string{"mode": "Rolling", "max_batch_instance_percent": "50", "pause_time_between_batches": "PT1M"}
	forwards := of(firstVM, orchestratedNIC, "", "ip_forwarding_enabled")
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("orchestrated_nic"), policy(false, 4, manual), acctest.Is(set, forwards, false)),
		acctest.Apply(orchestrated("orchestrated_nic"), policy(true, 4, manual), acctest.Is(set, forwards, false), acctest.Is(set, "instances."+firstVM+".latest_model_applied", false)),
		acctest.Apply(orchestrated("orchestrated_nic"), policy(true, 4, rolling), acctest.Updates(set), acctest.Is(set, forwards, true),
			acctest.Is(set, "latest_rolling_upgrade", map[string]any{"model_version": 2, "status": "Completed", "batches": []any{
				map[string]any{"zone": nil, "instance_ids": []string{firstVM, secondVM}, "starts_after": "PT0S"},
				map[string]any{"zone": nil, "instance_ids": []string{thirdVM, fourthVM}, "starts_after": "PT1M"},
			}})),
		acctest.Import(set, policy(true, 4, rolling)),
		acctest.Apply(orchestrated("orchestrated_nic"), acctest.Vars{"forwarding": true, "capacity": 1, "upgrade_policy": rolling, "protected": []string{thirdVM}},
			acctest.Updates(set), acctest.Is(set, "private_ip_addresses", []string{"10.0.2.6"}), acctest.Is(set, "instances."+thirdVM+".instance_id", thirdVM)),
	)
}

func TestOrchestratedOtherSinglePlacementGroup(t *testing.T) {
	single := func(sku string) acctest.Vars { return acctest.Vars{"sku": sku, "capacity": 1} }
	acctest.OneCLI(t).Run(
		acctest.Refuses(orchestrated("orchestrated_nic"), acctest.Vars{"single_placement_group": true, "sku": "Standard_D1_v2"}, fabric.CodeOperationNotAllowed,
			"in which the VM size Standard_D1_v2 cannot be in a single placement group.", "Leave single_placement_group out."),
		acctest.Refuses(orchestrated("orchestrated_nic"), acctest.Vars{"single_placement_group": false, "sku": "Standard_M8ms"}, fabric.CodeOperationNotAllowed,
			"in which the VM size Standard_M8ms spreads over 2 fault domains only in a single placement group."),
		acctest.Apply(orchestrated("orchestrated_nic"), acctest.Vars{"single_placement_group": false, "capacity": 1}, acctest.Is(set, "single_placement_group", false)),
		acctest.Apply(orchestrated("orchestrated_nic"), single("Standard_D1_v2"), acctest.Updates(set), acctest.Is(set, "single_placement_group", false)),
		acctest.Apply(orchestrated("orchestrated_nic"), single("Standard_M32ls"), acctest.Replaces(set), acctest.Is(set, "single_placement_group", true)),
		acctest.Import(set, single("Standard_M32ls")),
	)
}

// What azurerm says of a set that cannot be, and of a mode that cannot change.
func TestOrchestratedRefused(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Refuses(orchestrated("orchestrated_nic"), acctest.Vars{"overprovision": true}, fabric.CodeNotSupportedByFlexibleOrchestration, "overprovision = var.overprovision", "which has no overprovisioning."),
		acctest.Refuses(orchestrated("orchestrated_nic"), acctest.Vars{"fault_domains": 5}, fabric.CodeInvalidParameter, "asks for 5 fault domains; possible are 1, 2, 3."),
		acctest.Refuses(orchestrated("orchestrated_nic"), acctest.Vars{"protected": []string{"0"}}, fabric.CodeInvalidParameter, `"0", which the scale set acctestOVMSS protects, is no instance id`),
		acctest.Apply(orchestrated("orchestrated_nic"), nil),
		acctest.Plan(orchestrated("orchestrated_nic"), acctest.Vars{"orchestration_mode": "Uniform"}, acctest.Replaces(set), acctest.Is(set, "instances.0.name", "acctestOVMSS_0")),
		acctest.Apply(orchestrated("orchestrated_nic"), acctest.Vars{"orchestration_mode": "Uniform"}, acctest.Replaces(set), acctest.Is(set, "fqdns", []string{
			"vm0.test-domain-label.koreacentral.cloudapp.azure.com", "vm1.test-domain-label.koreacentral.cloudapp.azure.com",
		})),
	)
}

// methods expects how the first two instances get out.
func methods(method string) acctest.Expectation {
	return acctest.OutputComes("methods", map[string]any{firstVM: method, secondVM: method})
}

// What the data sources say: ARM's list of public addresses, which are resources of their own.
func TestOrchestratedPublicAddresses(t *testing.T) {
	read := acctest.Apply(orchestrated("orchestrated_nic+corpus/orchestrated_read"), acctest.Vars{"explicit_outbound": false}, methods("InstancePublicIp"))
	read.Check = golden("json", "orchestrated_public_ips.json")
	acctest.OneCLI(t).Run(read)
}

// Without a gateway there is no way out, where a Uniform set has default access.
func TestOrchestratedOutbound(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(orchestrated("security_group+corpus/orchestrated_read"), nil, methods("NatGateway")),
		acctest.Apply(orchestrated("security_group+corpus/orchestrated_read"), acctest.Vars{"explicit_outbound": false}, methods("None")),
		acctest.Apply(orchestrated("security_group+corpus/orchestrated_read"), acctest.Vars{"explicit_outbound": false, "orchestration_mode": "Uniform"},
			acctest.Replaces(set), acctest.OutputComes("methods", map[string]any{"0": "DefaultOutboundAccess", "1": "DefaultOutboundAccess"})),
	)
}
