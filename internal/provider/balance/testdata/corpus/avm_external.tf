# Bicep AVM's load balancer e2e case external, with a scale set in its first pool.
resource "simfabric_public_ip" "test" {
  name = "dep-pip-nlbext"
}

resource "simfabric_lb" "test" {
  name                       = "nlbext001"
  frontend_ip_configurations = [{ name = "publicIPConfig1", public_ip_id = simfabric_public_ip.test.id }]
}

resource "simfabric_lb_backend_pool" "test" {
  count = 2
  name  = "backendAddressPool${count.index + 1}"
  lb_id = simfabric_lb.test.id
}

resource "simfabric_lb_probe" "one" {
  name                = "probe1"
  lb_id               = simfabric_lb.test.id
  protocol            = "Http"
  port                = 80
  interval_in_seconds = 10
  request_path        = "/http-probe"
}

resource "simfabric_lb_probe" "two" {
  name         = "probe2"
  lb_id        = simfabric_lb.test.id
  protocol     = "Https"
  port         = 443
  request_path = "/https-probe"
}

variable "disable_outbound_snat" {
  type    = bool
  default = true
}

resource "simfabric_lb_rule" "one" {
  name                           = "publicIPLBRule1"
  lb_id                          = simfabric_lb.test.id
  frontend_ip_configuration_name = "publicIPConfig1"
  protocol                       = "Tcp"
  frontend_port                  = 80
  backend_port                   = 80
  idle_timeout_in_minutes        = 5
  disable_outbound_snat          = var.disable_outbound_snat
  backend_pool_ids               = [simfabric_lb_backend_pool.test[0].id]
  probe_id                       = simfabric_lb_probe.one.id
}

resource "simfabric_lb_rule" "two" {
  name                           = "publicIPLBRule2"
  lb_id                          = simfabric_lb.test.id
  frontend_ip_configuration_name = "publicIPConfig1"
  protocol                       = "Tcp"
  frontend_port                  = 8080
  backend_port                   = 8080
  disable_outbound_snat          = true
  backend_pool_ids               = [simfabric_lb_backend_pool.test[1].id]
  probe_id                       = simfabric_lb_probe.two.id
}

resource "simfabric_lb_outbound_rule" "test" {
  name                            = "outboundRule1"
  lb_id                           = simfabric_lb.test.id
  backend_pool_id                 = simfabric_lb_backend_pool.test[0].id
  allocated_outbound_ports        = 63984
  frontend_ip_configuration_names = ["publicIPConfig1"]
}

resource "simfabric_nic_configuration" "test" {
  name = "nic"
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.test.id
    lb_backend_pool_ids = [simfabric_lb_backend_pool.test[0].id]
  }]
}

locals {
  nics = [simfabric_nic_configuration.test.id]
}
