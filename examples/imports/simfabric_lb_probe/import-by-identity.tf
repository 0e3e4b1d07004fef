import {
  to = simfabric_lb_probe.example
  identity = {
    id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network/loadBalancers/web/probes/health"
  }
}
