// Package e2e runs the built provider as users do: terraform and tofu start it from a filesystem mirror, with their own
// processes, walks and state files. What a single process can show is tested closer to the code.
package e2e

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// Environment variables that say which CLIs to run; without them, what is on PATH.
const (
	envTerraform = "SIMFABRIC_E2E_TERRAFORM"
	envTofu      = "SIMFABRIC_E2E_TOFU"
)

// mirrorVersion is what the mirror calls the build.
const mirrorVersion = "0.0.1"

// cli is terraform or tofu.
type cli struct {
	name string // also the condition that scripts ask for: [terraform], [tofu]
	bin  string // a folder with a link called tf
	skip string // why it cannot run here; empty where it can
}

// bench is what all tests share: the built provider and the CLIs.
var bench struct {
	root       string // a short path: providers listen on a socket beneath it
	provider   string // the built binary
	configFile string // the CLIs' configuration
	clis       []cli
}

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	root, err := os.MkdirTemp("", "sf")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(root) //nolint:errcheck // a temporary folder
	bench.root = root
	if err := setUp(); err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	return m.Run()
}

func setUp() error {
	bench.clis = []cli{find("terraform", envTerraform), find("tofu", envTofu)}
	if bench.clis[0].skip != "" && bench.clis[1].skip != "" {
		return fmt.Errorf("there is neither terraform nor tofu to test with: %s; %s", bench.clis[0].skip, bench.clis[1].skip)
	}
	if err := os.Mkdir(filepath.Join(bench.root, "t"), 0o700); err != nil {
		return err
	}
	return buildMirror(filepath.Join(bench.root, "mirror"))
}

// find looks for a CLI and gives it a folder of its own, in which it is called tf.
func find(name, env string) cli {
	wanted := os.Getenv(env)
	if wanted == "" {
		wanted = name
	}
	c := cli{name: name, bin: filepath.Join(bench.root, "bin-"+name)}
	path, err := exec.LookPath(wanted)
	if err == nil {
		path, err = filepath.Abs(path)
	}
	if err == nil {
		err = os.Mkdir(c.bin, 0o700)
	}
	if err == nil {
		err = os.Symlink(path, c.tf())
	}
	if err != nil {
		c.skip = fmt.Sprintf("no %s here (%v); set %s", name, err, env)
	}
	return c
}

// buildMirror builds the provider once, and lays it out where terraform and where tofu look for it.
func buildMirror(mirror string) error {
	bench.provider = filepath.Join(bench.root, "terraform-provider-simfabric"+exeSuffix())
	build := exec.CommandContext(context.Background(), "go", "build", "-ldflags", "-s -w -X main.version="+mirrorVersion, "-o", bench.provider, "../..")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building the provider: %w\n%s", err, out)
	}
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		folder := filepath.Join(mirror, host, "simfabric", "simfabric", mirrorVersion, runtime.GOOS+"_"+runtime.GOARCH)
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return err
		}
		if err := os.Link(bench.provider, filepath.Join(folder, "terraform-provider-simfabric_v"+mirrorVersion+exeSuffix())); err != nil {
			return err
		}
	}
	bench.configFile = filepath.Join(bench.root, "cli.tfrc")
	config := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", filepath.ToSlash(mirror))
	return os.WriteFile(bench.configFile, []byte(config), 0o600)
}

func exeSuffix() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}

// eachCLI runs a test once with each CLI, beside all others.
func eachCLI(t *testing.T, test func(*testing.T, cli)) {
	t.Helper()
	t.Parallel()
	for _, c := range bench.clis {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if c.skip != "" {
				t.Skip(c.skip)
			}
			test(t, c)
		})
	}
}

// tf is the CLI, under the name that both have here.
func (c cli) tf() string { return filepath.Join(c.bin, "tf"+exeSuffix()) }

// environment is what a CLI runs with, beside the store: nothing of the user's settings.
func (c cli) environment() map[string]string {
	return map[string]string{
		// All processes live for a moment. Their collectors would take an eighth of that, and the keys that each provider
		// and its CLI make for one another a quarter; provider_tls.txtar has them.
		"GOGC":                  "400",
		"TF_DISABLE_PLUGIN_TLS": "1",

		"PATH":               c.bin + string(os.PathListSeparator) + os.Getenv("PATH"),
		"TMPDIR":             filepath.Join(bench.root, "t"),
		"TF_CLI_CONFIG_FILE": bench.configFile,
		"TF_CLI_ARGS":        "-no-color",
		"TF_IN_AUTOMATION":   "1",
		"TF_INPUT":           "0",
		"CHECKPOINT_DISABLE": "1",
		"PROVIDER":           bench.provider,
		"TF":                 c.tf(),
	}
}

// requireProvider writes the block that names the provider into a folder whose files do not.
func requireProvider(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.tf"))
	if err != nil {
		return err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if strings.Contains(string(text), "required_providers") {
			return nil
		}
	}
	const block = "terraform {\n  required_providers {\n    simfabric = {\n      source = \"simfabric/simfabric\"\n    }\n  }\n}\n"
	return os.WriteFile(filepath.Join(folder, "required.tf"), []byte(block), 0o600)
}
