# Azure's quickstart template vmss-with-public-ip-prefix, as far as its network goes. The template takes prefixes of /28 to
# /31 with any number of instances from 1 to 16; here the plan says that five do not fit into a /30:
#
#   terraform plan -var public_ip_prefix_length=30
#
# The template has no network security group, and so the plan warns: public addresses are closed without one.
terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

provider "simfabric" {
  resource_group_name = "vmss-with-public-ip-prefix"
}

variable "vmss_name" {
  type    = string
  default = "shop"
}

variable "dns_name" {
  type    = string
  default = "simfabric-shop"
}

variable "instance_count" {
  type    = number
  default = 5
}

variable "public_ip_prefix_length" {
  type    = number
  default = 28
}

variable "vm_sku" {
  type    = string
  default = "Standard_D2s_v3"
}

resource "simfabric_virtual_network" "this" {
  name          = "${var.vmss_name}vnet"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "this" {
  name               = "${var.vmss_name}subnet"
  virtual_network_id = simfabric_virtual_network.this.id
  address_prefixes   = ["10.0.0.0/24"]
}

resource "simfabric_public_ip_prefix" "this" {
  name          = "${var.vmss_name}pubipprefix"
  prefix_length = var.public_ip_prefix_length
}

resource "simfabric_public_ip" "this" {
  name              = "${var.vmss_name}pip"
  domain_name_label = var.dns_name
}

resource "simfabric_lb" "this" {
  name                       = "${var.vmss_name}lb"
  frontend_ip_configurations = [{ name = "LoadBalancerFrontEnd", public_ip_id = simfabric_public_ip.this.id }]
}

resource "simfabric_lb_backend_pool" "this" {
  name  = "${var.vmss_name}bepool"
  lb_id = simfabric_lb.this.id
}

# The template spells the frontend in two ways; names compare without regard to case.
resource "simfabric_lb_nat_pool" "this" {
  name                           = "${var.vmss_name}natpool"
  lb_id                          = simfabric_lb.this.id
  frontend_ip_configuration_name = "loadBalancerFrontEnd"
  protocol                       = "Tcp"
  frontend_port_start            = 50000
  frontend_port_end              = 50120
  backend_port                   = 22
}

resource "simfabric_nic_configuration" "this" {
  name = "${var.vmss_name}nic"
  ip_configurations = [{
    name                = "${var.vmss_name}ipconfig"
    subnet_id           = simfabric_subnet.this.id
    lb_backend_pool_ids = [simfabric_lb_backend_pool.this.id]
    lb_nat_pool_ids     = [simfabric_lb_nat_pool.this.id]
    public_ip_address = {
      name                    = "pub1"
      idle_timeout_in_minutes = 15
      public_ip_prefix_id     = simfabric_public_ip_prefix.this.id
    }
  }]
}

resource "simfabric_scale_set" "this" {
  name                  = var.vmss_name
  sku                   = var.vm_sku
  capacity              = var.instance_count
  nic_configuration_ids = [simfabric_nic_configuration.this.id]
  upgrade_policy        = { mode = "Manual" }
}

output "public_ip_addresses" {
  value = simfabric_scale_set.this.public_ip_addresses
}

output "ssh_ports" {
  value = { for id, vm in simfabric_scale_set.this.instances :
  id => one(values(vm.network_interfaces["${var.vmss_name}nic"].ip_configurations["${var.vmss_name}ipconfig"].nat_ports)) }
}
