resource "simfabric_nic_configuration" "primary" {
  name = "primary"
  ip_configurations = [{
    name      = "first"
    subnet_id = simfabric_subnet.test.id
    public_ip_address = {
      name                    = "first"
      domain_name_label       = "acctest1"
      idle_timeout_in_minutes = 4
    }
  }]
}

resource "simfabric_nic_configuration" "secondary" {
  name    = "secondary"
  primary = false
  ip_configurations = [{
    name      = "second"
    subnet_id = simfabric_subnet.test.id
    public_ip_address = {
      name                    = "second"
      domain_name_label       = "acctest2"
      idle_timeout_in_minutes = 4
    }
  }]
}

locals {
  nics = [simfabric_nic_configuration.primary.id, simfabric_nic_configuration.secondary.id]
}
