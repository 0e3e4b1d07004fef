# Bicep AVM's load balancer e2e case internal, with a scale set in its pool. Its NAT rules stand beside the HA ports of the
# same frontend; they are of version 1 there, and by pool here.
variable "other_rule" {
  type    = bool
  default = false
}

resource "simfabric_lb" "test" {
  name                       = "nlbint001"
  frontend_ip_configurations = [{ name = "privateIPConfig1", subnet_id = simfabric_subnet.test.id }]
}

resource "simfabric_lb_backend_pool" "test" {
  name  = "servers"
  lb_id = simfabric_lb.test.id
}

resource "simfabric_lb_probe" "test" {
  name                = "probe1"
  lb_id               = simfabric_lb.test.id
  protocol            = "Tcp"
  port                = 62000
  interval_in_seconds = 5
}

resource "simfabric_lb_rule" "test" {
  name                           = "privateIPLBRule1"
  lb_id                          = simfabric_lb.test.id
  frontend_ip_configuration_name = "privateIPConfig1"
  protocol                       = "All"
  frontend_port                  = 0
  backend_port                   = 0
  floating_ip                    = true
  disable_outbound_snat          = true
  backend_pool_ids               = [simfabric_lb_backend_pool.test.id]
  probe_id                       = simfabric_lb_probe.test.id
}

resource "simfabric_lb_rule" "other" {
  count                          = var.other_rule ? 1 : 0
  name                           = "web"
  lb_id                          = simfabric_lb.test.id
  frontend_ip_configuration_name = "privateIPConfig1"
  protocol                       = "Tcp"
  frontend_port                  = 80
  backend_port                   = 80
  backend_pool_ids               = [simfabric_lb_backend_pool.test.id]
}

resource "simfabric_lb_nat_rule" "test" {
  count                          = 2
  name                           = "inboundNatRule${count.index + 1}"
  lb_id                          = simfabric_lb.test.id
  frontend_ip_configuration_name = "privateIPConfig1"
  protocol                       = "Tcp"
  frontend_port_start            = local.nat_ports[count.index]
  frontend_port_end              = local.nat_ports[count.index] + 9
  backend_port                   = local.nat_ports[count.index]
  backend_pool_id                = simfabric_lb_backend_pool.test.id
}

resource "simfabric_nic_configuration" "test" {
  name = "nic"
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.test.id
    lb_backend_pool_ids = [simfabric_lb_backend_pool.test.id]
  }]
}

locals {
  nics      = [simfabric_nic_configuration.test.id]
  nat_ports = [443, 3389]
}

data "simfabric_floating_ip_guest_config" "test" {
  lb_rule_id = simfabric_lb_rule.test.id
  depends_on = [simfabric_scale_set.test]
}

output "commands" {
  value = data.simfabric_floating_ip_guest_config.test.linux_commands
}
