variable "name" {
  type    = string
  default = "web"
}

variable "network" {
  type    = string
  default = "net"
}

variable "address_prefixes" {
  type    = list(string)
  default = ["10.0.2.0/24"]
}

variable "with_group" {
  type    = bool
  default = false
}

variable "with_ways" {
  type    = bool
  default = false
}

variable "default_outbound_access_enabled" {
  type    = bool
  default = null
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16", "fd00:db8::/48"]
}

resource "simfabric_virtual_network" "other" {
  name          = "other"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_network_security_group" "this" {
  name = "web"
}

resource "simfabric_route_table" "this" {
  name = "web"
}

resource "simfabric_public_ip" "this" {
  name = "out"
}

resource "simfabric_nat_gateway" "this" {
  name          = "out"
  public_ip_ids = [simfabric_public_ip.this.id]
}

resource "simfabric_subnet" "this" {
  name                            = var.name
  virtual_network_id              = var.network == "net" ? simfabric_virtual_network.net.id : simfabric_virtual_network.other.id
  address_prefixes                = var.address_prefixes
  network_security_group_id       = var.with_group ? simfabric_network_security_group.this.id : null
  route_table_id                  = var.with_ways ? simfabric_route_table.this.id : null
  nat_gateway_id                  = var.with_ways ? simfabric_nat_gateway.this.id : null
  default_outbound_access_enabled = var.default_outbound_access_enabled
}
