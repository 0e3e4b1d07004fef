# Every kind below a load balancer, each with what it must have, or (full) with everything that it can have.
variable "full" {
  type    = bool
  default = false
}

variable "suffix" {
  type    = string
  default = ""
}

variable "lb" {
  type    = string
  default = "lb"
}

resource "simfabric_public_ip" "test" {
  count = 4
  name  = "ip${count.index}"
}

resource "simfabric_lb" "test" {
  count = 2
  name  = ["lb", "other"][count.index]
  frontend_ip_configurations = [for i in [0, 1] :
    { name = ["front", "Second"][i], public_ip_id = simfabric_public_ip.test[2 * count.index + i].id }
  ]
}

locals {
  lb_id = simfabric_lb.test[var.lb == "lb" ? 0 : 1].id
  # Frontends go by their names without regard to case.
  frontend = var.full ? "second" : "front"
}

resource "simfabric_lb_backend_pool" "test" {
  name  = "pool${var.suffix}"
  lb_id = local.lb_id
}

resource "simfabric_lb_probe" "test" {
  name                = "probe${var.suffix}"
  lb_id               = local.lb_id
  protocol            = var.full ? "Https" : null
  port                = var.full ? 8443 : 8080
  request_path        = var.full ? "/health" : null
  interval_in_seconds = var.full ? 5 : null
  probe_threshold     = var.full ? 100 : null
}

resource "simfabric_lb_rule" "test" {
  name                           = "rule${var.suffix}"
  lb_id                          = local.lb_id
  frontend_ip_configuration_name = local.frontend
  protocol                       = var.full ? "Udp" : "Tcp"
  frontend_port                  = var.full ? 53 : 443
  backend_port                   = var.full ? 5353 : 8443
  backend_pool_ids               = var.full ? [simfabric_lb_backend_pool.test.id] : null
  probe_id                       = var.full ? simfabric_lb_probe.test.id : null
  floating_ip                    = var.full ? true : null
  idle_timeout_in_minutes        = var.full ? 30 : null
  load_distribution              = var.full ? "SourceIPProtocol" : null
  tcp_reset_enabled              = var.full ? true : null
  disable_outbound_snat          = var.full ? true : null
}

resource "simfabric_lb_nat_pool" "test" {
  name                           = "natpool${var.suffix}"
  lb_id                          = local.lb_id
  frontend_ip_configuration_name = local.frontend
  protocol                       = var.full ? "Udp" : "Tcp"
  frontend_port_start            = var.full ? 50001 : 50000
  frontend_port_end              = var.full ? 50020 : 50009
  backend_port                   = var.full ? 3389 : 22
  floating_ip                    = var.full ? true : null
  idle_timeout_in_minutes        = var.full ? 30 : null
  tcp_reset_enabled              = var.full ? true : null
}

resource "simfabric_lb_nat_rule" "test" {
  name                           = "natrule${var.suffix}"
  lb_id                          = local.lb_id
  frontend_ip_configuration_name = local.frontend
  protocol                       = var.full ? "Udp" : "Tcp"
  backend_pool_id                = simfabric_lb_backend_pool.test.id
  frontend_port_start            = var.full ? 5001 : 5000
  frontend_port_end              = var.full ? 5020 : 5009
  backend_port                   = var.full ? 3390 : 23
  floating_ip                    = var.full ? true : null
  idle_timeout_in_minutes        = var.full ? 30 : null
  tcp_reset_enabled              = var.full ? true : null
}

resource "simfabric_lb_outbound_rule" "test" {
  name                            = "outbound${var.suffix}"
  lb_id                           = local.lb_id
  frontend_ip_configuration_names = var.full ? ["front", "second"] : ["front"]
  backend_pool_id                 = simfabric_lb_backend_pool.test.id
  protocol                        = var.full ? "Tcp" : null
  allocated_outbound_ports        = var.full ? 8 : null
  idle_timeout_in_minutes         = var.full ? 120 : null
  tcp_reset_enabled               = var.full ? true : null
}
