# Plans alone, on a store in memory: nothing is left behind. A connectivity test whose expectation the plan violates fails the
# run by itself; what else matters is an assertion. Try: terraform test -var open_database=true
provider "simfabric" {
  store               = "memory"
  resource_group_name = "three-tier"
}

run "as_designed" {
  command = plan

  assert {
    condition     = alltrue([for test in simfabric_connectivity_test.this : test.reachable == (test.expect == "reachable")])
    error_message = "all tests are as expected"
  }
  assert {
    condition     = simfabric_connectivity_test.this["web-stays-off-db"].decided_by_rule == "rest"
    error_message = "the database's own rule keeps the web tier out"
  }
  assert {
    condition     = simfabric_connectivity_test.this["no-ssh"].explanation_code == "NoLoadBalancingRule"
    error_message = "nothing listens for ssh on the public frontend"
  }
}
