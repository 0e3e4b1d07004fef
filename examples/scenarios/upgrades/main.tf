# A set with the Manual policy: a new model reaches one instance first, and then all of them.
#
# Apply it as it is. Then put the set behind the application gateway, in two steps:
#
#   terraform apply -var behind_gateway=true -var rollout=canary   # the model moves on; instance 0 alone follows
#   terraform apply -var behind_gateway=true                       # now the others
terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

provider "simfabric" {
  resource_group_name = "upgrades"
}

variable "behind_gateway" {
  description = "Whether the instances are in the pool of the application gateway."
  type        = bool
  default     = false
}

variable "rollout" {
  description = "Who follows a new model: nobody (none), instance 0 (canary), or every instance (all)."
  type        = string
  default     = "all"

  validation {
    condition     = contains(["none", "canary", "all"], var.rollout)
    error_message = "The rollout is none, canary or all."
  }
}

resource "simfabric_virtual_network" "main" {
  name          = "vnet"
  address_space = ["10.2.0.0/16"]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.main.id
  address_prefixes   = ["10.2.1.0/24"]
}

# A gateway has a subnet of its own, in the virtual network of its members.
resource "simfabric_subnet" "gateway" {
  name               = "gateway"
  virtual_network_id = simfabric_virtual_network.main.id
  address_prefixes   = ["10.2.0.0/24"]
}

resource "simfabric_public_ip" "gateway" {
  name = "gateway"
}

resource "simfabric_app_gateway" "main" {
  name         = "gateway"
  subnet_id    = simfabric_subnet.gateway.id
  public_ip_id = simfabric_public_ip.gateway.id
}

resource "simfabric_app_gateway_pool" "web" {
  name           = "web"
  app_gateway_id = simfabric_app_gateway.main.id
}

# What changes here is a new model of each set that names it.
resource "simfabric_nic_configuration" "web" {
  name = "web"
  ip_configurations = [{
    name                 = "ip"
    subnet_id            = simfabric_subnet.web.id
    app_gateway_pool_ids = var.behind_gateway ? [simfabric_app_gateway_pool.web.id] : null
  }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 3
  nic_configuration_ids = [simfabric_nic_configuration.web.id]

  upgrade_policy = {
    mode = "Manual" # the default
  }

  # Instance 0 goes first in upgrades, and so has to be there, whatever the capacity.
  scale_in = {
    protected_instance_ids = ["0"]
  }
}

# One instance first. Each time that model_version moves on, the plan has an update of this.
resource "simfabric_scale_set_instance_upgrade" "canary" {
  count = contains(["canary", "all"], var.rollout) ? 1 : 0

  scale_set_id  = simfabric_scale_set.web.id
  instance_ids  = ["0"]
  model_version = simfabric_scale_set.web.model_version
}

# Then all of them. Where this goes from one apply to the next, no instance changes.
resource "simfabric_scale_set_instance_upgrade" "all" {
  count = var.rollout == "all" ? 1 : 0

  scale_set_id  = simfabric_scale_set.web.id
  model_version = simfabric_scale_set.web.model_version

  depends_on = [simfabric_scale_set_instance_upgrade.canary]
}

output "model_version" {
  description = "The model that new instances are made from."
  value       = simfabric_scale_set.web.model_version
}

# Of the upgrades, not of the set: the set's instances show an upgrade in the next plan.
output "upgraded" {
  description = "Whom the last rollout upgraded, in which step."
  value = {
    canary = one(simfabric_scale_set_instance_upgrade.canary[*].upgraded_instance_ids)
    all    = one(simfabric_scale_set_instance_upgrade.all[*].upgraded_instance_ids)
  }
}
