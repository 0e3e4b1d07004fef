resource "simfabric_nic_configuration" "test" {
  name = "primary"
  ip_configurations = [
    { name = "primary", primary = true, subnet_id = simfabric_subnet.test.id },
    { name = "secondary", subnet_id = simfabric_subnet.test.id },
  ]
}

locals {
  nics = [simfabric_nic_configuration.test.id]
}
