#!/usr/bin/env bash
# Puts the provider into the folder where terraform and tofu look without being told.
# Usage: install.sh <provider binary>
set -euo pipefail
source "$(dirname "$0")/lib.sh"

plugins=$HOME/.terraform.d/plugins
lay_out "$1" "$plugins"
cat <<TEXT
Installed as version $mirror_version in $plugins.
A folder that has been initialized with an earlier build remembers its checksum: delete .terraform.lock.hcl there.
TEXT
