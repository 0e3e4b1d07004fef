import {
  to = simfabric_scale_set_instance_network.example
  identity = {
    id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines/1"
  }
}
