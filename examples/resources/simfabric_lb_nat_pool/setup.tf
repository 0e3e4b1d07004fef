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

resource "simfabric_network_security_group" "example" {
  name = "web"
  security_rules = {
    web = { priority = 100, direction = "Inbound", access = "Allow", protocol = "Tcp", destination_port_ranges = ["22"] }
  }
}

resource "simfabric_subnet" "example" {
  name                      = "web"
  virtual_network_id        = simfabric_virtual_network.example.id
  address_prefixes          = ["10.0.1.0/24"]
  network_security_group_id = simfabric_network_security_group.example.id
}

resource "simfabric_public_ip" "example" {
  name = "web"
}

resource "simfabric_lb" "example" {
  name = "web"
  frontend_ip_configurations = [{
    name         = "public"
    public_ip_id = simfabric_public_ip.example.id
  }]
}
