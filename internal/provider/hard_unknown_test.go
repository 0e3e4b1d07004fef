package provider_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

func TestCapacityKnownAfterApply(t *testing.T) {
	const known, later = "simfabric_scale_set.known", "simfabric_scale_set.later"
	file := hard("network", "unknown_capacity")
	acctest.OneCLI(t).Run(
		acctest.Apply(file, nil,
			acctest.Is(known, "private_ip_addresses", list{"10.0.2.4", "10.0.2.5"}),
			acctest.Is(later, "id", acctest.ID(fabric.KindScaleSet, "later")),
			acctest.Comes(later, "private_ip_addresses", list{"10.0.2.6", "10.0.2.7", "10.0.2.8"}),
			acctest.Comes(later, "model_version", 1),
		),
		acctest.Apply(file, vars{"n": 1},
			acctest.Updates(later), acctest.Keeps(known),
			acctest.Comes(later, "private_ip_addresses", list{"10.0.2.6"}),
		),
		acctest.Apply(file, vars{"n": 3}, acctest.Updates(later), acctest.Comes(later, "private_ip_addresses", list{"10.0.2.6", "10.0.2.7", "10.0.2.8"})),
	)
}

func TestNameKnownAfterApply(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply(hard("unknown_name"), nil,
			acctest.Comes(net, "id", acctest.ID(fabric.KindVirtualNetwork, "net")),
			acctest.Comes(subnet, "id", acctest.SubnetID("net", "web")),
			acctest.Is(nic, "id", acctest.ID(fabric.KindNICConfiguration, "nic")),
			acctest.Comes(set, "private_ip_addresses", list{"10.0.2.4", "10.0.2.5"}),
		),
		acctest.Apply(hard("unknown_name"), vars{"name": "other"},
			acctest.Replaces(net), acctest.Replaces(subnet),
			acctest.Comes(net, "id", acctest.ID(fabric.KindVirtualNetwork, "other")),
			acctest.Comes(subnet, "id", acctest.SubnetID("other", "web")),
			acctest.Ends(set, "private_ip_addresses", list{"10.0.2.4", "10.0.2.5"}),
		),
	)
}

func TestPartsKnownAfterApply(t *testing.T) {
	const parts, whole = "simfabric_nic_configuration.parts", "simfabric_nic_configuration.whole"
	file := hard("network", "unknown_parts")
	servers := "instances.0.network_interfaces.parts.dns_servers"
	acctest.OneCLI(t).Run(
		acctest.Apply(file, nil,
			acctest.Is(parts, "id", acctest.ID(fabric.KindNICConfiguration, "parts")),
			acctest.Is(parts, "dns_servers[0]", "1.1.1.1"),
			acctest.Comes(parts, "dns_servers[1]", "8.8.8.8"),
			acctest.Is(parts, "ip_configurations[0].name", "first"),
			acctest.Comes(parts, "ip_configurations[1]", map[string]any{
				"name": "second", "primary": false, "version": "IPv4", "subnet_id": acctest.SubnetID("net", "web"), "application_security_group_ids": nil, "public_ip_address": nil,
				"lb_backend_pool_ids": nil, "lb_nat_pool_ids": nil, "app_gateway_pool_ids": nil,
			}),
			acctest.Is(whole, "ip_configurations[0].name", "whole"),
			acctest.Comes(set, "private_ip_addresses", list{"10.0.2.4"}),
			acctest.Ends(set, "instances.0.network_interfaces.parts.ip_configurations.second.private_ip_address", "10.0.2.5"),
			acctest.Ends(set, "instances.0.network_interfaces.whole.ip_configurations.whole.private_ip_address", "10.0.2.6"),
			acctest.Ends(set, servers, list{"1.1.1.1", "8.8.8.8"}),
		),
		acctest.Apply(file, vars{"server": "9.9.9.9"},
			acctest.Updates(parts), acctest.Updates(set), acctest.Keeps(whole),
			acctest.Ends(set, servers, list{"1.1.1.1", "8.8.8.8"}), // Manual: the instance keeps its model
			acctest.Ends(set, "model_version", 2),
			acctest.Ends(set, "instances.0.latest_model_applied", false),
		),
	)
}

// A replacement shows in the plan even where the new object is not wholly known yet.
func TestReplacedWhileUnknown(t *testing.T) {
	file := hard("network", "unknown_and_replaced")
	for name, c := range map[string]struct {
		change  vars
		tainted []string
		expect  []acctest.Expectation
	}{
		"its own argument": {vars{"n": 3, "prefix": "db"}, nil, []acctest.Expectation{acctest.Keeps(nic)}},
		"its location":     {vars{"n": 3, "location": "westeurope"}, nil, []acctest.Expectation{acctest.Replaces(net), acctest.Replaces(subnet), acctest.Replaces(nic)}},
		"its subnet":       {vars{"n": 3}, []string{subnet}, []acctest.Expectation{acctest.Keeps(net), acctest.Replaces(nic)}},
	} {
		t.Run(name, func(t *testing.T) {
			acctest.OneCLI(t).Run(
				acctest.Apply(file, nil),
				acctest.Taint(acctest.Apply(file, c.change, append(c.expect,
					acctest.Replaces(set), acctest.Comes(set, "private_ip_addresses", list{"10.0.2.4", "10.0.2.5", "10.0.2.6"}), acctest.Ends(set, "instances.2.instance_id", "2"))...), c.tainted...),
			)
		})
	}
}
