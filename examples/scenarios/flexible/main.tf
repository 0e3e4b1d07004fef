# A scale set of Flexible orchestration: instances, NICs and public addresses are resources of their own, whose names the
# plan shows. It has no default outbound access, so the subnet gets a NAT gateway: without it the plan warns. A NAT rule
# takes the place of a NAT pool, which such a set cannot have.
terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

provider "simfabric" {
  resource_group_name = "shop"
}

resource "simfabric_virtual_network" "main" {
  name          = "vnet"
  address_space = ["10.3.0.0/16"]
}

resource "simfabric_public_ip" "nat" {
  name = "nat"
}

resource "simfabric_nat_gateway" "main" {
  name          = "nat"
  public_ip_ids = [simfabric_public_ip.nat.id]
}

# Public addresses are closed without a rule that lets something in.
resource "simfabric_network_security_group" "web" {
  name = "web"
  security_rules = {
    web = { priority = 100, direction = "Inbound", access = "Allow", protocol = "Tcp", destination_port_ranges = ["22", "443"] }
  }
}

resource "simfabric_subnet" "web" {
  name                      = "web"
  virtual_network_id        = simfabric_virtual_network.main.id
  address_prefixes          = ["10.3.1.0/24"]
  nat_gateway_id            = simfabric_nat_gateway.main.id
  network_security_group_id = simfabric_network_security_group.web.id
}

resource "simfabric_public_ip" "lb" {
  name              = "shop"
  domain_name_label = "shop"
}

resource "simfabric_lb" "web" {
  name                       = "web"
  frontend_ip_configurations = [{ name = "public", public_ip_id = simfabric_public_ip.lb.id }]
}

resource "simfabric_lb_backend_pool" "web" {
  name  = "web"
  lb_id = simfabric_lb.web.id
}

resource "simfabric_lb_rule" "https" {
  name                           = "https"
  lb_id                          = simfabric_lb.web.id
  frontend_ip_configuration_name = "public"
  protocol                       = "Tcp"
  frontend_port                  = 443
  backend_port                   = 443
  backend_pool_ids               = [simfabric_lb_backend_pool.web.id]
  disable_outbound_snat          = true
}

resource "simfabric_lb_nat_rule" "ssh" {
  name                           = "ssh"
  lb_id                          = simfabric_lb.web.id
  frontend_ip_configuration_name = "public"
  protocol                       = "Tcp"
  frontend_port_start            = 50000
  frontend_port_end              = 50009
  backend_port                   = 22
  backend_pool_id                = simfabric_lb_backend_pool.web.id
}

resource "simfabric_nic_configuration" "web" {
  name = "web"
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.web.id
    lb_backend_pool_ids = [simfabric_lb_backend_pool.web.id]
    public_ip_address   = { name = "web", domain_name_label = "shop-web" } # at most 26 characters
  }]
}

resource "simfabric_scale_set" "web" {
  name                        = "web"
  orchestration_mode          = "Flexible"
  sku                         = "Standard_D2s_v5"
  capacity                    = 3
  platform_fault_domain_count = 3
  nic_configuration_ids       = [simfabric_nic_configuration.web.id]
  upgrade_policy              = { mode = "Rolling" } # without a probe: instances are taken to be healthy
}

# By name: where each instance is, and what it is called.
output "instances" {
  value = { for name, vm in simfabric_scale_set.web.instances : name => {
    computer_name = vm.computer_name
    fault_domain  = vm.fault_domain
    address       = vm.private_ip_address
    fqdn          = vm.fqdn
    nic           = basename(vm.network_interfaces["web"].id)
  } }
}

data "simfabric_outbound_connectivity" "web" {
  scale_set_id = simfabric_scale_set.web.id
  depends_on   = [simfabric_scale_set.web, simfabric_lb_rule.https]
}

output "ways_out" {
  value = { for name, path in data.simfabric_outbound_connectivity.web.instances : name => "${path.method} ${join(" ", path.addresses)}" }
}

data "simfabric_nat_port_mappings" "web" {
  lb_id      = simfabric_lb.web.id
  depends_on = [simfabric_scale_set.web, simfabric_lb_nat_rule.ssh]
}

output "ssh" {
  value = { for m in data.simfabric_nat_port_mappings.web.mappings : m.instance_id => "${m.frontend_ip_address}:${m.frontend_port}" }
}
