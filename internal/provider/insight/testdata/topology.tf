variable "capacity" {
  type    = number
  default = 2
}

variable "network" {
  type    = string
  default = null
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_virtual_network" "other" {
  name          = "other"
  address_space = ["10.1.0.0/16"]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.1.0/24"]
}

resource "simfabric_public_ip" "in" {
  name = "in"
}

resource "simfabric_lb" "lb" {
  name                       = "lb"
  frontend_ip_configurations = [{ name = "front", public_ip_id = simfabric_public_ip.in.id }]
}

resource "simfabric_lb_backend_pool" "web" {
  name  = "web"
  lb_id = simfabric_lb.lb.id
}

resource "simfabric_lb_rule" "https" {
  name                           = "https"
  lb_id                          = simfabric_lb.lb.id
  frontend_ip_configuration_name = "front"
  protocol                       = "Tcp"
  frontend_port                  = 443
  backend_port                   = 8443
  backend_pool_ids               = [simfabric_lb_backend_pool.web.id]
}

resource "simfabric_nic_configuration" "nic" {
  name = "nic"
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.web.id
    lb_backend_pool_ids = [simfabric_lb_backend_pool.web.id]
  }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = var.capacity
  nic_configuration_ids = [simfabric_nic_configuration.nic.id]
}

locals {
  # Through a local the data sources are read in the plan, after all that the local names.
  drawn = {
    network = simfabric_virtual_network.net.id
    other   = simfabric_virtual_network.other.id
    set     = simfabric_scale_set.web.id
    rule    = simfabric_lb_rule.https.id
  }
}

data "simfabric_topology" "net" {
  virtual_network_id = var.network == null ? local.drawn.network : var.network
}

data "simfabric_topology" "all" {
  virtual_network_id = length(local.drawn) > 0 ? null : ""
}

locals {
  nodes = { for n in data.simfabric_topology.net.nodes : n.id => n }
  names = { for id, n in local.nodes : id => "${n.kind} ${n.name}" }
}

output "nodes" {
  value = { for n in local.nodes : local.names[n.id] => join(", ", compact(concat([n.parent_id == null ? "" : "in ${local.nodes[n.parent_id].name}"], n.details))) }
}

output "edges" {
  value = [for e in data.simfabric_topology.net.edges : join(" ", compact([local.names[e.from_id], e.kind, local.names[e.to_id], e.label])) if e.kind != "Uses"]
}

output "pictures" {
  value = [
    startswith(data.simfabric_topology.net.svg, "<svg "),
    strcontains(data.simfabric_topology.net.svg, ">10.0.1.5</text>"),
    strcontains(data.simfabric_topology.net.mermaid, "web_1: 10.0.1.5"),
    strcontains(data.simfabric_topology.net.dot, "web_1: 10.0.1.5"),
  ]
}

output "networks" {
  value = { for name, t in { net = data.simfabric_topology.net, all = data.simfabric_topology.all } :
  name => [for n in t.nodes : n.name if n.kind == "virtual_network"] }
}
