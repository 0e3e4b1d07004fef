data "simfabric_floating_ip_guest_config" "example" {
  lb_rule_id = simfabric_lb_rule.example.id
  depends_on = [simfabric_scale_set.example]
}

output "commands" {
  value = { for g in data.simfabric_floating_ip_guest_config.example.guests : g.scale_set_id => g.commands }
}
