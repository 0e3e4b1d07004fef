package network_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const prefix = "simfabric_public_ip_prefix.this"

func TestPublicIPPrefix(t *testing.T) {
	id := acctest.ID(fabric.KindPublicIPPrefix, "block")
	f := acctest.New(t)
	bare := []acctest.Expectation{
		acctest.Is(prefix, "id", id),
		acctest.Is(prefix, "prefix_length", 28),
		acctest.Is(prefix, "ip_version", "IPv4"),
		acctest.Is(prefix, "sku", "Standard"),
		acctest.Is(prefix, "zones", nil),
		acctest.Is(prefix, "ip_prefix", "198.18.0.0/28"),
	}
	tagged := acctest.Vars{"tags": map[string]string{"stage": "test"}}
	f.Run(
		acctest.Apply("public_ip_prefix", nil, append(bare, acctest.Creates(prefix))...),
		acctest.Apply("public_ip_prefix", tagged, append(bare, acctest.Updates(prefix), acctest.Is(prefix, "tags", map[string]string{"stage": "test"}))...),
		acctest.Import(prefix, tagged),
		acctest.ImportBlock(t, prefix, tagged),
		acctest.ImportIdentity(t, prefix, tagged),
		acctest.ImportRefused(prefix, tagged, acctest.ID(fabric.KindPublicIP, "block"), "LinkedInvalidPropertyId: not an id of the kind public IP prefix"),
		acctest.Apply("public_ip_prefix", nil, append(bare, acctest.Updates(prefix))...),
		acctest.Before(func() { f.Remove(id) }, acctest.Apply("public_ip_prefix", nil, append(bare, acctest.Creates(prefix))...)),
	)
}

func TestPublicIPPrefixReplacements(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply("public_ip_prefix", acctest.Vars{"prefix_length": 29}, acctest.Is(prefix, "ip_prefix", "198.18.0.0/29")),
		acctest.Plan("public_ip_prefix", acctest.Vars{"prefix_length": 29, "name": "other"}, acctest.Replaces(prefix)),
		acctest.Plan("public_ip_prefix", acctest.Vars{"prefix_length": 29, "location": "westeurope"}, acctest.Replaces(prefix)),
		acctest.Plan("public_ip_prefix", acctest.Vars{"prefix_length": 29, "zones": []string{"1"}}, acctest.Replaces(prefix)),
		acctest.Plan("public_ip_prefix", acctest.Vars{"prefix_length": 124, "ip_version": "IPv6"}, acctest.Replaces(prefix), acctest.Is(prefix, "ip_prefix", "2001:db8::/124")),
		acctest.Apply("public_ip_prefix", acctest.Vars{"prefix_length": 31, "zones": []string{"1", "2", "3"}},
			acctest.Replaces(prefix),
			acctest.Is(prefix, "zones", []string{"1", "2", "3"}),
			acctest.Is(prefix, "prefix_length", 31),
		),
	)
}
