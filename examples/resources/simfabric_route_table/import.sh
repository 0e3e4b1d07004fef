terraform import simfabric_route_table.example '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network/routeTables/web'
