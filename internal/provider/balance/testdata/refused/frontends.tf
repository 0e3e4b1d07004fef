# A load balancer with one or two frontends, and a second load balancer; each argument by its case.
variable "sku" {
  type    = string
  default = null
}

variable "ip_sku" {
  type    = string
  default = null
}

variable "frontends" {
  type    = map(string)
  default = { one = "first" }
}

variable "address" {
  type    = string
  default = null
}

variable "other" {
  type    = string
  default = "third"
}

variable "probe" {
  type    = map(string)
  default = { protocol = "Tcp" }
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

resource "simfabric_public_ip" "this" {
  count = 3
  name  = ["first", "second", "third"][count.index]
  sku   = count.index < 2 ? var.ip_sku : null
}

locals {
  ips = { first = simfabric_public_ip.this[0].id, second = simfabric_public_ip.this[1].id, third = simfabric_public_ip.this[2].id }
}

resource "simfabric_lb" "this" {
  name = "lb"
  sku  = var.sku
  frontend_ip_configurations = [for name, from in var.frontends : {
    name               = name
    public_ip_id       = lookup(local.ips, trimprefix(from, "subnet+"), null)
    subnet_id          = startswith(from, "subnet") ? simfabric_subnet.web.id : null
    private_ip_address = startswith(from, "subnet") ? var.address : null
  }]
}

resource "simfabric_lb" "other" {
  name                       = "other"
  frontend_ip_configurations = [{ name = "front", public_ip_id = local.ips[var.other] }]
  depends_on                 = [simfabric_lb.this]
}

resource "simfabric_lb_probe" "this" {
  name         = "probe"
  lb_id        = simfabric_lb.this.id
  protocol     = var.probe.protocol
  port         = 80
  request_path = lookup(var.probe, "request_path", null)
}
