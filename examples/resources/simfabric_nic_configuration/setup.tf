terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

resource "simfabric_virtual_network" "example" {
  name          = "vnet"
  address_space = ["10.0.0.0/16", "fd00:10::/48"]
}

resource "simfabric_subnet" "front" {
  name               = "front"
  virtual_network_id = simfabric_virtual_network.example.id
  address_prefixes   = ["10.0.1.0/24", "fd00:10:0:1::/64"]
}

resource "simfabric_subnet" "back" {
  name               = "back"
  virtual_network_id = simfabric_virtual_network.example.id
  address_prefixes   = ["10.0.2.0/24"]
}

resource "simfabric_application_security_group" "example" {
  name = "web"
}

resource "simfabric_public_ip_prefix" "example" {
  name = "web"
}
