# lb emptyPrivateIP, privateIP and the zones cases: one frontend in a subnet.
variable "sku" {
  type    = string
  default = "Standard"
}

variable "private_ip_address" {
  type    = string
  default = null
}

variable "zones" {
  type    = list(string)
  default = null
}

resource "simfabric_virtual_network" "test" {
  name          = "acctvn"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "test" {
  name               = "acctsub"
  virtual_network_id = simfabric_virtual_network.test.id
  address_prefixes   = ["10.0.2.0/24"]
}

resource "simfabric_lb" "test" {
  name = "acctestlb"
  sku  = var.sku
  frontend_ip_configurations = [{
    name                       = "Internal"
    private_ip_address_version = "IPv4"
    private_ip_address         = var.private_ip_address
    subnet_id                  = simfabric_subnet.test.id
    zones                      = var.zones
  }]
}
