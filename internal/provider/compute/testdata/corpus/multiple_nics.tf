variable "dns_servers" {
  type    = list(string)
  default = null
}

variable "second_dns_servers" {
  type    = list(string)
  default = null
}

resource "simfabric_nic_configuration" "primary" {
  name              = "primary"
  dns_servers       = var.dns_servers
  ip_configurations = [{ name = "primary", subnet_id = simfabric_subnet.test.id }]
}

resource "simfabric_nic_configuration" "secondary" {
  name              = "secondary"
  primary           = false
  dns_servers       = var.second_dns_servers
  ip_configurations = [{ name = "secondary", subnet_id = simfabric_subnet.test.id }]
}

locals {
  nics = [simfabric_nic_configuration.primary.id, simfabric_nic_configuration.secondary.id]
}
