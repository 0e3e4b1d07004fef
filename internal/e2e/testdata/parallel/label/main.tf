# A label that all configurations want, and an address of a prefix that has room for two of them.
variable "name" {
  type = string
}

resource "simfabric_public_ip" "label" {
  name              = var.name
  domain_name_label = "web"
}

resource "simfabric_public_ip" "prefix" {
  name                = "${var.name}-prefix"
  public_ip_prefix_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simfabric/providers/Microsoft.Network/publicIPPrefixes/net"
}
