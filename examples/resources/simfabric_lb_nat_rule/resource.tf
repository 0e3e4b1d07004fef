resource "simfabric_lb_nat_rule" "example" {
  name                           = "rdp"
  lb_id                          = simfabric_lb.example.id
  frontend_ip_configuration_name = "public"
  protocol                       = "Tcp"
  backend_pool_id                = simfabric_lb_backend_pool.example.id
  frontend_port_start            = 5000
  frontend_port_end              = 5099
  backend_port                   = 3389
}
