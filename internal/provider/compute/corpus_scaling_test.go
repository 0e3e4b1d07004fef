package compute_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// The scaling and scale-in cases of azurerm's linux_virtual_machine_scale_set_scaling and _other tests (v5.2.0), under their
// names there. What azurerm leaves to Azure, who goes and where the others are, the plan shows here.

const scaling = "corpus/scaling"

// addresses expects the private addresses by instance; zones the zones.
func addresses(want map[string]any) acctest.Expectation { return acctest.Outputs("addresses", want) }

func zones(want map[string]any) acctest.Expectation { return acctest.Outputs("zones", want) }

func TestScalingInstanceCount(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(scaling, vars{"capacity": 3}, addresses(map[string]any{"0": "10.0.2.4", "1": "10.0.2.5", "2": "10.0.2.6"})),
		acctest.Import(set, vars{"capacity": 3}),
		acctest.Apply(scaling, vars{"capacity": 5}, acctest.Updates(set), acctest.Is(set, "model_version", 1),
			addresses(map[string]any{"0": "10.0.2.4", "1": "10.0.2.5", "2": "10.0.2.6", "3": "10.0.2.7", "4": "10.0.2.8"})),
		acctest.Apply(scaling, vars{"capacity": 3}, acctest.Updates(set), addresses(map[string]any{"0": "10.0.2.4", "1": "10.0.2.5", "2": "10.0.2.6"})),
		// Ids are never used again, addresses are.
		acctest.Apply(scaling, vars{"capacity": 4}, addresses(map[string]any{"0": "10.0.2.4", "1": "10.0.2.5", "2": "10.0.2.6", "5": "10.0.2.7"})),
		acctest.Refuses(scaling, vars{"capacity": 1001}, fabric.CodeInvalidParameter, "capacity = var.capacity", "asks for 1001 instances; possible are 0 to 1000."),
	)
}

// TestDefaultInstanceCount: azurerm's default is no instance; here the capacity has to be said.
func TestDefaultInstanceCount(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(scaling, vars{"capacity": 0}, addresses(map[string]any{}), acctest.Is(set, "private_ip_addresses", []string{}), acctest.Is(set, "model_version", 1)),
		acctest.Import(set, vars{"capacity": 0}),
	)
}

// TestScalingOverProvisionDisabled: without the surplus ids have no holes, with it those of the dropped machines are gone.
func TestScalingOverProvisionDisabled(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(scaling, vars{"capacity": 3, "overprovision": false}, addresses(map[string]any{"0": "10.0.2.4", "1": "10.0.2.5", "2": "10.0.2.6"})),
		acctest.Import(set, vars{"capacity": 3, "overprovision": false}),
		acctest.Apply(scaling, vars{"capacity": 3, "overprovision": true}, acctest.Updates(set), addresses(map[string]any{"0": "10.0.2.4", "1": "10.0.2.5", "2": "10.0.2.6"})),
		acctest.Apply(scaling, vars{"capacity": 5, "overprovision": true}, addresses(map[string]any{
			"0": "10.0.2.4", "1": "10.0.2.5", "2": "10.0.2.6", "3": "10.0.2.7", "6": "10.0.2.10",
		})),
	)
}

func TestScalingSinglePlacementGroupDisabled(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Refuses(scaling, vars{"capacity": 101}, fabric.CodeOperationNotAllowed, "asks for 101 instances in a single placement group, which holds at most 100."),
		acctest.Apply(scaling, vars{"capacity": 101, "single_placement_group": false}, acctest.Is(set, "single_placement_group", false), acctest.Is(set, "instances.100.private_ip_address", "10.0.2.104")),
		acctest.Import(set, vars{"capacity": 101, "single_placement_group": false}),
	)
}

func TestScalingSinglePlacementGroupDisabledUpdate(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(scaling, vars{"capacity": 1, "single_placement_group": true}, acctest.Is(set, "single_placement_group", true)),
		acctest.Apply(scaling, vars{"capacity": 1, "single_placement_group": false}, acctest.Updates(set), acctest.Is(set, "single_placement_group", false)),
		acctest.Apply(scaling, vars{"capacity": 1, "single_placement_group": true}, acctest.Replaces(set), acctest.Is(set, "single_placement_group", true)),
	)
}

func TestScalingZonesSingle(t *testing.T) {
	one := vars{"zones": []string{"1"}}
	acctest.OneCLI(t).Run(
		acctest.Apply(scaling, one, zones(map[string]any{"0": "1", "1": "1"}), acctest.Is(set, "single_placement_group", false), acctest.Is(set, "platform_fault_domain_count", 1)),
		acctest.Import(set, one),
	)
}

func TestScalingZonesMultiple(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(scaling, vars{"capacity": 5, "zones": []string{"1", "2", "3"}}, zones(map[string]any{"0": "1", "1": "2", "2": "3", "3": "1", "4": "2"})),
		acctest.Import(set, vars{"capacity": 5, "zones": []string{"1", "2", "3"}}),
		// Out of the fullest zones, the highest id first.
		acctest.Apply(scaling, vars{"capacity": 3, "zones": []string{"1", "2", "3"}}, zones(map[string]any{"0": "1", "1": "2", "2": "3"})),
	)
}

// TestScalingZonesUpdate: a zone is added in place, and the next instances fill it; one that goes is a replacement.
func TestScalingZonesUpdate(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(scaling, vars{"zones": []string{"1"}}, zones(map[string]any{"0": "1", "1": "1"})),
		acctest.Apply(scaling, vars{"zones": []string{"1", "2"}}, acctest.Updates(set), zones(map[string]any{"0": "1", "1": "1"})),
		acctest.Apply(scaling, vars{"capacity": 5, "zones": []string{"1", "2"}}, acctest.Updates(set), zones(map[string]any{"0": "1", "1": "1", "2": "2", "3": "2", "4": "1"})),
		acctest.Apply(scaling, vars{"zones": []string{"2"}}, acctest.Replaces(set), zones(map[string]any{"0": "2", "1": "2"})),
	)
}

// TestScalingZonesForRegional: a regional set gets zones in place. Its fault domains stay, whether it asks for them or not; a
// number that is another replaces it, and one that goes with no zones is refused.
func TestScalingZonesForRegional(t *testing.T) {
	both := []string{"1", "2"}
	domains := func(want map[string]any) acctest.Expectation { return acctest.Outputs("fault_domains", want) }
	acctest.OneCLI(t).Run(
		acctest.Apply(scaling, nil, acctest.Is(set, "platform_fault_domain_count", 5), acctest.Is(set, "single_placement_group", true),
			zones(map[string]any{"0": nil, "1": nil}), domains(map[string]any{"0": 0, "1": 1})),
		acctest.Apply(scaling, vars{"zones": both, "capacity": 6}, acctest.Updates(set),
			acctest.Is(set, "platform_fault_domain_count", 5), acctest.Is(set, "single_placement_group", false),
			zones(map[string]any{"0": nil, "1": nil, "2": "1", "3": "2", "4": "1", "5": "2"}), domains(map[string]any{"0": 0, "1": 1, "2": 0, "3": 0, "4": 1, "5": 1})),
		acctest.Import(set, vars{"zones": both, "capacity": 6}),
		acctest.Plan(scaling, vars{"zones": both, "capacity": 6, "fault_domains": 1}, acctest.Replaces(set), acctest.Is(set, "platform_fault_domain_count", 1)),
		acctest.Apply(scaling, vars{"zones": both, "capacity": 6, "fault_domains": 5}, acctest.Keeps(set)),
		acctest.Apply(scaling, vars{"fault_domains": 3}, acctest.Replaces(set), domains(map[string]any{"0": 0, "1": 1})),
		acctest.Refuses(scaling, vars{"zones": both}, fabric.CodeInvalidParameter, "has 3 fault domains, which it keeps; with zones possible are 1, 5."),
		acctest.Apply(scaling, vars{"capacity": 4}, acctest.Updates(set), acctest.Is(set, "platform_fault_domain_count", 3), domains(map[string]any{"0": 0, "1": 1, "2": 2, "3": 0})),
	)
}

func TestScalingZonesBalance(t *testing.T) {
	balance := func(capacity int, protected ...string) vars {
		return vars{"capacity": capacity, "zones": []string{"1", "2"}, "zone_balance": true, "protected": protected}
	}
	acctest.OneCLI(t).Run(
		acctest.Refuses(scaling, vars{"zone_balance": true}, fabric.CodeInvalidParameter, "asks for strict zone balance and has no zones."),
		acctest.Apply(scaling, balance(4), zones(map[string]any{"0": "1", "1": "2", "2": "1", "3": "2"}), acctest.Is(set, "zone_balance", true)),
		acctest.Import(set, balance(4)),
		acctest.Refuses(scaling, balance(2, "0", "2"), fabric.CodeOverconstrainedZonalAllocationRequest, "With 2 instances the zones of the scale set acctvmss would differ by 2 instances"),
		acctest.Apply(scaling, balance(2, "0"), zones(map[string]any{"0": "1", "1": "2"})),
	)
}

// TestOtherScaleIn: azurerm changes the rule; here it shows who goes by each, in place.
func TestOtherScaleIn(t *testing.T) {
	rule := func(rule string, capacity int) vars { return vars{"capacity": capacity, "rule": rule} }
	acctest.OneCLI(t).Run(
		acctest.Apply(scaling, rule("Default", 5), acctest.Is(set, "scale_in.rule", "Default")),
		acctest.Apply(scaling, rule("OldestVM", 5), acctest.Updates(set), acctest.Is(set, "scale_in.rule", "OldestVM")),
		acctest.Apply(scaling, rule("OldestVM", 4), addresses(map[string]any{"1": "10.0.2.5", "2": "10.0.2.6", "3": "10.0.2.7", "4": "10.0.2.8"})),
		acctest.Apply(scaling, rule("NewestVM", 3), addresses(map[string]any{"1": "10.0.2.5", "2": "10.0.2.6", "3": "10.0.2.7"})),
		acctest.Import(set, rule("NewestVM", 3)),
		acctest.Apply(scaling, vars{"capacity": 1, "rule": "NewestVM", "protected": []string{"2"}}, addresses(map[string]any{"2": "10.0.2.6"})),
		acctest.Refuses(scaling, vars{"capacity": 0, "protected": []string{"2"}}, fabric.CodeOperationNotAllowed, "cannot go down to 0 instances: 1 is protected from scale-in."),
		acctest.Refuses(scaling, vars{"rule": "Oldest"}, fabric.CodeInvalidParameter, `"Oldest"; possible are Default, NewestVM, OldestVM.`),
	)
}
