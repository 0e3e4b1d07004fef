data "simfabric_packet_trace" "example" {
  source           = "203.0.113.7"
  destination      = "${simfabric_scale_set.example.id}/virtualMachines/1"
  protocol         = "Tcp"
  destination_port = 443
  depends_on       = [simfabric_scale_set.example]
}

output "verdict" {
  value = data.simfabric_packet_trace.example.verdict
}

output "way" {
  value = [for s in data.simfabric_packet_trace.example.steps : "${s.type}: ${s.detail}"]
}
