#!/usr/bin/env bash
# Compares the packet trace with the Linux kernel, on networks drawn at random and built in network namespaces. Where those
# cannot be made, it says so, loudly, and does not fail.
# Usage: test-kernel.sh <number of networks> [arguments of go test]
set -euo pipefail
source "$(dirname "$0")/lib.sh"
networks=$1
shift
cd "$root"

missing=()
if [ "$(uname -s)" != Linux ]; then
	missing+=("Linux")
elif [ "$(id -u)" != 0 ]; then
	missing+=("root")
else
	for program in ip:iproute2 nft:nftables; do
		command -v "${program%:*}" >/dev/null || missing+=("${program%:*}, of the package ${program#*:}")
	done
	if ! unshare --mount --net true 2>/dev/null; then
		missing+=("the right to make namespaces")
	elif command -v nft >/dev/null && ! unshare --net nft 'add table ip t; add chain ip t c { type nat hook prerouting priority 0; }' 2>/dev/null; then
		missing+=("nf_tables with address translation in the kernel")
	fi
fi
if [ ${#missing[@]} -gt 0 ]; then
	printf '%s\n' '' '################################################################################' \
		'##  SKIPPED: the packet trace was NOT compared with the Linux kernel.' '##  What is missing:'
	printf '##    %s\n' "${missing[@]}"
	printf '%s\n' '################################################################################' ''
	exit 0
fi

SIMFABRIC_KERNEL_NETWORKS=$networks go test -count=1 -timeout 120m -v "$@" ./internal/fabric/kerneltest
