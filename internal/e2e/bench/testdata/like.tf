variable "values" {
  type        = string
  description = "A folder with a file for each resource: one value of all would be looked through anew for each of them."
}

resource "terraform_data" "like" {
  count = length(fileset(var.values, "*.json"))
  input = jsondecode(file("${var.values}/${count.index}.json"))
}
