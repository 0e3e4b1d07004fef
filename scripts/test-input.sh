#!/usr/bin/env bash
# Thinks of input by chance, for long: configurations through the protocol, SIMFABRIC_FUZZ_SEEDS of each kind, then each
# parser's fuzz test for FUZZTIME. What fails is written to the package's testdata/fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."

export SIMFABRIC_FUZZ_SEEDS=${SIMFABRIC_FUZZ_SEEDS:-150}
go test -count=1 -timeout 60m -run '^Fuzz' ./internal/provider

# Some packages fuzz nothing, and go test fuzzes one test at a time.
grep -rlE '^func Fuzz' --include='*_test.go' internal | grep -v '^internal/provider/' | while read -r file; do
	sed -n 's/^func \(Fuzz[A-Za-z0-9]*\)(.*/\1/p' "$file" | while read -r name; do
		printf '==> %s in %s\n' "$name" "$(dirname "$file")"
		go test -run '^$' -fuzz "^$name\$" -fuzztime "${FUZZTIME:-60s}" -fuzzminimizetime 20x "./$(dirname "$file")" </dev/null
	done
done
