terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

resource "simfabric_public_ip" "example" {
  name = "web"
}

resource "simfabric_lb" "example" {
  name = "web"
  frontend_ip_configurations = [{
    name         = "public"
    public_ip_id = simfabric_public_ip.example.id
  }]
}

resource "simfabric_lb_backend_pool" "example" {
  name  = "web"
  lb_id = simfabric_lb.example.id
}
