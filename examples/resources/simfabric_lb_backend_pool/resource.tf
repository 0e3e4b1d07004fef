resource "simfabric_lb_backend_pool" "example" {
  name  = "web"
  lb_id = simfabric_lb.example.id
}
