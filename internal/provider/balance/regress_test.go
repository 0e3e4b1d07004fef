package balance_test

import (
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

const dataSubnet = `
resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}
resource "simfabric_subnet" "data" {
  name               = "data"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.0.0/24"]
}
`

// TestFrontendsOfOneLoadBalancer: its frontends never stand in each other's way, whatever their order and names.
func TestFrontendsOfOneLoadBalancer(t *testing.T) {
	const lb = "simfabric_lb.lb"
	config := func(frontends string) string {
		return dataSubnet + `
resource "simfabric_lb" "lb" {
  name                       = "lb"
  frontend_ip_configurations = [` + frontends + `]
}
`
	}
	front := func(name, address string) string {
		return `{ name = "` + name + `", subnet_id = simfabric_subnet.data.id, private_ip_address = ` + address + ` }`
	}
	acctest.OneCLI(t).Run(
		acctest.Refuses(config(front("a", `"10.0.0.4"`)+","+front("b", `"10.0.0.4"`)), nil, fabric.CodePrivateIPAddressIsAllocated, "both ask for the address 10.0.0.4"),
		acctest.Apply(config(front("any", "null")+","+front("fixed", `"10.0.0.4"`)), nil,
			acctest.Is(lb, "frontend_ip_configurations[0].private_ip_address", "10.0.0.5"),
			acctest.Is(lb, "frontend_ip_configurations[1].private_ip_address", "10.0.0.4")),
		acctest.Apply(config(front("ANY", "null")+","+front("renamed", `"10.0.0.4"`)), nil,
			acctest.Is(lb, "frontend_ip_configurations[0].private_ip_address", "10.0.0.5"),
			acctest.Is(lb, "frontend_ip_configurations[1].private_ip_address", "10.0.0.4")),
		acctest.Apply(config(front("any", `"10.0.0.4"`)+","+front("renamed", `"10.0.0.5"`)), nil,
			acctest.Updates(lb),
			acctest.Is(lb, "frontend_ip_configurations[0].private_ip_address", "10.0.0.4")),
		// Without the argument it is as it was: a frontend keeps its address.
		acctest.Apply(config(front("any", "null")+","+front("renamed", `"10.0.0.5"`)), nil,
			acctest.Keeps(lb),
			acctest.Is(lb, "frontend_ip_configurations[0].private_ip_address", "10.0.0.4")),
	)
}

// TestNATPoolsOfOneName: the pools of two load balancers may have one name, and each instance a port of both.
func TestNATPoolsOfOneName(t *testing.T) {
	config := dataSubnet + `
resource "simfabric_public_ip" "ip" {
  name = "ip"
}
resource "simfabric_lb" "outer" {
  name                       = "outer"
  frontend_ip_configurations = [{ name = "front", public_ip_id = simfabric_public_ip.ip.id }]
}
resource "simfabric_lb" "inner" {
  name                       = "inner"
  frontend_ip_configurations = [{ name = "front", subnet_id = simfabric_subnet.data.id }]
}
resource "simfabric_lb_nat_pool" "outer" {
  name                           = "ssh"
  lb_id                          = simfabric_lb.outer.id
  frontend_ip_configuration_name = "front"
  protocol                       = "Tcp"
  frontend_port_start            = 50000
  frontend_port_end              = 50009
  backend_port                   = 22
}
resource "simfabric_lb_nat_pool" "inner" {
  name                           = "ssh"
  lb_id                          = simfabric_lb.inner.id
  frontend_ip_configuration_name = "front"
  protocol                       = "Tcp"
  frontend_port_start            = 60000
  frontend_port_end              = 60009
  backend_port                   = 22
}
resource "simfabric_nic_configuration" "nic" {
  name = "nic"
  ip_configurations = [{
    name            = "ip"
    subnet_id       = simfabric_subnet.data.id
    lb_nat_pool_ids = [simfabric_lb_nat_pool.outer.id, simfabric_lb_nat_pool.inner.id]
  }]
}
resource "simfabric_scale_set" "set" {
  name                  = "set"
  sku                   = "Standard_D2s_v5"
  capacity              = 1
  nic_configuration_ids = [simfabric_nic_configuration.nic.id]
}
data "simfabric_nat_port_mappings" "outer" {
  lb_id      = simfabric_lb.outer.id
  depends_on = [simfabric_scale_set.set]
}
output "ports" {
  value = [for m in data.simfabric_nat_port_mappings.outer.mappings : m.frontend_port]
}
`
	acctest.OneCLI(t).Run(acctest.Apply(config, nil,
		acctest.Is("simfabric_scale_set.set", "instances.0.network_interfaces.nic.ip_configurations.ip.nat_ports", map[string]any{"outer/ssh": 50000, "inner/ssh": 60000}),
		acctest.OutputComes("ports", []any{50000}),
	))
}
