terraform import simfabric_nic_configuration.front '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Simfabric.Network/nicConfigurations/front'
