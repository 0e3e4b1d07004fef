resource "simfabric_subnet" "example" {
  name                      = "web"
  virtual_network_id        = simfabric_virtual_network.example.id
  address_prefixes          = ["10.0.1.0/24", "fd00:10:0:1::/64"]
  network_security_group_id = simfabric_network_security_group.example.id
}
