#!/usr/bin/env bash
# Times plan, apply, a plan that changes nothing, a change of size and destroy of large configurations, beside
# terraform_data. Usage: bench-e2e.sh <provider binary> <CLI>... ; BENCH holds flags, such as -rounds 1 -only 1000.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
binary=$1
shift

scratch
use_mirror "$binary"
export TMPDIR=$work
cd "$root"
# shellcheck disable=SC2086 # several flags
go run ./internal/e2e/bench ${BENCH:-} "$@"
