# One NIC, one IP configuration, and the arguments of the NIC that its update tests change.
variable "accelerated" {
  type    = bool
  default = null
}

variable "forwarding" {
  type    = bool
  default = null
}

variable "dns_servers" {
  type    = list(string)
  default = null
}

resource "simfabric_nic_configuration" "test" {
  name                           = "example"
  accelerated_networking_enabled = var.accelerated
  ip_forwarding_enabled          = var.forwarding
  dns_servers                    = var.dns_servers
  ip_configurations              = [{ name = "internal", subnet_id = simfabric_subnet.test.id }]
}

locals {
  nics = [simfabric_nic_configuration.test.id]
}
