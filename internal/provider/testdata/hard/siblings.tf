# Two sets in one subnet that know nothing of each other.
variable "sets" {
  type = list(string)
}

resource "simfabric_scale_set" "all" {
  for_each              = toset(var.sets)
  name                  = each.key
  sku                   = "Standard_D2s_v5"
  capacity              = 3
  nic_configuration_ids = [simfabric_nic_configuration.nic.id]
}

output "addresses" {
  value = sort(flatten([for s in simfabric_scale_set.all : s.private_ip_addresses]))
}
