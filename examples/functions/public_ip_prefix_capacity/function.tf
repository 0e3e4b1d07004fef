output "capacity" {
  description = "8: all addresses of a public IP prefix can be used."
  value       = provider::simfabric::public_ip_prefix_capacity(29, "IPv4")
}
