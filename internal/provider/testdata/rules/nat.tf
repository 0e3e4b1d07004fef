# A NAT gateway on the subnets web and, where a network is named for it, db; a load balancer and a scale set in web.
variable "addresses" {
  type    = number
  default = 1
}

variable "prefix_length" {
  type    = number
  default = null
}

variable "address" {
  type    = map(string)
  default = {}
}

variable "address_zones" {
  type    = list(string)
  default = null
}

variable "zones" {
  type    = list(string)
  default = null
}

variable "subnet" {
  type    = string
  default = "web"
}

variable "db_network" {
  type    = string
  default = "net"
}

variable "frontend" {
  type    = string
  default = "front"
}

variable "internal_sku" {
  type    = string
  default = "Standard"
}

variable "instance_sku" {
  type    = string
  default = null
}

variable "without" {
  type    = string
  default = ""
}

locals {
  group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network"
}

resource "simfabric_public_ip" "out" {
  count      = var.without == "address" ? 0 : var.addresses
  name       = "out${count.index}"
  sku        = lookup(var.address, "sku", null)
  ip_version = lookup(var.address, "ip_version", null)
  zones      = var.address_zones
}

resource "simfabric_public_ip" "front" {
  name = "front"
}

resource "simfabric_public_ip_prefix" "out" {
  count         = var.prefix_length == null || var.without == "prefix" ? 0 : 1
  name          = "out"
  prefix_length = var.prefix_length
}

resource "simfabric_nat_gateway" "out" {
  count                = var.without == "gateway" ? 0 : 1
  name                 = "out"
  zones                = var.zones
  public_ip_ids        = [for i in range(var.addresses) : "${local.group}/publicIPAddresses/out${i}"]
  public_ip_prefix_ids = var.prefix_length == null ? [] : ["${local.group}/publicIPPrefixes/out"]
  depends_on           = [simfabric_public_ip.out, simfabric_public_ip_prefix.out]
}

resource "simfabric_route_table" "web" {
  count = var.without == "table" ? 0 : 1
  name  = "web"
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_virtual_network" "other" {
  name          = "other"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "web" {
  name               = var.subnet
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.0.0/24"]
  nat_gateway_id     = "${local.group}/natGateways/out"
  route_table_id     = "${local.group}/routeTables/web"
  depends_on         = [simfabric_nat_gateway.out, simfabric_route_table.web]
}

resource "simfabric_subnet" "db" {
  name               = "db"
  virtual_network_id = var.db_network == "net" ? simfabric_virtual_network.net.id : simfabric_virtual_network.other.id
  address_prefixes   = ["10.0.1.0/24"]
  nat_gateway_id     = "${local.group}/natGateways/out"
  depends_on         = [simfabric_subnet.web]
}

resource "simfabric_lb" "public" {
  name                       = "public"
  frontend_ip_configurations = [{ name = "public", public_ip_id = "${local.group}/publicIPAddresses/${var.frontend}" }]
  depends_on                 = [simfabric_public_ip.front, simfabric_nat_gateway.out]
}

resource "simfabric_lb" "internal" {
  name                       = "internal"
  sku                        = var.internal_sku
  frontend_ip_configurations = [{ name = "internal", subnet_id = simfabric_subnet.db.id }]
}

resource "simfabric_nic_configuration" "nic" {
  name = "nic"
  ip_configurations = [{
    name              = "ip"
    subnet_id         = simfabric_subnet.db.id
    public_ip_address = { name = "pub", sku = var.instance_sku }
  }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 1
  nic_configuration_ids = [simfabric_nic_configuration.nic.id]
}
