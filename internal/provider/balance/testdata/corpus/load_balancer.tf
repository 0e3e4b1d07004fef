# networkLoadBalancer and networkPublicIPTags: a pool and a NAT pool.
variable "from" {
  type    = number
  default = 80
}

variable "to" {
  type    = number
  default = 81
}

variable "backend_port" {
  type    = number
  default = 8080
}

variable "public_ip_address" {
  type    = bool
  default = false
}

resource "simfabric_public_ip" "test" {
  name = "test-ip"
}

resource "simfabric_lb" "test" {
  name                       = "test-loadbalancer"
  frontend_ip_configurations = [{ name = "internal", public_ip_id = simfabric_public_ip.test.id }]
}

resource "simfabric_lb_backend_pool" "test" {
  name  = "test"
  lb_id = simfabric_lb.test.id
}

resource "simfabric_lb_nat_pool" "test" {
  name                           = "test"
  lb_id                          = simfabric_lb.test.id
  frontend_ip_configuration_name = "internal"
  protocol                       = "Tcp"
  frontend_port_start            = var.from
  frontend_port_end              = var.to
  backend_port                   = var.backend_port
}

resource "simfabric_nic_configuration" "test" {
  name = "primary"
  ip_configurations = [{
    name                = "internal"
    subnet_id           = simfabric_subnet.test.id
    lb_backend_pool_ids = [simfabric_lb_backend_pool.test.id]
    lb_nat_pool_ids     = [simfabric_lb_nat_pool.test.id]
    public_ip_address = var.public_ip_address ? {
      name                    = "first"
      idle_timeout_in_minutes = 15
      ip_tags                 = { RoutingPreference = "Internet" }
    } : null
  }]
}

locals {
  nics = [simfabric_nic_configuration.test.id]
}
