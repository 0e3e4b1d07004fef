variable "label" {
  type    = string
  default = null
}

variable "second_label" {
  type    = string
  default = null
}

variable "mode" {
  type    = string
  default = "Manual"
}

variable "capacity" {
  type    = number
  default = 2
}

variable "name" {
  type    = string
  default = "web"
}

variable "location" {
  type    = string
  default = "koreacentral"
}

variable "taken" { # the label of a public IP address that comes after the set
  type    = string
  default = null
}

variable "rival" { # the label of another set that comes after the set
  type    = string
  default = null
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  location      = var.location
  address_space = ["10.0.0.0/16", "fd00:db8::/48"]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.1.0/24", "fd00:db8:0:1::/64"]
}

resource "simfabric_nic_configuration" "nic" {
  name     = "nic"
  location = var.location
  ip_configurations = [
    { name = "ip", version = "IPv4", subnet_id = simfabric_subnet.web.id, public_ip_address = { name = "public", domain_name_label = var.label } },
    { name = "ip6", version = "IPv6", subnet_id = simfabric_subnet.web.id, public_ip_address = { name = "public6", domain_name_label = var.second_label } },
  ]
}

resource "simfabric_scale_set" "web" {
  name                  = var.name
  location              = var.location
  sku                   = "Standard_D2s_v5"
  capacity              = var.capacity
  nic_configuration_ids = [simfabric_nic_configuration.nic.id]
  upgrade_policy        = { mode = var.mode }
}

resource "simfabric_public_ip" "taker" {
  count             = var.taken == null ? 0 : 1
  name              = "taker"
  location          = var.location
  domain_name_label = var.taken
  depends_on        = [simfabric_scale_set.web]
}

resource "simfabric_nic_configuration" "rival" {
  name     = "rival"
  location = var.location
  ip_configurations = [{
    name = "ip", subnet_id = simfabric_subnet.web.id, public_ip_address = { name = "public", domain_name_label = var.rival }
  }]
}

resource "simfabric_scale_set" "rival" {
  count                 = var.rival == null ? 0 : 1
  name                  = "rival"
  location              = var.location
  sku                   = "Standard_D2s_v5"
  capacity              = 1
  nic_configuration_ids = [simfabric_nic_configuration.rival.id]
  depends_on            = [simfabric_scale_set.web]
}
