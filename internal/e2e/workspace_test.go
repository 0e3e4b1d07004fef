package e2e

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// workspace is a folder with a configuration and a store of its own, for tests in Go.
type workspace struct {
	t      *testing.T
	cli    cli
	folder string
	store  string // the file; workspaces may share one
}

// workspace copies a configuration and initializes it.
func (c cli) workspace(t *testing.T, config string) workspace {
	t.Helper()
	folder, err := os.MkdirTemp(bench.root, "w")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) }) //nolint:errcheck // a temporary folder
	if err := os.CopyFS(folder, os.DirFS(config)); err != nil {
		t.Fatal(err)
	}
	if err := requireProvider(folder); err != nil {
		t.Fatal(err)
	}
	w := workspace{t: t, cli: c, folder: folder, store: filepath.Join(folder, "fabric.db")}
	w.tf("init")
	return w
}

// tf runs the CLI, which must succeed, and returns what it printed.
func (w workspace) tf(args ...string) string {
	w.t.Helper()
	out, err := w.run(args...)
	if err != nil {
		w.t.Fatalf("tf %v: %v\n%s", args, err, out)
	}
	return out
}

func (w workspace) run(args ...string) (string, error) {
	out, err := w.command(args...).CombinedOutput()
	return string(out), err
}

func (w workspace) command(args ...string) *exec.Cmd {
	cmd := exec.CommandContext(w.t.Context(), w.cli.tf(), args...)
	cmd.Dir = w.folder
	cmd.Env = []string{"SIMFABRIC_STORE=" + w.store, "HOME=/no-home"}
	for name, value := range w.cli.environment() {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	return cmd
}

// settled checks that a plan has nothing to do.
func (w workspace) settled() {
	w.t.Helper()
	w.tf("plan", "-detailed-exitcode") // 2 where there is something to do
}

// output reads an output of the state.
func (w workspace) output(name string, into any) {
	w.t.Helper()
	value, err := stateOutput(w.folder, name)
	if err != nil {
		w.t.Fatal(err)
	}
	w.decode(value, into)
}

// stateOutput reads an output from the state of a folder, as "output -json" does, of which a process would take longer.
func stateOutput(folder, name string) (json.RawMessage, error) {
	text, err := os.ReadFile(filepath.Join(folder, "terraform.tfstate"))
	if err != nil {
		return nil, err
	}
	var state struct {
		Outputs map[string]struct {
			Value json.RawMessage `json:"value"`
		} `json:"outputs"`
	}
	if err := json.Unmarshal(text, &state); err != nil {
		return nil, err
	}
	output, ok := state.Outputs[name]
	if !ok {
		return nil, fmt.Errorf("the state has no output %s", name)
	}
	return output.Value, nil
}

// planned reads an output of a saved plan.
func (w workspace) planned(file, name string, into any) {
	w.t.Helper()
	var p planJSON
	w.decode([]byte(w.tf("show", "-json", file)), &p)
	w.decode(p.PlannedValues.Outputs[name].Value, into)
}

func (w workspace) decode(text []byte, into any) {
	w.t.Helper()
	if err := json.Unmarshal(text, into); err != nil {
		w.t.Fatalf("%v in %s", err, text)
	}
}

// empty checks that the store holds nothing any more.
func (w workspace) empty() { w.t.Helper(); w.without("objects", "leases") }

// without checks that tables of the store have no rows.
func (w workspace) without(tables ...string) {
	w.t.Helper()
	if _, err := os.Stat(w.store); errors.Is(err, fs.ErrNotExist) {
		return // nothing has ever been stored
	}
	db, err := sql.Open("sqlite", w.store)
	if err != nil {
		w.t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // only read
	for _, table := range tables {
		var n int
		if err := db.QueryRowContext(w.t.Context(), "SELECT count(*) FROM "+table).Scan(&n); err != nil {
			w.t.Fatal(err)
		}
		if n > 0 {
			w.t.Errorf("the store still has %d %s", n, table)
		}
	}
}

// read reads a file of the repository.
func (w workspace) read(file string) string {
	w.t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		w.t.Fatal(err)
	}
	return string(text)
}
