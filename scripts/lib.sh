# Shared by the scripts in this folder: a scratch folder, and a mirror from which either CLI takes the built provider.
# Source it after "set -euo pipefail".

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mirror_version=0.1.0 # what a mirror calls the build, whatever the build calls itself

# scratch makes a folder that goes when the script ends. Its path is short: plugins listen on a socket beneath TMPDIR,
# and the paths of sockets are limited.
scratch() {
	work=$(mktemp -d /tmp/sf.XXXXXX)
	trap 'rm -rf "$work"' EXIT
}

# lay_out copies a provider binary to where terraform and where tofu look for it beneath a folder.
lay_out() {
	local binary=$1 folder=$2 host place
	for host in registry.terraform.io registry.opentofu.org; do
		place=$folder/$host/simfabric/simfabric/$mirror_version/$(go env GOOS)_$(go env GOARCH)
		mkdir -p "$place"
		cp "$binary" "$place/terraform-provider-simfabric_v$mirror_version$(go env GOEXE)"
	done
}

# use_mirror makes the CLIs take the provider from the scratch folder, and keeps the user's settings away from them.
use_mirror() {
	lay_out "$1" "$work/mirror"
	cat >"$work/cli.tfrc" <<-TFRC
		provider_installation {
		  filesystem_mirror {
		    path = "$work/mirror"
		  }
		}
	TFRC
	unset "${!TF_@}" "${!SIMFABRIC_@}"
	export TF_CLI_CONFIG_FILE=$work/cli.tfrc TF_IN_AUTOMATION=1 TF_INPUT=0 CHECKPOINT_DISABLE=1
}

# quietly runs a command, and shows what it said only where it fails.
quietly() {
	"$@" >"$work/log" 2>&1 || {
		cat "$work/log"
		return 1
	}
}
