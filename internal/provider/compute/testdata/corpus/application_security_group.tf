variable "groups" {
  type    = number
  default = 0
}

resource "simfabric_application_security_group" "first" {
  name = "first"
}

resource "simfabric_application_security_group" "second" {
  name = "second"
}

locals {
  all  = [simfabric_application_security_group.first.id, simfabric_application_security_group.second.id]
  nics = [simfabric_nic_configuration.test.id]
}

resource "simfabric_nic_configuration" "test" {
  name = "example"
  ip_configurations = [{
    name                           = "internal"
    subnet_id                      = simfabric_subnet.test.id
    application_security_group_ids = var.groups == 0 ? null : slice(local.all, 0, var.groups)
  }]
}
