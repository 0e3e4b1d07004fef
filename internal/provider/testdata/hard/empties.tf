# Empty collections and objects, which are not null.
resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16", "FD00:DB8::/48"]
  dns_servers   = []
  tags          = {}
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.2.0/24", "FD00:0DB8:0:2::/64"]
}

resource "simfabric_network_security_group" "none" {
  name           = "none"
  security_rules = {}
}

resource "simfabric_network_security_group" "web" {
  name = "web"
  security_rules = { web = {
    priority = 100, direction = "inbound", access = "allow", protocol = "*", source_application_security_group_ids = []
  } }
}

resource "simfabric_public_ip" "front" {
  name    = "front"
  zones   = []
  ip_tags = {}
}

resource "simfabric_public_ip_prefix" "block" {
  name  = "block"
  zones = []
}

resource "simfabric_nic_configuration" "nic" {
  name        = "nic"
  dns_servers = []
  ip_configurations = [
    { name = "ip", subnet_id = simfabric_subnet.web.id, application_security_group_ids = [], public_ip_address = { name = "pub", ip_tags = {} } },
    { name = "ip6", version = "IPv6", subnet_id = simfabric_subnet.web.id },
  ]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 1
  zones                 = []
  upgrade_policy        = {}
  guest                 = {}
  nic_configuration_ids = [simfabric_nic_configuration.nic.id]
}
