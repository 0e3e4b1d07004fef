# A set of two with a NIC behind two network security groups and one behind none; the local lets the data sources be read in
# the plan.
variable "tunnel" {
  type    = bool
  default = false
}

variable "instance_id" {
  type    = string
  default = "1"
}

variable "network_interface" {
  type    = string
  default = null
}

variable "unknown" {
  type    = string
  default = ""
}

resource "terraform_data" "later" {
  input = "Deny"
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_application_security_group" "web" {
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
      source_address_prefixes                    = ["Internet", "198.51.100.7"]
      destination_port_ranges                    = ["443", "8000-8080"]
      destination_application_security_group_ids = [simfabric_application_security_group.web.id]
    }
  }
}

resource "simfabric_network_security_group" "nic" {
  name = "nic"
  security_rules = {
    storage = {
      priority                     = 200
      direction                    = "Outbound"
      access                       = var.unknown == "rule" ? terraform_data.later.output : "Deny"
      protocol                     = "*"
      destination_address_prefixes = ["Storage.KoreaCentral"]
      source_address_prefixes      = ["VirtualNetwork"]
    }
  }
}

resource "simfabric_route_table" "out" {
  name = "out"
  routes = {
    all = {
      address_prefix         = "0.0.0.0/0"
      next_hop_type          = "VirtualAppliance"
      next_hop_in_ip_address = var.unknown == "route" ? terraform_data.later.output : "10.0.9.4"
    }
    storage = { address_prefix = "Storage", next_hop_type = "Internet" }
  }
}

resource "simfabric_public_ip" "out" {
  name = "out"
}

resource "simfabric_nat_gateway" "out" {
  name          = "out"
  public_ip_ids = [simfabric_public_ip.out.id]
}

resource "simfabric_subnet" "web" {
  name                      = "web"
  virtual_network_id        = simfabric_virtual_network.net.id
  address_prefixes          = ["10.0.0.0/24"]
  network_security_group_id = simfabric_network_security_group.subnet.id
  route_table_id            = var.tunnel ? simfabric_route_table.out.id : null
  nat_gateway_id            = simfabric_nat_gateway.out.id
}

resource "simfabric_subnet" "back" {
  name               = "back"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.1.0/24"]
}

resource "simfabric_nic_configuration" "front" {
  name                      = "front"
  network_security_group_id = simfabric_network_security_group.nic.id
  ip_configurations = [{
    name                           = "ip"
    subnet_id                      = simfabric_subnet.web.id
    application_security_group_ids = [simfabric_application_security_group.web.id]
  }]
}

resource "simfabric_nic_configuration" "back" {
  name              = "back"
  primary           = false
  ip_configurations = [{ name = "ip", subnet_id = simfabric_subnet.back.id }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.front.id, simfabric_nic_configuration.back.id]
}

locals {
  scale_set_id = simfabric_scale_set.web.id
}

data "simfabric_effective_security_rules" "this" {
  scale_set_id      = local.scale_set_id
  instance_id       = var.instance_id
  network_interface = var.network_interface
}

data "simfabric_effective_routes" "this" {
  scale_set_id      = local.scale_set_id
  instance_id       = var.instance_id
  network_interface = var.network_interface
}

locals {
  rules = data.simfabric_effective_security_rules.this.network_interfaces
}

output "order" {
  value = { for name, nic in local.rules : name => {
    inbound  = [for r in nic.inbound : "${r.association} ${r.name} ${r.access}"]
    outbound = [for r in nic.outbound : "${r.association} ${r.name} ${r.access}"]
  } }
}

output "own_inbound" {
  value = [for r in try(local.rules.front.inbound, []) : merge(r, { expanded_source_address_prefixes = slice(r.expanded_source_address_prefixes, 0, min(2, length(r.expanded_source_address_prefixes))) }) if r.association == "Subnet" && !r.default]
}

output "own_outbound" {
  value = [for r in try(local.rules.front.outbound, []) : r if r.association == "NetworkInterface" && r.priority < 65500]
}

output "routes" {
  value = data.simfabric_effective_routes.this.network_interfaces
}
