resource "simfabric_network_security_group" "web" {
  name = var.group
}
