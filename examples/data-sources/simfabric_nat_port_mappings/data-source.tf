data "simfabric_nat_port_mappings" "example" {
  lb_id      = simfabric_lb.example.id
  depends_on = [simfabric_scale_set.example, simfabric_lb_nat_rule.example]
}

output "mappings" {
  value = [for m in data.simfabric_nat_port_mappings.example.mappings :
  "${m.frontend_ip_address}:${m.frontend_port} -> ${m.private_ip_address}:${m.backend_port}"]
}
