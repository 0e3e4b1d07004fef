# nat_gateway basic, complete and update. The complete one's addresses are associations there, arguments here.
variable "complete" {
  type    = bool
  default = false
}

resource "simfabric_public_ip" "test" {
  count             = var.complete ? 1 : 0
  name              = "acctestpublicIP"
  allocation_method = "Static"
  sku               = "Standard"
  zones             = ["1"]
}

resource "simfabric_public_ip_prefix" "test" {
  count         = var.complete ? 1 : 0
  name          = "acctestpublicIPPrefix"
  prefix_length = 30
  zones         = ["1"]
}

resource "simfabric_nat_gateway" "test" {
  name                    = "acctestnatGateway"
  idle_timeout_in_minutes = var.complete ? 10 : null
  zones                   = var.complete ? ["1"] : null
  public_ip_ids           = var.complete ? simfabric_public_ip.test[*].id : null
  public_ip_prefix_ids    = var.complete ? simfabric_public_ip_prefix.test[*].id : null
}
