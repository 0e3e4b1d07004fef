# Enough that providers are killed in the middle of it: what leases addresses, ports and labels, and what refers to that.
resource "simfabric_virtual_network" "net" {
  name          = "net"
  address_space = ["10.0.0.0/16"]
}
resource "simfabric_subnet" "net" {
  for_each           = { a = 1, b = 2 }
  name               = each.key
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.${each.value}.0/24"]
}
resource "simfabric_public_ip_prefix" "net" {
  name = "net"
}
resource "simfabric_public_ip" "net" {
  count             = 6
  name              = "ip${count.index}"
  domain_name_label = "label${count.index}"
}
resource "simfabric_lb" "net" {
  name                       = "net"
  frontend_ip_configurations = [{ name = "front", public_ip_id = simfabric_public_ip.net[0].id }]
}
resource "simfabric_lb_backend_pool" "net" {
  name  = "net"
  lb_id = simfabric_lb.net.id
}
resource "simfabric_lb_nat_rule" "net" {
  name                           = "net"
  lb_id                          = simfabric_lb.net.id
  frontend_ip_configuration_name = "front"
  protocol                       = "Tcp"
  backend_port                   = 22
  backend_pool_id                = simfabric_lb_backend_pool.net.id
  frontend_port_start            = 50000
  frontend_port_end              = 50099
}
resource "simfabric_nic_configuration" "net" {
  for_each = simfabric_subnet.net
  name     = each.key
  ip_configurations = [{
    name                = "ip"
    subnet_id           = each.value.id
    lb_backend_pool_ids = [simfabric_lb_backend_pool.net.id]
    public_ip_address   = { name = "public", public_ip_prefix_id = simfabric_public_ip_prefix.net.id }
  }]
}
resource "simfabric_scale_set" "net" {
  count                 = 4
  name                  = "set${count.index}"
  sku                   = "Standard_D2s_v5"
  capacity              = 3
  upgrade_policy        = { mode = "Automatic" }
  nic_configuration_ids = [simfabric_nic_configuration.net[["a", "b"][count.index % 2]].id]
}
