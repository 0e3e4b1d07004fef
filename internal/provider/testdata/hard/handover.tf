# A group that is replaced under a subnet.
variable "group" {
  type    = string
  default = "a"
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "web" {
  name                      = "web"
  virtual_network_id        = simfabric_virtual_network.net.id
  address_prefixes          = ["10.0.2.0/24"]
  network_security_group_id = simfabric_network_security_group.web.id
}
