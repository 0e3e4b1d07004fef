package storetest

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

func testPutRun(t *testing.T, p pair) {
	for _, step := range []struct {
		put  store.Run
		want []store.Run
	}{
		{store.Run{ID: "b", PID: 2, Started: 200}, []store.Run{{ID: "b", PID: 2, Started: 200}}},
		{store.Run{ID: "b", PID: 2, Started: 200, Pending: true}, []store.Run{{ID: "b", PID: 2, Started: 200, Pending: true}}},
		{store.Run{ID: "b", PID: 2, Started: 200}, []store.Run{{ID: "b", PID: 2, Started: 200, Pending: true}}},
		{
			store.Run{ID: "a", PID: 1, Started: 1_700_000_000_123},
			[]store.Run{{ID: "a", PID: 1, Started: 1_700_000_000_123}, {ID: "b", PID: 2, Started: 200, Pending: true}},
		},
	} {
		update(t, p.a, func(tx store.Tx) error { return tx.PutRun(step.put) })
		for _, s := range []store.Store{p.a, p.b} {
			if diff := cmp.Diff(step.want, read(t, s, store.Reader.Runs)); diff != "" {
				t.Errorf("after %+v (-want +got):\n%s", step.put, diff)
			}
		}
	}
}

func planned(t *testing.T, s store.Store, run string, since int64) (list []store.PlannedObject, mark int64) {
	t.Helper()
	list = read(t, s, func(r store.Reader) (list []store.PlannedObject, err error) {
		list, mark, err = r.Planned(run, since)
		return list, err
	})
	return list, mark
}

func putPlanned(t *testing.T, s store.Store, run string, list ...store.PlannedObject) {
	t.Helper()
	update(t, s, func(tx store.Tx) error {
		for _, o := range list {
			if err := tx.PutPlanned(run, o); err != nil {
				return err
			}
		}
		return nil
	})
}

func plannedNetwork(name, process string, state store.PlannedState) store.PlannedObject {
	o := store.PlannedObject{ID: networkID(name), Kind: fabric.KindVirtualNetwork, State: state, Process: process}
	if state == store.PlannedPresent {
		o.Object = network(name, 1, "planned by "+process)
	}
	return o
}

func samePlanned(t *testing.T, what string, want, got []store.PlannedObject) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func testPlanned(t *testing.T, p pair) {
	present, pending := plannedNetwork("present", "1", store.PlannedPresent), plannedNetwork("pending", "1", store.PlannedPending)
	removed, forgotten := plannedNetwork("removed", "2", store.PlannedRemoved), plannedNetwork("forgotten", "2", store.PlannedForgotten)
	removed.Kind = "" // not known where only the id is at hand

	list, mark := planned(t, p.b, "run", 0)
	samePlanned(t, "at first", nil, list)
	putPlanned(t, p.a, "run", present, pending)
	putPlanned(t, p.a, "another", plannedNetwork("present", "9", store.PlannedPending))
	list, mark = planned(t, p.b, "run", mark)
	samePlanned(t, "the first two", []store.PlannedObject{present, pending}, list)

	putPlanned(t, p.b, "run", removed, forgotten)
	list, next := planned(t, p.a, "run", mark)
	samePlanned(t, "since then", []store.PlannedObject{removed, forgotten}, list)

	list, same := planned(t, p.a, "run", next)
	samePlanned(t, "nothing new", nil, list)
	if same != next {
		t.Errorf("the mark moved from %d to %d without news", next, same)
	}

	// The last word for an id, however its case: it is news again.
	again := plannedNetwork("PRESENT", "2", store.PlannedForgotten)
	putPlanned(t, p.a, "run", again)
	list, _ = planned(t, p.b, "run", next)
	samePlanned(t, "the last word", []store.PlannedObject{again}, list)
	list, _ = planned(t, p.b, "run", 0)
	samePlanned(t, "all of it", []store.PlannedObject{pending, removed, forgotten, again}, list)
}

// standing leaves out what is forgotten, which a store may or may not keep.
func standing(list []store.PlannedObject) (rest []store.PlannedObject) {
	for _, o := range list {
		if o.State != store.PlannedForgotten {
			rest = append(rest, o)
		}
	}
	return rest
}

func testForgetProcess(t *testing.T, p pair) {
	one, two := plannedNetwork("one", "1", store.PlannedPresent), plannedNetwork("two", "2", store.PlannedPresent)
	other := plannedNetwork("one", "1", store.PlannedPending)
	putPlanned(t, p.a, "run", one, two, plannedNetwork("gone", "1", store.PlannedRemoved))
	putPlanned(t, p.a, "another", other)
	update(t, p.a, func(tx store.Tx) error { return tx.ForgetProcess("run", "1") })
	list, _ := planned(t, p.b, "run", 0)
	samePlanned(t, "of the run", []store.PlannedObject{two}, standing(list))
	list, _ = planned(t, p.b, "another", 0)
	samePlanned(t, "of another run", []store.PlannedObject{other}, list)
}

// testPlannedAfterForgetProcess: who has read up to a mark must not miss what comes after a process was forgotten.
func testPlannedAfterForgetProcess(t *testing.T, p pair) {
	putPlanned(t, p.a, "run", plannedNetwork("one", "1", store.PlannedPresent), plannedNetwork("two", "1", store.PlannedPresent))
	_, mark := planned(t, p.b, "run", 0)
	update(t, p.a, func(tx store.Tx) error { return tx.ForgetProcess("run", "1") })
	three := plannedNetwork("three", "1", store.PlannedPresent)
	putPlanned(t, p.a, "run", three)
	list, _ := planned(t, p.b, "run", mark)
	samePlanned(t, "since the mark", []store.PlannedObject{three}, standing(list))
}

func prune(t *testing.T, s store.Store, living ...string) {
	t.Helper()
	update(t, s, func(tx store.Tx) error {
		return tx.Prune(func(r store.Run) bool {
			for _, id := range living {
				if r.ID == id {
					return true
				}
			}
			return false
		})
	})
}

func runIDs(t *testing.T, s store.Store) []string {
	t.Helper()
	ids := []string{}
	for _, r := range read(t, s, store.Reader.Runs) {
		ids = append(ids, r.ID)
	}
	return ids
}

func testPruneKeepsLivingAndPending(t *testing.T, p pair) {
	for _, id := range []string{"dead", "living", "pending"} {
		update(t, p.a, func(tx store.Tx) error { return tx.PutRun(store.Run{ID: id, PID: 1, Pending: id == "pending"}) })
		putPlanned(t, p.a, id, plannedNetwork("net", "1", store.PlannedPresent))
		promise(t, p.a, id, false, id+"/0 10.0.0.4")
	}
	prune(t, p.b, "living")
	if diff := cmp.Diff([]string{"living", "pending"}, runIDs(t, p.a)); diff != "" {
		t.Errorf("runs (-want +got):\n%s", diff)
	}
	for id, want := range map[string]int{"dead": 0, "living": 1, "pending": 0} {
		if list, _ := planned(t, p.a, id, 0); len(list) != want {
			t.Errorf("the run %s has planned %d objects, want %d", id, len(list), want)
		}
	}
	// Promises are for applies that may yet come, of whatever run.
	p.holds(t, pool, "dead/0 10.0.0.4 run=dead", "living/0 10.0.0.4 run=living", "pending/0 10.0.0.4 run=pending")
}

// RunAging runs the part of the suite that needs a clock: what a store forgets with time.
func RunAging(t *testing.T, open func(t *testing.T, now func() time.Time) (a, b store.Store)) {
	t.Helper()
	var seconds atomic.Int64
	seconds.Store(1_800_000_000)
	a, b := open(t, func() time.Time { return time.Unix(seconds.Load(), 0) })
	p := pair{a, b}
	after := func(d time.Duration) { seconds.Add(int64(d / time.Second)) }

	put(t, a, network("net", 1, "one"))
	confirm(t, a, "old", "set", "set/0 10.0.0.4", "set/1 10.0.0.5")
	promise(t, a, "old", true, "set/0 10.0.0.4 confirmed")
	promise(t, a, "old", false, "set/2 10.0.0.6", "renewed/0 10.0.0.7")
	for _, r := range []store.Run{{ID: "asks", Pending: true}, {ID: "living", Pending: true}, {ID: "pending", Pending: true}, {ID: "young"}} {
		update(t, a, func(tx store.Tx) error { return tx.PutRun(r) })
	}
	steps := []struct {
		name   string
		wait   time.Duration
		do     func(store.Tx) error
		living []string
		leases []string
		runs   []string
	}{
		{
			"at once", 0, nil, []string{"living", "young"},
			[]string{"set/0 10.0.0.4 confirmed run=old", "set/1 10.0.0.5 confirmed", "set/2 10.0.0.6 run=old", "renewed/0 10.0.0.7 run=old"},
			[]string{"asks", "living", "pending", "young"},
		},
		{
			"a promise asked for again is young again, and so is a run", 23 * time.Hour, func(tx store.Tx) error {
				if err := tx.PutRun(store.Run{ID: "asks"}); err != nil {
					return err
				}
				return tx.Promise("new", false, leases("renewed/0 10.0.0.7 run=old"))
			}, []string{"living"},
			[]string{"set/0 10.0.0.4 confirmed run=old", "set/1 10.0.0.5 confirmed", "set/2 10.0.0.6 run=old", "renewed/0 10.0.0.7 run=new"},
			[]string{"asks", "living", "pending"},
		},
		{
			"after exactly a day", time.Hour, nil, []string{"living"},
			[]string{"set/0 10.0.0.4 confirmed run=old", "set/1 10.0.0.5 confirmed", "set/2 10.0.0.6 run=old", "renewed/0 10.0.0.7 run=new"},
			[]string{"asks", "living", "pending"},
		},
		{
			"after more than a day", time.Second, nil, []string{"living"},
			[]string{"set/0 10.0.0.4 confirmed", "set/1 10.0.0.5 confirmed", "renewed/0 10.0.0.7 run=new"},
			[]string{"asks", "living"},
		},
		{
			"after two days", 24 * time.Hour, nil, []string{"living"},
			[]string{"set/0 10.0.0.4 confirmed", "set/1 10.0.0.5 confirmed"}, []string{"living"},
		},
	}
	for _, step := range steps {
		after(step.wait)
		if step.do != nil {
			update(t, a, step.do)
		}
		prune(t, b, step.living...)
		t.Log(step.name)
		p.holds(t, pool, step.leases...)
		if diff := cmp.Diff(step.runs, runIDs(t, a)); diff != "" {
			t.Errorf("runs (-want +got):\n%s", diff)
		}
	}
	p.sees(t, "net=one")
}
