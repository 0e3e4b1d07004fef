# Four ways out, and none: a set behind a NAT gateway, one with a route to an appliance, the appliance with an address of
# its own, one behind an outbound rule of a load balancer, and one in a private subnet. The plan shows them all.
terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

provider "simfabric" {
  resource_group_name = "egress"
}

resource "simfabric_virtual_network" "main" {
  name          = "vnet"
  address_space = ["10.2.0.0/16"]
}

# A prefix for the NAT gateway: two addresses with 64,512 ports each, shared by all instances of its subnets.
resource "simfabric_public_ip_prefix" "nat" {
  name          = "nat"
  prefix_length = 31
}

resource "simfabric_nat_gateway" "main" {
  name                    = "nat"
  public_ip_prefix_ids    = [simfabric_public_ip_prefix.nat.id]
  idle_timeout_in_minutes = 10
}

# The appliance is an instance of a set; its address is known in the plan, so the route can name it.
resource "simfabric_route_table" "appliance" {
  name = "via-appliance"
  routes = {
    internet = {
      address_prefix         = "0.0.0.0/0"
      next_hop_type          = "VirtualAppliance"
      next_hop_in_ip_address = simfabric_scale_set.appliance.private_ip_addresses[0]
    }
  }
}

resource "simfabric_subnet" "appliance" {
  name               = "appliance"
  virtual_network_id = simfabric_virtual_network.main.id
  address_prefixes   = ["10.2.0.0/24"]
}

resource "simfabric_subnet" "web" {
  for_each = {
    nat      = { prefix = "10.2.1.0/24", nat_gateway_id = simfabric_nat_gateway.main.id }
    routed   = { prefix = "10.2.2.0/24", route_table_id = simfabric_route_table.appliance.id }
    balanced = { prefix = "10.2.3.0/24" }
    private  = { prefix = "10.2.4.0/24", default_outbound_access = false }
  }

  name                            = each.key
  virtual_network_id              = simfabric_virtual_network.main.id
  address_prefixes                = [each.value.prefix]
  nat_gateway_id                  = try(each.value.nat_gateway_id, null)
  route_table_id                  = try(each.value.route_table_id, null)
  default_outbound_access_enabled = try(each.value.default_outbound_access, null)
}

resource "simfabric_public_ip" "lb" {
  name = "lb"
}

resource "simfabric_lb" "main" {
  name                       = "lb"
  frontend_ip_configurations = [{ name = "out", public_ip_id = simfabric_public_ip.lb.id }]
}

resource "simfabric_lb_backend_pool" "main" {
  name  = "pool"
  lb_id = simfabric_lb.main.id
}

resource "simfabric_lb_outbound_rule" "main" {
  name                            = "out"
  lb_id                           = simfabric_lb.main.id
  frontend_ip_configuration_names = ["out"]
  backend_pool_id                 = simfabric_lb_backend_pool.main.id
  allocated_outbound_ports        = 8000
}

# The appliance's public addresses are for going out: the group's default rules let nothing in.
resource "simfabric_network_security_group" "appliance" {
  name = "appliance"
}

resource "simfabric_nic_configuration" "appliance" {
  name                      = "appliance"
  ip_forwarding_enabled     = true
  network_security_group_id = simfabric_network_security_group.appliance.id
  ip_configurations = [{
    name              = "ip"
    subnet_id         = simfabric_subnet.appliance.id
    public_ip_address = { name = "public" }
  }]
}

resource "simfabric_scale_set" "appliance" {
  name                  = "appliance"
  sku                   = "Standard_D4s_v5"
  capacity              = 1
  nic_configuration_ids = [simfabric_nic_configuration.appliance.id]
}

resource "simfabric_nic_configuration" "web" {
  for_each = simfabric_subnet.web

  name = each.key
  ip_configurations = [{
    name                = "ip"
    subnet_id           = each.value.id
    lb_backend_pool_ids = each.key == "balanced" ? [simfabric_lb_backend_pool.main.id] : null
  }]
}

resource "simfabric_scale_set" "web" {
  for_each = simfabric_nic_configuration.web

  name                  = each.key
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [each.value.id]

  # The outbound rule comes first, so that whoever asks after the set's instances knows of it, in the plan already.
  depends_on = [simfabric_lb_outbound_rule.main]
}

# Terraform puts a data source off that refers to a resource with changes. Through a local it is read in the plan.
locals {
  sets = merge({ for name, set in simfabric_scale_set.web : name => set.id }, { appliance = simfabric_scale_set.appliance.id })
}

data "simfabric_outbound_connectivity" "all" {
  for_each     = local.sets
  scale_set_id = each.value
}

output "ways_out" {
  description = "Known in the plan."
  value = { for name, set in data.simfabric_outbound_connectivity.all : name => {
    for id, way in set.instances : id => "${way.method} ${join(" ", way.addresses)}"
  } }
}

output "snat_ports" {
  value = { for name, set in data.simfabric_outbound_connectivity.all : name => set.instances["0"].snat_ports }
}

output "why" {
  value = { for name, set in data.simfabric_outbound_connectivity.all : name => set.instances["0"].explanation }
}
