terraform import simfabric_subnet.example '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network/virtualNetworks/vnet/subnets/web'
