package network_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const natGateway = "simfabric_nat_gateway.this"

func TestNATGateway(t *testing.T) {
	id := acctest.ID(fabric.KindNATGateway, "out")
	f := acctest.OneCLI(t)
	bare := []acctest.Expectation{
		acctest.Is(natGateway, "id", id),
		acctest.Is(natGateway, "location", "koreacentral"),
		acctest.Is(natGateway, "public_ip_ids", nil),
		acctest.Is(natGateway, "public_ip_prefix_ids", nil),
		acctest.Is(natGateway, "idle_timeout_in_minutes", 4),
		acctest.Is(natGateway, "zones", nil),
	}
	full := acctest.Vars{"with_addresses": true, "idle_timeout_in_minutes": 120, "tags": map[string]string{"stage": "test"}}
	f.Run(
		acctest.Apply("nat_gateway", nil, append(bare, acctest.Creates(natGateway))...),
		acctest.Apply("nat_gateway", full,
			acctest.Updates(natGateway),
			acctest.Is(natGateway, "id", id),
			acctest.Is(natGateway, "public_ip_ids", []string{acctest.ID(fabric.KindPublicIP, "out")}),
			acctest.Is(natGateway, "public_ip_prefix_ids", []string{acctest.ID(fabric.KindPublicIPPrefix, "out")}),
			acctest.Is(natGateway, "idle_timeout_in_minutes", 120),
			acctest.Is(natGateway, "tags", map[string]string{"stage": "test"}),
		),
		acctest.Import(natGateway, full),
		acctest.ImportBlock(t, natGateway, full),
		acctest.ImportIdentity(t, natGateway, full),
		acctest.ImportRefused(natGateway, full, acctest.ID(fabric.KindPublicIP, "out"), "LinkedInvalidPropertyId: not an id of the kind NAT gateway"),
		acctest.Refuses("nat_gateway", acctest.Vars{"idle_timeout_in_minutes": 121}, fabric.CodeInvalidParameter, "idle_timeout_in_minutes = var.", "possible are 4 to 120."),
		acctest.Refuses("nat_gateway", acctest.Vars{"zones": []string{"1", "2"}}, fabric.CodeResourceCannotHaveMultipleZonesSpecified, "zones = var.zones"),
		acctest.Apply("nat_gateway", nil, append(bare, acctest.Updates(natGateway))...),
		acctest.Plan("nat_gateway", acctest.Vars{"name": "other"}, acctest.Replaces(natGateway)),
		acctest.Plan("nat_gateway", acctest.Vars{"location": "westeurope"}, acctest.Replaces(natGateway)),
		acctest.Apply("nat_gateway", acctest.Vars{"zones": []string{"2"}, "with_addresses": true}, acctest.Replaces(natGateway), acctest.Is(natGateway, "zones", []string{"2"})),
		acctest.Before(func() { f.Remove(id) },
			acctest.Apply("nat_gateway", acctest.Vars{"zones": []string{"2"}, "with_addresses": true}, acctest.Creates(natGateway))),
	)
}

// TestNATGatewayOfCorpus: basic, complete and update.
func TestNATGatewayOfCorpus(t *testing.T) {
	const gateway = "simfabric_nat_gateway.test"
	complete := acctest.Vars{"complete": true}
	acctest.OneCLI(t).Run(
		acctest.Apply("corpus/nat_gateway", nil, acctest.Creates(gateway)),
		acctest.Import(gateway),
		// The zone makes a new gateway, as there.
		acctest.Apply("corpus/nat_gateway", complete, acctest.Replaces(gateway), acctest.Is(gateway, "idle_timeout_in_minutes", 10), acctest.Is(gateway, "zones", []string{"1"}),
			acctest.Is(gateway, "public_ip_ids", []string{acctest.ID(fabric.KindPublicIP, "acctestpublicIP")}),
			acctest.Is(gateway, "public_ip_prefix_ids", []string{acctest.ID(fabric.KindPublicIPPrefix, "acctestpublicIPPrefix")})),
		acctest.Import(gateway, complete),
	)
}

// TestSubnetWithRouteTableOfCorpus: basicWithRouteTable, and the update that takes the table away.
func TestSubnetWithRouteTableOfCorpus(t *testing.T) {
	const subnet = "simfabric_subnet.test"
	acctest.OneCLI(t).Run(
		acctest.Apply("corpus/subnet_with_route_table", nil, acctest.Creates(subnet), acctest.Is(subnet, "route_table_id", acctest.ID(fabric.KindRouteTable, "acctest"))),
		acctest.Import(subnet),
		acctest.Apply("corpus/subnet_with_route_table", acctest.Vars{"with_table": false}, acctest.Updates(subnet), acctest.Is(subnet, "route_table_id", nil)),
	)
}
