import {
  to = simfabric_network_security_group.example
  identity = {
    id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network/networkSecurityGroups/web"
  }
}
