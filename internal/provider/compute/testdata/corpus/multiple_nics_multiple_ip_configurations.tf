resource "simfabric_nic_configuration" "primary" {
  name = "primary"
  ip_configurations = [
    { name = "first", primary = true, subnet_id = simfabric_subnet.test.id },
    { name = "second", subnet_id = simfabric_subnet.test.id },
  ]
}

resource "simfabric_nic_configuration" "secondary" {
  name    = "secondary"
  primary = false
  ip_configurations = [
    { name = "third", primary = true, subnet_id = simfabric_subnet.test.id },
    { name = "fourth", subnet_id = simfabric_subnet.test.id },
  ]
}

locals {
  nics = [simfabric_nic_configuration.primary.id, simfabric_nic_configuration.secondary.id]
}
