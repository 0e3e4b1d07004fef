# Each object names the others by literal ids, so that one can go while its users stay.
variable "without" {
  type    = string
  default = ""
}

locals {
  group   = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers"
  network = "${local.group}/Microsoft.Network/virtualNetworks/net"
  nsg     = "${local.group}/Microsoft.Network/networkSecurityGroups"
  asg     = "${local.group}/Microsoft.Network/applicationSecurityGroups"
  block   = "${local.group}/Microsoft.Network/publicIPPrefixes"
}

resource "simfabric_virtual_network" "net" {
  count         = var.without == "network" ? 0 : 1
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_network_security_group" "subnet" {
  count = var.without == "group of a subnet" ? 0 : 1
  name  = "subnet"
}

resource "simfabric_network_security_group" "nic" {
  count = var.without == "group of a set" ? 0 : 1
  name  = "nic"
}

resource "simfabric_application_security_group" "rule" {
  count = var.without == "application group of a rule" ? 0 : 1
  name  = "rule"
}

resource "simfabric_application_security_group" "member" {
  count = var.without == "application group of a set" ? 0 : 1
  name  = "member"
}

resource "simfabric_public_ip_prefix" "single" {
  count         = var.without == "prefix of an address" ? 0 : 1
  name          = "single"
  prefix_length = 31
}

resource "simfabric_public_ip_prefix" "set" {
  count         = var.without == "prefix of a set" ? 0 : 1
  name          = "set"
  prefix_length = 31
}

resource "simfabric_network_security_group" "rules" {
  name = "rules"
  security_rules = { web = {
    priority                              = 100, direction = "Inbound", access = "Allow", protocol = "Tcp"
    source_application_security_group_ids = ["${local.asg}/rule"]
  } }
  depends_on = [simfabric_application_security_group.rule]
}

resource "simfabric_public_ip" "front" {
  name                = "front"
  public_ip_prefix_id = "${local.block}/single"
  depends_on          = [simfabric_public_ip_prefix.single]
}

resource "simfabric_subnet" "web" {
  count                     = var.without == "subnet" ? 0 : 1
  name                      = "web"
  virtual_network_id        = local.network
  address_prefixes          = ["10.0.2.0/24"]
  network_security_group_id = "${local.nsg}/subnet"
  depends_on                = [simfabric_virtual_network.net, simfabric_network_security_group.subnet]
}

resource "simfabric_nic_configuration" "nic" {
  count                     = var.without == "NIC configuration" ? 0 : 1
  name                      = "nic"
  network_security_group_id = "${local.nsg}/nic"
  ip_configurations = [{
    name                           = "ip"
    subnet_id                      = "${local.network}/subnets/web"
    application_security_group_ids = ["${local.asg}/member"]
    public_ip_address              = { name = "pub", public_ip_prefix_id = "${local.block}/set" }
  }]
  depends_on = [simfabric_subnet.web, simfabric_network_security_group.nic, simfabric_application_security_group.member, simfabric_public_ip_prefix.set]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 1
  nic_configuration_ids = ["${local.group}/Simfabric.Network/nicConfigurations/nic"]
  depends_on            = [simfabric_nic_configuration.nic]
}
