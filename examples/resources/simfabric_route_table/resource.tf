resource "simfabric_route_table" "example" {
  name = "web"
  routes = {
    internet = {
      address_prefix         = "0.0.0.0/0"
      next_hop_type          = "VirtualAppliance"
      next_hop_in_ip_address = "10.0.0.4"
    }
    storage = {
      address_prefix = "Storage"
      next_hop_type  = "Internet"
    }
  }
}

resource "simfabric_subnet" "example" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.example.id
  address_prefixes   = ["10.0.1.0/24"]
  route_table_id     = simfabric_route_table.example.id
}
