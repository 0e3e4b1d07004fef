variable "instances" {
  type        = number
  description = "Half as many subnets, and as many NAT rules of a load balancer."
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/8"]
}

resource "simfabric_subnet" "net" {
  count              = floor(var.instances / 2)
  name               = "net${count.index}"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = [cidrsubnet("10.0.0.0/8", 16, count.index)]
}

resource "simfabric_public_ip" "web" {
  name = "web"
}

resource "simfabric_lb" "web" {
  name                       = "web"
  frontend_ip_configurations = [{ name = "front", public_ip_id = simfabric_public_ip.web.id }]
}

resource "simfabric_lb_backend_pool" "web" {
  name  = "web"
  lb_id = simfabric_lb.web.id
}

resource "simfabric_lb_nat_rule" "web" {
  count                          = ceil(var.instances / 2)
  name                           = "rule${count.index}"
  lb_id                          = simfabric_lb.web.id
  frontend_ip_configuration_name = "front"
  protocol                       = "Tcp"
  backend_port                   = 1000 + count.index
  backend_pool_id                = simfabric_lb_backend_pool.web.id
  frontend_port_start            = 1000 + count.index
  frontend_port_end              = 1000 + count.index
}
