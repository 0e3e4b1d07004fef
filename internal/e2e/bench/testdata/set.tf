variable "sets" {
  type    = number
  default = 1
}

variable "instances" {
  type = number
}

variable "nics" {
  type    = number
  default = 1
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/8"]
}

resource "simfabric_subnet" "net" {
  name               = "net"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.0.0/16"]
}

resource "simfabric_nic_configuration" "net" {
  count             = var.nics
  name              = "nic${count.index}"
  primary           = count.index == 0
  ip_configurations = [{ name = "ip", subnet_id = simfabric_subnet.net.id }]
}

resource "simfabric_scale_set" "web" {
  count                  = var.sets
  name                   = "web${count.index}"
  sku                    = "Standard_D64s_v5"
  capacity               = var.instances
  single_placement_group = false
  nic_configuration_ids  = simfabric_nic_configuration.net[*].id
}
