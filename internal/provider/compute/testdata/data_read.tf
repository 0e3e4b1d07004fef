locals {
  # Through a local the data sources are read in the plan, with what it has planned.
  id = simfabric_scale_set.web.id
}

data "simfabric_instance_public_ips" "web" {
  scale_set_id = local.id
}

data "simfabric_scale_set" "by_id" {
  id = local.id
}

data "simfabric_scale_set" "by_name" {
  name       = "WEB"
  depends_on = [simfabric_scale_set.web]
}

output "same" {
  value = data.simfabric_scale_set.by_id.instances == simfabric_scale_set.web.instances
}

output "by_id" {
  value = data.simfabric_scale_set.by_id.private_ip_addresses
}

output "by_name" {
  value = {
    id        = data.simfabric_scale_set.by_name.id
    name      = data.simfabric_scale_set.by_name.name
    sku       = data.simfabric_scale_set.by_name.sku
    capacity  = data.simfabric_scale_set.by_name.capacity
    instances = keys(data.simfabric_scale_set.by_name.instances)
    fqdns     = data.simfabric_scale_set.by_name.fqdns
  }
}

output "json" {
  value = data.simfabric_instance_public_ips.web.json
}

output "first" {
  value = data.simfabric_instance_public_ips.web.value[0]
}

output "addresses" {
  value = [for p in data.simfabric_instance_public_ips.web.value : p.properties.ip_address]
}
