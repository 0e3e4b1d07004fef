# vmssBackendPool and mapToBackendAddressPool: a set in the pool, and rules that come and go.
variable "rule" {
  type    = bool
  default = false
}

variable "nat_rules" {
  type    = list(string)
  default = []
}

variable "nat_end" {
  type    = number
  default = 3389
}

resource "simfabric_nic_configuration" "test" {
  name = "example"
  ip_configurations = [{
    name                = "internal"
    subnet_id           = simfabric_subnet.test.id
    lb_backend_pool_ids = [simfabric_lb_backend_pool.test.id]
  }]
}

locals {
  nics = [simfabric_nic_configuration.test.id]
}

resource "simfabric_lb_rule" "test" {
  count                          = var.rule ? 1 : 0
  name                           = "acctest-rule"
  lb_id                          = simfabric_lb.test.id
  frontend_ip_configuration_name = "acctest-fe"
  protocol                       = "Tcp"
  frontend_port                  = 3389
  backend_port                   = 3389
  backend_pool_ids               = [simfabric_lb_backend_pool.test.id]
}

resource "simfabric_lb_nat_rule" "test" {
  count                          = length(var.nat_rules)
  name                           = "acctestnatrule-${lower(var.nat_rules[count.index])}"
  lb_id                          = simfabric_lb.test.id
  frontend_ip_configuration_name = "acctest-fe"
  protocol                       = var.nat_rules[count.index]
  frontend_port_start            = 3000
  frontend_port_end              = var.nat_end
  backend_port                   = 3389
  backend_pool_id                = simfabric_lb_backend_pool.test.id
}

data "simfabric_nat_port_mappings" "test" {
  lb_id      = simfabric_lb.test.id
  depends_on = [simfabric_scale_set.test, simfabric_lb_nat_rule.test]
}

output "ports" {
  value = [for m in data.simfabric_nat_port_mappings.test.mappings : "${m.protocol} ${m.frontend_port} ${m.instance_id}"]
}
