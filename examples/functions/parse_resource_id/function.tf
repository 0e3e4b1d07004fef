locals {
  id     = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network/virtualNetworks/vnet/subnets/web"
  subnet = provider::simfabric::parse_resource_id(local.id)
}

output "subnet" {
  description = "web"
  value       = local.subnet.name
}

output "virtual_network" {
  description = "vnet"
  value       = local.subnet.names["virtualNetworks"]
}

output "virtual_network_id" {
  description = "The id up to and including the virtual network."
  value       = local.subnet.parent_id
}
