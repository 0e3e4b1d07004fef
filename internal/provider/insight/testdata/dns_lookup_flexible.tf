# A NIC of a Flexible set has an id that does not name the set.
resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.1.0/24"]
}

resource "simfabric_nic_configuration" "nic" {
  name              = "nic"
  ip_configurations = [{ name = "ip", subnet_id = simfabric_subnet.web.id }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  orchestration_mode    = "Flexible"
  nic_configuration_ids = [simfabric_nic_configuration.nic.id]
}

locals {
  # By their names, the second machine is the first that was made. Through locals the data sources are read in the plan, with what it has planned.
  machines = values(simfabric_scale_set.web.instances)
  nic      = local.machines[0].network_interfaces["nic"]
  name     = local.machines[1].computer_name
}

data "simfabric_dns_lookup" "nic" {
  name = local.name
  from = local.nic.id
}

data "simfabric_dns_lookup" "ip" {
  name = local.name
  from = "${local.nic.id}/ipConfigurations/ip"
}

data "simfabric_packet_trace" "name" {
  source           = local.nic.id
  destination      = local.name
  protocol         = "Tcp"
  destination_port = 443
}

output "answers" {
  value = concat(data.simfabric_dns_lookup.nic.answers, data.simfabric_dns_lookup.ip.answers, [data.simfabric_packet_trace.name.verdict])
}
