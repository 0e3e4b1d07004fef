resource "simfabric_lb_nat_pool" "example" {
  name                           = "ssh"
  lb_id                          = simfabric_lb.example.id
  frontend_ip_configuration_name = "public"
  protocol                       = "Tcp"
  frontend_port_start            = 50000
  frontend_port_end              = 50019
  backend_port                   = 22
}

resource "simfabric_nic_configuration" "example" {
  name = "nic"
  ip_configurations = [{
    name            = "ip"
    subnet_id       = simfabric_subnet.example.id
    lb_nat_pool_ids = [simfabric_lb_nat_pool.example.id]
  }]
}

resource "simfabric_scale_set" "example" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 3
  nic_configuration_ids = [simfabric_nic_configuration.example.id]
}

output "ssh_ports" {
  value = { for id, vm in simfabric_scale_set.example.instances :
  vm.name => vm.network_interfaces["nic"].ip_configurations["ip"].nat_ports["ssh"] }
}
