# The networking page on groups: a network security group on the NIC configuration, and application security groups on its IP
# configurations, of two sets in one subnet.
resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "sub" {
  name               = "sub"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.1.0/24"]
}

locals {
  tiers = ["web", "db"]
}

resource "simfabric_application_security_group" "tier" {
  count = 2
  name  = local.tiers[count.index]
}

variable "open" {
  type    = number
  default = 0 # the tier that may ask the database
}

resource "simfabric_network_security_group" "nics" {
  name = "nics"
  security_rules = {
    sql = {
      priority                                   = 100, direction = "Inbound", access = "Allow", protocol = "Tcp", destination_port_ranges = ["1433"]
      source_application_security_group_ids      = [simfabric_application_security_group.tier[var.open].id]
      destination_application_security_group_ids = [simfabric_application_security_group.tier[1].id]
    }
    rest = { priority = 200, direction = "Inbound", access = "Deny", protocol = "*", source_address_prefixes = ["VirtualNetwork"] }
  }
}

resource "simfabric_nic_configuration" "tier" {
  count                     = 2
  name                      = local.tiers[count.index]
  network_security_group_id = simfabric_network_security_group.nics.id
  ip_configurations         = [{ name = "ip", subnet_id = simfabric_subnet.sub.id, application_security_group_ids = [simfabric_application_security_group.tier[count.index].id] }]
}

resource "simfabric_scale_set" "tier" {
  count                 = 2
  name                  = local.tiers[count.index]
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.tier[count.index].id]
}

# From the first web instance, and from the second of the database.
resource "simfabric_connectivity_test" "sql" {
  count            = 2
  name             = local.tiers[count.index]
  source           = "${simfabric_scale_set.tier[count.index].id}/virtualMachines/${count.index}"
  destination      = "${simfabric_scale_set.tier[1].id}/virtualMachines/0"
  protocol         = "Tcp"
  destination_port = 1433
}

output "verdicts" {
  value = { for test in simfabric_connectivity_test.sql : test.name => "${test.verdict} ${test.decided_by_rule == null ? "" : test.decided_by_rule}" }
}
