resource "simfabric_scale_set" "example" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 3
  zones                 = ["1", "2", "3"]
  nic_configuration_ids = [simfabric_nic_configuration.example.id]

  # With Manual, the default, instances keep the model that they were made from.
  upgrade_policy = {
    mode = "Automatic"
  }
}

output "addresses" {
  description = "Known in the plan."
  value       = { for id, vm in simfabric_scale_set.example.instances : vm.computer_name => vm.private_ip_address }
}

output "names" {
  description = "Known in the plan."
  value       = simfabric_scale_set.example.fqdns
}
