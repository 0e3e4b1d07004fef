variable "values" {
  type = string
}

locals {
  resources = jsondecode(file(var.values)).values.root_module.resources
}

resource "terraform_data" "like" {
  for_each = { for r in local.resources : r.address => r.values }
  input    = each.value
}
