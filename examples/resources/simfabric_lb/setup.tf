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

resource "simfabric_subnet" "example" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.example.id
  address_prefixes   = ["10.0.1.0/24"]
}

resource "simfabric_public_ip" "example" {
  name = "web"
}
