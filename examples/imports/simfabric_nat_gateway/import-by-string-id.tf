import {
  to = simfabric_nat_gateway.example
  id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network/natGateways/web"
}
