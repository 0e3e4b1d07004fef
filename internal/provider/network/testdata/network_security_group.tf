variable "name" {
  type    = string
  default = "web"
}

variable "location" {
  type    = string
  default = null
}

variable "tags" {
  type    = map(string)
  default = null
}

variable "rules" {
  type    = list(string)
  default = []
}

variable "groups" {
  type    = bool
  default = false
}

resource "simfabric_application_security_group" "this" {
  name     = "clients"
  location = var.location
}

resource "simfabric_network_security_group" "this" {
  name     = var.name
  location = var.location
  tags     = var.tags
  security_rules = length(var.rules) == 0 ? null : {
    for i, port in var.rules : "allow-${port}" => {
      priority                              = 100 + i
      direction                             = "Inbound"
      access                                = "Allow"
      protocol                              = "Tcp"
      description                           = "Port ${port}"
      destination_port_ranges               = [port]
      source_application_security_group_ids = var.groups ? [simfabric_application_security_group.this.id] : null
    }
  }
}
