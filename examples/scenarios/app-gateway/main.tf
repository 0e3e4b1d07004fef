# One set behind an application gateway, which takes the web traffic, and behind a public load balancer, which takes what is
# not HTTP. The gateway has a subnet to itself, whose rules let the platform reach it.
terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

provider "simfabric" {
  resource_group_name = "gateway"
}

resource "simfabric_virtual_network" "main" {
  name          = "vnet"
  address_space = ["10.4.0.0/16"]
}

resource "simfabric_network_security_group" "gateway" {
  name = "gateway"
  security_rules = {
    platform = {
      priority                = 100
      direction               = "Inbound"
      access                  = "Allow"
      protocol                = "Tcp"
      source_address_prefixes = ["GatewayManager"]
      destination_port_ranges = ["65200-65535"]
    }
    web = {
      priority                     = 110
      direction                    = "Inbound"
      access                       = "Allow"
      protocol                     = "Tcp"
      source_address_prefixes      = ["Internet"]
      destination_address_prefixes = ["10.4.0.0/24"]
      destination_port_ranges      = ["443"]
    }
  }
}

resource "simfabric_subnet" "gateway" {
  name                      = "gateway"
  virtual_network_id        = simfabric_virtual_network.main.id
  address_prefixes          = ["10.4.0.0/24"]
  network_security_group_id = simfabric_network_security_group.gateway.id
}

resource "simfabric_network_security_group" "app" {
  name = "app"
  security_rules = {
    gateway = {
      priority                = 100
      direction               = "Inbound"
      access                  = "Allow"
      protocol                = "Tcp"
      source_address_prefixes = ["10.4.0.0/24"]
      destination_port_ranges = ["8080"]
    }
    syslog = {
      priority                = 110
      direction               = "Inbound"
      access                  = "Allow"
      protocol                = "Udp"
      destination_port_ranges = ["5514"]
    }
  }
}

resource "simfabric_subnet" "app" {
  name                      = "app"
  virtual_network_id        = simfabric_virtual_network.main.id
  address_prefixes          = ["10.4.1.0/24"]
  network_security_group_id = simfabric_network_security_group.app.id
}

resource "simfabric_public_ip" "front" {
  for_each = toset(["gateway", "lb"])
  name     = each.key
}

resource "simfabric_app_gateway" "main" {
  name               = "gateway"
  sku                = { name = "Standard_v2", capacity = 2 }
  subnet_id          = simfabric_subnet.gateway.id
  public_ip_id       = simfabric_public_ip.front["gateway"].id
  private_ip_address = "10.4.0.100"
}

resource "simfabric_app_gateway_pool" "app" {
  name           = "app"
  app_gateway_id = simfabric_app_gateway.main.id
}

resource "simfabric_lb" "main" {
  name                       = "lb"
  frontend_ip_configurations = [{ name = "front", public_ip_id = simfabric_public_ip.front["lb"].id }]
}

resource "simfabric_lb_backend_pool" "app" {
  name  = "app"
  lb_id = simfabric_lb.main.id
}

resource "simfabric_lb_rule" "syslog" {
  name                           = "syslog"
  lb_id                          = simfabric_lb.main.id
  frontend_ip_configuration_name = "front"
  protocol                       = "Udp"
  frontend_port                  = 514
  backend_port                   = 5514
  load_distribution              = "SourceIP"
  backend_pool_ids               = [simfabric_lb_backend_pool.app.id]
}

resource "simfabric_nic_configuration" "app" {
  name = "app"
  ip_configurations = [{
    name                 = "ip"
    subnet_id            = simfabric_subnet.app.id
    app_gateway_pool_ids = [simfabric_app_gateway_pool.app.id]
    lb_backend_pool_ids  = [simfabric_lb_backend_pool.app.id]
  }]
}

resource "simfabric_scale_set" "app" {
  name                  = "app"
  sku                   = "Standard_D2s_v5"
  capacity              = 3
  nic_configuration_ids = [simfabric_nic_configuration.app.id]
  upgrade_policy        = { mode = "Automatic" }
}

output "pools" {
  value = { for id, vm in simfabric_scale_set.app.instances : vm.name => concat(
    vm.network_interfaces["app"].ip_configurations["ip"].app_gateway_pool_ids,
    vm.network_interfaces["app"].ip_configurations["ip"].lb_backend_pool_ids,
  ) }
}
