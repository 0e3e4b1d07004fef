package compute_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// smallNetwork is a subnet with three addresses, with a set whose capacity and tag are variables.
const smallNetwork = `
variable "capacity" { default = 3 }
variable "tag" { default = "a" }
variable "ip_name" { default = "ip" }
variable "mode" { default = "Manual" }
resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}
resource "simfabric_subnet" "small" {
  name               = "small"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.0.0/29"]
}
resource "simfabric_nic_configuration" "nic" {
  name              = "nic"
  ip_configurations = [{ name = var.ip_name, subnet_id = simfabric_subnet.small.id }]
}
resource "simfabric_scale_set" "set" {
  name                  = "set"
  sku                   = "Standard_D2s_v5"
  capacity              = var.capacity
  nic_configuration_ids = [simfabric_nic_configuration.nic.id]
  tags                  = { t = var.tag }
  upgrade_policy        = { mode = var.mode }
`

const smallSet = "simfabric_scale_set.set"

// TestIgnoreChanges: the configuration that an apply sees still has the changes that the plan ignores.
func TestIgnoreChanges(t *testing.T) {
	config := smallNetwork + "  lifecycle { ignore_changes = [capacity, upgrade_policy] }\n}\n"
	acctest.New(t).Run(
		acctest.Apply(config, nil, acctest.Is(smallSet, "private_ip_addresses", []string{"10.0.0.4", "10.0.0.5", "10.0.0.6"})),
		acctest.Apply(config, acctest.Vars{"capacity": 2, "tag": "b", "mode": "Automatic"},
			acctest.Updates(smallSet),
			acctest.Is(smallSet, "tags", map[string]string{"t": "b"}),
			acctest.Is(smallSet, "capacity", 3),
			acctest.Is(smallSet, "upgrade_policy.mode", "Manual"),
		),
	)
}

// TestOwnAddressesAreFree: what a set gives up in a full subnet it may have again, in another slot.
func TestOwnAddressesAreFree(t *testing.T) {
	config := smallNetwork + "}\n"
	all := []string{"10.0.0.4", "10.0.0.5", "10.0.0.6"}
	acctest.OneCLI(t).Run(
		acctest.Apply(config, nil),
		acctest.Apply(config, acctest.Vars{"capacity": 2}),
		acctest.Apply(config, nil, acctest.Is(smallSet, "instances.3.private_ip_address", "10.0.0.6")),
		acctest.Taint(acctest.Apply(config, nil, acctest.Replaces(smallSet), acctest.Is(smallSet, "private_ip_addresses", all),
			acctest.Is(smallSet, "instances.2.private_ip_address", "10.0.0.6")), smallSet),
		acctest.Apply(config, acctest.Vars{"mode": "Automatic"}),
		acctest.Apply(config, acctest.Vars{"mode": "Automatic", "ip_name": "other"}, acctest.Updates(smallSet), acctest.Is(smallSet, "private_ip_addresses", all)),
		acctest.Refuses(config, acctest.Vars{"mode": "Automatic", "capacity": 4}, fabric.CodeSubnetIsFull, "needs 4 addresses for its 4 instances from the subnet small, which has 3, of which others hold 0"),
	)
}

// TestUnknownElements: an element that comes from a variable is not known while Terraform validates.
func TestUnknownElements(t *testing.T) {
	const config = `
variable "name" { default = "ip" }
variable "ip" {
  type    = object({ name = string, subnet_id = string })
  default = { name = "ip", subnet_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network/virtualNetworks/net/subnets/web" }
}
variable "rule" {
  type    = any
  default = { priority = 100, direction = "Inbound", access = "Allow", protocol = "Tcp" }
}
resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}
resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.0.0/24"]
}
resource "simfabric_network_security_group" "group" {
  name           = "group"
  security_rules = { a = var.rule }
}
resource "simfabric_nic_configuration" "nic" {
  name              = "nic"
  ip_configurations = [var.ip]
  depends_on        = [simfabric_subnet.web]
}
`
	missing := `resource "simfabric_nic_configuration" "nic" {
  name              = "nic"
  ip_configurations = [{ name = "ip" }]
}
`
	step := acctest.Refuses(missing, nil, "")
	step.ExpectError = acctest.Message("Missing Configuration for Required Attribute", "The attribute subnet_id of ip_configurations[0] is required")
	acctest.New(t).Run(
		step,
		acctest.Apply(config, nil,
			acctest.Is("simfabric_nic_configuration.nic", "ip_configurations[0].name", "ip"),
			acctest.Is("simfabric_network_security_group.group", "security_rules.a.priority", 100),
		),
	)
}
