# Instances join a pool from their side.
resource "simfabric_app_gateway_pool" "example" {
  name           = "web"
  app_gateway_id = simfabric_app_gateway.example.id
}

resource "simfabric_nic_configuration" "example" {
  name = "nic"
  ip_configurations = [{
    name                 = "ip"
    subnet_id            = simfabric_subnet.web.id
    app_gateway_pool_ids = [simfabric_app_gateway_pool.example.id]
  }]
}

resource "simfabric_scale_set" "example" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.example.id]
}

# Backends elsewhere need a pool of their own.
resource "simfabric_app_gateway_pool" "legacy" {
  name           = "legacy"
  app_gateway_id = simfabric_app_gateway.example.id
  fqdns          = ["legacy.example.com"]
  ip_addresses   = ["10.0.3.10"]
}
