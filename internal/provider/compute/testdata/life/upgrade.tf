variable "upgrade" {
  type    = bool
  default = true
}

variable "instance_ids" {
  type    = list(string)
  default = null
}

resource "simfabric_scale_set_instance_upgrade" "some" {
  count         = var.upgrade ? 1 : 0
  scale_set_id  = simfabric_scale_set.this.id
  instance_ids  = var.instance_ids
  model_version = simfabric_scale_set.this.model_version
}
