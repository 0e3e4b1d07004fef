package compute_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const nicConfiguration = "simfabric_nic_configuration.this"

func TestNICConfiguration(t *testing.T) {
	id := acctest.ID(fabric.KindNICConfiguration, "nic1")
	f := acctest.OneCLI(t)
	bare := []acctest.Expectation{
		acctest.Is(nicConfiguration, "id", id),
		acctest.Is(nicConfiguration, "location", "koreacentral"),
		acctest.Is(nicConfiguration, "primary", true),
		acctest.Is(nicConfiguration, "accelerated_networking_enabled", false),
		acctest.Is(nicConfiguration, "ip_forwarding_enabled", false),
		acctest.Is(nicConfiguration, "dns_servers", nil),
		acctest.Is(nicConfiguration, "network_security_group_id", nil),
		acctest.Is(nicConfiguration, "version_hash", "d3473c6e5b03567e"),
		acctest.Is(nicConfiguration, "ip_configurations", []any{map[string]any{
			"name": "ip1", "primary": true, "version": "IPv4", "subnet_id": acctest.SubnetID("net", "web"),
			"application_security_group_ids": nil, "public_ip_address": nil,
			"lb_backend_pool_ids": nil, "lb_nat_pool_ids": nil, "app_gateway_pool_ids": nil,
		}}),
	}
	full := acctest.Vars{"full": true, "tags": map[string]string{"stage": "test"}}
	f.Run(
		acctest.Apply("nic_configuration", nil, append(bare, acctest.Creates(nicConfiguration))...),
		acctest.Import(nicConfiguration),
		acctest.Apply("nic_configuration", acctest.Vars{"tags": map[string]string{"stage": "test"}}, append(bare, acctest.Updates(nicConfiguration))...),
		acctest.Apply("nic_configuration", full,
			acctest.Updates(nicConfiguration),
			acctest.Is(nicConfiguration, "primary", false),
			acctest.Is(nicConfiguration, "accelerated_networking_enabled", true),
			acctest.Is(nicConfiguration, "ip_forwarding_enabled", true),
			acctest.Is(nicConfiguration, "dns_servers", []string{"8.8.8.8", "10.0.0.5"}),
			acctest.Is(nicConfiguration, "network_security_group_id", acctest.ID(fabric.KindNetworkSecurityGroup, "web")),
			acctest.Is(nicConfiguration, "version_hash", "8e6f5a941764889f"),
			acctest.Is(nicConfiguration, "ip_configurations", []any{map[string]any{
				"name": "ip0", "primary": false, "version": "IPv6", "subnet_id": acctest.SubnetID("net", "web"),
				"application_security_group_ids": nil, "public_ip_address": nil,
				"lb_backend_pool_ids": nil, "lb_nat_pool_ids": nil, "app_gateway_pool_ids": nil,
			}, map[string]any{
				"name": "ip1", "primary": true, "version": "IPv4", "subnet_id": acctest.SubnetID("net", "web"),
				"application_security_group_ids": []string{acctest.ID(fabric.KindApplicationSecurityGroup, "web")},
				"lb_backend_pool_ids":            nil, "lb_nat_pool_ids": nil, "app_gateway_pool_ids": nil,
				"public_ip_address": map[string]any{
					"name": "pub", "sku": "Standard", "domain_name_label": "web-label", "idle_timeout_in_minutes": 32, "version": "IPv4",
					"ip_tags": map[string]string{"RoutingPreference": "Internet"}, "public_ip_prefix_id": acctest.ID(fabric.KindPublicIPPrefix, "web"),
				},
			}}),
		),
		acctest.Import(nicConfiguration, full),
		acctest.ImportBlock(t, nicConfiguration, full),
		acctest.ImportIdentity(t, nicConfiguration, full),
		acctest.ImportRefused(nicConfiguration, full, acctest.SubnetID("net", "web"), "LinkedInvalidPropertyId: not an id of the kind NIC configuration"),
		acctest.Apply("nic_configuration", nil, append(bare, acctest.Updates(nicConfiguration))...),
		acctest.Plan("nic_configuration", acctest.Vars{"location": "westeurope"}, acctest.Replaces(nicConfiguration)),
		acctest.Apply("nic_configuration", acctest.Vars{"name": "nic2"}, acctest.Replaces(nicConfiguration),
			acctest.Is(nicConfiguration, "id", acctest.ID(fabric.KindNICConfiguration, "nic2"))),
		acctest.Before(func() { f.Remove(acctest.ID(fabric.KindNICConfiguration, "nic2")) },
			acctest.Apply("nic_configuration", acctest.Vars{"name": "nic2"}, acctest.Creates(nicConfiguration))),
	)
}
