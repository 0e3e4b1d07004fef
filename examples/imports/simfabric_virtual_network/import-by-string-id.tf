import {
  to = simfabric_virtual_network.example
  id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network/virtualNetworks/vnet"
}
