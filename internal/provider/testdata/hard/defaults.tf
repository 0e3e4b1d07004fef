variable "subscription_id" {
  type    = string
  default = "11111111-2222-3333-4444-555555555555"
}

variable "resource_group_name" {
  type    = string
  default = "mine"
}

variable "default_location" {
  type    = string
  default = "westeurope"
}

provider "simfabric" {
  subscription_id     = var.subscription_id
  resource_group_name = var.resource_group_name
  location            = var.default_location
}
