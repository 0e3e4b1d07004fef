# The upgrade cases: a set behind a load balancer with two probes, whose NIC configuration changes, and its upgrade. The
# pool of an application gateway is there to be joined.
variable "capacity" {
  type    = number
  default = 2
}

variable "policy" {
  type    = map(string)
  default = { mode = "Manual" }
}

variable "probe" {
  type    = number
  default = null
}

locals {
  ports = [22, 8080]
}

variable "forwarding" {
  type    = bool
  default = null
}

variable "accelerated" {
  type    = bool
  default = null
}

variable "guarded" {
  type    = bool
  default = false
}

variable "groups" {
  type    = number
  default = 0
}

variable "behind_gateway" {
  type    = bool
  default = false
}

variable "upgrade" {
  type    = list(string)
  default = []
}

resource "simfabric_virtual_network" "test" {
  name          = "acctvn"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "test" {
  count              = 3
  name               = ["internal", "gateway", "lb"][count.index]
  virtual_network_id = simfabric_virtual_network.test.id
  address_prefixes   = ["10.0.${count.index + 2}.0/24"]
}

resource "simfabric_public_ip" "test" {
  name = "acctest-pip"
}

resource "simfabric_app_gateway" "test" {
  name         = "acctestgw"
  subnet_id    = simfabric_subnet.test[1].id
  public_ip_id = simfabric_public_ip.test.id
}

resource "simfabric_app_gateway_pool" "test" {
  name           = "pool-1"
  app_gateway_id = simfabric_app_gateway.test.id
}

resource "simfabric_lb" "test" {
  name                       = "acctestlb"
  frontend_ip_configurations = [{ name = "internal", subnet_id = simfabric_subnet.test[2].id }]
}

resource "simfabric_lb_backend_pool" "test" {
  name  = "test"
  lb_id = simfabric_lb.test.id
}

resource "simfabric_lb_probe" "test" {
  count    = 2
  name     = "probe-${count.index}"
  lb_id    = simfabric_lb.test.id
  protocol = "Tcp"
  port     = local.ports[count.index]
}

resource "simfabric_lb_rule" "test" {
  count                          = 2
  name                           = "rule-${count.index}"
  lb_id                          = simfabric_lb.test.id
  frontend_ip_configuration_name = "internal"
  protocol                       = "Tcp"
  frontend_port                  = local.ports[count.index]
  backend_port                   = local.ports[count.index]
  backend_pool_ids               = [simfabric_lb_backend_pool.test.id]
  probe_id                       = simfabric_lb_probe.test[count.index].id
}

resource "simfabric_network_security_group" "test" {
  name = "acctestnsg"
}

resource "simfabric_application_security_group" "test" {
  count = 2
  name  = "acctestasg-${count.index}"
}

resource "simfabric_nic_configuration" "test" {
  name                           = "example"
  ip_forwarding_enabled          = var.forwarding
  accelerated_networking_enabled = var.accelerated
  network_security_group_id      = var.guarded ? simfabric_network_security_group.test.id : null
  ip_configurations = [{
    name                           = "internal"
    subnet_id                      = simfabric_subnet.test[0].id
    lb_backend_pool_ids            = [simfabric_lb_backend_pool.test.id]
    app_gateway_pool_ids           = var.behind_gateway ? [simfabric_app_gateway_pool.test.id] : null
    application_security_group_ids = var.groups == 0 ? null : slice(simfabric_application_security_group.test[*].id, 0, var.groups)
  }]
}

resource "simfabric_scale_set" "test" {
  name                  = "acctvmss"
  sku                   = "Standard_D2s_v3"
  capacity              = var.capacity
  nic_configuration_ids = [simfabric_nic_configuration.test.id]
  upgrade_policy        = var.policy
  health_probe_id       = var.probe == null ? null : simfabric_lb_probe.test[var.probe].id
  depends_on            = [simfabric_lb_rule.test]
}

resource "simfabric_scale_set_instance_upgrade" "test" {
  count         = length(var.upgrade) > 0 ? 1 : 0
  scale_set_id  = simfabric_scale_set.test.id
  instance_ids  = var.upgrade
  model_version = simfabric_scale_set.test.model_version
}
