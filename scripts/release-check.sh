#!/usr/bin/env bash
# Builds what a release holds, for every system and architecture of .goreleaser.yml and with its flags, and prints the sizes.
# goreleaser itself checks its file where it is installed: building it would take longer than all of the rest.
# Usage: release-check.sh
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cd "$root"
scratch

# listed <key>: the elements of a list in .goreleaser.yml.
listed() { awk -v key="$1:" '$1 == key { on = 1; next } on && $1 != "-" { exit } on { print $2 }' .goreleaser.yml; }

for system in $(listed goos); do
	for architecture in $(listed goarch); do
		binary=$work/$system-$architecture
		CGO_ENABLED=0 GOOS=$system GOARCH=$architecture go build -trimpath -ldflags "-s -w -X main.version=check" -o "$binary" .
		printf '%-16s %5.1f MB\n' "$system $architecture" "$(awk "BEGIN { print $(wc -c <"$binary") / 1e6 }")"
	done
done
if command -v goreleaser >/dev/null; then
	goreleaser check
else
	echo "SKIPPED: goreleaser check; goreleaser is not on PATH"
fi
