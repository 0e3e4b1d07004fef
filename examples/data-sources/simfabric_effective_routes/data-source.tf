# Terraform puts a data source off that refers to a resource with changes. Through a local it is read in the plan.
locals {
  scale_set_id = simfabric_scale_set.example.id
}

data "simfabric_effective_routes" "example" {
  scale_set_id      = local.scale_set_id
  instance_id       = "0"
  network_interface = "nic"
}

output "routes" {
  description = "Known in the plan: where the NIC's packets go. A route that is invalid stands behind another."
  value = { for r in data.simfabric_effective_routes.example.network_interfaces["nic"].routes :
  r.address_prefix => join(" ", compact([r.next_hop_type, r.next_hop_in_ip_address])) if r.state == "Active" }
}
