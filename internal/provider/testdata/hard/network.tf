# What most of these cases start from.
variable "dns_servers" {
  type    = list(string)
  default = null
}

variable "location" {
  type    = string
  default = null
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  location      = var.location
  address_space = ["10.0.0.0/16"]
  dns_servers   = var.dns_servers
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.2.0/24"]
}

resource "simfabric_nic_configuration" "nic" {
  name              = "nic"
  location          = var.location
  ip_configurations = [{ name = "ip", subnet_id = simfabric_subnet.web.id }]
}
