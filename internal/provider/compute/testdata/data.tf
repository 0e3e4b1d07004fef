variable "label" {
  type    = string
  default = "web"
}

resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16", "fd00:db8::/48"]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.2.0/24", "fd00:db8:0:2::/64"]
}

resource "simfabric_public_ip_prefix" "block" {
  name          = "block"
  prefix_length = 29
}

resource "simfabric_nic_configuration" "first" {
  name = "nic1"
  ip_configurations = [
    {
      name      = "ip1"
      version   = "IPv4"
      subnet_id = simfabric_subnet.web.id
      public_ip_address = {
        name                    = "pub1"
        domain_name_label       = var.label
        idle_timeout_in_minutes = 15
        public_ip_prefix_id     = simfabric_public_ip_prefix.block.id
      }
    },
    { name = "ip2", version = "IPv6", subnet_id = simfabric_subnet.web.id, public_ip_address = { name = "pub2" } },
  ]
}

resource "simfabric_nic_configuration" "second" {
  name              = "nic2"
  primary           = false
  ip_configurations = [{ name = "ip1", subnet_id = simfabric_subnet.web.id, public_ip_address = { name = "pub1", sku = "Basic" } }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.first.id, simfabric_nic_configuration.second.id]
}
