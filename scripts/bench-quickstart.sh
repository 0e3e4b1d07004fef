#!/usr/bin/env bash
# Times plan and apply of the quickstart beside as many terraform_data resources that hold the same values: what the CLI
# itself costs. The rounds of the two alternate, so that a busy machine slows both. Nothing is asserted.
# Usage: bench-quickstart.sh <provider binary> <terraform or tofu> [rounds]
set -euo pipefail
source "$(dirname "$0")/lib.sh"
binary=$1
cli=$2
rounds=${3:-5}

export LC_ALL=C # a point in numbers
scratch
use_mirror "$binary"
mkdir "$work/simfabric" "$work/terraform_data"
cp "$root"/examples/scenarios/quickstart/*.tf "$work/simfabric"
cd "$work/simfabric"
quietly "$cli" init
quietly "$cli" apply -auto-approve
"$cli" show -json >"$work/terraform_data/state.json"
quietly "$cli" destroy -auto-approve

cat >"$work/terraform_data/main.tf" <<'HCL'
locals {
  resources = jsondecode(file("${path.module}/state.json")).values.root_module.resources
}

resource "terraform_data" "like" {
  for_each = { for r in local.resources : r.address => r.values }
  input    = each.value
}

output "all" {
  value = { for address, r in terraform_data.like : address => r.output }
}
HCL
cd "$work/terraform_data"
quietly "$cli" init

# seconds <command>: the time that a command takes; its output only where it fails.
seconds() {
	local TIMEFORMAT=%R
	{ time quietly "$@" >&3 2>&4; } 2>&1
} 3>&2 4>&2

for _ in $(seq "$rounds"); do
	for kind in simfabric terraform_data; do
		cd "$work/$kind"
		rm -rf .simfabric terraform.tfstate*
		seconds "$cli" plan -out=tfplan >>"$work/$kind.plan"
		seconds "$cli" apply tfplan >>"$work/$kind.apply"
		seconds "$cli" plan >>"$work/$kind.replan"
	done
done

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }

printf 'the quickstart with %s, median of %s rounds, in seconds\n' "$("$cli" version | head -n 1)" "$rounds"
printf '%-12s %10s %15s %7s\n' "" simfabric terraform_data ratio
for step in plan apply replan; do
	a=$(median "$work/simfabric.$step") b=$(median "$work/terraform_data.$step")
	printf '%-12s %10.2f %15.2f %7.2f\n' "$step" "$a" "$b" "$(awk "BEGIN { print $a / $b }")"
done
