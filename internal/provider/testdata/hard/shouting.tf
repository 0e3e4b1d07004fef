# Every reference in capitals.
resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_network_security_group" "web" {
  name = "web"
  security_rules = { web = {
    priority                              = 100, direction = "Inbound", access = "Allow", protocol = "Tcp"
    source_application_security_group_ids = [upper(simfabric_application_security_group.web.id)]
  } }
}

resource "simfabric_application_security_group" "web" {
  name = "web"
}

resource "simfabric_public_ip_prefix" "web" {
  name = "web"
}

resource "simfabric_public_ip" "web" {
  name                = "web"
  public_ip_prefix_id = upper(simfabric_public_ip_prefix.web.id)
}

resource "simfabric_subnet" "web" {
  name                      = "web"
  virtual_network_id        = upper(simfabric_virtual_network.net.id)
  address_prefixes          = ["10.0.2.0/24"]
  network_security_group_id = upper(simfabric_network_security_group.web.id)
}

resource "simfabric_nic_configuration" "nic" {
  name                      = "nic"
  network_security_group_id = upper(simfabric_network_security_group.web.id)
  ip_configurations = [{
    name                           = "ip"
    subnet_id                      = upper(simfabric_subnet.web.id)
    application_security_group_ids = [upper(simfabric_application_security_group.web.id)]
    public_ip_address              = { name = "pub", public_ip_prefix_id = upper(simfabric_public_ip_prefix.web.id) }
  }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "STANDARD_D2S_V5"
  capacity              = 2
  nic_configuration_ids = [upper(simfabric_nic_configuration.nic.id)]
  depends_on            = [simfabric_public_ip.web] # both take the lowest free address of the prefix
}
