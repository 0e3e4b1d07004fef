# Who answers a name: a virtual network with DNS servers of its own, where one NIC configuration goes back to Azure's, and
# a second network. The same names are looked up from inside, from the other network and from the internet.
terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

provider "simfabric" {
  resource_group_name = "dns"
  location            = "koreacentral"
}

resource "simfabric_virtual_network" "corp" {
  name          = "corp"
  address_space = ["10.0.0.0/16"]
  dns_servers   = ["10.0.0.4", "10.0.0.5"] # the instances of the set below
}

resource "simfabric_subnet" "dns" {
  name               = "dns"
  virtual_network_id = simfabric_virtual_network.corp.id
  address_prefixes   = ["10.0.0.0/28"]
}

# Public addresses are closed without a rule that lets something in.
resource "simfabric_network_security_group" "app" {
  name = "app"
  security_rules = {
    https = { priority = 100, direction = "Inbound", access = "Allow", protocol = "Tcp", destination_port_ranges = ["443"] }
  }
}

resource "simfabric_subnet" "app" {
  name                      = "app"
  virtual_network_id        = simfabric_virtual_network.corp.id
  address_prefixes          = ["10.0.1.0/24"]
  network_security_group_id = simfabric_network_security_group.app.id
}

resource "simfabric_virtual_network" "other" {
  name          = "other"
  address_space = ["10.1.0.0/16"]
}

# The servers ask Azure themselves.
resource "simfabric_nic_configuration" "dns" {
  name        = "dns"
  dns_servers = ["168.63.129.16"]
  ip_configurations = [{
    name      = "ip"
    subnet_id = simfabric_subnet.dns.id
  }]
}

# The application takes the servers of its network.
resource "simfabric_nic_configuration" "app" {
  name = "app"
  ip_configurations = [{
    name      = "ip"
    subnet_id = simfabric_subnet.app.id
    public_ip_address = {
      name              = "public"
      domain_name_label = "shop"
    }
  }]
}

resource "simfabric_scale_set" "dns" {
  name                  = "dns"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.dns.id]
}

resource "simfabric_scale_set" "app" {
  name                  = "app"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.app.id]
}

locals {
  askers = {
    dns      = "${simfabric_scale_set.dns.id}/virtualMachines/0"
    app      = "${simfabric_scale_set.app.id}/virtualMachines/0"
    other    = simfabric_virtual_network.other.id
    internet = "Internet"
  }
  names = ["app000001", "app000001.internal.cloudapp.net", "vm1.shop.koreacentral.cloudapp.azure.com"]
}

data "simfabric_dns_lookup" "lookup" {
  for_each = { for pair in setproduct(keys(local.askers), local.names) : join(" asks for ", pair) => pair }

  from       = local.askers[each.value[0]]
  name       = each.value[1]
  depends_on = [simfabric_scale_set.dns, simfabric_scale_set.app]
}

output "answers" {
  description = "What each asker gets for each name, and from whom."
  value = { for question, lookup in data.simfabric_dns_lookup.lookup : question =>
  "${lookup.status} ${join(" ", lookup.answers)} (${lookup.resolver})" }
}

output "explanations" {
  value = { for question, lookup in data.simfabric_dns_lookup.lookup : question => lookup.explanation }
}
