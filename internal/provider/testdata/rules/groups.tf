variable "network" {
  description = "The network of the second set."
  type        = string
  default     = "a"
}

resource "simfabric_application_security_group" "shared" {
  name = "shared"
}

resource "simfabric_virtual_network" "all" {
  for_each      = toset(["a", "b"])
  name          = "net-${each.key}"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "all" {
  for_each           = simfabric_virtual_network.all
  name               = "web"
  virtual_network_id = each.value.id
  address_prefixes   = ["10.0.2.0/24"]
}

resource "simfabric_nic_configuration" "all" {
  for_each = { first = "a", second = var.network }
  name     = each.key
  ip_configurations = [{
    name                           = "ip"
    subnet_id                      = simfabric_subnet.all[each.value].id
    application_security_group_ids = [simfabric_application_security_group.shared.id]
  }]
}

resource "simfabric_scale_set" "all" {
  for_each              = simfabric_nic_configuration.all
  name                  = each.key
  sku                   = "Standard_D2s_v5"
  capacity              = 1
  nic_configuration_ids = [each.value.id]
}
