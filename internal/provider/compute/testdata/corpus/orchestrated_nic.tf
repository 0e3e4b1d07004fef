# One NIC with a public address, and the arguments that its update tests change.
variable "accelerated" {
  type    = bool
  default = null
}

variable "forwarding" {
  type    = bool
  default = null
}

variable "dns_servers" {
  type    = list(string)
  default = null
}

variable "label" {
  type    = string
  default = "test-domain-label"
}

variable "public_sku" {
  type    = string
  default = null
}

resource "simfabric_nic_configuration" "test" {
  name                           = "TestNetworkProfile"
  accelerated_networking_enabled = var.accelerated
  ip_forwarding_enabled          = var.forwarding
  dns_servers                    = var.dns_servers
  ip_configurations = [{
    name      = "TestIPConfiguration"
    subnet_id = simfabric_subnet.test.id
    public_ip_address = {
      name                    = "TestPublicIPConfiguration"
      sku                     = var.public_sku
      domain_name_label       = var.label
      idle_timeout_in_minutes = 4
    }
  }]
}

locals {
  nics = [simfabric_nic_configuration.test.id]
}
