resource "simfabric_public_ip" "example" {
  name              = "gateway"
  domain_name_label = "shop-gateway"
  zones             = ["1", "2", "3"]
}

# An address from a prefix.
resource "simfabric_public_ip" "from_prefix" {
  name                = "nva"
  public_ip_prefix_id = simfabric_public_ip_prefix.example.id
}

output "address" {
  description = "Known in the plan."
  value       = simfabric_public_ip.example.ip_address
}
