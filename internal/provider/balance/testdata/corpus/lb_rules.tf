# Rule multipleRules and multipleRulesUpdate.
variable "second" {
  type    = number
  default = 3390
}

resource "simfabric_lb_rule" "test" {
  name                           = "acctest-lb-rule"
  lb_id                          = simfabric_lb.test.id
  frontend_ip_configuration_name = "acctest-fe"
  protocol                       = "Udp"
  frontend_port                  = 3389
  backend_port                   = 3389
}

resource "simfabric_lb_rule" "test2" {
  name                           = "acctest-lb-rule2"
  lb_id                          = simfabric_lb.test.id
  frontend_ip_configuration_name = "acctest-fe"
  protocol                       = "Udp"
  frontend_port                  = var.second
  backend_port                   = var.second
}
