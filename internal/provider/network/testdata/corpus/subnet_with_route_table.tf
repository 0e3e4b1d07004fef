# subnet basicWithRouteTable and the update that takes the table away; there an association, here an argument.
variable "with_table" {
  type    = bool
  default = true
}

resource "simfabric_virtual_network" "test" {
  name          = "acctestvirtnet"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_route_table" "test" {
  name = "acctest"
  routes = {
    acctest = {
      address_prefix         = "10.100.0.0/14"
      next_hop_type          = "VirtualAppliance"
      next_hop_in_ip_address = "10.10.1.1"
    }
  }
}

resource "simfabric_subnet" "test" {
  name               = "acctestsubnet"
  virtual_network_id = simfabric_virtual_network.test.id
  address_prefixes   = ["10.0.2.0/24"]
  route_table_id     = var.with_table ? simfabric_route_table.test.id : null
}
