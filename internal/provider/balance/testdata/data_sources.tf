# What the data sources tell of testdata/members.tf, with a NAT rule beside its NAT pool. The rule comes last, so that its
# ports follow the members' order.
resource "simfabric_lb_nat_rule" "rdp" {
  name                           = "rdp"
  lb_id                          = simfabric_lb.this.id
  frontend_ip_configuration_name = "f1"
  protocol                       = "Tcp"
  backend_pool_id                = simfabric_lb_backend_pool.a.id
  frontend_port_start            = 5000
  frontend_port_end              = 5099
  backend_port                   = 3389
  depends_on                     = [simfabric_scale_set.this, simfabric_scale_set.other]
}

data "simfabric_lb_backend_members" "a" {
  backend_pool_id = simfabric_lb_backend_pool.a.id
  depends_on      = [simfabric_scale_set.this, simfabric_scale_set.other]
}

data "simfabric_lb_backend_members" "b" {
  backend_pool_id = simfabric_lb_backend_pool.b.id
  depends_on      = [simfabric_scale_set.this, simfabric_scale_set.other]
}

data "simfabric_nat_port_mappings" "this" {
  lb_id      = simfabric_lb.this.id
  depends_on = [simfabric_scale_set.this, simfabric_scale_set.other, simfabric_lb_nat_rule.rdp]
}
