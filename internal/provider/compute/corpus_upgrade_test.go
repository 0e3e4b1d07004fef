package compute_test

import (
	"maps"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// The upgrade cases of azurerm's linux_virtual_machine_scale_set_other and _network tests (v5.2.0), under their names there,
// and a set that joins the pool of an application gateway by each policy.

const (
	upgrading  = "corpus/upgrading"
	theUpgrade = "simfabric_scale_set_instance_upgrade.test[0]"
)

func policy(mode string, more ...string) vars {
	p := map[string]string{"mode": mode}
	for n := 0; n+1 < len(more); n += 2 {
		p[more[n]] = more[n+1]
	}
	v := vars{"policy": p}
	if mode == fabric.UpgradeRolling {
		v["probe"] = 0
	}
	return v
}

// changed are variables with others changed.
func changed(v, change vars) vars {
	all := maps.Clone(v)
	maps.Copy(all, change)
	return all
}

func TestOtherUpgradeMode(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(upgrading, policy("Manual"), acctest.Is(set, "upgrade_policy.mode", "Manual"), acctest.Is(set, "latest_rolling_upgrade", nil)),
		acctest.Import(set, policy("Manual")),
		acctest.Apply(upgrading, policy("Automatic"), acctest.Updates(set), acctest.Is(set, "upgrade_policy.mode", "Automatic")),
		acctest.Refuses(upgrading, vars{"policy": map[string]string{"mode": "Rolling"}}, fabric.CodeOperationNotAllowed, "asks for rolling upgrades and has no health probe that could tell when to go on."),
		// Nobody is behind: the policy alone changes.
		acctest.Apply(upgrading, policy("Rolling"), acctest.Updates(set), acctest.Is(set, "upgrade_policy.mode", "Rolling"), acctest.Is(set, "latest_rolling_upgrade", nil), acctest.Is(set, "model_version", 1)),
		acctest.Refuses(upgrading, policy("Slow"), fabric.CodeInvalidParameter, `"Slow"; possible are Manual, Automatic, Rolling.`),
	)
}

// TestOtherRollingUpgradePolicyUpdate: what the policy says now decides how the next model is rolled out.
func TestOtherRollingUpgradePolicyUpdate(t *testing.T) {
	quick := policy("Rolling", "max_batch_instance_percent", "100")
	slow := policy("Rolling", "max_batch_instance_percent", "40", "max_unhealthy_instance_percent", "21", "max_unhealthy_upgraded_instance_percent", "22", "pause_time_between_batches", "PT2M")
	batch := func(after string, ids ...string) map[string]any {
		return map[string]any{"zone": nil, "instance_ids": ids, "starts_after": after}
	}
	acctest.OneCLI(t).Run(
		acctest.Apply(upgrading, changed(quick, vars{"capacity": 5}), acctest.Is(set, "upgrade_policy.max_batch_instance_percent", 100), acctest.Is(set, "upgrade_policy.pause_time_between_batches", "PT0S")),
		acctest.Import(set, changed(quick, vars{"capacity": 5})),
		acctest.Apply(upgrading, changed(slow, vars{"capacity": 5}), acctest.Updates(set), acctest.Is(set, "model_version", 1), acctest.Is(set, "latest_rolling_upgrade", nil),
			acctest.Is(set, "upgrade_policy.max_unhealthy_instance_percent", 21), acctest.Is(set, "upgrade_policy.max_unhealthy_upgraded_instance_percent", 22)),
		acctest.Apply(upgrading, changed(slow, vars{"capacity": 5, "forwarding": true}), acctest.Updates(set), acctest.Is(set, of("4", "example", "", "ip_forwarding_enabled"), true),
			acctest.Is(set, "latest_rolling_upgrade", map[string]any{"model_version": 2, "status": "Completed", "batches": []any{batch("PT0S", "0", "1"), batch("PT2M", "2", "3"), batch("PT4M", "4")}})),
		acctest.Refuses(upgrading, policy("Rolling", "max_batch_instance_percent", "4"), fabric.CodeInvalidParameter, "is 4; possible are 5 to 100."),
	)
}

func TestOtherHealthProbeUpdate(t *testing.T) {
	probe := func(name string) string {
		return acctest.ID(fabric.KindLoadBalancer, "acctestlb") + "/probes/probe-" + name
	}
	rolling := policy("Rolling")
	acctest.OneCLI(t).Run(
		acctest.Apply(upgrading, rolling, acctest.Is(set, "health_probe_id", probe("0"))),
		acctest.Apply(upgrading, changed(rolling, vars{"probe": 1}), acctest.Updates(set), acctest.Is(set, "health_probe_id", probe("1")), acctest.Is(set, "model_version", 1)),
		acctest.Apply(upgrading, policy("Manual"), acctest.Updates(set), acctest.Is(set, "health_probe_id", nil)),
	)
}

// TestNetworkUpdatesReachInstances: the update cases of the network under Manual. The instances have what they had until
// the upgrade names them, which it does again when the model moves on.
func TestNetworkUpdatesReachInstances(t *testing.T) {
	groups := []string{acctest.ID(fabric.KindApplicationSecurityGroup, "acctestasg-0"), acctest.ID(fabric.KindApplicationSecurityGroup, "acctestasg-1")}
	for name, c := range map[string]struct {
		change      vars
		ip, field   string
		before, now any
	}{
		"networkAcceleratedNetworkingUpdated":   {vars{"accelerated": true}, "", "accelerated_networking_enabled", false, true},
		"networkIPForwarding":                   {vars{"forwarding": true}, "", "ip_forwarding_enabled", false, true},
		"networkNetworkSecurityGroupUpdate":     {vars{"guarded": true}, "", "network_security_group_id", nil, acctest.ID(fabric.KindNetworkSecurityGroup, "acctestnsg")},
		"networkApplicationSecurityGroupUpdate": {vars{"groups": 2}, "internal", "application_security_group_ids", []string{}, groups},
	} {
		t.Run(name, func(t *testing.T) {
			first, last := of("0", "example", c.ip, c.field), of("2", "example", c.ip, c.field)
			all := vars{"upgrade": []string{"*"}}
			later := changed(c.change, changed(all, vars{"capacity": 3}))
			acctest.OneCLI(t).Run(
				acctest.Apply(upgrading, all, acctest.Is(set, first, c.before), acctest.Is(theUpgrade, "upgraded_instance_ids", []string{})),
				acctest.Apply(upgrading, later, acctest.Updates(set), acctest.Updates(theUpgrade), acctest.Is(set, "model_version", 2),
					acctest.Is(set, first, c.before), acctest.Is(set, last, c.now), acctest.Is(set, "instances.0.latest_model_applied", false),
					acctest.Is(theUpgrade, "upgraded_instance_ids", []string{"0", "1"})),
				acctest.Apply(upgrading, later, acctest.Keeps(set), acctest.Keeps(theUpgrade), acctest.Is(set, first, c.now), acctest.Is(set, "instances.0.latest_model_applied", true)),
			)
		})
	}
}

// TestJoiningApplicationGateway: a set that exists joins a gateway's pool as its policy says.
func TestJoiningApplicationGateway(t *testing.T) {
	joins, behind := vars{"behind_gateway": true, "capacity": 3}, []string{acctest.ID(fabric.KindApplicationGateway, "acctestgw") + "/backendAddressPools/pool-1"}
	t.Run("Manual", func(t *testing.T) {
		upgraded := changed(joins, vars{"upgrade": []string{"*"}})
		pools := func(first, last []string) []acctest.Expectation {
			return []acctest.Expectation{
				acctest.Is(set, of("0", "example", "internal", "app_gateway_pool_ids"), first), acctest.Is(set, of("1", "example", "internal", "app_gateway_pool_ids"), first),
				acctest.Is(set, of("2", "example", "internal", "app_gateway_pool_ids"), last),
			}
		}
		acctest.OneCLI(t).Run(
			acctest.Apply(upgrading, nil, acctest.Is(set, of("0", "example", "internal", "app_gateway_pool_ids"), []string{})),
			// Only the new instance is made from the new model.
			acctest.Apply(upgrading, joins, append(pools([]string{}, behind), acctest.Updates(set), acctest.Is(set, "model_version", 2))...),
			acctest.Apply(upgrading, upgraded, acctest.Keeps(set), acctest.Creates(theUpgrade), acctest.Is(theUpgrade, "upgraded_instance_ids", []string{"0", "1"})),
			acctest.Apply(upgrading, upgraded, append(pools(behind, behind), acctest.Keeps(set))...),
		)
	})
	file := upgrading + "+corpus/upgrading_members"
	for _, mode := range []string{"Automatic", "Rolling"} {
		t.Run(mode, func(t *testing.T) {
			acctest.OneCLI(t).Run(
				acctest.Apply(file, policy(mode), acctest.Outputs("members", []string{})),
				acctest.Apply(file, changed(policy(mode), joins), acctest.Updates(set), acctest.Outputs("members", []string{"10.0.2.4", "10.0.2.5", "10.0.2.6"})),
				acctest.Apply(file, changed(policy(mode), vars{"capacity": 3}), acctest.Updates(set), acctest.Outputs("members", []string{})),
			)
		})
	}
}
