# What most scripts start from: a network, a subnet and a NIC configuration in it.
resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "net" {
  name               = "net"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.1.0/24"]
}

resource "simfabric_nic_configuration" "net" {
  name = "net"
  ip_configurations = [{
    name      = "ip"
    subnet_id = simfabric_subnet.net.id
  }]
}
