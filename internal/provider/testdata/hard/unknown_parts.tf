variable "whole" {
  type    = object({ name = string })
  default = { name = "whole" }
}

variable "server" {
  type    = string
  default = "8.8.8.8"
}

resource "terraform_data" "server" {
  input = var.server
}

resource "terraform_data" "ip" {
  input = { name = "second", subnet_id = simfabric_subnet.web.id }
}

resource "simfabric_nic_configuration" "parts" {
  name              = "parts"
  dns_servers       = ["1.1.1.1", terraform_data.server.output]
  ip_configurations = [{ name = "first", subnet_id = simfabric_subnet.web.id }, terraform_data.ip.output]
}

# An object that is unknown while the configuration is validated.
resource "simfabric_nic_configuration" "whole" {
  name              = "whole"
  primary           = false
  ip_configurations = [merge(var.whole, { subnet_id = simfabric_subnet.web.id })]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 1
  nic_configuration_ids = [simfabric_nic_configuration.parts.id, simfabric_nic_configuration.whole.id]
}
