# A scale set whose instances have public addresses, one of them with a network of its own.
variable "capacity" {
  type    = number
  default = 2
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "net" {
  name               = "net"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.1.0/24"]
}

locals {
  ip = {
    name              = "ip"
    subnet_id         = simfabric_subnet.net.id
    public_ip_address = { name = "public" }
  }
}

resource "simfabric_nic_configuration" "web" {
  name              = "nic"
  ip_configurations = [local.ip]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = var.capacity
  nic_configuration_ids = [simfabric_nic_configuration.web.id]
}

resource "simfabric_scale_set_instance_network" "first" {
  scale_set_id       = simfabric_scale_set.web.id
  instance_id        = "0"
  network_interfaces = [{ name = "nic", ip_configurations = [local.ip] }]
}

output "set" {
  value = simfabric_scale_set.web.id
}

output "public" {
  value = simfabric_scale_set.web.public_ip_addresses
}
