variable "name" {
  type    = string
  default = "front"
}

variable "location" {
  type    = string
  default = null
}

variable "sku" {
  type    = string
  default = null
}

variable "allocation_method" {
  type    = string
  default = null
}

variable "ip_version" {
  type    = string
  default = null
}

variable "zones" {
  type    = list(string)
  default = null
}

variable "domain_name_label" {
  type    = string
  default = null
}

variable "idle_timeout_in_minutes" {
  type    = number
  default = null
}

variable "ip_tags" {
  type    = map(string)
  default = null
}

variable "tags" {
  type    = map(string)
  default = null
}

variable "with_prefix" {
  type    = bool
  default = false
}

resource "simfabric_public_ip_prefix" "this" {
  name     = "block"
  location = var.location
}

resource "simfabric_public_ip" "this" {
  name                    = var.name
  location                = var.location
  sku                     = var.sku
  allocation_method       = var.allocation_method
  ip_version              = var.ip_version
  zones                   = var.zones
  domain_name_label       = var.domain_name_label
  idle_timeout_in_minutes = var.idle_timeout_in_minutes
  ip_tags                 = var.ip_tags
  tags                    = var.tags
  public_ip_prefix_id     = var.with_prefix ? simfabric_public_ip_prefix.this.id : null
}
