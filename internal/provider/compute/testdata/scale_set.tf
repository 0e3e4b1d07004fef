variable "name" {
  type    = string
  default = "web"
}

variable "location" {
  type    = string
  default = null
}

variable "sku" {
  type    = string
  default = "Standard_D2s_v5"
}

variable "capacity" {
  type    = number
  default = 1
}

variable "computer_name_prefix" {
  type    = string
  default = null
}

variable "zones" {
  type    = list(string)
  default = null
}

variable "single_placement_group" {
  type    = bool
  default = null
}

variable "mode" {
  type    = string
  default = null
}

variable "os_type" {
  type    = string
  default = null
}

variable "tags" {
  type    = map(string)
  default = null
}

variable "second_nic" {
  type    = bool
  default = false
}

variable "elsewhere" {
  type    = bool
  default = false
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  location      = var.location
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.2.0/24"]
}

resource "simfabric_virtual_network" "other" {
  name          = "other"
  location      = var.location
  address_space = ["10.1.0.0/16"]
}

resource "simfabric_subnet" "other" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.other.id
  address_prefixes   = ["10.1.2.0/24"]
}

resource "simfabric_nic_configuration" "first" {
  name              = "nic1"
  location          = var.location
  ip_configurations = [{ name = "ip1", subnet_id = simfabric_subnet.web.id }]
}

resource "simfabric_nic_configuration" "second" {
  name              = "nic2"
  location          = var.location
  primary           = false
  ip_configurations = [{ name = "ip1", subnet_id = simfabric_subnet.web.id }]
}

resource "simfabric_nic_configuration" "elsewhere" {
  name              = "nic3"
  location          = var.location
  ip_configurations = [{ name = "ip1", subnet_id = simfabric_subnet.other.id }]
}

resource "simfabric_scale_set" "this" {
  name                   = var.name
  location               = var.location
  sku                    = var.sku
  capacity               = var.capacity
  computer_name_prefix   = var.computer_name_prefix
  zones                  = var.zones
  single_placement_group = var.single_placement_group
  upgrade_policy         = var.mode == null ? null : { mode = var.mode }
  guest                  = var.os_type == null ? null : { os_type = var.os_type }
  tags                   = var.tags
  nic_configuration_ids = (var.elsewhere ? [simfabric_nic_configuration.elsewhere.id] :
    var.second_nic ? [simfabric_nic_configuration.first.id, simfabric_nic_configuration.second.id] :
  [simfabric_nic_configuration.first.id])
}
