variable "label" {
  type    = string
  default = null
}

variable "idle" {
  type    = number
  default = 4
}

variable "ip_tags" {
  type    = map(string)
  default = null
}

variable "from_prefix" {
  type    = bool
  default = false
}

resource "simfabric_public_ip_prefix" "test" {
  name = "acctestpublicipprefix"
}

resource "simfabric_nic_configuration" "test" {
  name = "primary"
  ip_configurations = [{
    name      = "first"
    subnet_id = simfabric_subnet.test.id
    public_ip_address = {
      name                    = "first"
      domain_name_label       = var.label
      idle_timeout_in_minutes = var.idle
      ip_tags                 = var.ip_tags
      public_ip_prefix_id     = var.from_prefix ? simfabric_public_ip_prefix.test.id : null
    }
  }]
}

locals {
  nics = [simfabric_nic_configuration.test.id]
}
