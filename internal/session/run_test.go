package session_test

import (
	"os"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/session"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

func TestRunIdentity(t *testing.T) {
	t.Parallel()
	own, parent := session.OwnRun(), session.ParentRun()
	if own.PID != os.Getpid() || parent.PID != os.Getppid() {
		t.Errorf("the runs are of the processes %d and %d, want %d and %d", own.PID, parent.PID, os.Getpid(), os.Getppid())
	}
	if again := session.OwnRun(); again != own {
		t.Errorf("the own run is %+v, then %+v", own, again)
	}
	later := own
	later.Started += 3001
	for name, test := range map[string]struct {
		run  store.Run
		want bool
	}{
		"own": {own, true}, "parent": {parent, true}, "dead": {deadRun(), false},
		"another process of the same id": {later, false},
	} {
		if got := session.Alive(test.run); got != test.want {
			t.Errorf("%s: alive is %v, want %v", name, got, test.want)
		}
	}
}

// TestKnown: two readings of one process's start differ a little on some systems, and mean one run.
func TestKnown(t *testing.T) {
	t.Parallel()
	rows := []store.Run{{ID: "7-100000", PID: 7, Started: 100_000, Pending: true}, {ID: "8-100000", PID: 8, Started: 100_000}}
	for started, want := range map[int64]string{
		100_000: "7-100000", 103_000: "7-100000", 97_000: "7-100000", 103_001: "fresh", 96_999: "fresh",
	} {
		if got := session.Known(store.Run{ID: "fresh", PID: 7, Started: started}, rows); got.ID != want {
			t.Errorf("started at %d: the run is %s, want %s", started, got.ID, want)
		}
	}
	l := newLab(t)
	first := deadRun()
	second := first
	second.ID, second.Started = "read anew", first.Started+2000
	l.in(first)
	if got := l.in(second).Run().ID; got != first.ID {
		t.Errorf("the second process is of the run %s, want %s", got, first.ID)
	}
}
