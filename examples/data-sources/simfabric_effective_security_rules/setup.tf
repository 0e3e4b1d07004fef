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

resource "simfabric_application_security_group" "example" {
  name = "web"
}

resource "simfabric_network_security_group" "subnet" {
  name = "subnet"
  security_rules = {
    https = {
      priority                                   = 100
      direction                                  = "Inbound"
      access                                     = "Allow"
      protocol                                   = "Tcp"
      destination_port_ranges                    = ["443"]
      destination_application_security_group_ids = [simfabric_application_security_group.example.id]
    }
  }
}

resource "simfabric_network_security_group" "nic" {
  name = "nic"
  security_rules = {
    network = {
      priority                = 100
      direction               = "Inbound"
      access                  = "Deny"
      protocol                = "*"
      source_address_prefixes = ["VirtualNetwork"]
    }
  }
}

resource "simfabric_subnet" "example" {
  name                      = "web"
  virtual_network_id        = simfabric_virtual_network.example.id
  address_prefixes          = ["10.0.1.0/24"]
  network_security_group_id = simfabric_network_security_group.subnet.id
}

resource "simfabric_nic_configuration" "example" {
  name                      = "nic"
  network_security_group_id = simfabric_network_security_group.nic.id
  ip_configurations = [{
    name                           = "ip"
    subnet_id                      = simfabric_subnet.example.id
    application_security_group_ids = [simfabric_application_security_group.example.id]
  }]
}

resource "simfabric_scale_set" "example" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.example.id]
}
