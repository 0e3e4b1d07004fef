# A set over three zones behind a load balancer, with the Rolling policy: a new model reaches the instances batch by batch,
# zone by zone, while the probe finds enough of them healthy.
#
# Apply it as it is. Then give the NICs the other network security group, once with the mistake and once without:
#
#   terraform plan -var strict=true -var probe_allowed=false   # the first batch is cut off from the probe: it stops there
#   terraform plan -var strict=true                            # every batch stays healthy
terraform {
  required_providers {
    simfabric = {
      source = "simfabric/simfabric"
    }
  }
}

provider "simfabric" {
  resource_group_name = "rolling"
}

variable "strict" {
  description = "Whether the NICs have the network security group that denies what it does not name."
  type        = bool
  default     = false
}

variable "probe_allowed" {
  description = "Whether that group lets the load balancer's probes in."
  type        = bool
  default     = true
}

resource "simfabric_virtual_network" "main" {
  name          = "vnet"
  address_space = ["10.4.0.0/16"]
}

resource "simfabric_subnet" "web" {
  name               = "web"
  virtual_network_id = simfabric_virtual_network.main.id
  address_prefixes   = ["10.4.1.0/24"]
}

# Azure lets probes in by a default rule of priority 65001. Here a rule of the group's own comes before it.
resource "simfabric_network_security_group" "open" {
  name = "open"
  security_rules = {
    web = { priority = 100, direction = "Inbound", access = "Allow", protocol = "Tcp", destination_port_ranges = ["8080"] }
  }
}

resource "simfabric_network_security_group" "strict" {
  name = "strict"
  security_rules = merge(
    {
      web = {
        priority                = 100
        direction               = "Inbound"
        access                  = "Allow"
        protocol                = "Tcp"
        source_address_prefixes = ["203.0.113.0/24"]
        destination_port_ranges = ["8080"]
      }
      nothing-else = { priority = 4096, direction = "Inbound", access = "Deny", protocol = "*" }
    },
    var.probe_allowed ? {
      probes = {
        priority                = 110
        direction               = "Inbound"
        access                  = "Allow"
        protocol                = "Tcp"
        source_address_prefixes = ["AzureLoadBalancer"]
      }
    } : {},
  )
}

resource "simfabric_public_ip" "web" {
  name  = "web"
  zones = ["1", "2", "3"]
}

resource "simfabric_lb" "web" {
  name                       = "web"
  frontend_ip_configurations = [{ name = "front", public_ip_id = simfabric_public_ip.web.id }]
}

resource "simfabric_lb_backend_pool" "web" {
  name  = "web"
  lb_id = simfabric_lb.web.id
}

resource "simfabric_lb_probe" "web" {
  name         = "web"
  lb_id        = simfabric_lb.web.id
  protocol     = "Http"
  port         = 8080
  request_path = "/healthy"
}

resource "simfabric_lb_rule" "web" {
  name                           = "web"
  lb_id                          = simfabric_lb.web.id
  frontend_ip_configuration_name = "front"
  protocol                       = "Tcp"
  frontend_port                  = 80
  backend_port                   = 8080
  backend_pool_ids               = [simfabric_lb_backend_pool.web.id]
  probe_id                       = simfabric_lb_probe.web.id
}

resource "simfabric_nic_configuration" "web" {
  name                      = "web"
  network_security_group_id = var.strict ? simfabric_network_security_group.strict.id : simfabric_network_security_group.open.id
  ip_configurations = [{
    name                = "ip"
    subnet_id           = simfabric_subnet.web.id
    lb_backend_pool_ids = [simfabric_lb_backend_pool.web.id]
  }]
}

resource "simfabric_scale_set" "web" {
  name                  = "web"
  sku                   = "Standard_D2s_v5"
  capacity              = 10
  zones                 = ["1", "2", "3"]
  nic_configuration_ids = [simfabric_nic_configuration.web.id]
  health_probe_id       = simfabric_lb_probe.web.id # Rolling needs it

  upgrade_policy = {
    mode                       = "Rolling"
    max_batch_instance_percent = 20 # of ten instances: two at a time, of one zone
    pause_time_between_batches = "PT5M"
  }

  # The probe finds an instance healthy whose guest listens on the probe's port.
  guest = {
    listening_ports = ["tcp/8080"]
  }

  # The probe has to be on a rule before the set can use it for its health.
  depends_on = [simfabric_lb_rule.web]
}

output "zones" {
  description = "Which instances are in which zone. Known in the plan."
  value       = { for id, vm in simfabric_scale_set.web.instances : vm.zone => id... }
}

output "upgraded" {
  description = "Which instances have the latest model. Known in the plan, because the set upgrades them itself."
  value       = [for id, vm in simfabric_scale_set.web.instances : id if vm.latest_model_applied]
}

output "batches" {
  description = "When which instances were upgraded, after the first new model."
  value = [for b in try(simfabric_scale_set.web.latest_rolling_upgrade.batches, []) :
  "${b.starts_after}: zone ${b.zone}, instances ${join(" ", b.instance_ids)}"]
}
