variable "name" {
  type    = string
  default = "nic1"
}

variable "location" {
  type    = string
  default = null
}

variable "full" {
  type    = bool
  default = false
}

variable "tags" {
  type    = map(string)
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
  address_prefixes   = ["10.0.2.0/24", "fd00:db8:0:2::/64"]
}

resource "simfabric_network_security_group" "web" {
  name     = "web"
  location = var.location
}

resource "simfabric_application_security_group" "web" {
  name     = "web"
  location = var.location
}

resource "simfabric_public_ip_prefix" "web" {
  name     = "web"
  location = var.location
}

resource "simfabric_nic_configuration" "this" {
  name                           = var.name
  location                       = var.location
  tags                           = var.tags
  primary                        = var.full ? false : null
  accelerated_networking_enabled = var.full ? true : null
  ip_forwarding_enabled          = var.full ? true : null
  dns_servers                    = var.full ? ["8.8.8.8", "10.0.0.5"] : null
  network_security_group_id      = var.full ? simfabric_network_security_group.web.id : null
  ip_configurations = concat([for x in var.full ? ["second"] : [] : {
    name                           = "ip0"
    primary                        = null
    version                        = "IPv6"
    subnet_id                      = simfabric_subnet.web.id
    application_security_group_ids = null
    public_ip_address              = null
    }], [{
    name                           = "ip1"
    primary                        = var.full ? true : null
    version                        = null
    subnet_id                      = simfabric_subnet.web.id
    application_security_group_ids = var.full ? [simfabric_application_security_group.web.id] : null
    public_ip_address = var.full ? {
      name                    = "pub"
      sku                     = "Standard"
      domain_name_label       = "web-label"
      idle_timeout_in_minutes = 32
      ip_tags                 = { RoutingPreference = "Internet" }
      public_ip_prefix_id     = simfabric_public_ip_prefix.web.id
    } : null
  }])
}
