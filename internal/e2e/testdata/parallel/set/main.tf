# A scale set in a subnet of another configuration, and of the same public address space.
variable "name" {
  type = string
}

locals {
  providers = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers"
}

resource "simfabric_nic_configuration" "set" {
  name = var.name
  ip_configurations = [{
    name              = "ip"
    subnet_id         = "${local.providers}/Microsoft.Network/virtualNetworks/net/subnets/net"
    public_ip_address = { name = "public" }
  }]
}

resource "simfabric_scale_set" "set" {
  name                  = var.name
  sku                   = "Standard_D2s_v5"
  capacity              = 4
  nic_configuration_ids = [simfabric_nic_configuration.set.id]
}

output "addresses" {
  value = {
    private = simfabric_scale_set.set.private_ip_addresses
    public  = simfabric_scale_set.set.public_ip_addresses
  }
}
