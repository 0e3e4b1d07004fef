output "name" {
  description = "vm3.shop.koreacentral.cloudapp.azure.com"
  value       = provider::simfabric::instance_fqdn("shop", 3, "koreacentral")
}
