resource "simfabric_application_security_group" "example" {
  name = "web"
}
