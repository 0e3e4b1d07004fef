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

resource "simfabric_route_table" "example" {
  name = "firewall"
  routes = {
    all = {
      address_prefix         = "0.0.0.0/0"
      next_hop_type          = "VirtualAppliance"
      next_hop_in_ip_address = "10.0.2.4"
    }
  }
}

resource "simfabric_subnet" "example" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.example.id
  address_prefixes   = ["10.0.1.0/24"]
  route_table_id     = simfabric_route_table.example.id
}

resource "simfabric_nic_configuration" "example" {
  name = "nic"
  ip_configurations = [{
    name      = "ip"
    subnet_id = simfabric_subnet.example.id
  }]
}

resource "simfabric_scale_set" "example" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.example.id]
}
