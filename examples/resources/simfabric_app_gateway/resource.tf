resource "simfabric_app_gateway" "example" {
  name         = "front"
  subnet_id    = simfabric_subnet.example.id
  public_ip_id = simfabric_public_ip.example.id
  sku = {
    name     = "Standard_v2"
    capacity = 2
  }
}
