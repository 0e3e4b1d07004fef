data "simfabric_dns_lookup" "neighbour" {
  name       = "web000001"
  from       = "${simfabric_scale_set.example.id}/virtualMachines/0"
  depends_on = [simfabric_scale_set.example]
}

data "simfabric_dns_lookup" "public" {
  name       = "vm1.shop.koreacentral.cloudapp.azure.com" # from the internet
  depends_on = [simfabric_scale_set.example]
}

output "neighbour" {
  value = "${one(data.simfabric_dns_lookup.neighbour.answers)}, says ${data.simfabric_dns_lookup.neighbour.resolver}"
}

output "public" {
  value = one(data.simfabric_dns_lookup.public.answers)
}
