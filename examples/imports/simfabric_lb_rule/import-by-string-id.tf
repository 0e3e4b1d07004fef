import {
  to = simfabric_lb_rule.example
  id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network/loadBalancers/web/loadBalancingRules/https"
}
