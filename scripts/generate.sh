#!/usr/bin/env bash
# Writes docs/. The schema comes from whichever CLI there is, so the templates use nothing that only some of them give.
# Usage: generate.sh <provider binary> <terraform or tofu> <tfplugindocs>
set -euo pipefail
source "$(dirname "$0")/lib.sh"
binary=$1
cli=$2
tfplugindocs=$3

scratch
use_mirror "$binary"
mkdir "$work/schema"
cp "$root/examples/provider/provider.tf" "$work/schema"
(
	cd "$work/schema"
	quietly "$cli" init -no-color
	# tfplugindocs looks for the short name.
	"$cli" providers schema -json | sed 's|"registry[.a-z]*/simfabric/simfabric":|"simfabric":|' >schema.json
)
quietly "$tfplugindocs" generate --provider-dir "$root" --provider-name simfabric --providers-schema "$work/schema/schema.json"
cd "$root"
go run ./internal/docgen >docs/guides/errors.md

# The pictures of scenarios: applied in the scratch folder, then drawn as a user would.
mkdir -p docs/images
for scenario in quickstart three-tier floating-ip; do
	cp -R "examples/scenarios/$scenario" "$work/$scenario"
	cd "$work/$scenario"
	quietly "$cli" init -no-color
	quietly "$cli" apply -auto-approve -no-color
	cat >picture.tf <<-TF
		data "simfabric_topology" "picture" {}

		output "picture" {
		  value = data.simfabric_topology.picture.svg
		}
	TF
	quietly "$cli" apply -auto-approve -no-color
	"$cli" output -raw picture >"$root/docs/images/$scenario.svg"
	cd "$root"
done
