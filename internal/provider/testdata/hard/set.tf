variable "shout" {
  description = "Writes each id in capitals."
  type        = bool
  default     = false
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  location              = var.location
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [var.shout ? upper(simfabric_nic_configuration.nic.id) : simfabric_nic_configuration.nic.id]
}
