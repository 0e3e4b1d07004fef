resource "simfabric_nat_gateway" "example" {
  name                    = "web"
  public_ip_ids           = [simfabric_public_ip.example.id]
  public_ip_prefix_ids    = [simfabric_public_ip_prefix.example.id]
  idle_timeout_in_minutes = 10
  zones                   = ["1"]
}

resource "simfabric_subnet" "example" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.example.id
  address_prefixes   = ["10.0.1.0/24"]
  nat_gateway_id     = simfabric_nat_gateway.example.id
}
