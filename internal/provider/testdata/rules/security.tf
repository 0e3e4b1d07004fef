variable "names" {
  type    = list(string)
  default = ["first", "second"]
}

variable "priorities" {
  type    = list(number)
  default = [100, 110]
}

variable "direction" {
  type    = string
  default = "Inbound"
}

variable "protocol" {
  type    = string
  default = "Tcp"
}

variable "ports" {
  type    = list(string)
  default = null
}

variable "sources" {
  type    = list(string)
  default = null
}

variable "groups" {
  type    = number
  default = 0
}

resource "simfabric_application_security_group" "all" {
  count = var.groups
  name  = "group${count.index}"
}

resource "simfabric_network_security_group" "this" {
  name = "web"
  security_rules = { for i, name in var.names : name => {
    priority                              = var.priorities[i]
    direction                             = i == 0 ? "Inbound" : var.direction
    access                                = "Allow"
    protocol                              = var.protocol
    destination_port_ranges               = var.ports
    source_address_prefixes               = var.sources
    source_application_security_group_ids = var.groups == 0 ? null : simfabric_application_security_group.all[*].id
  } }
}
