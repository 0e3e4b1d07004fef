resource "simfabric_lb" "example" {
  name = "web"
  frontend_ip_configurations = [{
    name         = "public"
    public_ip_id = simfabric_public_ip.example.id
  }]
}

# An internal one: the first frontend asks for an address, the second takes the lowest free one of its subnet.
resource "simfabric_lb" "internal" {
  name = "data"
  frontend_ip_configurations = [
    { name = "fixed", subnet_id = simfabric_subnet.example.id, private_ip_address = "10.0.1.100" },
    { name = "any", subnet_id = simfabric_subnet.example.id },
  ]
}
