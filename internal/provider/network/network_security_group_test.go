package network_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const nsg = "simfabric_network_security_group.this"

func TestNetworkSecurityGroup(t *testing.T) {
	id := acctest.ID(fabric.KindNetworkSecurityGroup, "web")
	f := acctest.OneCLI(t)
	rule := func(priority int, port string, groups any) map[string]any {
		return map[string]any{
			"priority": priority, "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "description": "Port " + port,
			"source_port_ranges": nil, "destination_port_ranges": []string{port},
			"source_address_prefixes": nil, "destination_address_prefixes": nil,
			"source_application_security_group_ids": groups, "destination_application_security_group_ids": nil,
		}
	}
	clients := []string{acctest.ID(fabric.KindApplicationSecurityGroup, "clients")}
	two := acctest.Vars{"rules": []string{"443", "8000-8080"}, "groups": true, "tags": map[string]string{"stage": "test"}}
	f.Run(
		acctest.Apply("network_security_group", acctest.Vars{"rules": []string{"443"}},
			acctest.Creates(nsg),
			acctest.Is(nsg, "id", id),
			acctest.Is(nsg, "location", "koreacentral"),
			acctest.Is(nsg, "security_rules", map[string]any{"allow-443": rule(100, "443", nil)}),
		),
		acctest.Apply("network_security_group", two,
			acctest.Updates(nsg),
			acctest.Is(nsg, "id", id),
			acctest.Is(nsg, "tags", map[string]string{"stage": "test"}),
			acctest.Is(nsg, "security_rules", map[string]any{
				"allow-443":       rule(100, "443", clients),
				"allow-8000-8080": rule(101, "8000-8080", clients),
			}),
		),
		acctest.Import(nsg, two),
		acctest.ImportBlock(t, nsg, two),
		acctest.ImportIdentity(t, nsg, two),
		acctest.ImportRefused(nsg, two, acctest.ID(fabric.KindApplicationSecurityGroup, "web"), "LinkedInvalidPropertyId: not an id of the kind network security group"),
		acctest.Apply("network_security_group", nil, acctest.Updates(nsg), acctest.Is(nsg, "security_rules", nil), acctest.Is(nsg, "tags", nil)),
		acctest.Plan("network_security_group", acctest.Vars{"location": "westeurope"}, acctest.Replaces(nsg)),
		acctest.Apply("network_security_group", acctest.Vars{"name": "db"}, acctest.Replaces(nsg),
			acctest.Is(nsg, "id", acctest.ID(fabric.KindNetworkSecurityGroup, "db"))),
		acctest.Before(func() { f.Remove(acctest.ID(fabric.KindNetworkSecurityGroup, "db")) },
			acctest.Apply("network_security_group", acctest.Vars{"name": "db"}, acctest.Creates(nsg))),
	)
}
