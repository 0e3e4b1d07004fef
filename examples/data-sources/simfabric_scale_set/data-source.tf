# By id. The id is known in the plan, so this is read in the plan, and shows the set as it will be.
data "simfabric_scale_set" "by_id" {
  id = simfabric_scale_set.example.id
}

# By name, for a set that another configuration on the same store made. Here it is made beside: depends_on says so.
data "simfabric_scale_set" "by_name" {
  name       = "web"
  depends_on = [simfabric_scale_set.example]
}

output "host_names" {
  value = [for id, vm in data.simfabric_scale_set.by_id.instances : vm.computer_name]
}

output "private_ip_addresses" {
  value = data.simfabric_scale_set.by_name.private_ip_addresses
}
