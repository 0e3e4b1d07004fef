import {
  to = simfabric_lb_backend_pool.example
  id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network/loadBalancers/web/backendAddressPools/web"
}
