package session

import (
	"fmt"
	"os"

	"github.com/shirou/gopsutil/v4/process"

	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// startTolerance is how far two readings of one process's start may lie apart, in milliseconds: some systems derive it
// from the clock.
const startTolerance = 3000

// ParentRun is the run of a provider that terraform has started: all its processes, in all walks and for all aliases,
// share the parent.
func ParentRun() store.Run { return runOf(os.Getppid()) }

// OwnRun is the run of a provider that terraform attaches to: under -debug, and in tests.
func OwnRun() store.Run { return runOf(os.Getpid()) }

func runOf(pid int) store.Run {
	started, ok := startOf(pid)
	if !ok {
		started = 0 // the process hides its start: its pid alone has to do
	}
	return store.Run{ID: fmt.Sprintf("%d-%d", pid, started), PID: pid, Started: started}
}

func startOf(pid int) (started int64, ok bool) {
	p, err := process.NewProcess(int32(pid)) //nolint:gosec // pids fit
	if err != nil {
		return 0, false
	}
	started, err = p.CreateTime()
	return started, err == nil
}

// alive reports whether the process of a run still lives, and is not a later one of the same pid.
func alive(r store.Run) bool {
	started, ok := startOf(r.PID)
	return ok && near(started, r.Started)
}

func near(a, b int64) bool { return a-b <= startTolerance && b-a <= startTolerance }

// known returns the row under which a run is in the store already, if it is.
func known(r store.Run, rows []store.Run) store.Run {
	for _, row := range rows {
		if row.PID == r.PID && near(row.Started, r.Started) {
			return row
		}
	}
	return r
}
