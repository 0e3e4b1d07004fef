# The set comes first; the rules in front of it come after it. A map without elements leaves its object out.
variable "capacity" {
  type    = number
  default = 2
}

variable "rule" {
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

resource "simfabric_nic_configuration" "this" {
  name = "nic"
  ip_configurations = [
    { name = "first", primary = true, subnet_id = simfabric_subnet.web.id, lb_backend_pool_ids = [simfabric_lb_backend_pool.a.id, simfabric_lb_backend_pool.b.id] },
    { name = "second", subnet_id = simfabric_subnet.web.id, lb_backend_pool_ids = length(var.outbound) > 0 ? null : [simfabric_lb_backend_pool.b.id] },
  ]
}

resource "simfabric_scale_set" "this" {
  name                  = "set"
  sku                   = "Standard_D2s_v5"
  capacity              = var.capacity
  nic_configuration_ids = [simfabric_nic_configuration.this.id]
}

resource "simfabric_lb_rule" "first" {
  count                          = length(var.rule) > 0 ? 1 : 0
  name                           = "first"
  lb_id                          = simfabric_lb.this.id
  frontend_ip_configuration_name = "f0"
  protocol                       = "Tcp"
  frontend_port                  = 80
  backend_port                   = 80
  backend_pool_ids               = [simfabric_lb_backend_pool.a.id]
  depends_on                     = [simfabric_scale_set.this]
}

resource "simfabric_lb_rule" "second" {
  count                          = length(var.rule) > 0 ? 1 : 0
  name                           = "second"
  lb_id                          = simfabric_lb.this.id
  frontend_ip_configuration_name = "f1"
  protocol                       = "Tcp"
  frontend_port                  = 80
  backend_port                   = lookup(var.rule, "backend_port", "81")
  backend_pool_ids               = [simfabric_lb_backend_pool.b.id]
  floating_ip                    = lookup(var.rule, "floating_ip", null)
  depends_on                     = [simfabric_lb_rule.first]
}

resource "simfabric_lb_nat_rule" "this" {
  count                          = length(var.nat_rule) > 0 ? 1 : 0
  name                           = "natrule"
  lb_id                          = simfabric_lb.this.id
  frontend_ip_configuration_name = "f0"
  protocol                       = "Tcp"
  backend_pool_id                = simfabric_lb_backend_pool.a.id
  frontend_port_start            = 5000
  frontend_port_end              = lookup(var.nat_rule, "to", "5001")
  backend_port                   = 3389
  depends_on                     = [simfabric_scale_set.this]
}

resource "simfabric_lb_outbound_rule" "this" {
  count                           = length(var.outbound) > 0 ? 1 : 0
  name                            = "outbound"
  lb_id                           = simfabric_lb.this.id
  frontend_ip_configuration_names = ["f0"]
  backend_pool_id                 = simfabric_lb_backend_pool.a.id
  allocated_outbound_ports        = lookup(var.outbound, "ports", null)
  depends_on                      = [simfabric_scale_set.this]
}
