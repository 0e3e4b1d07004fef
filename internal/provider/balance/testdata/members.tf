# One or two sets on one NIC configuration, which joins a pool and a NAT pool.
variable "capacity" {
  type    = number
  default = 2
}

variable "other" {
  type    = number
  default = 0
}

variable "mode" {
  type    = string
  default = "Automatic"
}

variable "join" {
  type    = bool
  default = true
}

variable "last_port" {
  type    = number
  default = 50009
}

resource "simfabric_lb_nat_pool" "ssh" {
  name                           = "ssh"
  lb_id                          = simfabric_lb.this.id
  frontend_ip_configuration_name = "f0"
  protocol                       = "Tcp"
  frontend_port_start            = 50000
  frontend_port_end              = var.last_port
  backend_port                   = 22
}

resource "simfabric_nic_configuration" "this" {
  name = "nic"
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.web.id
    lb_backend_pool_ids = var.join ? [simfabric_lb_backend_pool.a.id] : null
    lb_nat_pool_ids     = var.join ? [simfabric_lb_nat_pool.ssh.id] : null
  }]
}

resource "simfabric_scale_set" "this" {
  name                  = "set"
  sku                   = "Standard_D2s_v5"
  capacity              = var.capacity
  nic_configuration_ids = [simfabric_nic_configuration.this.id]
  upgrade_policy        = { mode = var.mode }
}

# The second set comes after the first, so that its ports are the later ones.
resource "simfabric_scale_set" "other" {
  name                  = "other"
  sku                   = "Standard_D2s_v5"
  capacity              = var.other
  nic_configuration_ids = [simfabric_nic_configuration.this.id]
  depends_on            = [simfabric_scale_set.this]
}
