variable "label" {
  type    = string
  default = null
}

variable "other_label" {
  type    = string
  default = null
}

variable "other_location" {
  type    = string
  default = "koreacentral"
}

variable "sku" {
  type    = string
  default = null
}

variable "method" {
  type    = string
  default = null
}

variable "idle" {
  type    = number
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

variable "prefix_zones" {
  type    = list(string)
  default = null
}

variable "prefix_length" {
  type    = number
  default = null
}

variable "prefix_version" {
  type    = string
  default = null
}

variable "prefix_sku" {
  type    = string
  default = null
}

variable "from_prefix" {
  type    = number
  default = 0
}

resource "simfabric_public_ip_prefix" "block" {
  name          = "block"
  prefix_length = var.prefix_length
  ip_version    = var.prefix_version
  sku           = var.prefix_sku
  zones         = var.prefix_zones
}

resource "simfabric_public_ip" "other" {
  name              = "other"
  location          = var.other_location
  domain_name_label = var.other_label
}

resource "simfabric_public_ip" "front" {
  name                    = "front"
  sku                     = var.sku
  allocation_method       = var.method
  ip_version              = var.ip_version
  zones                   = var.zones
  domain_name_label       = var.label
  idle_timeout_in_minutes = var.idle
  depends_on              = [simfabric_public_ip.other]
}

resource "simfabric_public_ip" "from_prefix" {
  count               = var.from_prefix
  name                = "from${count.index}"
  sku                 = var.sku
  zones               = var.zones
  ip_version          = var.ip_version
  public_ip_prefix_id = simfabric_public_ip_prefix.block.id
}
