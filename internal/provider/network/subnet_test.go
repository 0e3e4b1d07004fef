package network_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const subnet = "simfabric_subnet.this"

func TestSubnet(t *testing.T) {
	id := acctest.SubnetID("net", "web")
	f := acctest.New(t)
	bare := []acctest.Expectation{
		acctest.Is(subnet, "id", id),
		acctest.Is(subnet, "virtual_network_id", acctest.ID(fabric.KindVirtualNetwork, "net")),
		acctest.Is(subnet, "address_prefixes", []string{"10.0.2.0/24"}),
		acctest.Is(subnet, "network_security_group_id", nil),
		acctest.Is(subnet, "route_table_id", nil),
		acctest.Is(subnet, "nat_gateway_id", nil),
		acctest.Is(subnet, "default_outbound_access_enabled", true),
	}
	full := acctest.Vars{
		"address_prefixes": []string{"10.0.2.0/23", "fd00:db8:0:2::/64"},
		"with_group":       true, "with_ways": true, "default_outbound_access_enabled": false,
	}
	f.Run(
		acctest.Apply("subnet", nil, append(bare, acctest.Creates(subnet))...),
		acctest.Apply("subnet", full,
			acctest.Updates(subnet),
			acctest.Is(subnet, "id", id),
			acctest.Is(subnet, "address_prefixes", []string{"10.0.2.0/23", "fd00:db8:0:2::/64"}),
			acctest.Is(subnet, "network_security_group_id", acctest.ID(fabric.KindNetworkSecurityGroup, "web")),
			acctest.Is(subnet, "route_table_id", acctest.ID(fabric.KindRouteTable, "web")),
			acctest.Is(subnet, "nat_gateway_id", acctest.ID(fabric.KindNATGateway, "out")),
			acctest.Is(subnet, "default_outbound_access_enabled", false),
		),
		acctest.Import(subnet, full),
		acctest.ImportBlock(t, subnet, full),
		acctest.ImportIdentity(t, subnet, full),
		acctest.ImportRefused(subnet, full, acctest.ID(fabric.KindVirtualNetwork, "net"), "LinkedInvalidPropertyId: not an id of the kind subnet"),
		acctest.ImportRefused(subnet, full, acctest.SubnetID("net", "absent"), "Cannot import non-existent remote object"),
		acctest.Apply("subnet", nil, append(bare, acctest.Updates(subnet))...),
		acctest.Plan("subnet", acctest.Vars{"name": "db"}, acctest.Replaces(subnet), acctest.Is(subnet, "id", acctest.SubnetID("net", "db"))),
		acctest.Apply("subnet", acctest.Vars{"network": "other"},
			acctest.Replaces(subnet),
			acctest.Is(subnet, "id", acctest.SubnetID("other", "web")),
		),
		acctest.Before(func() { f.Remove(acctest.SubnetID("other", "web")) },
			acctest.Apply("subnet", acctest.Vars{"network": "other"}, acctest.Creates(subnet))),
	)
}
