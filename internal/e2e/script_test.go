package e2e

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts runs testdata/scripts with each CLI. commands_test.go has the commands beside testscript's own. Each script
// has one store, $SIMFABRIC_STORE, that all its configurations share.
func TestScripts(t *testing.T) {
	eachCLI(t, func(t *testing.T, c cli) {
		testscript.Run(t, testscript.Params{
			Dir:                filepath.Join("testdata", "scripts"),
			Setup:              c.prepare,
			Condition:          func(cond string) (bool, error) { return cond == c.name, nil },
			Cmds:               commands,
			RequireUniqueNames: true,
		})
	})
}

func (c cli) prepare(env *testscript.Env) error {
	for name, value := range c.environment() {
		env.Setenv(name, value)
	}
	env.Setenv("SIMFABRIC_STORE", filepath.Join(env.WorkDir, "fabric.db"))
	for name, folder := range map[string]string{
		"FIXTURES":  filepath.Join("testdata", "fixtures"),
		"SCENARIOS": filepath.Join("..", "..", "examples", "scenarios"),
	} {
		path, err := filepath.Abs(folder)
		if err != nil {
			return err
		}
		env.Setenv(name, path)
	}
	return nil
}
