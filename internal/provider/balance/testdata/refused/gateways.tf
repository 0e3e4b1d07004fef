# Two gateways in one subnet, a set in front of whose pool they stand, a security group and a load balancer beside them.
variable "skus" {
  type    = list(string)
  default = ["Standard_v2"]
}

variable "capacity" {
  type    = number
  default = 2
}

variable "address_prefix" {
  type    = string
  default = "10.0.1.0/24"
}

variable "open" {
  type    = string
  default = "65200-65535"
}

variable "address" {
  type    = string
  default = null
}

variable "ip_addresses" {
  type    = list(string)
  default = null
}

variable "set_network" {
  type    = number
  default = 0
}

variable "lb_subnet" {
  type    = number
  default = 1
}

resource "simfabric_virtual_network" "net" {
  count         = 2
  name          = "net${count.index}"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_network_security_group" "gateway" {
  name = "gateway"
  security_rules = {
    manager = {
      priority                = 100
      direction               = "Inbound"
      access                  = "Allow"
      protocol                = "Tcp"
      source_address_prefixes = ["GatewayManager"]
      destination_port_ranges = [var.open]
    }
  }
}

resource "simfabric_subnet" "gateway" {
  name                      = "gateway"
  virtual_network_id        = simfabric_virtual_network.net[0].id
  address_prefixes          = [var.address_prefix]
  network_security_group_id = simfabric_network_security_group.gateway.id
}

resource "simfabric_subnet" "web" {
  count              = 2
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net[count.index].id
  address_prefixes   = ["10.0.2.0/24"]
}

resource "simfabric_public_ip" "front" {
  name = "front"
}

resource "simfabric_app_gateway" "this" {
  name         = "gw"
  sku          = { name = var.skus[0], capacity = var.capacity }
  subnet_id    = simfabric_subnet.gateway.id
  public_ip_id = var.address == "none" ? null : simfabric_public_ip.front.id
}

resource "simfabric_app_gateway" "other" {
  count              = length(var.skus) - 1
  name               = "other"
  sku                = { name = var.skus[1] }
  subnet_id          = simfabric_subnet.gateway.id
  private_ip_address = "10.0.1.100"
  depends_on         = [simfabric_app_gateway.this]
}

resource "simfabric_app_gateway_pool" "this" {
  name           = "pool"
  app_gateway_id = simfabric_app_gateway.this.id
  ip_addresses   = var.ip_addresses
}

resource "simfabric_nic_configuration" "this" {
  name = "nic"
  ip_configurations = [{
    name                 = "ip"
    subnet_id            = simfabric_subnet.web[var.set_network].id
    app_gateway_pool_ids = [simfabric_app_gateway_pool.this.id]
  }]
}

resource "simfabric_scale_set" "this" {
  name                  = "set"
  sku                   = "Standard_D2s_v5"
  capacity              = 1
  nic_configuration_ids = [simfabric_nic_configuration.this.id]
}

resource "simfabric_lb" "this" {
  name                       = "lb"
  frontend_ip_configurations = [{ name = "front", subnet_id = var.lb_subnet == 0 ? simfabric_subnet.gateway.id : simfabric_subnet.web[0].id }]
  depends_on                 = [simfabric_app_gateway.this]
}
