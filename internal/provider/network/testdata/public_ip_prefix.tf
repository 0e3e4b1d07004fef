variable "name" {
  type    = string
  default = "block"
}

variable "location" {
  type    = string
  default = null
}

variable "prefix_length" {
  type    = number
  default = null
}

variable "ip_version" {
  type    = string
  default = null
}

variable "sku" {
  type    = string
  default = null
}

variable "zones" {
  type    = list(string)
  default = null
}

variable "tags" {
  type    = map(string)
  default = null
}

resource "simfabric_public_ip_prefix" "this" {
  name          = var.name
  location      = var.location
  prefix_length = var.prefix_length
  ip_version    = var.ip_version
  sku           = var.sku
  zones         = var.zones
  tags          = var.tags
}
