variable "name" {
  type = string
}

variable "space" {
  type = string
}

variable "ip" {
  type = object({ name = string, primary = optional(bool) })
}

resource "simfabric_virtual_network" "net" {
  name          = var.name
  address_space = [var.space]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = [cidrsubnet(var.space, 8, 2)]
}

resource "simfabric_nic_configuration" "nic" {
  name              = "${var.name}-nic"
  ip_configurations = [merge(var.ip, { subnet_id = simfabric_subnet.web.id })]
}

output "nic_id" {
  value = simfabric_nic_configuration.nic.id
}
