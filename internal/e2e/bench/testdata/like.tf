variable "values" {
  type = string
}

locals {
  resources = jsondecode(file(var.values)).values.root_module.resources
}

# By count: with for_each, the CLI makes the map of all values anew for each instance.
resource "terraform_data" "like" {
  count = length(local.resources)
  input = local.resources[count.index].values
}
