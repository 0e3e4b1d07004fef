variable "name" {
  type    = string
  default = "lb"
}

variable "location" {
  type    = string
  default = null
}

variable "resource_group_name" {
  type    = string
  default = null
}

variable "sku" {
  type    = string
  default = null
}

variable "frontends" {
  type    = map(string)
  default = { any = "" }
}

variable "tags" {
  type    = map(string)
  default = null
}

resource "simfabric_virtual_network" "net" {
  name                = "net"
  location            = var.location
  resource_group_name = var.resource_group_name
  address_space       = ["10.0.0.0/16", "fd00:db8::/48"]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.1.0/24", "fd00:db8:0:1::/64"]
}

resource "simfabric_lb" "test" {
  name                = var.name
  location            = var.location
  resource_group_name = var.resource_group_name
  sku                 = var.sku
  tags                = var.tags
  frontend_ip_configurations = [for name, address in var.frontends : {
    name                       = name
    subnet_id                  = simfabric_subnet.web.id
    private_ip_address         = address == "" || address == "IPv6" ? null : address
    private_ip_address_version = address == "IPv6" ? "IPv6" : null
  }]
}
