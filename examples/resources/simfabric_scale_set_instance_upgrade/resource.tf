# Each time that the model of the set moves on, all of its instances follow. To try a model on some instances first, name
# those in one upgrade, and all of them in another that you apply later.
resource "simfabric_scale_set_instance_upgrade" "example" {
  scale_set_id  = simfabric_scale_set.example.id
  instance_ids  = ["*"]
  model_version = simfabric_scale_set.example.model_version
}

output "upgraded" {
  description = "Known in the plan."
  value       = simfabric_scale_set_instance_upgrade.example.upgraded_instance_ids
}
