resource "simfabric_network_security_group" "web" {
  name = var.group

  lifecycle {
    create_before_destroy = true
  }
}
