variable "only" {
  type    = bool
  default = false
}

variable "public" {
  type    = bool
  default = false
}

locals {
  v4 = {
    name              = "ipv4"
    primary           = !var.only
    version           = "IPv4"
    subnet_id         = simfabric_subnet.test.id
    public_ip_address = var.public ? { name = "four", version = "IPv4" } : null
  }
  v6 = {
    name              = "ipv6"
    primary           = var.only
    version           = "IPv6"
    subnet_id         = simfabric_subnet.test.id
    public_ip_address = var.public ? { name = "six", version = "IPv6" } : null
  }
  nics = [simfabric_nic_configuration.test.id]
}

resource "simfabric_nic_configuration" "test" {
  name              = "primary"
  ip_configurations = var.only ? [local.v6] : [local.v4, local.v6]
}
