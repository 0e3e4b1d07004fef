variable "group" {
  type    = string
  default = null
}

resource "simfabric_network_security_group" "a" {
  name = "acctestnsg-a"
}

resource "simfabric_network_security_group" "b" {
  name = "acctestnsg-b"
}

resource "simfabric_nic_configuration" "test" {
  name                      = "example"
  network_security_group_id = var.group == null ? null : var.group == "a" ? simfabric_network_security_group.a.id : simfabric_network_security_group.b.id
  ip_configurations         = [{ name = "internal", subnet_id = simfabric_subnet.test.id }]
}

locals {
  nics = [simfabric_nic_configuration.test.id]
}
