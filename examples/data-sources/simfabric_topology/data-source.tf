locals {
  # What the picture is to show. Through a local it is read in the plan, after all of this, and draws what is planned.
  drawn = {
    network = simfabric_virtual_network.example.id
    set     = simfabric_scale_set.example.id
  }
}

data "simfabric_topology" "example" {
  virtual_network_id = local.drawn.network
}

output "svg" {
  value = data.simfabric_topology.example.svg # terraform output -raw svg >topology.svg
}

output "addresses" {
  value = { for n in data.simfabric_topology.example.nodes : n.name => n.details if n.kind == "instance" }
}
