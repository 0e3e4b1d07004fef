# Instance 1 gets a second NIC. What keeps its names, here "nic" and "ip", keeps its addresses.
resource "simfabric_scale_set_instance_network" "example" {
  scale_set_id = simfabric_scale_set.example.id
  instance_id  = "1"

  network_interfaces = [
    {
      name = "nic"
      ip_configurations = [{
        name      = "ip"
        subnet_id = simfabric_subnet.example.id
      }]
    },
    {
      name = "debug"
      ip_configurations = [{
        name      = "ip"
        subnet_id = simfabric_subnet.example.id
      }]
    },
  ]
}
