import {
  to = simfabric_nic_configuration.front
  identity = {
    id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Simfabric.Network/nicConfigurations/front"
  }
}
