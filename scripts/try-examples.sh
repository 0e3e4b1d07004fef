#!/usr/bin/env bash
# Applies every example: plan, apply, an empty second plan, destroy.
# Usage: try-examples.sh <provider binary> <terraform or tofu>
set -euo pipefail
source "$(dirname "$0")/lib.sh"
scratch
use_mirror "$1"
cli=$2
for example in "$root"/examples/{resources,data-sources,functions,scenarios}/*/ "$root/examples/provider/"; do
	rm -rf "$work/e"; mkdir "$work/e"; cp "$example"*.tf "$work/e"; cd "$work/e"
	echo "${example#"$root"/}"
	quietly "$cli" init -no-color
	quietly "$cli" plan -no-color -out=tfplan
	quietly "$cli" apply -no-color tfplan
	grep -A12 '^Outputs' "$work/log" | head -${LINES_OUT:-0} || true
	grep -A5 Warning "$work/log" || true
	quietly "$cli" plan -no-color -detailed-exitcode
	quietly "$cli" destroy -no-color -auto-approve
done
