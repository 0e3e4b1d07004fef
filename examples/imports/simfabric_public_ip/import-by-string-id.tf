import {
  to = simfabric_public_ip.example
  id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network/publicIPAddresses/gateway"
}
