package compute_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

var update = flag.Bool("update", false, "write golden files")

// golden compares an output with testdata/<name>, byte by byte.
func golden(output, name string) resource.TestCheckFunc {
	return func(s *terraform.State) error {
		file := filepath.Join("testdata", name)
		got := s.RootModule().Outputs[output].Value.(string)
		if *update {
			return os.WriteFile(file, []byte(got+"\n"), 0o600)
		}
		want, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if got+"\n" != string(want) {
			return &differs{file, got, string(want)}
		}
		return nil
	}
}

type differs struct{ file, got, want string }

func (d *differs) Error() string { return d.file + " differs; got\n" + d.got + "\nwant\n" + d.want }

func TestDataSources(t *testing.T) {
	id := acctest.ID(fabric.KindScaleSet, "web")
	read := acctest.Apply("data+data_read", nil,
		acctest.Outputs("by_id", []string{"10.0.2.4", "10.0.2.6"}),
		acctest.Outputs("addresses", []string{"198.18.0.0", "2001:db8:8000::1", "198.19.0.1", "198.18.0.1", "2001:db8:8000::2", "198.19.0.2"}),
		acctest.OutputComes("same", true),
		acctest.OutputComes("by_name", map[string]any{
			"id": id, "name": "WEB", "sku": "Standard_D2s_v5", "capacity": 2, "instances": []string{"0", "1"},
			"fqdns": []string{"vm0.web.koreacentral.cloudapp.azure.com", "vm1.web.koreacentral.cloudapp.azure.com"},
		}),
		acctest.Outputs("first", map[string]any{
			"name": "pub1", "id": id + "/virtualMachines/0/networkInterfaces/nic1/ipConfigurations/ip1/publicIPAddresses/pub1", "etag": `W/"6193a3f5-75d6-8a40-99a9-810190075463"`,
			"properties": map[string]any{
				"provisioning_state": "Succeeded", "resource_guid": "377a0d35-6c5a-80a3-9b7d-333edc150e71", "ip_address": "198.18.0.0", "public_ip_address_version": "IPv4",
				"public_ip_allocation_method": "Static", "idle_timeout_in_minutes": 15,
				"ip_configuration": map[string]any{"id": id + "/virtualMachines/0/networkInterfaces/nic1/ipConfigurations/ip1"},
				"dns_settings":     map[string]any{"domain_name_label": "web", "fqdn": "vm0.web.koreacentral.cloudapp.azure.com"},
			},
		}),
	)
	read.Check = golden("json", "instance_public_ips.json")
	acctest.OneCLI(t).Run(read,
		// With the Manual policy the instances, and so their addresses, keep the old label.
		acctest.Apply("data+data_read", acctest.Vars{"label": "new-label"},
			acctest.OutputComes("same", true),
			acctest.OutputComes("by_name", map[string]any{
				"id": id, "name": "WEB", "sku": "Standard_D2s_v5", "capacity": 2, "instances": []string{"0", "1"},
				"fqdns": []string{"vm0.web.koreacentral.cloudapp.azure.com", "vm1.web.koreacentral.cloudapp.azure.com"},
			})),
	)
}

// The golden file is ARM's shape: the names of the fields, no others, dnsSettings only with a label.
func TestGoldenIsARMsShape(t *testing.T) {
	body, err := os.ReadFile(filepath.Join("testdata", "instance_public_ips.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list struct {
		Value []map[string]any `json:"value"`
	}
	if err := json.Unmarshal(body, &list); err != nil {
		t.Fatal(err)
	}
	if len(list.Value) != 6 {
		t.Fatalf("%d addresses", len(list.Value))
	}
	for n, address := range list.Value {
		properties := address["properties"].(map[string]any)
		want := []string{"provisioningState", "resourceGuid", "ipAddress", "publicIPAddressVersion", "publicIPAllocationMethod", "idleTimeoutInMinutes", "ipConfiguration"}
		if n%3 == 0 {
			want = append(want, "dnsSettings")
		}
		for _, name := range want {
			if _, ok := properties[name]; !ok {
				t.Errorf("address %d has no %s", n, name)
			}
		}
		if len(properties) != len(want) || len(address) != 4 {
			t.Errorf("address %d has other fields: %v", n, address)
		}
		if method := map[bool]string{true: "Dynamic", false: "Static"}[n%3 == 2]; properties["publicIPAllocationMethod"] != method {
			t.Errorf("address %d is %v, want %s", n, properties["publicIPAllocationMethod"], method)
		}
	}
}

func TestDataSourceErrors(t *testing.T) {
	for name, c := range map[string]struct {
		config string
		texts  []string
	}{
		"missing set":              {"data \"simfabric_instance_public_ips\" \"web\" {\n  scale_set_id = \"" + acctest.ID(fabric.KindScaleSet, "absent") + "\"\n}", []string{"Error: InvalidResourceReference:", "There is no scale set"}},
		"id of another kind":       {"data \"simfabric_instance_public_ips\" \"web\" {\n  scale_set_id = \"" + acctest.ID(fabric.KindPublicIP, "absent") + "\"\n}", []string{"Error: InvalidResourceReference:", "There is no scale set"}},
		"no id":                    {"data \"simfabric_instance_public_ips\" \"web\" {\n  scale_set_id = \"web\"\n}", []string{"Error: InvalidResourceReference:", "There is no scale set web"}},
		"missing set by id":        {"data \"simfabric_scale_set\" \"web\" {\n  id = \"" + acctest.ID(fabric.KindScaleSet, "absent") + "\"\n}", []string{"Error: InvalidResourceReference:", "There is no scale set"}},
		"missing set by name":      {"data \"simfabric_scale_set\" \"web\" {\n  name = \"absent\"\n}", []string{"Error: InvalidResourceReference:", "There is no scale set " + acctest.ID(fabric.KindScaleSet, "absent")}},
		"group of a set by name":   {"data \"simfabric_scale_set\" \"web\" {\n  name = \"absent\"\n  resource_group_name = \"other\"\n}", []string{"Error: InvalidResourceReference:", "resourceGroups/other/"}},
		"both id and name":         {"data \"simfabric_scale_set\" \"web\" {\n  id = \"x\"\n  name = \"x\"\n}", []string{"Error: Invalid Attribute Combination"}},
		"neither id nor name":      {"data \"simfabric_scale_set\" \"web\" {\n  resource_group_name = \"x\"\n}", []string{"Error: Invalid Attribute Combination"}},
		"argument of another kind": {"data \"simfabric_scale_set\" \"web\" {\n  name = \"x\"\n  sku = \"x\"\n}", []string{"Error: Invalid Configuration for Read-Only Attribute"}},
	} {
		t.Run(name, func(t *testing.T) {
			acctest.OneCLI(t).Run(acctest.Fails(c.config+"\n", c.texts...))
		})
	}
}
