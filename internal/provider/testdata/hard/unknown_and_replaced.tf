# A capacity that is known after apply, beside a change that replaces.
variable "n" {
  type    = number
  default = 2
}

variable "prefix" {
  type    = string
  default = null
}

resource "terraform_data" "n" {
  input = var.n
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  location              = var.location
  sku                   = "Standard_D2s_v5"
  capacity              = terraform_data.n.output
  computer_name_prefix  = var.prefix
  nic_configuration_ids = [simfabric_nic_configuration.nic.id]
}
