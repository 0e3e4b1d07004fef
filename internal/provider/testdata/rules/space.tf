variable "address_space" {
  type = list(string)
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = var.address_space
}
