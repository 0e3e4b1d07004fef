# Two load balancers of one set, of one type or of two, and a second set in another network.
variable "sku" {
  type    = string
  default = null
}

variable "zones" {
  type    = list(string)
  default = null
}

variable "internal" {
  type    = bool
  default = true
}

variable "join" {
  type    = string
  default = "both"
}

variable "ip_sku" {
  type    = string
  default = null
}

variable "backend_port" {
  type    = number
  default = 80
}

variable "networks" {
  type    = number
  default = 1
}

resource "simfabric_virtual_network" "net" {
  count         = 2
  name          = "net${count.index}"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "web" {
  count              = 2
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net[count.index].id
  address_prefixes   = ["10.0.1.0/24"]
}

resource "simfabric_public_ip" "front" {
  count = 2
  name  = "front${count.index}"
  sku   = var.sku
}

resource "simfabric_lb" "this" {
  count = 2
  name  = "lb${count.index}"
  sku   = var.sku
  frontend_ip_configurations = [{
    name         = "front"
    public_ip_id = count.index == 1 && var.internal ? null : simfabric_public_ip.front[count.index].id
    subnet_id    = count.index == 1 && var.internal ? simfabric_subnet.web[0].id : null
  }]
}

resource "simfabric_lb_backend_pool" "this" {
  count = 2
  name  = "pool"
  lb_id = simfabric_lb.this[count.index].id
}

resource "simfabric_lb_rule" "this" {
  count                          = 2
  name                           = "rule"
  lb_id                          = simfabric_lb.this[count.index].id
  frontend_ip_configuration_name = "front"
  protocol                       = "Tcp"
  frontend_port                  = 80
  backend_port                   = count.index == 0 ? 80 : var.backend_port
  backend_pool_ids               = [simfabric_lb_backend_pool.this[count.index].id]
}

resource "simfabric_nic_configuration" "this" {
  name = "nic"
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.web[0].id
    lb_backend_pool_ids = var.join == "wrong" ? [simfabric_lb.this[0].id] : var.join == "both" ? simfabric_lb_backend_pool.this[*].id : [simfabric_lb_backend_pool.this[0].id]
    public_ip_address   = var.ip_sku == null ? null : { name = "public", sku = var.ip_sku }
  }]
}

resource "simfabric_scale_set" "this" {
  name                  = "set"
  sku                   = "Standard_D2s_v5"
  capacity              = 1
  zones                 = var.zones
  nic_configuration_ids = [simfabric_nic_configuration.this.id]
  depends_on            = [simfabric_lb_rule.this]
}

resource "simfabric_nic_configuration" "other" {
  name = "other"
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.web[var.networks - 1].id
    lb_backend_pool_ids = [simfabric_lb_backend_pool.this[0].id]
  }]
}

resource "simfabric_scale_set" "other" {
  name                  = "other"
  sku                   = "Standard_D2s_v5"
  capacity              = 1
  nic_configuration_ids = [simfabric_nic_configuration.other.id]
  depends_on            = [simfabric_scale_set.this]
}
