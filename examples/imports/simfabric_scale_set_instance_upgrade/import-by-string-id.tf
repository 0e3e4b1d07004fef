import {
  to = simfabric_scale_set_instance_upgrade.example
  id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Simfabric.Network/instanceUpgrades/web+all"
}
