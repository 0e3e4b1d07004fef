package storetest

import (
	"errors"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// testUnanswered: what a process has created stays unanswered until a state has it, it goes, or the process ends in order.
func testUnanswered(t *testing.T, p pair) {
	names := []string{"one", "two", "three", "four", "five"}
	key := func(n int) fabric.Key { return networkID(names[n]).Key() }
	runs := func(what string, want ...string) {
		t.Helper()
		for _, s := range []store.Store{p.a, p.b} {
			for n, run := range want {
				got := read(t, s, func(r store.Reader) (string, error) { return r.Unanswered(key(n)) })
				if got != run {
					t.Errorf("%s: the creation of %s is unanswered in the run %q, want %q", what, names[n], got, run)
				}
			}
		}
	}
	runs("at first", "", "", "", "", "")
	update(t, p.a, func(tx store.Tx) error {
		return errors.Join(
			tx.PutUnanswered(key(0), "run", "1"), tx.PutUnanswered(key(1), "run", "1"), tx.PutUnanswered(key(2), "run", "2"),
			tx.PutUnanswered(key(3), "other", "1"), tx.PutUnanswered(key(4), "run", "1"), tx.PutUnanswered(key(4), "other", "1"),
		)
	})
	runs("created", "run", "run", "run", "other", "other")
	update(t, p.b, func(tx store.Tx) error {
		return errors.Join(tx.Put(network(names[2], 1, "one")), tx.Prune(func(store.Run) bool { return false }))
	})
	runs("changed, and the run pruned", "run", "run", "run", "other", "other")
	update(t, p.b, func(tx store.Tx) error { return errors.Join(tx.Answered(key(0)), tx.Remove(key(4))) })
	runs("one seen, one gone", "", "run", "run", "other", "")
	update(t, p.a, func(tx store.Tx) error { return tx.AnsweredAll("run", "1") })
	runs("the process ended", "", "", "run", "other", "")
}
