variable "network" {
  type    = bool
  default = true
}

variable "instance" {
  type    = string
  default = "1"
}

variable "second_nic" {
  type    = bool
  default = true
}

variable "own_subnet" {
  type    = bool
  default = false
}

resource "simfabric_subnet" "own" {
  count              = var.own_subnet ? 1 : 0
  name               = "own"
  virtual_network_id = simfabric_virtual_network.net.id
  address_prefixes   = ["10.0.3.0/28"]
}

resource "simfabric_scale_set_instance_network" "one" {
  count        = var.network ? 1 : 0
  scale_set_id = simfabric_scale_set.this.id
  instance_id  = var.instance
  network_interfaces = concat(
    [{ name = "nic1", ip_configurations = [{ name = "ip1", subnet_id = simfabric_subnet.web.id }] }],
    [for n in var.second_nic ? ["nic2"] : [] : {
      name = n, ip_configurations = [{ name = "ip1", subnet_id = var.own_subnet ? simfabric_subnet.own[0].id : simfabric_subnet.web.id }]
    }],
  )
}
