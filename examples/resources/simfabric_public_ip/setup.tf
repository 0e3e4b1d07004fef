terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

resource "simfabric_public_ip_prefix" "example" {
  name = "shared"
}
