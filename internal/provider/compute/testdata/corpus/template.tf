# The template of azurerm's acceptance tests of scale sets: one network, one subnet, one set. A case adds local.nics.
variable "address_space" {
  type    = list(string)
  default = ["10.0.0.0/16"]
}

variable "address_prefixes" {
  type    = list(string)
  default = ["10.0.2.0/24"]
}

variable "network_dns_servers" {
  type    = list(string)
  default = null
}

variable "capacity" {
  type    = number
  default = 1
}

variable "mode" {
  type    = string
  default = "Automatic"
}

variable "zones" {
  type    = list(string)
  default = null
}

resource "simfabric_virtual_network" "test" {
  name          = "acctvn"
  address_space = var.address_space
  dns_servers   = var.network_dns_servers
}

resource "simfabric_subnet" "test" {
  name               = "internal"
  virtual_network_id = simfabric_virtual_network.test.id
  address_prefixes   = var.address_prefixes
}

resource "simfabric_scale_set" "test" {
  name                  = "acctvmss"
  sku                   = "Standard_D2s_v3"
  capacity              = var.capacity
  zones                 = var.zones
  nic_configuration_ids = local.nics
  upgrade_policy        = { mode = var.mode }
}
