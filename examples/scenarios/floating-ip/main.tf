# Two listeners of a cluster on one backend port: floating IP lets both rules send to port 1433 of the same pool. A NAT
# pool gives each instance a port of its own for administration.
terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

provider "simfabric" {
  resource_group_name = "cluster"
}

resource "simfabric_virtual_network" "main" {
  name          = "vnet"
  address_space = ["10.1.0.0/16"]
}

# Behind an internal load balancer there is no default way to the internet.
resource "simfabric_public_ip" "nat" {
  name = "nat"
}

resource "simfabric_nat_gateway" "main" {
  name          = "nat"
  public_ip_ids = [simfabric_public_ip.nat.id]
}

resource "simfabric_subnet" "data" {
  name               = "data"
  virtual_network_id = simfabric_virtual_network.main.id
  address_prefixes   = ["10.1.0.0/24"]
  nat_gateway_id     = simfabric_nat_gateway.main.id
}

resource "simfabric_lb" "cluster" {
  name = "cluster"
  frontend_ip_configurations = [
    { name = "listener-a", subnet_id = simfabric_subnet.data.id, private_ip_address = "10.1.0.100" },
    { name = "listener-b", subnet_id = simfabric_subnet.data.id },
  ]
}

resource "simfabric_lb_backend_pool" "nodes" {
  name  = "nodes"
  lb_id = simfabric_lb.cluster.id
}

resource "simfabric_lb_probe" "sql" {
  name  = "sql"
  lb_id = simfabric_lb.cluster.id
  port  = 59999
}

resource "simfabric_lb_rule" "sql" {
  for_each = toset(["listener-a", "listener-b"])

  name                           = each.key
  lb_id                          = simfabric_lb.cluster.id
  frontend_ip_configuration_name = each.key
  protocol                       = "Tcp"
  frontend_port                  = 1433
  backend_port                   = 1433
  floating_ip                    = true
  backend_pool_ids               = [simfabric_lb_backend_pool.nodes.id]
  probe_id                       = simfabric_lb_probe.sql.id
}

resource "simfabric_lb_nat_pool" "ssh" {
  name                           = "ssh"
  lb_id                          = simfabric_lb.cluster.id
  frontend_ip_configuration_name = "listener-a"
  protocol                       = "Tcp"
  frontend_port_start            = 50000
  frontend_port_end              = 50009
  backend_port                   = 22
}

resource "simfabric_nic_configuration" "node" {
  name = "node"
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.data.id
    lb_backend_pool_ids = [simfabric_lb_backend_pool.nodes.id]
    lb_nat_pool_ids     = [simfabric_lb_nat_pool.ssh.id]
  }]
}

resource "simfabric_scale_set" "nodes" {
  name                  = "nodes"
  sku                   = "Standard_D4s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.node.id]
  health_probe_id       = simfabric_lb_probe.sql.id

  # What the commands below do: without it the guests drop what floating IP brings, and the plan warns.
  guest = { loopback_addresses = simfabric_lb.cluster.frontend_ip_configurations[*].private_ip_address }

  # The probe has to be on a rule before the set can use it for its health.
  depends_on = [simfabric_lb_rule.sql]
}

output "frontends" {
  value = { for f in simfabric_lb.cluster.frontend_ip_configurations : f.name => f.private_ip_address }
}

output "ssh_ports" {
  value = { for id, vm in simfabric_scale_set.nodes.instances :
  vm.name => vm.network_interfaces["node"].ip_configurations["ip"].nat_ports["ssh"] }
}

data "simfabric_floating_ip_guest_config" "listener" {
  lb_rule_id = simfabric_lb_rule.sql["listener-a"].id
  depends_on = [simfabric_scale_set.nodes]
}

output "guest_commands" {
  value = data.simfabric_floating_ip_guest_config.listener.linux_commands
}

data "simfabric_nat_port_mappings" "cluster" {
  lb_id      = simfabric_lb.cluster.id
  depends_on = [simfabric_scale_set.nodes]
}

output "ssh" {
  value = [for m in data.simfabric_nat_port_mappings.cluster.mappings :
  "${m.frontend_ip_address}:${m.frontend_port} -> ${m.private_ip_address}:${m.backend_port}"]
}
