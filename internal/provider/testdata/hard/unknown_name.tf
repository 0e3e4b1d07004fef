variable "name" {
  type    = string
  default = "net"
}

resource "terraform_data" "name" {
  input = var.name
}

resource "simfabric_virtual_network" "net" {
  name          = terraform_data.name.output
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.2.0/24"]
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
