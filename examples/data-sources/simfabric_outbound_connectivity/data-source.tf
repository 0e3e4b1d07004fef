# Terraform puts a data source off that refers to a resource with changes. Through a local it is read in the plan.
locals {
  scale_set_id = simfabric_scale_set.example.id
}

data "simfabric_outbound_connectivity" "example" {
  scale_set_id = local.scale_set_id
}

output "ways_out" {
  description = "Known in the plan."
  value = { for id, way in data.simfabric_outbound_connectivity.example.instances :
  id => "${way.method}: ${join(", ", way.addresses)}, ${way.snat_ports} ports" }
}
