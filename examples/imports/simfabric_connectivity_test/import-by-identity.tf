import {
  to = simfabric_connectivity_test.example
  identity = {
    id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Simfabric.Network/connectivityTests/https"
  }
}
