package e2e

import (
	"bufio"
	"errors"
	"io"
	"math/rand"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/shirou/gopsutil/v4/process"

	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/storetest"
)

// envKills says how many providers each CLI loses.
const envKills = "SIMFABRIC_E2E_KILLS"

// TestKilledProvider kills the provider under a running apply or destroy. The store is sound after it, and the same command
// again finishes what was begun, with an empty plan after it.
func TestKilledProvider(t *testing.T) {
	eachCLI(t, func(t *testing.T, c cli) {
		w := c.workspace(t, filepath.Join("testdata", "crash"))
		random := rand.New(rand.NewSource(1))
		kills, want := 0, number(t, envKills, 3)
		for round := 0; kills < want && !t.Failed(); round++ {
			command, changes := "apply", 22
			if round%2 == 1 {
				command = "destroy"
			}
			if w.killed(random.Intn(2*changes), command, "-auto-approve") {
				kills++
			}
			w.sound()
			w.tf(command, "-auto-approve")
			w.sound()
			if command == "apply" {
				w.settled()
			} else {
				w.without(rowsOf["objects"], rowsOf["leases"]) // a plan that was cut off leaves promises, until they expire
			}
		}
		t.Logf("%d providers were killed", kills)
	})
}

// progress is a line by which a CLI says that something begins or is done.
var progress = regexp.MustCompile(`: (Creating\.\.\.|Destroying\.\.\.|Creation complete|Destruction complete)`)

// lost is what a CLI says of a provider that is gone.
var lost = regexp.MustCompile(`Plugin did not respond|Request cancelled|rpc error`)

// killed runs a command and kills its providers when it has come to a line of its progress; false where it was done before.
func (w workspace) killed(line int, args ...string) bool {
	w.t.Helper()
	cmd := w.command(args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		w.t.Fatal(err)
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	lines, killed := bufio.NewReader(out), false
	for {
		text, err := lines.ReadString('\n')
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			w.t.Fatal(err)
		}
		if !progress.MatchString(text) {
			continue
		}
		if line == 0 {
			killed = killChildren(w.t, cmd.Process.Pid)
		}
		line--
	}
	// A provider that was killed when all was done is not missed.
	if err := cmd.Wait(); err != nil && (!killed || !lost.MatchString(stderr.String())) {
		w.t.Fatalf("tf %v: %v\n%s", args, err, &stderr)
	} else if err == nil {
		return false
	}
	return killed
}

// killChildren kills the processes that one has started, and says whether there were any.
func killChildren(t *testing.T, pid int) bool {
	t.Helper()
	parent, err := process.NewProcess(int32(pid)) //nolint:gosec // pids fit
	if err != nil {
		return false // it has ended
	}
	children, err := parent.Children()
	if err != nil {
		return false
	}
	for _, child := range children {
		if p, err := os.FindProcess(int(child.Pid)); err == nil {
			if err := p.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
				t.Error(err)
			}
		}
	}
	return len(children) > 0
}

// sound checks what must always hold of the store.
func (w workspace) sound() {
	w.t.Helper()
	s, err := sqlite.Open(w.t.Context(), w.store)
	if err != nil {
		w.t.Fatal(err)
	}
	var list []string
	err = s.View(w.t.Context(), func(r store.Reader) (err error) {
		list, err = storetest.Violations(r)
		return err
	})
	if err := errors.Join(err, s.Close()); err != nil {
		w.t.Fatal(err)
	}
	more, err := storetest.FileViolations(w.t.Context(), w.store)
	if list = append(list, more...); err != nil || len(list) > 0 {
		w.t.Fatalf("the store: %q, %v", list, err)
	}
}
