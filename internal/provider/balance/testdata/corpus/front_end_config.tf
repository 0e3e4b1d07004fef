# lb frontEndConfig: two frontends, of which the second goes, and then its address.
variable "frontends" {
  type    = number
  default = 2
}

variable "addresses" {
  type    = number
  default = 2
}

resource "simfabric_public_ip" "test" {
  count = var.addresses
  name  = ["test-ip", "another-test-ip"][count.index]
}

resource "simfabric_lb" "test" {
  name = "acctest-loadbalancer"
  frontend_ip_configurations = [for i in range(var.frontends) :
    { name = ["one", "two"][i], public_ip_id = simfabric_public_ip.test[i].id }
  ]
  tags = { Environment = "production", Purpose = "AcceptanceTests" }
}
