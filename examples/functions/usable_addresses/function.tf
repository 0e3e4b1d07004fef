output "usable" {
  description = "251: the subnet keeps the first four addresses and the last."
  value       = provider::simfabric::usable_addresses("10.0.2.0/24")
}
