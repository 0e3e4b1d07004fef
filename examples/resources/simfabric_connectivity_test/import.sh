terraform import simfabric_connectivity_test.example '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Simfabric.Network/connectivityTests/https'
