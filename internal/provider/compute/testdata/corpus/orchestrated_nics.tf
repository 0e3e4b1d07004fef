# multipleNetworkProfiles: the first NIC has a public address.
resource "simfabric_nic_configuration" "primary" {
  name = "primary"
  ip_configurations = [{
    name              = "primary"
    subnet_id         = simfabric_subnet.test.id
    public_ip_address = { name = "TestPublicIPConfiguration", domain_name_label = "test-domain-label" }
  }]
}

resource "simfabric_nic_configuration" "secondary" {
  name              = "secondary"
  primary           = false
  ip_configurations = [{ name = "secondary", subnet_id = simfabric_subnet.test.id }]
}

locals {
  nics = [simfabric_nic_configuration.primary.id, simfabric_nic_configuration.secondary.id]
}
