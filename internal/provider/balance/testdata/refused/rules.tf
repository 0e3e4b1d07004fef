# Two rules, a NAT pool, a NAT rule, two outbound rules and a set behind them, each with what a case says of it. A map
# without elements leaves its object out. Each comes after those above it, so that a conflict is always the later one's.
variable "first" {
  type    = map(string)
  default = {}
}

variable "second" {
  type    = map(string)
  default = {}
}

variable "nat_pool" {
  type    = map(string)
  default = {}
}

variable "nat_rule" {
  type    = map(string)
  default = {}
}

variable "outbound" {
  type    = map(string)
  default = {}
}

variable "outbound2" {
  type    = map(string)
  default = {}
}

variable "set" {
  type    = map(string)
  default = {}
}

locals {
  pool = { a = simfabric_lb_backend_pool.a.id, b = simfabric_lb_backend_pool.b.id }
}

resource "simfabric_lb_rule" "first" {
  count                          = length(var.first) > 0 ? 1 : 0
  name                           = "first"
  lb_id                          = simfabric_lb.this.id
  frontend_ip_configuration_name = lookup(var.first, "frontend", "f0")
  protocol                       = lookup(var.first, "protocol", "Tcp")
  frontend_port                  = lookup(var.first, "frontend_port", "443")
  backend_port                   = lookup(var.first, "backend_port", "8443")
  backend_pool_ids               = [for name in split(",", lookup(var.first, "pools", "a")) : local.pool[name]]
  floating_ip                    = lookup(var.first, "floating_ip", null)
  disable_outbound_snat          = lookup(var.first, "disable_outbound_snat", null)
}

resource "simfabric_lb_rule" "second" {
  count                          = length(var.second) > 0 ? 1 : 0
  name                           = "second"
  lb_id                          = simfabric_lb.this.id
  frontend_ip_configuration_name = lookup(var.second, "frontend", "f0")
  protocol                       = lookup(var.second, "protocol", "Tcp")
  frontend_port                  = lookup(var.second, "frontend_port", "443")
  backend_port                   = lookup(var.second, "backend_port", "8444")
  backend_pool_ids               = [local.pool[lookup(var.second, "pool", "a")]]
  floating_ip                    = lookup(var.second, "floating_ip", null)
  depends_on                     = [simfabric_lb_rule.first]
}

resource "simfabric_lb_nat_pool" "this" {
  count                          = length(var.nat_pool) > 0 ? 1 : 0
  name                           = "natpool"
  lb_id                          = simfabric_lb.this.id
  frontend_ip_configuration_name = "f0"
  protocol                       = "Tcp"
  frontend_port_start            = lookup(var.nat_pool, "from", "50000")
  frontend_port_end              = lookup(var.nat_pool, "to", "50009")
  backend_port                   = lookup(var.nat_pool, "backend_port", "22")
  depends_on                     = [simfabric_lb_rule.second]
}

resource "simfabric_lb_nat_rule" "this" {
  count                          = length(var.nat_rule) > 0 ? 1 : 0
  name                           = "natrule"
  lb_id                          = simfabric_lb.this.id
  frontend_ip_configuration_name = "f0"
  protocol                       = lookup(var.nat_rule, "protocol", "Tcp")
  backend_pool_id                = simfabric_lb_backend_pool.a.id
  frontend_port_start            = lookup(var.nat_rule, "from", "5000")
  frontend_port_end              = lookup(var.nat_rule, "to", "5009")
  backend_port                   = 3389
  depends_on                     = [simfabric_lb_nat_pool.this]
}

resource "simfabric_lb_outbound_rule" "this" {
  count                           = length(var.outbound) > 0 ? 1 : 0
  name                            = "outbound"
  lb_id                           = simfabric_lb.this.id
  frontend_ip_configuration_names = [lookup(var.outbound, "frontend", "f0")]
  backend_pool_id                 = local.pool[lookup(var.outbound, "pool", "a")]
  protocol                        = lookup(var.outbound, "protocol", null)
  allocated_outbound_ports        = lookup(var.outbound, "ports", null)
  depends_on                      = [simfabric_lb_rule.second]
}

resource "simfabric_lb_outbound_rule" "second" {
  count                           = length(var.outbound2) > 0 ? 1 : 0
  name                            = "outbound2"
  lb_id                           = simfabric_lb.this.id
  frontend_ip_configuration_names = ["f0"]
  backend_pool_id                 = simfabric_lb_backend_pool.b.id
  protocol                        = lookup(var.outbound2, "protocol", null)
  depends_on                      = [simfabric_lb_outbound_rule.this]
}

resource "simfabric_nic_configuration" "this" {
  name = "nic"
  ip_configurations = [for name in ["first", "second"] : {
    name                = name
    primary             = name == "first"
    subnet_id           = simfabric_subnet.web.id
    lb_backend_pool_ids = name == lookup(var.set, "member", "first") ? [for pool in split(",", lookup(var.set, "pools", "a")) : local.pool[pool]] : null
    lb_nat_pool_ids     = name == "first" ? simfabric_lb_nat_pool.this[*].id : null
  }]
}

resource "simfabric_scale_set" "this" {
  count                 = length(var.set) > 0 ? 1 : 0
  name                  = "set"
  sku                   = "Standard_D2s_v5"
  capacity              = lookup(var.set, "capacity", "1")
  nic_configuration_ids = [simfabric_nic_configuration.this.id]
  depends_on            = [simfabric_lb_rule.second, simfabric_lb_nat_rule.this, simfabric_lb_outbound_rule.second]
}
