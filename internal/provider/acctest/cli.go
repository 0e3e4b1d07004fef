package acctest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/go-version"
)

// Environment variables of terraform-plugin-testing that choose the program under test.
const (
	envPath = "TF_ACC_TERRAFORM_PATH"
	envHost = "TF_ACC_PROVIDER_HOST"
)

// tofuHost is the registry that OpenTofu resolves short provider names with.
const tofuHost = "registry.opentofu.org"

// garbagePercent is GOGC for the program and for this process, which holds the provider: both live for a moment, and
// collecting at Go's own pace would cost an eighth of the time.
const garbagePercent = 400

// Feature is something that not every supported program can do.
type Feature string

// The features that tests ask for.
const (
	ImportBlocks     Feature = "import blocks"
	ImportByIdentity Feature = "import by identity"
)

// since says which version of which program brought a feature. Source: their change logs, and the programs themselves.
var since = map[Feature]map[string]string{
	ImportBlocks:     {"Terraform": "1.5.0", "OpenTofu": "1.6.0"},
	ImportByIdentity: {"Terraform": "1.12.0", "OpenTofu": "1.12.0"},
}

// cli is the program that the tests run.
type cli struct {
	path    string
	name    string // Terraform or OpenTofu
	version *version.Version
}

func (c cli) has(f Feature) bool {
	return c.version.Core().GreaterThanOrEqual(version.Must(version.NewVersion(since[f][c.name])))
}

// Has reports whether the program under test has a feature. It skips the test where there is no program.
func Has(t *testing.T, f Feature) bool {
	t.Helper()
	return program(t).has(f)
}

var findOnce = sync.OnceValues(find)

// program returns the program under test, and skips the test where there is none.
func program(t *testing.T) cli {
	t.Helper()
	c, err := findOnce()
	if err != nil {
		t.Skipf("no program to test with: %v; set %s to the absolute path of terraform or tofu", err, envPath)
	}
	return c
}

// find looks for the program and prepares this process's environment for it: the machine's own settings stay out.
func find() (cli, error) {
	c := cli{path: os.Getenv(envPath)}
	for _, name := range []string{"terraform", "tofu"} {
		if c.path != "" {
			break
		}
		if found, err := exec.LookPath(name); err == nil {
			c.path = found
		}
	}
	if c.path == "" {
		return c, fmt.Errorf("neither terraform nor tofu is on PATH")
	}
	path, err := filepath.Abs(c.path)
	if err != nil {
		return c, err
	}
	c.path = path
	debug.SetGCPercent(garbagePercent)
	settings := map[string]string{
		envPath: path, "CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": os.DevNull,
		"TF_LOG_SDK_FRAMEWORK": "error", // as main sets it: traces cost more than all else
		"GOGC":                 strconv.Itoa(garbagePercent),
		"GOMAXPROCS":           "1", // of the program: the provider is in this process, and other tests run beside this one
	}
	for name, value := range settings {
		if err := os.Setenv(name, value); err != nil {
			return c, err
		}
	}
	for _, name := range []string{"SIMFABRIC_STORE", "SIMFABRIC_SUBSCRIPTION_ID", "TF_CLI_ARGS", "TF_DATA_DIR", "TF_WORKSPACE", "TF_REATTACH_PROVIDERS"} {
		if err := os.Unsetenv(name); err != nil {
			return c, err
		}
	}
	if err := c.identify(); err != nil {
		return c, err
	}
	if c.name == "OpenTofu" && os.Getenv(envHost) == "" {
		return c, os.Setenv(envHost, tofuHost)
	}
	return c, nil
}

var versionLine = regexp.MustCompile(`(?m)^(Terraform|OpenTofu) v([0-9]+\.[0-9]+\.[0-9]+\S*)`)

// identify asks the program who it is: both call themselves terraform in their JSON, and tell the truth in text.
func (c *cli) identify() error {
	out, err := exec.CommandContext(context.Background(), c.path, "version").Output()
	if err != nil {
		return fmt.Errorf("%s version: %w", c.path, err)
	}
	m := versionLine.FindStringSubmatch(string(out))
	if m == nil {
		return fmt.Errorf("%s is neither terraform nor tofu: %q", c.path, strings.TrimSpace(string(out)))
	}
	c.name = m[1]
	c.version, err = version.NewVersion(m[2])
	return err
}
