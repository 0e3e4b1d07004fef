# The template of azurerm's acceptance tests of scale sets: one network, one subnet, one set. A case adds local.nics.
variable "capacity" {
  type    = number
  default = 1
}

variable "zones" {
  type    = list(string)
  default = null
}

resource "simfabric_virtual_network" "test" {
  name          = "acctvn"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "test" {
  name               = "internal"
  virtual_network_id = simfabric_virtual_network.test.id
  address_prefixes   = ["10.0.2.0/24"]
}

resource "simfabric_scale_set" "test" {
  name                  = "acctvmss"
  sku                   = "Standard_D2s_v3"
  capacity              = var.capacity
  zones                 = var.zones
  nic_configuration_ids = local.nics
  upgrade_policy        = { mode = "Automatic" }
}
