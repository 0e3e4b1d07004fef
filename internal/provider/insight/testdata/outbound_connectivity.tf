# A set of two, with one way out at a time; the local lets the data source be read in the plan.
variable "way" {
  type    = string
  default = ""
}

variable "private" {
  type    = bool
  default = false
}

variable "unknown" {
  type    = bool
  default = false
}

resource "terraform_data" "later" {
  input = 9
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_public_ip" "nat" {
  name       = "nat"
  depends_on = [simfabric_public_ip.lb] # so that the addresses are in this order
}

resource "simfabric_nat_gateway" "out" {
  name                    = "out"
  public_ip_ids           = [simfabric_public_ip.nat.id]
  idle_timeout_in_minutes = var.unknown ? terraform_data.later.output : null
}

resource "simfabric_route_table" "out" {
  name   = "out"
  routes = { all = { address_prefix = "0.0.0.0/0", next_hop_type = "None" } }
}

resource "simfabric_subnet" "web" {
  name                            = "web"
  virtual_network_id              = simfabric_virtual_network.net.id
  address_prefixes                = ["10.0.0.0/24"]
  nat_gateway_id                  = var.way == "gateway" ? simfabric_nat_gateway.out.id : null
  route_table_id                  = var.way == "route" ? simfabric_route_table.out.id : null
  default_outbound_access_enabled = !var.private
}

resource "simfabric_public_ip" "lb" {
  name = "lb"
}

resource "simfabric_lb" "lb" {
  name                       = "lb"
  frontend_ip_configurations = [{ name = "front", public_ip_id = simfabric_public_ip.lb.id }]
}

resource "simfabric_lb_backend_pool" "pool" {
  name  = "pool"
  lb_id = simfabric_lb.lb.id
}

resource "simfabric_lb_rule" "web" {
  name                           = "web"
  lb_id                          = simfabric_lb.lb.id
  frontend_ip_configuration_name = "front"
  protocol                       = "Tcp"
  frontend_port                  = 80
  backend_port                   = 80
  backend_pool_ids               = [simfabric_lb_backend_pool.pool.id]
  disable_outbound_snat          = var.way != "rule"
}

resource "simfabric_lb_outbound_rule" "out" {
  count                           = var.way == "outbound" ? 1 : 0
  name                            = "out"
  lb_id                           = simfabric_lb.lb.id
  frontend_ip_configuration_names = ["front"]
  backend_pool_id                 = simfabric_lb_backend_pool.pool.id
  depends_on                      = [simfabric_lb_rule.web]
}

resource "simfabric_nic_configuration" "nic" {
  name = "nic"
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.web.id
    public_ip_address   = var.way == "public" ? { name = "pub" } : null
    lb_backend_pool_ids = contains(["rule", "outbound", "none"], var.way) ? [simfabric_lb_backend_pool.pool.id] : null
  }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.nic.id]
  upgrade_policy        = { mode = "Automatic" }
  depends_on            = [simfabric_lb_rule.web, simfabric_lb_outbound_rule.out]
}

locals {
  scale_set_id = simfabric_scale_set.web.id
}

data "simfabric_outbound_connectivity" "web" {
  scale_set_id = local.scale_set_id
}

output "ways" {
  value = data.simfabric_outbound_connectivity.web.instances
}
