variable "name" {
  type    = string
  default = "out"
}

variable "location" {
  type    = string
  default = null
}

variable "zones" {
  type    = list(string)
  default = null
}

variable "idle_timeout_in_minutes" {
  type    = number
  default = null
}

variable "with_addresses" {
  type    = bool
  default = false
}

variable "tags" {
  type    = map(string)
  default = null
}

resource "simfabric_public_ip" "this" {
  name     = "out"
  location = var.location
  zones    = ["1", "2", "3"]
}

resource "simfabric_public_ip_prefix" "this" {
  name          = "out"
  location      = var.location
  prefix_length = 30
}

resource "simfabric_nat_gateway" "this" {
  name                    = var.name
  location                = var.location
  zones                   = var.zones
  idle_timeout_in_minutes = var.idle_timeout_in_minutes
  tags                    = var.tags
  public_ip_ids           = var.with_addresses ? [simfabric_public_ip.this.id] : null
  public_ip_prefix_ids    = var.with_addresses ? [simfabric_public_ip_prefix.this.id] : null
}
