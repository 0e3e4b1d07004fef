# A set behind a load balancer and a gateway. References are written out, so that what is in use can go while its users
# stay; gone names it.
variable "gone" {
  type    = string
  default = ""
}

# Whether the rule has the probe, which is the set's health probe.
variable "probed" {
  type    = bool
  default = true
}

locals {
  group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network"
  lb    = "${local.group}/loadBalancers/lb"
  gw    = "${local.group}/applicationGateways/gw"
  net   = "${local.group}/virtualNetworks/net"
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.1.0/24"]
}

resource "simfabric_subnet" "gateway" {
  name               = "gateway"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.2.0/24"]
}

resource "simfabric_public_ip" "front" {
  count = var.gone == "ip" ? 0 : 1
  name  = "front"
}

resource "simfabric_lb" "this" {
  count                      = var.gone == "lb" ? 0 : 1
  name                       = "lb"
  frontend_ip_configurations = [{ name = "front", public_ip_id = "${local.group}/publicIPAddresses/front" }]
  depends_on                 = [simfabric_public_ip.front]
}

resource "simfabric_lb_backend_pool" "this" {
  count      = var.gone == "pool" ? 0 : 1
  name       = "pool"
  lb_id      = local.lb
  depends_on = [simfabric_lb.this]
}

resource "simfabric_lb_probe" "this" {
  count      = var.gone == "probe" ? 0 : 1
  name       = "probe"
  lb_id      = local.lb
  port       = 80
  depends_on = [simfabric_lb.this]
}

resource "simfabric_lb_rule" "this" {
  count                          = var.gone == "rule" ? 0 : 1
  name                           = "rule"
  lb_id                          = local.lb
  frontend_ip_configuration_name = "front"
  protocol                       = "Tcp"
  frontend_port                  = 80
  backend_port                   = 80
  backend_pool_ids               = ["${local.lb}/backendAddressPools/pool"]
  probe_id                       = var.probed ? "${local.lb}/probes/probe" : null
  depends_on                     = [simfabric_lb_backend_pool.this, simfabric_lb_probe.this]
}

resource "simfabric_lb_nat_pool" "this" {
  count                          = var.gone == "natpool" ? 0 : 1
  name                           = "natpool"
  lb_id                          = local.lb
  frontend_ip_configuration_name = "front"
  protocol                       = "Tcp"
  frontend_port_start            = 50000
  frontend_port_end              = 50009
  backend_port                   = 22
  depends_on                     = [simfabric_lb.this]
}

resource "simfabric_app_gateway" "this" {
  count              = var.gone == "gateway" ? 0 : 1
  name               = "gw"
  subnet_id          = "${local.net}/subnets/gateway"
  private_ip_address = "10.0.2.100"
  depends_on         = [simfabric_subnet.gateway]
}

resource "simfabric_app_gateway_pool" "this" {
  count          = var.gone == "gatewaypool" ? 0 : 1
  name           = "pool"
  app_gateway_id = local.gw
  depends_on     = [simfabric_app_gateway.this]
}

resource "simfabric_nic_configuration" "this" {
  name = "nic"
  ip_configurations = [{
    name                 = "ip"
    subnet_id            = simfabric_subnet.web.id
    lb_backend_pool_ids  = ["${local.lb}/backendAddressPools/pool"]
    lb_nat_pool_ids      = ["${local.lb}/inboundNatPools/natpool"]
    app_gateway_pool_ids = ["${local.gw}/backendAddressPools/pool"]
  }]
  depends_on = [simfabric_lb_rule.this, simfabric_lb_nat_pool.this, simfabric_app_gateway_pool.this]
}

resource "simfabric_scale_set" "this" {
  name                  = "set"
  sku                   = "Standard_D2s_v5"
  capacity              = 1
  nic_configuration_ids = [simfabric_nic_configuration.this.id]
  health_probe_id       = "${local.lb}/probes/probe"
}
