package network_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const vnet = "simfabric_virtual_network.this"

func TestVirtualNetwork(t *testing.T) {
	id := acctest.ID(fabric.KindVirtualNetwork, "net")
	const guid = "5f70a2b6-1125-8296-a9e6-0d7576233c1a"
	f := acctest.OneCLI(t)
	bare := []acctest.Expectation{
		acctest.Is(vnet, "id", id),
		acctest.Is(vnet, "guid", guid),
		acctest.Is(vnet, "resource_group_name", "simfabric"),
		acctest.Is(vnet, "location", "koreacentral"),
		acctest.Is(vnet, "address_space", []string{"10.0.0.0/16"}),
		acctest.Is(vnet, "dns_servers", nil),
		acctest.Is(vnet, "tags", nil),
	}
	full := acctest.Vars{
		"address_space": []string{"10.0.0.0/16", "fd00:db8::/48"}, "dns_servers": []string{"10.0.0.5", "8.8.8.8"},
		"tags": map[string]string{"stage": "test"},
	}
	f.Run(
		acctest.Apply("virtual_network", nil, append(bare, acctest.Creates(vnet))...),
		acctest.Apply("virtual_network", full,
			acctest.Updates(vnet),
			acctest.Is(vnet, "id", id),
			acctest.Is(vnet, "guid", guid),
			acctest.Is(vnet, "address_space", []string{"10.0.0.0/16", "fd00:db8::/48"}),
			acctest.Is(vnet, "dns_servers", []string{"10.0.0.5", "8.8.8.8"}),
			acctest.Is(vnet, "tags", map[string]string{"stage": "test"}),
		),
		acctest.Import(vnet, full),
		acctest.ImportBlock(t, vnet, full),
		acctest.ImportIdentity(t, vnet, full),
		acctest.ImportRefused(vnet, full, acctest.SubnetID("net", "web"), "LinkedInvalidPropertyId: not an id of the kind virtual network"),
		acctest.ImportRefused(vnet, full, "net", "LinkedInvalidPropertyId: not an id of the kind virtual network"),
		acctest.ImportRefused(vnet, full, acctest.ID(fabric.KindVirtualNetwork, "absent"), "Cannot import non-existent remote object"),
		acctest.Apply("virtual_network", nil, append(bare, acctest.Updates(vnet))...),
		acctest.Plan("virtual_network", acctest.Vars{"location": "westeurope"}, acctest.Replaces(vnet), acctest.Is(vnet, "id", id)),
		acctest.Plan("virtual_network", acctest.Vars{"resource_group_name": "other"}, acctest.Replaces(vnet)),
		acctest.Plan("virtual_network", acctest.Vars{"location": "Korea Central"}, acctest.Updates(vnet)), // the same region
		acctest.Apply("virtual_network", acctest.Vars{"name": "renamed"},
			acctest.Replaces(vnet),
			acctest.Is(vnet, "id", acctest.ID(fabric.KindVirtualNetwork, "renamed")),
			acctest.Is(vnet, "name", "renamed"),
		),
		acctest.Before(func() { f.Remove(acctest.ID(fabric.KindVirtualNetwork, "renamed")) },
			acctest.Apply("virtual_network", acctest.Vars{"name": "renamed"},
				acctest.Creates(vnet),
				acctest.Is(vnet, "id", acctest.ID(fabric.KindVirtualNetwork, "renamed")),
			)),
	)
}
