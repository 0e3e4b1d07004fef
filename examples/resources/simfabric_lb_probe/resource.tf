resource "simfabric_lb_probe" "example" {
  name         = "health"
  lb_id        = simfabric_lb.example.id
  protocol     = "Http"
  port         = 8080
  request_path = "/health"
}
