resource "simfabric_lb_outbound_rule" "example" {
  name                            = "out"
  lb_id                           = simfabric_lb.example.id
  frontend_ip_configuration_names = ["public"]
  backend_pool_id                 = simfabric_lb_backend_pool.example.id
  allocated_outbound_ports        = 1024
}
