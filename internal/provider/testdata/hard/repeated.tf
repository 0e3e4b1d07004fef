# count over every kind, and for_each over every kind.
variable "n" {
  type = number
}

variable "keys" {
  type = list(string)
}

resource "simfabric_virtual_network" "n" {
  count         = var.n
  name          = "net${count.index}"
  address_space = ["10.${count.index}.0.0/16"]
}

resource "simfabric_subnet" "n" {
  count              = var.n
  name               = "web"
  virtual_network_id = simfabric_virtual_network.n[count.index].id
  address_prefixes   = ["10.${count.index}.2.0/24"]
}

resource "simfabric_network_security_group" "n" {
  count = var.n
  name  = "nsg${count.index}"
}

resource "simfabric_application_security_group" "n" {
  count = var.n
  name  = "asg${count.index}"
}

resource "simfabric_public_ip_prefix" "n" {
  count         = var.n
  name          = "block${count.index}"
  prefix_length = 30
}

resource "simfabric_public_ip" "n" {
  count               = var.n
  name                = "front${count.index}"
  public_ip_prefix_id = simfabric_public_ip_prefix.n[count.index].id
}

resource "simfabric_nic_configuration" "n" {
  count                     = var.n
  name                      = "nic${count.index}"
  network_security_group_id = simfabric_network_security_group.n[count.index].id
  ip_configurations = [{
    name                           = "ip"
    subnet_id                      = simfabric_subnet.n[count.index].id
    application_security_group_ids = [simfabric_application_security_group.n[count.index].id]
  }]
}

resource "simfabric_scale_set" "n" {
  count                 = var.n
  name                  = "set${count.index}"
  sku                   = "Standard_D2s_v5"
  capacity              = 1 + count.index
  nic_configuration_ids = [simfabric_nic_configuration.n[count.index].id]
}

resource "simfabric_virtual_network" "k" {
  for_each      = toset(var.keys)
  name          = "net-${each.key}"
  address_space = ["192.168.0.0/16"]
}

resource "simfabric_subnet" "k" {
  for_each           = simfabric_virtual_network.k
  name               = "web"
  virtual_network_id = each.value.id
  address_prefixes   = ["192.168.2.0/24"]
}

resource "simfabric_network_security_group" "k" {
  for_each = toset(var.keys)
  name     = "nsg-${each.key}"
}

resource "simfabric_application_security_group" "k" {
  for_each = toset(var.keys)
  name     = "asg-${each.key}"
}

resource "simfabric_public_ip_prefix" "k" {
  for_each      = toset(var.keys)
  name          = "block-${each.key}"
  prefix_length = 31
}

resource "simfabric_public_ip" "k" {
  for_each            = simfabric_public_ip_prefix.k
  name                = "front-${each.key}"
  public_ip_prefix_id = each.value.id
}

resource "simfabric_nic_configuration" "k" {
  for_each          = simfabric_subnet.k
  name              = "nic-${each.key}"
  ip_configurations = [{ name = "ip", subnet_id = each.value.id }]
}

resource "simfabric_scale_set" "k" {
  for_each              = simfabric_nic_configuration.k
  name                  = "set-${each.key}"
  sku                   = "Standard_D2s_v5"
  capacity              = 1
  nic_configuration_ids = [each.value.id]
}

output "by_count" {
  value = { for s in simfabric_scale_set.n : s.name => s.private_ip_addresses }
}

output "by_key" {
  value = { for key, s in simfabric_scale_set.k : key => s.private_ip_addresses }
}
