variable "n" {
  type    = number
  default = 3
}

resource "terraform_data" "n" {
  input = var.n
}

resource "simfabric_scale_set" "known" {
  name                  = "known"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.nic.id]
}

resource "simfabric_scale_set" "later" {
  name                  = "later"
  sku                   = "Standard_D2s_v5"
  capacity              = terraform_data.n.output
  nic_configuration_ids = [simfabric_nic_configuration.nic.id]
}
