# Two members, a rule whose probe asks for port 8080, and a network security group that denies it to one address.
variable "denied" {
  type    = string
  default = "10.0.9.9"
}

variable "port" {
  type    = string
  default = "tcp/8080"
}

resource "simfabric_network_security_group" "web" {
  name = "web"
  security_rules = {
    web    = { priority = 200, direction = "Inbound", access = "Allow", protocol = "Tcp", destination_port_ranges = ["8080"] }
    closed = { priority = 100, direction = "Inbound", access = "Deny", protocol = "*", destination_address_prefixes = [var.denied] }
  }
}

resource "simfabric_subnet" "members" {
  name                      = "members"
  virtual_network_id        = simfabric_virtual_network.net.id
  address_prefixes          = ["10.0.3.0/24"]
  network_security_group_id = simfabric_network_security_group.web.id
}

resource "simfabric_lb_probe" "http" {
  name         = "http"
  lb_id        = simfabric_lb.this.id
  protocol     = "Http"
  port         = 8080
  request_path = "/"
}

resource "simfabric_lb_rule" "http" {
  name                           = "http"
  lb_id                          = simfabric_lb.this.id
  frontend_ip_configuration_name = "f0"
  protocol                       = "Tcp"
  frontend_port                  = 80
  backend_port                   = 8080
  probe_id                       = simfabric_lb_probe.http.id
  backend_pool_ids               = [simfabric_lb_backend_pool.a.id]
}

resource "simfabric_nic_configuration" "this" {
  name = "nic"
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.members.id
    lb_backend_pool_ids = [simfabric_lb_backend_pool.a.id]
  }]
}

resource "simfabric_scale_set" "this" {
  name                  = "set"
  sku                   = "Standard_D2s_v5"
  capacity              = 2
  nic_configuration_ids = [simfabric_nic_configuration.this.id]
  guest                 = { listening_ports = [var.port] }
}

data "simfabric_lb_backend_members" "a" {
  backend_pool_id = simfabric_lb_backend_pool.a.id
  depends_on      = [simfabric_scale_set.this, simfabric_lb_rule.http]
}
