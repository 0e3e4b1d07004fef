package network_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const pip = "simfabric_public_ip.this"

func TestPublicIP(t *testing.T) {
	id := acctest.ID(fabric.KindPublicIP, "front")
	f := acctest.OneCLI(t)
	bare := []acctest.Expectation{
		acctest.Is(pip, "id", id),
		acctest.Is(pip, "sku", "Standard"),
		acctest.Is(pip, "allocation_method", "Static"),
		acctest.Is(pip, "ip_version", "IPv4"),
		acctest.Is(pip, "idle_timeout_in_minutes", 4),
		acctest.Is(pip, "ip_address", "198.19.0.1"),
		acctest.Is(pip, "fqdn", nil),
		acctest.Is(pip, "domain_name_label", nil),
		acctest.Is(pip, "zones", nil),
		acctest.Is(pip, "ip_tags", nil),
		acctest.Is(pip, "public_ip_prefix_id", nil),
	}
	labelled := acctest.Vars{"domain_name_label": "acctest1", "idle_timeout_in_minutes": 30, "tags": map[string]string{"stage": "test"}}
	f.Run(
		acctest.Apply("public_ip", nil, append(bare, acctest.Creates(pip))...),
		acctest.Apply("public_ip", labelled,
			acctest.Updates(pip),
			acctest.Is(pip, "ip_address", "198.19.0.1"),
			acctest.Is(pip, "fqdn", "acctest1.koreacentral.cloudapp.azure.com"),
			acctest.Is(pip, "idle_timeout_in_minutes", 30),
			acctest.Is(pip, "tags", map[string]string{"stage": "test"}),
		),
		acctest.Import(pip, labelled),
		acctest.ImportBlock(t, pip, labelled),
		acctest.ImportIdentity(t, pip, labelled),
		acctest.ImportRefused(pip, labelled, acctest.ID(fabric.KindPublicIPPrefix, "front"), "LinkedInvalidPropertyId: not an id of the kind public IP address"),
		acctest.Apply("public_ip", nil, append(bare, acctest.Updates(pip))...),
		acctest.Before(func() { f.Remove(id) }, acctest.Apply("public_ip", nil, append(bare, acctest.Creates(pip))...)),
	)
}

func TestPublicIPReplacements(t *testing.T) {
	f := acctest.OneCLI(t)
	f.Run(
		acctest.Apply("public_ip", nil, acctest.Is(pip, "ip_address", "198.19.0.1")),
		acctest.Plan("public_ip", acctest.Vars{"name": "other"}, acctest.Replaces(pip)),
		acctest.Plan("public_ip", acctest.Vars{"location": "westeurope"}, acctest.Replaces(pip)),
		acctest.Plan("public_ip", acctest.Vars{"ip_version": "IPv6"}, acctest.Replaces(pip), acctest.Is(pip, "ip_address", "2001:db8:8000::1")),
		acctest.Plan("public_ip", acctest.Vars{"zones": []string{"1", "2"}}, acctest.Replaces(pip)),
		acctest.Plan("public_ip", acctest.Vars{"ip_tags": map[string]string{"RoutingPreference": "Internet"}}, acctest.Replaces(pip)),
		acctest.Plan("public_ip", acctest.Vars{"sku": "Basic", "allocation_method": "Dynamic"}, acctest.Replaces(pip)),
		acctest.Apply("public_ip", acctest.Vars{"with_prefix": true},
			acctest.Replaces(pip),
			acctest.Is("simfabric_public_ip_prefix.this", "ip_prefix", "198.18.0.0/28"),
			acctest.Is(pip, "ip_address", "198.18.0.0"),
		),
		acctest.Import(pip, acctest.Vars{"with_prefix": true}),
	)
}

func TestPublicIPBasic(t *testing.T) {
	acctest.OneCLI(t).Run(
		acctest.Apply("public_ip", acctest.Vars{"sku": "Basic"}, acctest.Is(pip, "sku", "Basic"), acctest.Is(pip, "allocation_method", "Static")),
		acctest.Apply("public_ip", acctest.Vars{"sku": "Basic", "allocation_method": "Dynamic"}, acctest.Updates(pip), acctest.Is(pip, "allocation_method", "Dynamic")),
	)
}
