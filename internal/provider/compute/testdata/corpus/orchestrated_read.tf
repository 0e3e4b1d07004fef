# What the data sources say of the set.
data "simfabric_instance_public_ips" "test" {
  scale_set_id = simfabric_scale_set.test.id
  depends_on   = [simfabric_scale_set.test]
}

data "simfabric_outbound_connectivity" "test" {
  scale_set_id = simfabric_scale_set.test.id
  depends_on   = [simfabric_scale_set.test, simfabric_subnet.test]
}

output "json" {
  value = data.simfabric_instance_public_ips.test.json
}

output "methods" {
  value = { for id, path in data.simfabric_outbound_connectivity.test.instances : id => path.method }
}
