resource "simfabric_connectivity_test" "example" {
  name             = "https"
  source           = "Internet"
  destination      = "${simfabric_scale_set.example.id}/virtualMachines/0"
  protocol         = "Tcp"
  destination_port = 443
  expect           = "reachable"
}

resource "simfabric_connectivity_test" "ssh" {
  name             = "ssh"
  source           = "Internet"
  destination      = "${simfabric_scale_set.example.id}/virtualMachines/0"
  protocol         = "Tcp"
  destination_port = 22
  expect           = "unreachable"
}

output "why" {
  value = simfabric_connectivity_test.ssh.explanation
}
