# Rule basic, complete and completeUpdate.
variable "on" {
  type    = bool
  default = null
}

variable "idle" {
  type    = number
  default = null
}

variable "load_distribution" {
  type    = string
  default = null
}

resource "simfabric_lb_rule" "test" {
  name                           = "acctest-lb-rule"
  lb_id                          = simfabric_lb.test.id
  frontend_ip_configuration_name = simfabric_lb.test.frontend_ip_configurations[0].name
  protocol                       = "Tcp"
  frontend_port                  = 3389
  backend_port                   = 3389
  disable_outbound_snat          = var.on
  floating_ip                    = var.on
  tcp_reset_enabled              = var.on
  idle_timeout_in_minutes        = var.idle
  load_distribution              = var.load_distribution
}
