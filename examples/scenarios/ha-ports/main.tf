# A pair of firewalls for two services: HA ports take every port of both frontends, and floating IP leaves the frontend's
# address in the packets, so that the firewalls can tell the services apart. Each machine holds both addresses on a loopback
# interface; the output has the commands. A NAT rule takes its ports out of the HA ports for administration.
terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

provider "simfabric" {
  resource_group_name = "firewall"
}

resource "simfabric_virtual_network" "main" {
  name          = "vnet"
  address_space = ["10.3.0.0/16"]
}

# Behind an internal load balancer there is no default way to the internet.
resource "simfabric_public_ip" "nat" {
  name = "nat"
}

resource "simfabric_nat_gateway" "main" {
  name          = "nat"
  public_ip_ids = [simfabric_public_ip.nat.id]
}

resource "simfabric_subnet" "firewall" {
  name               = "firewall"
  virtual_network_id = simfabric_virtual_network.main.id
  address_prefixes   = ["10.3.0.0/24"]
  nat_gateway_id     = simfabric_nat_gateway.main.id
}

resource "simfabric_lb" "firewall" {
  name = "firewall"
  frontend_ip_configurations = [
    { name = "shop", subnet_id = simfabric_subnet.firewall.id, private_ip_address = "10.3.0.100" },
    { name = "office", subnet_id = simfabric_subnet.firewall.id, private_ip_address = "10.3.0.101" },
  ]
}

resource "simfabric_lb_backend_pool" "firewall" {
  name  = "firewall"
  lb_id = simfabric_lb.firewall.id
}

resource "simfabric_lb_probe" "firewall" {
  name  = "firewall"
  lb_id = simfabric_lb.firewall.id
  port  = 62000
}

resource "simfabric_lb_rule" "all" {
  for_each = toset(["shop", "office"])

  name                           = each.key
  lb_id                          = simfabric_lb.firewall.id
  frontend_ip_configuration_name = each.key
  protocol                       = "All"
  frontend_port                  = 0
  backend_port                   = 0
  floating_ip                    = true
  backend_pool_ids               = [simfabric_lb_backend_pool.firewall.id]
  probe_id                       = simfabric_lb_probe.firewall.id
}

resource "simfabric_lb_nat_rule" "ssh" {
  name                           = "ssh"
  lb_id                          = simfabric_lb.firewall.id
  frontend_ip_configuration_name = "office"
  protocol                       = "Tcp"
  frontend_port_start            = 50000
  frontend_port_end              = 50009
  backend_port                   = 22
  backend_pool_id                = simfabric_lb_backend_pool.firewall.id
}

resource "simfabric_nic_configuration" "firewall" {
  name                  = "firewall"
  ip_forwarding_enabled = true
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.firewall.id
    lb_backend_pool_ids = [simfabric_lb_backend_pool.firewall.id]
  }]
}

resource "simfabric_scale_set" "firewall" {
  name                  = "firewall"
  sku                   = "Standard_D4s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.firewall.id]
  guest                 = { loopback_addresses = simfabric_lb.firewall.frontend_ip_configurations[*].private_ip_address }
}

data "simfabric_floating_ip_guest_config" "all" {
  for_each = simfabric_lb_rule.all

  lb_rule_id = each.value.id
  depends_on = [simfabric_scale_set.firewall]
}

output "guest_commands" {
  value = { for name, guest in data.simfabric_floating_ip_guest_config.all : name => guest.linux_commands }
}

data "simfabric_nat_port_mappings" "ssh" {
  lb_id      = simfabric_lb.firewall.id
  depends_on = [simfabric_scale_set.firewall]
}

output "ssh" {
  value = [for m in data.simfabric_nat_port_mappings.ssh.mappings :
  "${m.frontend_ip_address}:${m.frontend_port} -> ${m.private_ip_address}:${m.backend_port}"]
}
