# The networking page on explicit outbound for Flexible sets: none, or one of the four ways.
variable "way" {
  type    = string
  default = ""
}
variable "mode" {
  type    = string
  default = "Flexible"
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_public_ip" "nat" {
  name = "nat"
}

resource "simfabric_public_ip" "lb" {
  name       = "lb"
  depends_on = [simfabric_public_ip.nat] # so that the addresses are in this order
}

resource "simfabric_nat_gateway" "out" {
  name          = "out"
  public_ip_ids = [simfabric_public_ip.nat.id]
}

resource "simfabric_route_table" "out" {
  name   = "out"
  routes = { all = { address_prefix = "0.0.0.0/0", next_hop_type = "VirtualAppliance", next_hop_in_ip_address = "10.0.9.4" } }
}

resource "simfabric_subnet" "hub" {
  name               = "hub"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.9.0/24"]
}

resource "simfabric_nic_configuration" "fw" {
  name                  = "fw"
  ip_forwarding_enabled = true
  ip_configurations     = [{ name = "ip", subnet_id = simfabric_subnet.hub.id, public_ip_address = { name = "pub" } }]
  depends_on            = [simfabric_public_ip.lb]
}

resource "simfabric_scale_set" "fw" {
  name                  = "fw"
  sku                   = "Standard_D2s_v5"
  capacity              = 1
  nic_configuration_ids = [simfabric_nic_configuration.fw.id]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.0.0/24"]
  nat_gateway_id     = var.way == "gateway" ? simfabric_nat_gateway.out.id : null
  route_table_id     = var.way == "firewall" ? simfabric_route_table.out.id : null
}

resource "simfabric_lb" "lb" {
  name                       = "lb"
  frontend_ip_configurations = [{ name = "front", public_ip_id = simfabric_public_ip.lb.id }]
}

resource "simfabric_lb_backend_pool" "pool" {
  name  = "pool"
  lb_id = simfabric_lb.lb.id
}

resource "simfabric_lb_outbound_rule" "out" {
  name                            = "out"
  lb_id                           = simfabric_lb.lb.id
  frontend_ip_configuration_names = ["front"]
  backend_pool_id                 = simfabric_lb_backend_pool.pool.id
}

resource "simfabric_nic_configuration" "web" {
  name = "web"
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.web.id
    public_ip_address   = var.way == "public" ? { name = "pub" } : null
    lb_backend_pool_ids = var.way == "pool" ? [simfabric_lb_backend_pool.pool.id] : null
  }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 1
  orchestration_mode    = var.mode
  upgrade_policy        = { mode = "Automatic" }
  nic_configuration_ids = [simfabric_nic_configuration.web.id]
  depends_on            = [simfabric_lb_outbound_rule.out, simfabric_scale_set.fw]
}

resource "simfabric_connectivity_test" "this" {
  name             = "out"
  source           = one(values({ for id, i in simfabric_scale_set.web.instances : id => i.private_ip_address }))
  destination      = "Internet"
  protocol         = "Tcp"
  destination_port = 443
  depends_on       = [simfabric_scale_set.fw]
}

output "seen_as" {
  value = [for s in simfabric_connectivity_test.this.steps : split(":", s.destination)[0] == "Internet" ? s.source : "" if s.type == "Deliver"]
}
