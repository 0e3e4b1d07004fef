# Outbound basic, complete, completeUpdate and allocatedOutboundPorts.
variable "ports" {
  type    = number
  default = null
}

variable "idle" {
  type    = number
  default = null
}

variable "reset" {
  type    = bool
  default = null
}

resource "simfabric_lb_outbound_rule" "test" {
  name                            = "acctest-outbound-rule"
  lb_id                           = simfabric_lb.test.id
  backend_pool_id                 = simfabric_lb_backend_pool.test.id
  protocol                        = "All"
  tcp_reset_enabled               = var.reset
  idle_timeout_in_minutes         = var.idle
  allocated_outbound_ports        = var.ports
  frontend_ip_configuration_names = ["acctest-fe"]
}
