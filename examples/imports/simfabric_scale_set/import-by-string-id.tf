import {
  to = simfabric_scale_set.example
  id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Compute/virtualMachineScaleSets/web"
}
