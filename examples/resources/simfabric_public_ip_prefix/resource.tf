resource "simfabric_public_ip_prefix" "example" {
  name          = "web"
  prefix_length = 29
  zones         = ["1", "2", "3"]
}

output "prefix" {
  description = "Known in the plan."
  value       = simfabric_public_ip_prefix.example.ip_prefix
}
