resource "simfabric_lb_rule" "example" {
  name                           = "https"
  lb_id                          = simfabric_lb.example.id
  frontend_ip_configuration_name = "public"
  protocol                       = "Tcp"
  frontend_port                  = 443
  backend_port                   = 8443
  backend_pool_ids               = [simfabric_lb_backend_pool.example.id]
  probe_id                       = simfabric_lb_probe.example.id
}

# Floating IP: a second rule on the same backend port and pool. The guest sees the frontend's address as the destination.
resource "simfabric_lb_rule" "floating" {
  name                           = "https-floating"
  lb_id                          = simfabric_lb.example.id
  frontend_ip_configuration_name = "public"
  protocol                       = "Tcp"
  frontend_port                  = 8443
  backend_port                   = 8443
  floating_ip                    = true
  backend_pool_ids               = [simfabric_lb_backend_pool.example.id]
}
