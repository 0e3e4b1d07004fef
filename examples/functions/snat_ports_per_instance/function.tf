output "ports" {
  description = "512: a pool of 51 to 100 members gets 512 ports each from one frontend address."
  value       = provider::simfabric::snat_ports_per_instance(1, 80)
}
