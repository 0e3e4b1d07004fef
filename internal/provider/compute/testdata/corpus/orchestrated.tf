# The template of azurerm's acceptance tests of orchestrated (Flexible) scale sets: one network, one subnet behind a NAT
# gateway, one set. A case adds local.nics; several are those of the Uniform cases.
variable "address_space" {
  type    = list(string)
  default = ["10.0.0.0/16"]
}

variable "address_prefixes" {
  type    = list(string)
  default = ["10.0.2.0/24"]
}

variable "explicit_outbound" {
  type    = bool
  default = true
}

variable "sku" {
  type    = string
  default = "Standard_D4_v2"
}

variable "capacity" {
  type    = number
  default = 2
}

variable "fault_domains" {
  type    = number
  default = 2
}

variable "single_placement_group" {
  type    = bool
  default = null
}

variable "zones" {
  type    = list(string)
  default = null
}

variable "upgrade_policy" {
  type    = map(string)
  default = null
}

variable "overprovision" {
  type    = bool
  default = null
}

variable "protected" {
  type    = list(string)
  default = null
}

variable "tags" {
  type    = map(string)
  default = null
}

variable "orchestration_mode" {
  type    = string
  default = "Flexible"
}

resource "simfabric_virtual_network" "test" {
  name          = "acctvn"
  address_space = var.address_space
}

resource "simfabric_public_ip" "gateway" {
  name = "acctpip"
}

resource "simfabric_nat_gateway" "test" {
  name          = "acctng"
  public_ip_ids = [simfabric_public_ip.gateway.id]
}

resource "simfabric_subnet" "test" {
  name               = "acctsub"
  virtual_network_id = simfabric_virtual_network.test.id
  address_prefixes   = var.address_prefixes
  nat_gateway_id     = var.explicit_outbound ? simfabric_nat_gateway.test.id : null
}

resource "simfabric_scale_set" "test" {
  name                        = "acctestOVMSS"
  orchestration_mode          = var.orchestration_mode
  sku                         = var.sku
  capacity                    = var.capacity
  platform_fault_domain_count = var.fault_domains
  single_placement_group      = var.single_placement_group
  zones                       = var.zones
  overprovision               = var.overprovision
  computer_name_prefix        = "testvm"
  nic_configuration_ids       = local.nics
  upgrade_policy              = var.upgrade_policy
  scale_in                    = { protected_instance_ids = var.protected }
  tags                        = var.tags
}
