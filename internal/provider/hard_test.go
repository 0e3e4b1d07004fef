package provider_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// Plans that are right even where it is hard.

const (
	net    = "simfabric_virtual_network.net"
	subnet = "simfabric_subnet.web"
	nic    = "simfabric_nic_configuration.nic"
	set    = "simfabric_scale_set.web"
)

func hard(names ...string) string { return "hard/" + strings.Join(names, "+hard/") }

func TestCountAndForEach(t *testing.T) {
	file := hard("repeated")
	acctest.New(t).Run(
		acctest.Apply(file, vars{"n": 2, "keys": list{"a", "b"}},
			acctest.Outputs("by_count", map[string]any{"set0": list{"10.0.2.4"}, "set1": list{"10.1.2.4", "10.1.2.5"}}),
			acctest.Outputs("by_key", map[string]any{"a": list{"192.168.2.4"}, "b": list{"192.168.2.4"}}),
		),
		acctest.Apply(file, vars{"n": 3, "keys": list{"b", "c"}},
			acctest.Keeps(`simfabric_scale_set.n[1]`), acctest.Creates(`simfabric_public_ip.n[2]`),
			acctest.Deletes(`simfabric_virtual_network.k["a"]`), acctest.Keeps(`simfabric_scale_set.k["b"]`), acctest.Creates(`simfabric_nic_configuration.k["c"]`),
			acctest.Outputs("by_count", map[string]any{"set0": list{"10.0.2.4"}, "set1": list{"10.1.2.4", "10.1.2.5"}, "set2": list{"10.2.2.4", "10.2.2.5", "10.2.2.6"}}),
			acctest.Outputs("by_key", map[string]any{"b": list{"192.168.2.4"}, "c": list{"192.168.2.4"}}),
		),
		acctest.Apply(file, vars{"n": 1, "keys": list{}},
			acctest.Deletes(`simfabric_virtual_network.n[2]`), acctest.Keeps(`simfabric_virtual_network.n[0]`),
			acctest.Outputs("by_count", map[string]any{"set0": list{"10.0.2.4"}}),
		),
	)
}

func TestSiblingsInOneSubnet(t *testing.T) {
	file := hard("network", "siblings")
	six := list{"10.0.2.4", "10.0.2.5", "10.0.2.6", "10.0.2.7", "10.0.2.8", "10.0.2.9"}
	acctest.OneCLI(t).Run(
		acctest.Apply(file, vars{"sets": list{"a", "b"}}, acctest.Outputs("addresses", six)),
		// Another one takes what a sibling leaves, in the same apply: the plan cannot know in which order.
		acctest.Apply(file, vars{"sets": list{"b"}}, acctest.Keeps(`simfabric_scale_set.all["b"]`), acctest.Deletes(`simfabric_scale_set.all["a"]`)),
		acctest.Apply(file, vars{"sets": list{"b", "c"}}, acctest.Keeps(`simfabric_scale_set.all["b"]`), acctest.Outputs("addresses", six)),
		acctest.Apply(file, vars{"sets": list{}}), // terraform-plugin-testing cannot end with instances of for_each
	)
}

// A reference in another casing is the same reference: accepted, kept in the user's spelling, and no change of what it names.
func TestCasing(t *testing.T) {
	upper := func(k fabric.Kind, name string) string { return strings.ToUpper(acctest.ID(k, name)) }
	file := hard("shouting")
	acctest.New(t).Run(
		acctest.Apply(file, nil,
			acctest.Is(subnet, "virtual_network_id", upper(fabric.KindVirtualNetwork, "net")),
			acctest.Is("simfabric_public_ip.web", "ip_address", "198.18.0.0"),
			acctest.Is(set, "private_ip_addresses", list{"10.0.2.4", "10.0.2.5"}),
		),
		acctest.Import(set),
	)
	t.Run("change of casing", func(t *testing.T) {
		file := hard("network", "set")
		acctest.New(t).Run(
			acctest.Apply(file, nil),
			acctest.Apply(file, vars{"shout": true}, acctest.Updates(set), acctest.Keeps(nic),
				acctest.Is(set, "nic_configuration_ids", list{upper(fabric.KindNICConfiguration, "nic")}),
				acctest.Is(set, "model_version", 1),
				acctest.Is(set, "private_ip_addresses", list{"10.0.2.4", "10.0.2.5"}),
			),
			acctest.Apply(file, nil, acctest.Updates(set), acctest.Is(set, "model_version", 1)),
		)
	})
}

func TestProviderDefaults(t *testing.T) {
	file := hard("defaults", "network", "set")
	id := func(subscription, group string) string {
		return "/subscriptions/" + subscription + "/resourceGroups/" + group + "/providers/Microsoft.Network/virtualNetworks/net"
	}
	const subscription = "11111111-2222-3333-4444-555555555555"
	acctest.OneCLI(t).Run(
		acctest.Apply(file, nil,
			acctest.Is(net, "id", id(subscription, "mine")),
			acctest.Is(net, "resource_group_name", "mine"),
			acctest.Is(net, "location", "westeurope"),
			acctest.Is(subnet, "id", id(subscription, "mine")+"/subnets/web"),
			acctest.Is(set, "location", "westeurope"),
		),
		acctest.Import(set),
		// A resource's own argument goes before the default.
		acctest.Plan(file, vars{"location": "northeurope"}, acctest.Replaces(net), acctest.Replaces(subnet), acctest.Replaces(nic), acctest.Replaces(set)),
		acctest.Unchanged(file, vars{"location": "westeurope", "default_location": "northeurope"}),
		acctest.Apply(file, vars{"resource_group_name": "other"},
			acctest.Replaces(net), acctest.Replaces(subnet), acctest.Replaces(nic), acctest.Replaces(set),
			acctest.Is(net, "id", id(subscription, "other"))),
		acctest.Apply(file, vars{"resource_group_name": "other", "default_location": "northeurope"},
			acctest.Replaces(net), acctest.Replaces(subnet), acctest.Replaces(nic), acctest.Replaces(set),
			acctest.Is(net, "location", "northeurope")),
		acctest.Apply(file, vars{"resource_group_name": "other", "default_location": "northeurope", "subscription_id": "22222222-2222-3333-4444-555555555555"},
			acctest.Replaces(net), acctest.Replaces(subnet), acctest.Replaces(nic), acctest.Replaces(set),
			acctest.Is(net, "id", id("22222222-2222-3333-4444-555555555555", "other"))),
	)
}

// The network's DNS servers show at the instances, in the plan that changes them.
func TestNetworkDNSServersShow(t *testing.T) {
	file := hard("network", "set")
	servers := "instances.1.network_interfaces.nic.dns_servers"
	acctest.OneCLI(t).Run(
		acctest.Apply(file, nil, acctest.Is(set, servers, list{"168.63.129.16"})),
		acctest.Apply(file, vars{"dns_servers": list{"10.0.0.5"}}, acctest.Updates(net), acctest.Keeps(nic), acctest.Updates(set),
			acctest.Is(set, servers, list{"10.0.0.5"}), acctest.Is(set, "model_version", 1)),
		acctest.Apply(file, nil, acctest.Updates(set), acctest.Is(set, servers, list{"168.63.129.16"})),
	)
}

func TestCreateBeforeDestroy(t *testing.T) {
	const group = "simfabric_network_security_group.web"
	late, early := hard("handover", "handover_late"), hard("handover", "handover_early")
	acctest.New(t).Run(
		acctest.Apply(early, nil),
		acctest.RefusesApply(early, vars{"group": "b"}, fabric.CodeInUseNetworkSecurityGroupCannotBeDeleted, "create_before_destroy"),
		acctest.Apply(late, nil),
		acctest.Apply(late, vars{"group": "b"}, acctest.ReplacesLate(group), acctest.Updates(subnet),
			acctest.Is(subnet, "network_security_group_id", acctest.ID(fabric.KindNetworkSecurityGroup, "b"))),
	)
}

// Objects that go behind Terraform's back come back with all that lived by them.
func TestDriftOfAParent(t *testing.T) {
	f := acctest.OneCLI(t)
	file := hard("network", "set")
	f.Run(
		acctest.Apply(file, nil),
		acctest.Before(func() {
			f.Remove(acctest.ID(fabric.KindScaleSet, "web"), acctest.ID(fabric.KindNICConfiguration, "nic"), acctest.ID(fabric.KindVirtualNetwork, "net"))
		}, acctest.Apply(file, nil, acctest.Creates(net), acctest.Creates(subnet), acctest.Creates(nic), acctest.Creates(set),
			acctest.Is(set, "private_ip_addresses", list{"10.0.2.4", "10.0.2.5"}))),
	)
}

func TestDestroyLeavesNothing(t *testing.T) {
	f := acctest.New(t)
	file := hard("network", "siblings")
	destroy := acctest.Apply(file, vars{"sets": list{"a", "b"}})
	destroy.Destroy = true
	f.Run(
		acctest.Apply(file, vars{"sets": list{"a", "b"}}),
		destroy,
		acctest.Before(func() {
			if held := append(f.Held(true), f.Held(false)...); len(held) > 0 {
				t.Errorf("leases are left: %v", held)
			}
			if err := f.Empty(); err != nil {
				t.Error(err)
			}
		}, acctest.Plan(file, vars{"sets": list{"a"}}, acctest.Is(`simfabric_scale_set.all["a"]`, "private_ip_addresses", list{"10.0.2.4", "10.0.2.5", "10.0.2.6"}))),
	)
}

// A destroy passes even where the configuration has lost what its own objects name.
func TestDestroyOfABrokenConfiguration(t *testing.T) {
	for _, without := range []string{"subnet", "network", "prefix of an address", "prefix of a set", "NIC configuration", "group of a subnet"} {
		t.Run(without, func(t *testing.T) {
			destroy := acctest.Apply("rules/removal", vars{"without": without})
			destroy.Destroy = true
			acctest.New(t).Run(acctest.Apply("rules/removal", nil), destroy)
		})
	}
}

func TestModules(t *testing.T) {
	dir, err := filepath.Abs(filepath.Join("testdata", "hard", "module"))
	if err != nil {
		t.Fatal(err)
	}
	config := func(names string) string {
		return fmt.Sprintf(`
module "network" {
  for_each = toset([%s])
  source   = %q
  name     = each.key
  space    = "10.0.0.0/16"
  ip       = { name = "ip" }
}

resource "simfabric_scale_set" "web" {
  for_each              = module.network
  name                  = each.key
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [each.value.nic_id]
}

output "nics" {
  value = { for name, network in module.network : name => network.nic_id }
}
`, names, filepath.ToSlash(dir))
	}
	f := acctest.New(t)
	var steps []resource.TestStep
	steps = append(steps,
		acctest.Apply(config(`"one", "two"`), nil,
			acctest.Is(`simfabric_scale_set.web["one"]`, "private_ip_addresses", list{"10.0.2.4", "10.0.2.5"}),
			acctest.Is(`simfabric_scale_set.web["two"]`, "private_ip_addresses", list{"10.0.2.4", "10.0.2.5"}),
			acctest.Creates(`module.network["one"].simfabric_subnet.web`),
			acctest.Outputs("nics", map[string]any{"one": acctest.ID(fabric.KindNICConfiguration, "one-nic"), "two": acctest.ID(fabric.KindNICConfiguration, "two-nic")}),
		),
		acctest.Apply(config(`"two"`), nil, acctest.Deletes(`module.network["one"].simfabric_virtual_network.net`), acctest.Keeps(`simfabric_scale_set.web["two"]`)),
		acctest.Apply(config(``), nil, acctest.Deletes(`simfabric_scale_set.web["two"]`)),
	)
	f.RunModules(steps...)
}

// Empty is not null, and neither comes back as the other.
func TestEmptyCollections(t *testing.T) {
	file := hard("empties")
	acctest.New(t).Run(
		acctest.Apply(file, nil,
			acctest.Is(net, "dns_servers", list{}), acctest.Is(net, "tags", map[string]any{}),
			acctest.Is(net, "address_space", list{"10.0.0.0/16", "FD00:DB8::/48"}),
			acctest.Is("simfabric_network_security_group.none", "security_rules", map[string]any{}),
			acctest.Is("simfabric_public_ip.front", "zones", list{}), acctest.Is("simfabric_public_ip.front", "ip_tags", map[string]any{}),
			acctest.Is(nic, "ip_configurations[0].application_security_group_ids", list{}),
			acctest.Is(set, "zones", list{}), acctest.Is(set, "upgrade_policy", map[string]any{"mode": "Manual", "max_batch_instance_percent": 20, "max_unhealthy_instance_percent": 20, "max_unhealthy_upgraded_instance_percent": 20, "pause_time_between_batches": "PT0S"}), acctest.Is(set, "guest", map[string]any{"os_type": "Linux", "loopback_addresses": nil, "weak_host_enabled": false, "listening_ports": nil}),
			acctest.Is(set, "single_placement_group", true), acctest.Is(set, "instances.0.zone", nil),
			acctest.Is(set, "instances.0.network_interfaces.nic.ip_configurations.ip6.private_ip_address", "fd00:db8:0:2::4"),
			acctest.Is(set, "instances.0.network_interfaces.nic.dns_servers", list{"168.63.129.16"}),
		),
		acctest.Import(set),
		acctest.Import(nic),
		acctest.Import(net),
		acctest.Import("simfabric_network_security_group.web"),
	)
}

// A prefix moves from under instances neither in part nor as a whole, but may grow.
func TestPrefixInUse(t *testing.T) {
	file := hard("moving")
	acctest.OneCLI(t).Run(
		acctest.Apply(file, nil, acctest.Is(set, "private_ip_addresses", list{"10.0.2.4", "10.0.2.5"})),
		acctest.RefusesApply(file, vars{"prefix": "10.0.3.0/24"}, fabric.CodeInUsePrefixCannotBeDeleted, "10.0.2.4"),
		acctest.RefusesApply(file, vars{"address_space": list{"10.1.0.0/16"}}, fabric.CodeNetcfgInvalidSubnet, "10.0.2.0/24"),
		acctest.Apply(file, vars{"prefix": "10.0.2.0/23"}, acctest.Updates(subnet), acctest.Keeps(set), acctest.Is(set, "private_ip_addresses", list{"10.0.2.4", "10.0.2.5"})),
		acctest.Apply(file, vars{"address_space": list{"10.0.0.0/8"}}, acctest.Updates(net), acctest.Updates(subnet), acctest.Keeps(set)),
	)
}

// An id is imported in any casing.
func TestImportInAnotherCasing(t *testing.T) {
	var steps []resource.TestStep
	steps = append(steps, acctest.Apply(hard("network", "set"), nil))
	for address, id := range map[string]string{subnet: acctest.SubnetID("net", "web"), set: acctest.ID(fabric.KindScaleSet, "web"), nic: acctest.ID(fabric.KindNICConfiguration, "nic")} {
		step := acctest.Import(address)
		step.ImportStateId = strings.ToUpper(id)
		steps = append(steps, step)
	}
	acctest.New(t).Run(steps...)
}

// The configuration that an import block generates is that of the object: the plan is a no-op.
func TestGeneratedConfiguration(t *testing.T) {
	for name, c := range map[string]struct {
		file    string
		address []string
	}{
		"bare":  {hard("network", "set"), []string{net, subnet, nic, set}},
		"empty": {hard("empties"), []string{net, nic, set, "simfabric_network_security_group.web", "simfabric_public_ip.front", "simfabric_public_ip_prefix.block"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := acctest.New(t)
			steps := []resource.TestStep{acctest.Apply(c.file, nil)}
			for _, address := range c.address {
				step := acctest.ImportBlock(t, address)
				step.GenerateConfig = true
				steps = append(steps, step)
			}
			f.Run(steps...)
		})
	}
}
