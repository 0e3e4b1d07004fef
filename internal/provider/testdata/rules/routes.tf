variable "routes" {
  type    = map(map(string))
  default = {}
}

variable "location" {
  type    = string
  default = null
}

resource "simfabric_route_table" "web" {
  name     = "web"
  location = var.location
  routes = {
    for name, route in var.routes : name => {
      address_prefix         = route.prefix
      next_hop_type          = route.type
      next_hop_in_ip_address = lookup(route, "address", null)
    }
  }
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.0.0/24"]
  route_table_id     = simfabric_route_table.web.id
}
