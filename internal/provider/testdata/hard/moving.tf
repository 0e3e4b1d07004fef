variable "address_space" {
  type    = list(string)
  default = ["10.0.0.0/16"]
}

variable "prefix" {
  type    = string
  default = "10.0.2.0/24"
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = var.address_space
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = [var.prefix]
}

resource "simfabric_nic_configuration" "nic" {
  name              = "nic"
  ip_configurations = [{ name = "ip", subnet_id = simfabric_subnet.web.id }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.nic.id]
}
