# Which instances come and which go: three zones, the oldest go first, instance 0 is protected, and overprovisioning
# leaves holes in the ids.
#
# Apply it as it is. Then look at plans of other capacities:
#
#   terraform plan -var capacity=9
#   terraform plan -var capacity=3
terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

provider "simfabric" {
  resource_group_name = "scale-in"
}

variable "capacity" {
  type    = number
  default = 6
}

resource "simfabric_virtual_network" "main" {
  name          = "vnet"
  address_space = ["10.5.0.0/16"]
}

# Eleven addresses. The surplus of overprovisioning needs some of them for a while, so ten instances are refused already.
resource "simfabric_subnet" "workers" {
  name               = "workers"
  virtual_network_id = simfabric_virtual_network.main.id
  address_prefixes   = ["10.5.1.0/28"]
}

resource "simfabric_nic_configuration" "worker" {
  name              = "worker"
  ip_configurations = [{ name = "ip", subnet_id = simfabric_subnet.workers.id }]
}

resource "simfabric_scale_set" "workers" {
  name                  = "workers"
  sku                   = "Standard_D2s_v5"
  capacity              = var.capacity
  zones                 = ["1", "2", "3"]
  nic_configuration_ids = [simfabric_nic_configuration.worker.id]

  # More machines start than are asked for. Those that are dropped again have used up their ids.
  overprovision = true

  scale_in = {
    rule                   = "OldestVM" # within the zones that have the most instances
    protected_instance_ids = ["0"]      # stays, whatever the rule says
  }
}

output "instances" {
  description = "Ids and zones. Known in the plan, as all of this."
  value       = { for id, vm in simfabric_scale_set.workers.instances : id => vm.zone }
}

output "private_ip_addresses" {
  description = "The address of an instance that went is free for the next."
  value       = { for id, vm in simfabric_scale_set.workers.instances : id => vm.private_ip_address }
}
