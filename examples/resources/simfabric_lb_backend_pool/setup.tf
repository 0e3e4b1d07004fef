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
