terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

# Every argument may be left out: these are the defaults.
provider "simfabric" {
  store               = ".simfabric/fabric.db"
  subscription_id     = "00000000-0000-0000-0000-000000000000"
  resource_group_name = "simfabric"
  location            = "koreacentral"
}
