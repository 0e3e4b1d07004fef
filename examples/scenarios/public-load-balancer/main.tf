# Web servers behind a public load balancer: a rule with a probe, a NAT pool that gives each instance a port for SSH, and an
# outbound rule on a prefix of its own. The rule leaves the way out to the outbound rule.
terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

provider "simfabric" {
  resource_group_name = "public"
}

variable "capacity" {
  type    = number
  default = 3
}

resource "simfabric_virtual_network" "main" {
  name          = "vnet"
  address_space = ["10.2.0.0/16"]
}

# A Standard load balancer lets nothing in that no rule allows.
resource "simfabric_network_security_group" "web" {
  name = "web"
  security_rules = {
    web = {
      priority                = 100
      direction               = "Inbound"
      access                  = "Allow"
      protocol                = "Tcp"
      destination_port_ranges = ["8443"]
    }
    ssh = {
      priority                = 110
      direction               = "Inbound"
      access                  = "Allow"
      protocol                = "Tcp"
      source_address_prefixes = ["203.0.113.0/24"]
      destination_port_ranges = ["22"]
    }
  }
}

resource "simfabric_subnet" "web" {
  name                      = "web"
  virtual_network_id        = simfabric_virtual_network.main.id
  address_prefixes          = ["10.2.0.0/24"]
  network_security_group_id = simfabric_network_security_group.web.id
}

resource "simfabric_public_ip" "web" {
  name              = "web"
  domain_name_label = "simfabric-web"
}

resource "simfabric_public_ip_prefix" "out" {
  name          = "out"
  prefix_length = 31
}

resource "simfabric_lb" "web" {
  name = "web"
  frontend_ip_configurations = [
    { name = "in", public_ip_id = simfabric_public_ip.web.id },
    { name = "out", public_ip_prefix_id = simfabric_public_ip_prefix.out.id },
  ]
}

resource "simfabric_lb_backend_pool" "web" {
  name  = "web"
  lb_id = simfabric_lb.web.id
}

resource "simfabric_lb_probe" "web" {
  name         = "web"
  lb_id        = simfabric_lb.web.id
  protocol     = "Https"
  port         = 8443
  request_path = "/healthz"
}

resource "simfabric_lb_rule" "https" {
  name                           = "https"
  lb_id                          = simfabric_lb.web.id
  frontend_ip_configuration_name = "in"
  protocol                       = "Tcp"
  frontend_port                  = 443
  backend_port                   = 8443
  backend_pool_ids               = [simfabric_lb_backend_pool.web.id]
  probe_id                       = simfabric_lb_probe.web.id
  disable_outbound_snat          = true
}

resource "simfabric_lb_nat_pool" "ssh" {
  name                           = "ssh"
  lb_id                          = simfabric_lb.web.id
  frontend_ip_configuration_name = "in"
  protocol                       = "Tcp"
  frontend_port_start            = 50000
  frontend_port_end              = 50019
  backend_port                   = 22
}

# Two addresses have 128,000 ports: enough for twenty instances of 6,400.
resource "simfabric_lb_outbound_rule" "out" {
  name                            = "out"
  lb_id                           = simfabric_lb.web.id
  frontend_ip_configuration_names = ["out"]
  backend_pool_id                 = simfabric_lb_backend_pool.web.id
  allocated_outbound_ports        = 6400
}

resource "simfabric_nic_configuration" "web" {
  name = "web"
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.web.id
    lb_backend_pool_ids = [simfabric_lb_backend_pool.web.id]
    lb_nat_pool_ids     = [simfabric_lb_nat_pool.ssh.id]
  }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = var.capacity
  nic_configuration_ids = [simfabric_nic_configuration.web.id]
  health_probe_id       = simfabric_lb_probe.web.id
  zones                 = ["1", "2", "3"]

  # The probe has to be on a rule before the set can use it for its health.
  depends_on = [simfabric_lb_rule.https]
}

output "ssh" {
  value = { for id, vm in simfabric_scale_set.web.instances :
  vm.name => "${simfabric_public_ip.web.ip_address}:${vm.network_interfaces["web"].ip_configurations["ip"].nat_ports["ssh"]}" }
}

output "outbound_addresses" {
  value = simfabric_public_ip_prefix.out.ip_prefix
}
