resource "simfabric_network_security_group" "example" {
  name = "web"
  security_rules = {
    https = {
      priority                                   = 100
      direction                                  = "Inbound"
      access                                     = "Allow"
      protocol                                   = "Tcp"
      source_address_prefixes                    = ["Internet"]
      destination_port_ranges                    = ["443", "8000-8080"]
      destination_application_security_group_ids = [simfabric_application_security_group.example.id]
    }
    no-ssh = {
      priority                = 4096
      direction               = "Inbound"
      access                  = "Deny"
      protocol                = "Tcp"
      destination_port_ranges = ["22"]
      description             = "The other lists are [\"*\"] where nothing is said."
    }
  }
}
