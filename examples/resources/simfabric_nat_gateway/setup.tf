terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

resource "simfabric_virtual_network" "example" {
  name          = "vnet"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_public_ip" "example" {
  name  = "out"
  zones = ["1"]
}

resource "simfabric_public_ip_prefix" "example" {
  name          = "out"
  prefix_length = 30
  zones         = ["1", "2", "3"]
}
