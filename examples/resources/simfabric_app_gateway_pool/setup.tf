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

resource "simfabric_subnet" "gateway" {
  name               = "gateway"
  virtual_network_id = simfabric_virtual_network.example.id
  address_prefixes   = ["10.0.1.0/24"]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.example.id
  address_prefixes   = ["10.0.2.0/24"]
}

resource "simfabric_public_ip" "example" {
  name = "web"
}

resource "simfabric_app_gateway" "example" {
  name         = "front"
  subnet_id    = simfabric_subnet.gateway.id
  public_ip_id = simfabric_public_ip.example.id
}
