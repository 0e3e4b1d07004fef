# Two instances of a set that are not like the others: instance 1 has a second NIC, for someone who looks into it, and
# instance 2 is out of the load balancer's pool, so that it gets no traffic while it keeps running.
#
# Where one of these resources is taken out of the configuration, its instance goes back to the model of the set.
terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

provider "simfabric" {
  resource_group_name = "instance-network"
}

resource "simfabric_virtual_network" "main" {
  name          = "vnet"
  address_space = ["10.3.0.0/16"]
}

# Behind an internal load balancer there is no default way to the internet.
resource "simfabric_public_ip" "nat" {
  name = "nat"
}

resource "simfabric_nat_gateway" "main" {
  name          = "nat"
  public_ip_ids = [simfabric_public_ip.nat.id]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.main.id
  address_prefixes   = ["10.3.1.0/24"]
  nat_gateway_id     = simfabric_nat_gateway.main.id
}

resource "simfabric_subnet" "debug" {
  name               = "debug"
  virtual_network_id = simfabric_virtual_network.main.id
  address_prefixes   = ["10.3.2.0/28"]
}

resource "simfabric_lb" "web" {
  name                       = "web"
  frontend_ip_configurations = [{ name = "front", subnet_id = simfabric_subnet.web.id, private_ip_address = "10.3.1.100" }]
}

resource "simfabric_lb_backend_pool" "web" {
  name  = "web"
  lb_id = simfabric_lb.web.id
}

resource "simfabric_lb_rule" "http" {
  name                           = "http"
  lb_id                          = simfabric_lb.web.id
  frontend_ip_configuration_name = "front"
  protocol                       = "Tcp"
  frontend_port                  = 80
  backend_port                   = 8080
  backend_pool_ids               = [simfabric_lb_backend_pool.web.id]
}

# An instance's own network is the whole of it, so it repeats what stays as it is. Written once here, the model and the
# two instances cannot drift apart. An instance keeps the addresses of those NICs and IP configurations that keep their names.
locals {
  nic = {
    name = "web"
    ip_configurations = [{
      name                = "ip"
      subnet_id           = simfabric_subnet.web.id
      lb_backend_pool_ids = [simfabric_lb_backend_pool.web.id]
    }]
  }
}

resource "simfabric_nic_configuration" "web" {
  name              = local.nic.name
  ip_configurations = local.nic.ip_configurations
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 4
  nic_configuration_ids = [simfabric_nic_configuration.web.id]
}

# One NIC more.
resource "simfabric_scale_set_instance_network" "debug" {
  scale_set_id = simfabric_scale_set.web.id
  instance_id  = "1"

  network_interfaces = [
    local.nic,
    {
      name              = "debug"
      ip_configurations = [{ name = "ip", subnet_id = simfabric_subnet.debug.id }]
    },
  ]
}

# The same NIC, in no pool.
resource "simfabric_scale_set_instance_network" "drained" {
  scale_set_id = simfabric_scale_set.web.id
  instance_id  = "2"

  network_interfaces = [{
    name              = local.nic.name
    ip_configurations = [for ip in local.nic.ip_configurations : merge(ip, { lb_backend_pool_ids = [] })]
  }]
}

output "private_ip_addresses" {
  description = "The addresses of the model's NIC, which no instance loses. Known in the plan."
  value       = simfabric_scale_set.web.private_ip_addresses
}

# The set is planned before the networks of its instances, so its own attribute instances shows them in the next plan. A
# data source that waits for them shows them after this apply.
data "simfabric_scale_set" "web" {
  name = simfabric_scale_set.web.name

  depends_on = [
    simfabric_scale_set_instance_network.debug,
    simfabric_scale_set_instance_network.drained,
  ]
}

output "nics" {
  description = "The addresses of each instance, by NIC."
  value = { for id, vm in data.simfabric_scale_set.web.instances : id =>
  { for name, nic in vm.network_interfaces : name => nic.ip_configurations["ip"].private_ip_address } }
}

data "simfabric_lb_backend_members" "web" {
  backend_pool_id = simfabric_lb_backend_pool.web.id

  depends_on = [
    simfabric_scale_set_instance_network.debug,
    simfabric_scale_set_instance_network.drained,
  ]
}

output "members" {
  description = "Who gets traffic."
  value       = [for m in data.simfabric_lb_backend_members.web.members : m.private_ip_address]
}
