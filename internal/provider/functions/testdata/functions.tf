output "usable" {
  value = provider::simfabric::usable_addresses("10.0.2.0/24")
}

output "capacity" {
  value = [provider::simfabric::public_ip_prefix_capacity(28, "IPv4"), provider::simfabric::public_ip_prefix_capacity(127, "IPv6")]
}

output "fqdn" {
  value = provider::simfabric::instance_fqdn("web", 3, "Korea Central")
}

output "subnet" {
  value = provider::simfabric::parse_resource_id("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/net/subnets/web")
}

output "network" {
  value = provider::simfabric::parse_resource_id("/SUBSCRIPTIONS/s/resourcegroups/g/providers/microsoft.network/virtualnetworks/net").parent_id == null
}
