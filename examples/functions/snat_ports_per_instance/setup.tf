terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}
