resource "simfabric_virtual_network" "example" {
  name          = "vnet"
  address_space = ["10.0.0.0/16", "fd00:10::/48"]
  dns_servers   = ["10.0.0.4", "10.0.0.5"]
  tags = {
    environment = "test"
  }
}
