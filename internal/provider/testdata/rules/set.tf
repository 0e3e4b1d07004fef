variable "sku" {
  type    = string
  default = "Standard_D8s_v5"
}

variable "capacity" {
  type    = number
  default = 1
}

variable "single_placement_group" {
  type    = bool
  default = null
}

variable "computer_name_prefix" {
  type    = string
  default = null
}

variable "os_type" {
  type    = string
  default = "Linux"
}

variable "zones" {
  type    = list(string)
  default = null
}

variable "nics" {
  description = "The primary flag of each NIC."
  type        = list(bool)
  default     = [true]
}

variable "accelerated" {
  type    = bool
  default = false
}

variable "subnets" {
  description = "The subnet of each IP configuration of the first NIC."
  type        = list(string)
  default     = ["web"]
}

variable "names" {
  type    = list(string)
  default = ["ip0", "ip1"]
}

variable "primaries" {
  type    = list(bool)
  default = [null, null]
}

variable "versions" {
  type    = list(string)
  default = ["IPv4", "IPv4"]
}

variable "second_subnet" {
  type    = string
  default = "web"
}

variable "prefixes" {
  type    = list(string)
  default = ["10.0.2.0/23"]
}

variable "public" {
  type    = bool
  default = false
}

variable "prefix_length" {
  type    = number
  default = 28
}

variable "label" {
  type    = string
  default = null
}

variable "pip_label" {
  type    = string
  default = null
}

variable "groups" {
  type    = number
  default = 0
}

variable "again" {
  description = "Names the first NIC configuration twice."
  type        = bool
  default     = false
}

variable "nic_ids" {
  description = "In place of the NIC configurations."
  type        = list(string)
  default     = null
}

variable "group_id" {
  type    = string
  default = null
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16", "fd00:db8::/48"]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = var.prefixes
}

resource "simfabric_subnet" "db" {
  name               = "db"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.8.0/24", "fd00:db8:0:8::/64"]
}

resource "simfabric_subnet" "service" {
  for_each           = toset(["GatewaySubnet", "AzureBastionSubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet", "RouteServerSubnet", "GatewaySubnet2"])
  name               = each.key
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.${9 + length(each.key)}.0/24"]
}

resource "simfabric_virtual_network" "other" {
  name          = "other"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "other" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.other.id
  address_prefixes   = ["10.0.2.0/24"]
}

resource "simfabric_public_ip" "front" {
  name              = "front"
  domain_name_label = var.pip_label
}

resource "simfabric_public_ip_prefix" "block" {
  name          = "block"
  prefix_length = var.prefix_length
}

resource "simfabric_application_security_group" "all" {
  count = var.groups
  name  = "group${count.index}"
}

locals {
  subnets = merge({ web = simfabric_subnet.web.id, db = simfabric_subnet.db.id, other = simfabric_subnet.other.id }, { for name, s in simfabric_subnet.service : name => s.id })
}

resource "simfabric_nic_configuration" "all" {
  count                          = length(var.nics)
  name                           = "nic${count.index}"
  primary                        = var.nics[count.index]
  accelerated_networking_enabled = var.accelerated
  network_security_group_id      = var.group_id
  ip_configurations = count.index > 0 ? [{
    name                           = "ip"
    primary                        = null
    version                        = null
    subnet_id                      = local.subnets[var.second_subnet]
    application_security_group_ids = null
    public_ip_address              = null
    }] : [for i, subnet in var.subnets : {
    name                           = var.names[i]
    primary                        = var.primaries[i]
    version                        = var.versions[i]
    subnet_id                      = local.subnets[subnet]
    application_security_group_ids = var.groups == 0 ? null : simfabric_application_security_group.all[*].id
    public_ip_address = !var.public ? null : {
      name                = "pub"
      domain_name_label   = var.label
      public_ip_prefix_id = simfabric_public_ip_prefix.block.id
    }
  }]
}

resource "simfabric_scale_set" "web" {
  name                   = "web"
  sku                    = var.sku
  capacity               = var.capacity
  zones                  = var.zones
  single_placement_group = var.single_placement_group
  computer_name_prefix   = var.computer_name_prefix
  guest                  = { os_type = var.os_type }
  nic_configuration_ids = (var.nic_ids != null ? var.nic_ids :
  concat(simfabric_nic_configuration.all[*].id, var.again ? [upper(simfabric_nic_configuration.all[0].id)] : []))
  depends_on = [simfabric_public_ip.front]
}
