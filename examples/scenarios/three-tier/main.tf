# Three tiers: web behind a public load balancer, app behind an internal one, and a database that app alone may ask. The
# connectivity tests at the end say so, and are asked in every plan: with -var open_database=true the plan is refused.
terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

provider "simfabric" {
  resource_group_name = "three-tier"
  location            = "koreacentral"
}

variable "open_database" {
  type    = bool
  default = false # true: somebody lets the web tier in, "just for the report"
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

locals {
  tiers = {
    web = { prefix = "10.0.1.0/24", port = 443, from = ["Internet"] }
    app = { prefix = "10.0.2.0/24", port = 8080, from = ["10.0.1.0/24"] }
    db  = { prefix = "10.0.3.0/24", port = 5432, from = var.open_database ? ["10.0.2.0/24", "10.0.1.0/24"] : ["10.0.2.0/24"] }
  }
}

# Each tier takes its port from the tier before it, and the load balancer's probes. Nothing else in the network comes in.
resource "simfabric_network_security_group" "tier" {
  for_each = local.tiers
  name     = each.key
  security_rules = {
    service = {
      priority                = 100
      direction               = "Inbound"
      access                  = "Allow"
      protocol                = "Tcp"
      source_address_prefixes = each.value.from
      destination_port_ranges = [tostring(each.value.port)]
    }
    probes = {
      priority                = 200
      direction               = "Inbound"
      access                  = "Allow"
      protocol                = "*"
      source_address_prefixes = ["AzureLoadBalancer"]
    }
    rest = {
      priority  = 4096
      direction = "Inbound"
      access    = "Deny"
      protocol  = "*"
    }
  }
}

resource "simfabric_subnet" "tier" {
  for_each                  = local.tiers
  name                      = each.key
  virtual_network_id        = simfabric_virtual_network.net.id
  address_prefixes          = [each.value.prefix]
  network_security_group_id = simfabric_network_security_group.tier[each.key].id
  nat_gateway_id            = simfabric_nat_gateway.out.id
}

# The way out for all tiers: members of an internal load balancer have no other.
resource "simfabric_public_ip" "out" {
  name = "out"
}

resource "simfabric_nat_gateway" "out" {
  name          = "out"
  public_ip_ids = [simfabric_public_ip.out.id]
}

resource "simfabric_public_ip" "web" {
  name              = "web"
  domain_name_label = "shop"
  depends_on        = [simfabric_public_ip.out] # so that the addresses are in this order
}

resource "simfabric_lb" "tier" {
  for_each = { web = null, app = "10.0.2.100" }
  name     = each.key
  frontend_ip_configurations = [{
    name               = "front"
    public_ip_id       = each.value == null ? simfabric_public_ip.web.id : null
    subnet_id          = each.value == null ? null : simfabric_subnet.tier[each.key].id
    private_ip_address = each.value
  }]
}

resource "simfabric_lb_backend_pool" "tier" {
  for_each = simfabric_lb.tier
  name     = "pool"
  lb_id    = each.value.id
}

resource "simfabric_lb_probe" "tier" {
  for_each = simfabric_lb.tier
  name     = "probe"
  lb_id    = each.value.id
  port     = local.tiers[each.key].port
}

resource "simfabric_lb_rule" "tier" {
  for_each                       = simfabric_lb.tier
  name                           = "service"
  lb_id                          = each.value.id
  frontend_ip_configuration_name = "front"
  protocol                       = "Tcp"
  frontend_port                  = local.tiers[each.key].port
  backend_port                   = local.tiers[each.key].port
  backend_pool_ids               = [simfabric_lb_backend_pool.tier[each.key].id]
  probe_id                       = simfabric_lb_probe.tier[each.key].id
  disable_outbound_snat          = each.key == "web"
}

resource "simfabric_nic_configuration" "tier" {
  for_each = local.tiers
  name     = each.key
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.tier[each.key].id
    lb_backend_pool_ids = each.key == "db" ? null : [simfabric_lb_backend_pool.tier[each.key].id]
  }]
}

resource "simfabric_scale_set" "tier" {
  for_each              = local.tiers
  name                  = each.key
  sku                   = "Standard_D2s_v5"
  capacity              = each.key == "db" ? 1 : 2
  nic_configuration_ids = [simfabric_nic_configuration.tier[each.key].id]
  guest = {
    listening_ports = ["tcp/${each.value.port}"]
  }
}

locals {
  shop = "shop.koreacentral.cloudapp.azure.com"
  app  = "${simfabric_lb.tier["app"].id}/frontendIPConfigurations/front"
  vm   = { for tier, set in simfabric_scale_set.tier : tier => "${set.id}/virtualMachines/0" }
  tests = {
    customers-reach-web = { from = "Internet", to = local.shop, port = 443, expect = "reachable" }
    web-reaches-app     = { from = local.vm.web, to = local.app, port = 8080, expect = "reachable" }
    app-reaches-db      = { from = local.vm.app, to = local.vm.db, port = 5432, expect = "reachable" }
    web-stays-off-db    = { from = local.vm.web, to = local.vm.db, port = 5432, expect = "unreachable" }
    no-ssh              = { from = "Internet", to = local.shop, port = 22, expect = "unreachable" }
    web-gets-updates    = { from = local.vm.web, to = "Internet", port = 443, expect = "reachable" }
  }
}

# depends_on: what stands in a packet's way and is not named in its two ends.
resource "simfabric_connectivity_test" "this" {
  for_each         = local.tests
  name             = each.key
  source           = each.value.from
  destination      = each.value.to
  protocol         = "Tcp"
  destination_port = each.value.port
  expect           = each.value.expect
  depends_on       = [simfabric_scale_set.tier, simfabric_lb_rule.tier, simfabric_subnet.tier]
}

output "verdicts" {
  value = { for name, test in simfabric_connectivity_test.this : name => test.explanation }
}
