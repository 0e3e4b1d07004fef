#!/usr/bin/env bash
# Plans and applies the quickstart from nothing, shows that a second plan is empty, and cleans up.
# Usage: demo.sh <provider binary> <terraform or tofu>
set -euo pipefail
source "$(dirname "$0")/lib.sh"
binary=$1
cli=$2

say() { printf '\n==> %s\n' "$*"; }

scratch
use_mirror "$binary"
mkdir "$work/demo"
cp "$root"/examples/scenarios/quickstart/*.tf "$work/demo"
cd "$work/demo"

say "$("$cli" version | head -n 1)"
quietly "$cli" init -no-color

say "plan: nothing exists yet, and the addresses and names are known"
quietly "$cli" plan -no-color -out=tfplan
grep '^Plan:' "$work/log"
sed -n '/^Changes to Outputs:/,/^    }/p' "$work/log"

say "apply"
quietly "$cli" apply -no-color tfplan
grep '^Apply complete' "$work/log"

say "plan again"
quietly "$cli" plan -no-color -detailed-exitcode # it fails where there is anything to do
grep '^No changes' "$work/log"

say "destroy"
quietly "$cli" destroy -no-color -auto-approve
grep '^Destroy complete' "$work/log"
