variable "servers" {
  type    = list(string)
  default = null
}

variable "nic_servers" {
  type    = list(string)
  default = null
}

variable "label" {
  type    = string
  default = "shop"
}

variable "name" {
  type    = string
  default = "web000001"
}

variable "below" {
  type    = string
  default = "/virtualMachines/0"
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
  dns_servers   = var.servers
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.1.0/24"]
}

resource "simfabric_virtual_network" "other" {
  name          = "other"
  address_space = ["10.1.0.0/16"]
}

resource "simfabric_nic_configuration" "nic" {
  name        = "nic"
  dns_servers = var.nic_servers
  ip_configurations = [{
    name              = "ip"
    subnet_id         = simfabric_subnet.web.id
    public_ip_address = { name = "public", domain_name_label = var.label }
  }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.nic.id]
  upgrade_policy        = { mode = "Automatic" }
}

locals {
  # Through a local the data sources are read in the plan, with what it has planned.
  set   = simfabric_scale_set.web.id
  net   = simfabric_virtual_network.net.id
  other = simfabric_virtual_network.other.id
  fqdn  = simfabric_scale_set.web.fqdns[1]
}

data "simfabric_dns_lookup" "instance" {
  name = var.name
  from = "${local.set}${var.below}"
}

data "simfabric_dns_lookup" "network" {
  name = local.set == null ? "" : "web000001.internal.cloudapp.net"
  from = local.net
}

data "simfabric_dns_lookup" "elsewhere" {
  name = local.set == null ? "" : "web000001.internal.cloudapp.net"
  from = local.other
}

data "simfabric_dns_lookup" "internet" {
  name = local.fqdn
}

output "instance" {
  value = data.simfabric_dns_lookup.instance
}

output "network" {
  value = data.simfabric_dns_lookup.network.resolver
}

output "elsewhere" {
  value = data.simfabric_dns_lookup.elsewhere.status
}

output "internet" {
  value = [data.simfabric_dns_lookup.internet.name, one(data.simfabric_dns_lookup.internet.answers), data.simfabric_dns_lookup.internet.resolver]
}
