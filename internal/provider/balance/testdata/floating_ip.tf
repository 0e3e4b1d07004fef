# Two listeners of a cluster on one backend port, as in examples/scenarios/floating-ip.
variable "floating_ip" {
  type    = bool
  default = true
}

variable "second_floating_ip" {
  type    = bool
  default = true
}

variable "pool_of" {
  type    = string
  default = "primary"
}

variable "backend_port" {
  type    = number
  default = 1433
}

variable "os_type" {
  type    = string
  default = "Linux"
}

resource "simfabric_lb_rule" "one" {
  name                           = "listener-a"
  lb_id                          = simfabric_lb.this.id
  frontend_ip_configuration_name = "f0"
  protocol                       = "Tcp"
  frontend_port                  = 1433
  backend_port                   = 1433
  floating_ip                    = var.floating_ip
  backend_pool_ids               = [simfabric_lb_backend_pool.a.id]
}

resource "simfabric_lb_rule" "two" {
  name                           = "listener-b"
  lb_id                          = simfabric_lb.this.id
  frontend_ip_configuration_name = "f1"
  protocol                       = "Tcp"
  frontend_port                  = 1433
  backend_port                   = var.backend_port
  floating_ip                    = var.second_floating_ip
  backend_pool_ids               = [simfabric_lb_backend_pool.a.id]

  depends_on = [simfabric_lb_rule.one]
}

resource "simfabric_nic_configuration" "node" {
  name = "nic"
  ip_configurations = [for name in ["primary", "secondary"] : {
    name                = name
    primary             = name == "primary"
    subnet_id           = simfabric_subnet.web.id
    lb_backend_pool_ids = name == var.pool_of ? [simfabric_lb_backend_pool.a.id] : null
  }]
}

resource "simfabric_scale_set" "nodes" {
  name                  = "nodes"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.node.id]
  guest                 = { os_type = var.os_type }
}

data "simfabric_floating_ip_guest_config" "one" {
  lb_rule_id = simfabric_lb_rule.one.id
  depends_on = [simfabric_scale_set.nodes]
}

data "simfabric_floating_ip_guest_config" "two" {
  lb_rule_id = simfabric_lb_rule.two.id
  depends_on = [simfabric_scale_set.nodes]
}
