# Two addresses that more than two configurations want.
resource "simfabric_public_ip_prefix" "net" {
  name          = "net"
  prefix_length = 31
}
