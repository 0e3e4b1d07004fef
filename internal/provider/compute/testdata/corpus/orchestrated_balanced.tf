# loadBalancer and applicationGateway: an internal Standard load balancer, a gateway, and the set in a pool of each.
variable "nat_pool" {
  type    = bool
  default = false
}

resource "simfabric_lb" "test" {
  name                       = "acctestlb"
  frontend_ip_configurations = [{ name = "default", subnet_id = simfabric_subnet.test.id }]
}

resource "simfabric_lb_backend_pool" "test" {
  name  = "test"
  lb_id = simfabric_lb.test.id
}

resource "simfabric_lb_nat_rule" "test" {
  name                           = "ssh"
  lb_id                          = simfabric_lb.test.id
  frontend_ip_configuration_name = "default"
  protocol                       = "Tcp"
  backend_port                   = 22
  backend_pool_id                = simfabric_lb_backend_pool.test.id
  frontend_port_start            = 50000
  frontend_port_end              = 50009
}

resource "simfabric_lb_nat_pool" "test" {
  name                           = "pool"
  lb_id                          = simfabric_lb.test.id
  frontend_ip_configuration_name = "default"
  protocol                       = "Tcp"
  backend_port                   = 3389
  frontend_port_start            = 51000
  frontend_port_end              = 51009
}

resource "simfabric_subnet" "gateway" {
  name               = "gateway"
  virtual_network_id = simfabric_virtual_network.test.id
  address_prefixes   = ["10.0.0.0/24"]
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
  name = "TestNetworkProfile"
  ip_configurations = [{
    name                 = "TestIPConfiguration"
    subnet_id            = simfabric_subnet.test.id
    lb_backend_pool_ids  = [simfabric_lb_backend_pool.test.id]
    lb_nat_pool_ids      = var.nat_pool ? [simfabric_lb_nat_pool.test.id] : null
    app_gateway_pool_ids = [simfabric_app_gateway_pool.test.id]
  }]
}

locals {
  nics = [simfabric_nic_configuration.test.id]
}

data "simfabric_nat_port_mappings" "test" {
  lb_id      = simfabric_lb.test.id
  depends_on = [simfabric_scale_set.test, simfabric_lb_nat_rule.test]
}

data "simfabric_lb_backend_members" "test" {
  backend_pool_id = simfabric_lb_backend_pool.test.id
  depends_on      = [simfabric_scale_set.test]
}

output "mappings" {
  value = [for m in data.simfabric_nat_port_mappings.test.mappings : "${m.frontend_port} ${m.instance_id}"]
}

output "members" {
  value = [for m in data.simfabric_lb_backend_members.test.members : "${m.instance_id} ${m.private_ip_address}"]
}
