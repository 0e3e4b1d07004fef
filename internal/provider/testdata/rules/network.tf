variable "address_space" {
  type    = list(string)
  default = ["10.0.0.0/16", "fd00:db8::/48"]
}

variable "dns_servers" {
  type    = list(string)
  default = null
}

variable "name" {
  type    = string
  default = "web"
}

variable "prefixes" {
  type    = list(string)
  default = ["10.0.2.0/24"]
}

variable "sibling" {
  type    = list(string)
  default = ["10.0.3.0/24"]
}

variable "network_id" {
  type    = string
  default = null
}

variable "location" {
  type    = string
  default = null
}

variable "tags" {
  type    = map(string)
  default = null
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  location      = var.location
  address_space = var.address_space
  dns_servers   = var.dns_servers
  tags          = var.tags
}

resource "simfabric_subnet" "sibling" {
  name               = "sibling"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = var.sibling
}

resource "simfabric_subnet" "web" {
  name               = var.name
  virtual_network_id = var.network_id == null ? simfabric_virtual_network.net.id : var.network_id
  address_prefixes   = var.prefixes
  depends_on         = [simfabric_subnet.sibling]
}
