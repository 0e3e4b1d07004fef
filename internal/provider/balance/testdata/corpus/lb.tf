# The template of azurerm's tests of rules: one public load balancer with a pool.
resource "simfabric_public_ip" "test" {
  name = "acctest-ip"
}

resource "simfabric_lb" "test" {
  name                       = "acctest-loadbalancer"
  frontend_ip_configurations = [{ name = "acctest-fe", public_ip_id = simfabric_public_ip.test.id }]
}

resource "simfabric_lb_backend_pool" "test" {
  name  = "acctest-lb-BAP"
  lb_id = simfabric_lb.test.id
}
