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
    https = { priority = 100, direction = "Inbound", access = "Allow", protocol = "Tcp", destination_port_ranges = ["443"] }
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

resource "simfabric_lb_backend_pool" "example" {
  name  = "web"
  lb_id = simfabric_lb.example.id
}

resource "simfabric_lb_probe" "example" {
  name  = "https"
  lb_id = simfabric_lb.example.id
  port  = 443
}

resource "simfabric_lb_rule" "example" {
  name                           = "https"
  lb_id                          = simfabric_lb.example.id
  frontend_ip_configuration_name = "public"
  protocol                       = "Tcp"
  frontend_port                  = 443
  backend_port                   = 443
  backend_pool_ids               = [simfabric_lb_backend_pool.example.id]
  probe_id                       = simfabric_lb_probe.example.id
}

resource "simfabric_nic_configuration" "example" {
  name = "nic"
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.example.id
    lb_backend_pool_ids = [simfabric_lb_backend_pool.example.id]
  }]
}

resource "simfabric_scale_set" "example" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.example.id]
}
