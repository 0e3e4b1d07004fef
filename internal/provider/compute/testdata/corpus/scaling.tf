# The scaling and scale-in cases: one NIC, and what decides how many instances there are, where, and which go.
variable "capacity" {
  type    = number
  default = 2
}

variable "zones" {
  type    = list(string)
  default = null
}

variable "zone_balance" {
  type    = bool
  default = null
}

variable "overprovision" {
  type    = bool
  default = null
}

variable "single_placement_group" {
  type    = bool
  default = null
}

variable "fault_domains" {
  type    = number
  default = null
}

variable "rule" {
  type    = string
  default = null
}

variable "protected" {
  type    = list(string)
  default = null
}

resource "simfabric_virtual_network" "test" {
  name          = "acctvn"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "test" {
  name               = "internal"
  virtual_network_id = simfabric_virtual_network.test.id
  address_prefixes   = ["10.0.2.0/24"]
}

resource "simfabric_nic_configuration" "test" {
  name              = "example"
  ip_configurations = [{ name = "internal", subnet_id = simfabric_subnet.test.id }]
}

resource "simfabric_scale_set" "test" {
  name                        = "acctvmss"
  sku                         = "Standard_D2s_v3"
  capacity                    = var.capacity
  nic_configuration_ids       = [simfabric_nic_configuration.test.id]
  zones                       = var.zones
  zone_balance                = var.zone_balance
  overprovision               = var.overprovision
  single_placement_group      = var.single_placement_group
  platform_fault_domain_count = var.fault_domains
  scale_in                    = { rule = var.rule, protected_instance_ids = var.protected }
}

output "zones" {
  value = { for id, vm in simfabric_scale_set.test.instances : id => vm.zone }
}

output "fault_domains" {
  value = { for id, vm in simfabric_scale_set.test.instances : id => vm.fault_domain }
}

output "addresses" {
  value = { for id, vm in simfabric_scale_set.test.instances : id => vm.private_ip_address }
}
