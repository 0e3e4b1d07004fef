# What most cases stand on: one network with two subnets, a load balancer in front of one and two pools.
variable "internal" {
  type    = bool
  default = false
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.1.0/24"]
}

resource "simfabric_subnet" "front" {
  name               = "front"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.2.0/24"]
}

resource "simfabric_public_ip" "front0" {
  name = "front0"
}

resource "simfabric_public_ip" "front1" {
  name       = "front1"
  depends_on = [simfabric_public_ip.front0]
}

resource "simfabric_lb" "this" {
  name = "lb"
  frontend_ip_configurations = [for i in [0, 1] : {
    name         = "f${i}"
    public_ip_id = var.internal ? null : [simfabric_public_ip.front0.id, simfabric_public_ip.front1.id][i]
    subnet_id    = var.internal ? simfabric_subnet.front.id : null
  }]
}

resource "simfabric_lb_backend_pool" "a" {
  name  = "a"
  lb_id = simfabric_lb.this.id
}

resource "simfabric_lb_backend_pool" "b" {
  name  = "b"
  lb_id = simfabric_lb.this.id
}
