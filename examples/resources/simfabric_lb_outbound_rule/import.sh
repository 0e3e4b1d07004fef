terraform import simfabric_lb_outbound_rule.example '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network/loadBalancers/web/outboundRules/out'
