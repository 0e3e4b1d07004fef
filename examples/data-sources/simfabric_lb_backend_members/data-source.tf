data "simfabric_lb_backend_members" "example" {
  backend_pool_id = simfabric_lb_backend_pool.example.id

  # The pool does not know who will join it, nor which rules will send to it.
  depends_on = [simfabric_scale_set.example, simfabric_lb_rule.example]
}

output "members" {
  value = { for m in data.simfabric_lb_backend_members.example.members : m.private_ip_address => "${m.health}: ${m.health_reason}" }
}
