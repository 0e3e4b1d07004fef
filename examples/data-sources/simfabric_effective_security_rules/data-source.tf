# Terraform puts a data source off that refers to a resource with changes. Through a local it is read in the plan.
locals {
  scale_set_id = simfabric_scale_set.example.id
}

data "simfabric_effective_security_rules" "example" {
  scale_set_id = local.scale_set_id
  instance_id  = "0"
}

output "inbound" {
  description = "Known in the plan: the rules over what the NIC gets, in the order in which they are looked at."
  value = [for r in data.simfabric_effective_security_rules.example.network_interfaces["nic"].inbound :
  "${r.association} ${r.priority} ${r.name}: ${r.access} ${r.protocol} from ${join(", ", concat(r.source_address_prefixes, r.expanded_source_address_prefixes))}"]
}
