terraform import simfabric_nat_gateway.example '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network/natGateways/web'
