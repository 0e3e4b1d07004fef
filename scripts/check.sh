#!/usr/bin/env bash
# What must be clean before a commit. Every check runs; the script fails where one of them did.
# Usage: check.sh <provider binary> <terraform or tofu> <tfplugindocs> <golangci-lint>
set -euo pipefail
source "$(dirname "$0")/lib.sh"
binary=$1
cli=$2
tfplugindocs=$3
golangci=$4
cd "$root"
scratch
failed=()

check() {
	local name=$1
	shift
	printf '==> %s\n' "$name"
	"$@" || failed+=("$name")
}

gofmt_clean() {
	local files
	files=$(git ls-files -z --cached --others --exclude-standard '*.go' | xargs -0 gofmt -l)
	[ -z "$files" ] || {
		echo "$files"
		return 1
	}
}

# docs_fresh writes docs/ anew and compares it with what was there. The new one stays, to be committed.
docs_fresh() {
	mkdir -p docs
	cp -R docs "$work/docs"
	scripts/generate.sh "$binary" "$cli" "$tfplugindocs" && diff -r "$work/docs" docs
}

check "gofmt" gofmt_clean
check "terraform fmt" "$cli" fmt -check -diff -recursive examples
check "go vet" go vet ./...
check "golangci-lint" "$golangci" run ./...
check "docs/ is what make generate writes" docs_fresh
check "go mod tidy" go mod tidy -diff
check "go mod verify" go mod verify

if [ ${#failed[@]} -gt 0 ]; then
	printf 'not clean: %s\n' "${failed[@]}"
	exit 1
fi
echo "all clean"
