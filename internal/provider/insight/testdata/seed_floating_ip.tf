# The page on floating IP: two rules of one backend port, which floating IP alone allows, and what the guest has to do for them.
variable "loopback" {
  type    = list(string)
  default = null
}
variable "os_type" {
  type    = string
  default = "Linux"
}
variable "weak_host" {
  type    = bool
  default = null
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_network_security_group" "web" {
  name = "web"
  security_rules = {
    https = { priority = 100, direction = "Inbound", access = "Allow", protocol = "Tcp", destination_port_ranges = ["443"] }
  }
}

resource "simfabric_subnet" "web" {
  name                      = "web"
  virtual_network_id        = simfabric_virtual_network.net.id
  address_prefixes          = ["10.0.1.0/24"]
  network_security_group_id = simfabric_network_security_group.web.id
}

resource "simfabric_public_ip" "one" {
  name = "one"
}

resource "simfabric_public_ip" "two" {
  name       = "two"
  depends_on = [simfabric_public_ip.one] # so that the addresses are in this order
}

resource "simfabric_lb" "lb" {
  name                       = "lb"
  frontend_ip_configurations = [{ name = "one", public_ip_id = simfabric_public_ip.one.id }, { name = "two", public_ip_id = simfabric_public_ip.two.id }]
}

resource "simfabric_lb_backend_pool" "pool" {
  name  = "pool"
  lb_id = simfabric_lb.lb.id
}

locals {
  frontends = ["one", "two"]
}

resource "simfabric_lb_rule" "tls" {
  count                          = 2
  name                           = local.frontends[count.index]
  lb_id                          = simfabric_lb.lb.id
  frontend_ip_configuration_name = local.frontends[count.index]
  protocol                       = "Tcp"
  frontend_port                  = 443
  backend_port                   = 443
  backend_pool_ids               = [simfabric_lb_backend_pool.pool.id]
  floating_ip                    = true
}

resource "simfabric_nic_configuration" "web" {
  name              = "web"
  ip_configurations = [{ name = "ip", subnet_id = simfabric_subnet.web.id, lb_backend_pool_ids = [simfabric_lb_backend_pool.pool.id] }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 1
  nic_configuration_ids = [simfabric_nic_configuration.web.id]
  guest                 = { os_type = var.os_type, loopback_addresses = var.loopback, weak_host_enabled = var.weak_host }
  depends_on            = [simfabric_lb_rule.tls]
}

resource "simfabric_connectivity_test" "tls" {
  count            = 2
  name             = local.frontends[count.index]
  source           = "203.0.113.7"
  destination      = "${simfabric_lb.lb.id}/frontendIPConfigurations/${local.frontends[count.index]}"
  protocol         = "Tcp"
  destination_port = 443
  depends_on       = [simfabric_scale_set.web, simfabric_lb_rule.tls]
}

output "verdicts" {
  value = { for test in simfabric_connectivity_test.tls : test.name => "${test.verdict} ${test.explanation_code}" }
}

output "guest_sees" {
  value = [for s in simfabric_connectivity_test.tls[1].steps : s.destination if s.type == "Deliver"]
}
