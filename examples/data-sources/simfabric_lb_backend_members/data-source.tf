data "simfabric_lb_backend_members" "example" {
  backend_pool_id = simfabric_lb_backend_pool.example.id

  # The pool does not know who will join it.
  depends_on = [simfabric_scale_set.example]
}

output "members" {
  value = [for m in data.simfabric_lb_backend_members.example.members : m.private_ip_address]
}
