# networkApplicationGateway: the gateway in 10.0.0.0/24, the set in 10.0.1.0/24.
variable "same_subnet" {
  type    = bool
  default = false
}

variable "capacity" {
  type    = number
  default = 1
}

resource "simfabric_virtual_network" "test" {
  name          = "acctvn"
  address_space = ["10.0.0.0/16"]
}

resource "simfabric_subnet" "gateway" {
  name               = "gateway"
  virtual_network_id = simfabric_virtual_network.test.id
  address_prefixes   = ["10.0.0.0/24"]
}

resource "simfabric_subnet" "test" {
  name               = "internal"
  virtual_network_id = simfabric_virtual_network.test.id
  address_prefixes   = ["10.0.1.0/24"]
}

resource "simfabric_public_ip" "test" {
  name = "acctest-pip"
}

resource "simfabric_app_gateway" "test" {
  name         = "acctestgw"
  subnet_id    = simfabric_subnet.gateway.id
  public_ip_id = simfabric_public_ip.test.id
}

resource "simfabric_app_gateway_pool" "test" {
  name           = "pool-1"
  app_gateway_id = simfabric_app_gateway.test.id
}

resource "simfabric_nic_configuration" "test" {
  name = "primary"
  ip_configurations = [{
    name                 = "internal"
    subnet_id            = var.same_subnet ? simfabric_subnet.gateway.id : simfabric_subnet.test.id
    app_gateway_pool_ids = [simfabric_app_gateway_pool.test.id]
  }]
}

resource "simfabric_scale_set" "test" {
  name                  = "acctvmss"
  sku                   = "Standard_D2s_v3"
  capacity              = var.capacity
  nic_configuration_ids = [simfabric_nic_configuration.test.id]
}
