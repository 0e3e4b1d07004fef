variable "name" {
  type    = string
  default = "table"
}

variable "location" {
  type    = string
  default = null
}

variable "tags" {
  type    = map(string)
  default = null
}

variable "routes" {
  type    = map(map(string))
  default = null
}

resource "simfabric_route_table" "this" {
  name     = var.name
  location = var.location
  tags     = var.tags
  routes = var.routes == null ? null : {
    for name, route in var.routes : name => {
      address_prefix         = route.prefix
      next_hop_type          = route.type
      next_hop_in_ip_address = lookup(route, "address", null)
    }
  }
}
