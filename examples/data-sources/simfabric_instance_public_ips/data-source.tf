data "simfabric_instance_public_ips" "example" {
  scale_set_id = simfabric_scale_set.example.id
}

output "public_names" {
  value = { for ip in data.simfabric_instance_public_ips.example.value : ip.properties.ip_address => ip.properties.dns_settings.fqdn }
}

output "as_arm_answers" {
  value = data.simfabric_instance_public_ips.example.json
}
