variable "name" {
  type    = string
  default = "gw"
}

variable "pool" {
  type    = string
  default = "pool"
}

variable "location" {
  type    = string
  default = null
}

variable "sku" {
  type    = string
  default = null
}

variable "capacity" {
  type    = number
  default = null
}

variable "subnet" {
  type    = string
  default = "gateway"
}

variable "private_ip_address" {
  type    = string
  default = null
}

variable "public" {
  type    = bool
  default = true
}

variable "address_prefix" {
  type    = string
  default = "10.0.1.0/24"
}

variable "fqdns" {
  type    = list(string)
  default = null
}

variable "ip_addresses" {
  type    = list(string)
  default = null
}

variable "tags" {
  type    = map(string)
  default = null
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  location      = var.location
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "gateway" {
  name               = "gateway"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = [var.address_prefix]
}

resource "simfabric_subnet" "other" {
  name               = "other"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.2.0/24"]
}

resource "simfabric_public_ip" "front" {
  name     = "front"
  location = var.location
}

resource "simfabric_app_gateway" "test" {
  name               = var.name
  location           = var.location
  sku                = var.sku == null && var.capacity == null ? null : { name = var.sku, capacity = var.capacity }
  subnet_id          = var.subnet == "gateway" ? simfabric_subnet.gateway.id : simfabric_subnet.other.id
  public_ip_id       = var.public ? simfabric_public_ip.front.id : null
  private_ip_address = var.private_ip_address
  tags               = var.tags
}

resource "simfabric_app_gateway_pool" "test" {
  name           = var.pool
  app_gateway_id = simfabric_app_gateway.test.id
  fqdns          = var.fqdns
  ip_addresses   = var.ip_addresses
}
