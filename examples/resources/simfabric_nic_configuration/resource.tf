# The primary NIC: a public address for each instance, from a prefix, and a name.
resource "simfabric_nic_configuration" "front" {
  name                           = "front"
  accelerated_networking_enabled = true
  ip_configurations = [
    {
      name                           = "ip"
      subnet_id                      = simfabric_subnet.front.id
      application_security_group_ids = [simfabric_application_security_group.example.id]
      public_ip_address = {
        name                = "public"
        public_ip_prefix_id = simfabric_public_ip_prefix.example.id
        domain_name_label   = "shop"
      }
    },
    {
      name      = "ip6"
      version   = "IPv6"
      subnet_id = simfabric_subnet.front.id
    },
  ]
}

# A second NIC, which routes for others and asks its own DNS server.
resource "simfabric_nic_configuration" "back" {
  name                  = "back"
  primary               = false
  ip_forwarding_enabled = true
  dns_servers           = ["10.0.2.250"]
  ip_configurations = [{
    name      = "ip"
    subnet_id = simfabric_subnet.back.id
  }]
}
