# lb frontEndConfigPublicIPPrefix and outbound withPublicIPPrefix: a frontend of two addresses.
variable "rule" {
  type    = bool
  default = false
}

variable "ports" {
  type    = number
  default = null
}

resource "simfabric_public_ip_prefix" "test" {
  name          = "test-ip-prefix"
  prefix_length = 31
}

resource "simfabric_lb" "test" {
  name                       = "acctest-loadbalancer"
  frontend_ip_configurations = [{ name = "one", public_ip_prefix_id = simfabric_public_ip_prefix.test.id }]
}

resource "simfabric_lb_backend_pool" "test" {
  name  = "be"
  lb_id = simfabric_lb.test.id
}

resource "simfabric_lb_outbound_rule" "test" {
  name                            = "acctest-outbound-rule"
  lb_id                           = simfabric_lb.test.id
  backend_pool_id                 = simfabric_lb_backend_pool.test.id
  protocol                        = "All"
  allocated_outbound_ports        = var.ports
  frontend_ip_configuration_names = ["one"]
}

resource "simfabric_lb_rule" "test" {
  count                          = var.rule ? 1 : 0
  name                           = "acctest-lb-rule"
  lb_id                          = simfabric_lb.test.id
  frontend_ip_configuration_name = "one"
  protocol                       = "Tcp"
  frontend_port                  = 80
  backend_port                   = 80
}
