# A subnet that lets in what its one rule says, a public instance in it, and a test of it.
variable "test" {
  type    = string
  default = "https"
}
variable "port" {
  type    = number
  default = 443
}
variable "expect" {
  type    = string
  default = null
}
variable "open" {
  type    = string
  default = "443"
}
variable "protocol" {
  type    = string
  default = "Tcp"
}
variable "instance" {
  type    = string
  default = "0"
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_network_security_group" "web" {
  name = "web"
  security_rules = {
    in = { priority = 100, direction = "Inbound", access = "Allow", protocol = "*", destination_port_ranges = [var.open] }
  }
}

resource "simfabric_subnet" "web" {
  name                      = "web"
  virtual_network_id        = simfabric_virtual_network.net.id
  address_prefixes          = ["10.0.1.0/24"]
  network_security_group_id = simfabric_network_security_group.web.id
}

resource "simfabric_nic_configuration" "web" {
  name              = "web"
  ip_configurations = [{ name = "ip", subnet_id = simfabric_subnet.web.id, public_ip_address = { name = "pub" } }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.web.id]
}

resource "simfabric_connectivity_test" "this" {
  name             = var.test
  source           = "Internet"
  destination      = "${simfabric_scale_set.web.id}/virtualMachines/${var.instance}"
  protocol         = var.protocol
  destination_port = var.port
  expect           = var.expect
}
