# A set of three in a subnet of eleven addresses, whose model moves on with ip_forwarding.
variable "mode" {
  type    = string
  default = null
}

variable "capacity" {
  type    = number
  default = 3
}

variable "ip_forwarding" {
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
  address_prefixes   = ["10.0.2.0/28"]
}

resource "simfabric_nic_configuration" "nic1" {
  name                  = "nic1"
  ip_forwarding_enabled = var.ip_forwarding
  ip_configurations     = [{ name = "ip1", subnet_id = simfabric_subnet.web.id }]
}

resource "simfabric_scale_set" "this" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = var.capacity
  nic_configuration_ids = [simfabric_nic_configuration.nic1.id]
  upgrade_policy        = { mode = var.mode }
}
