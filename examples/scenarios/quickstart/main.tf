# A web tier before it exists: three instances with two NICs each, public addresses from a prefix, and names.
terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

provider "simfabric" {
  resource_group_name = "quickstart"
  location            = "koreacentral"
}

resource "simfabric_virtual_network" "main" {
  name          = "vnet"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "front" {
  name                      = "front"
  virtual_network_id        = simfabric_virtual_network.main.id
  address_prefixes          = ["10.0.1.0/24"]
  network_security_group_id = simfabric_network_security_group.web.id
}

resource "simfabric_subnet" "back" {
  name               = "back"
  virtual_network_id = simfabric_virtual_network.main.id
  address_prefixes   = ["10.0.2.0/24"]
}

resource "simfabric_application_security_group" "web" {
  name = "web"
}

resource "simfabric_network_security_group" "web" {
  name = "web"
  security_rules = {
    https = {
      priority                                   = 100
      direction                                  = "Inbound"
      access                                     = "Allow"
      protocol                                   = "Tcp"
      source_address_prefixes                    = ["Internet"]
      destination_port_ranges                    = ["443"]
      destination_application_security_group_ids = [simfabric_application_security_group.web.id]
    }
  }
}

resource "simfabric_public_ip_prefix" "web" {
  name          = "web"
  prefix_length = 29
}

resource "simfabric_nic_configuration" "front" {
  name                           = "front"
  accelerated_networking_enabled = true
  ip_configurations = [{
    name                           = "ip"
    subnet_id                      = simfabric_subnet.front.id
    application_security_group_ids = [simfabric_application_security_group.web.id]
    public_ip_address = {
      name                = "public"
      public_ip_prefix_id = simfabric_public_ip_prefix.web.id
      domain_name_label   = "shop"
    }
  }]
}

resource "simfabric_nic_configuration" "back" {
  name        = "back"
  primary     = false
  dns_servers = ["10.0.2.250", "168.63.129.16"]
  ip_configurations = [{
    name      = "ip"
    subnet_id = simfabric_subnet.back.id
  }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 3
  nic_configuration_ids = [simfabric_nic_configuration.front.id, simfabric_nic_configuration.back.id]
}

output "instances" {
  description = "Each instance's addresses and name, known in the plan."
  value = {
    for id, vm in simfabric_scale_set.web.instances : vm.name => {
      computer_name = vm.computer_name
      private_ips   = [for name, nic in vm.network_interfaces : nic.ip_configurations["ip"].private_ip_address]
      public_ip     = vm.public_ip_address
      fqdn          = vm.fqdn
    }
  }
}
