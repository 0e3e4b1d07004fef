# Who is in the gateway's pool.
output "members" {
  value = [for vm in simfabric_scale_set.test.instances : vm.private_ip_address
  if contains(vm.network_interfaces["example"].ip_configurations["internal"].app_gateway_pool_ids, simfabric_app_gateway_pool.test.id)]
}
