# Four scale sets in one subnet and one public IP prefix: two siblings, one of another provider process, and one whose
# name is known only at apply.
terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

provider "simfabric" {}

provider "simfabric" {
  alias = "other"
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "net" {
  name               = "net"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.1.0/24"]
}

resource "simfabric_public_ip_prefix" "net" {
  name = "net"
}

resource "simfabric_nic_configuration" "net" {
  name = "net"
  ip_configurations = [{
    name      = "ip"
    subnet_id = simfabric_subnet.net.id
    public_ip_address = {
      name                = "public"
      public_ip_prefix_id = simfabric_public_ip_prefix.net.id
    }
  }]
}

resource "simfabric_scale_set" "sibling" {
  for_each              = toset(["a", "b"])
  name                  = each.key
  sku                   = "Standard_D2s_v5"
  capacity              = 3
  nic_configuration_ids = [simfabric_nic_configuration.net.id]
}

resource "simfabric_scale_set" "alias" {
  provider              = simfabric.other
  name                  = "c"
  sku                   = "Standard_D2s_v5"
  capacity              = 3
  nic_configuration_ids = [simfabric_nic_configuration.net.id]
}

resource "terraform_data" "name" {
  input = "d"
}

resource "simfabric_scale_set" "nameless" {
  name                  = terraform_data.name.output
  sku                   = "Standard_D2s_v5"
  capacity              = 3
  nic_configuration_ids = [simfabric_nic_configuration.net.id]
}

output "planned" {
  value = {
    for name, set in merge(simfabric_scale_set.sibling, { c = simfabric_scale_set.alias }) : name => {
      private = set.private_ip_addresses
      public  = set.public_ip_addresses
    }
  }
}

output "nameless" {
  value = {
    private = simfabric_scale_set.nameless.private_ip_addresses
    public  = simfabric_scale_set.nameless.public_ip_addresses
  }
}
