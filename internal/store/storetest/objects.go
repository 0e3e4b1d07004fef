package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

func testPutIsVisible(t *testing.T, p pair) {
	p.sees(t)
	put(t, p.a, network("net", 1, "one"))
	p.sees(t, "net=one")
	put(t, p.b, network("net", 1, "two"), network("other", 1, "one"))
	p.sees(t, "net=two", "other=one")
	update(t, p.a, func(tx store.Tx) error { return tx.Remove(networkID("net").Key()) })
	p.sees(t, "other=one")
}

func testRollbackLeavesNothing(t *testing.T, p pair) {
	put(t, p.a, network("kept", 1, "one"), network("changed", 1, "one"))
	err := p.a.Update(context.Background(), func(tx store.Tx) error {
		err := errors.Join(
			tx.Put(network("new", 1, "one")),
			tx.Put(network("changed", 1, "two")),
			tx.Remove(networkID("kept").Key()),
			tx.Promise("run", false, leases("new/0 10.0.0.4")),
			tx.Confirm("run", "other", leases("other/0 10.0.0.5")),
			tx.PutRun(store.Run{ID: "run", PID: 1}),
			tx.PutPlanned("run", store.PlannedObject{ID: networkID("new"), State: store.PlannedRemoved}),
		)
		if err != nil {
			return err
		}
		if _, err := tx.World(); err != nil { // a world that never comes to be must not be remembered
			return err
		}
		return errStop
	})
	if !errors.Is(err, errStop) {
		t.Fatalf("Update returned %v, want the function's own error", err)
	}
	p.sees(t, "kept=one", "changed=one")
	p.holds(t, pool)
	for _, s := range []store.Store{p.a, p.b} {
		if runs := read(t, s, store.Reader.Runs); len(runs) > 0 {
			t.Errorf("runs after a rollback: %v", runs)
		}
		if list, _ := planned(t, s, "run", 0); len(list) > 0 {
			t.Errorf("planned after a rollback: %v", list)
		}
	}
	for n := range 5 { // the revisions that were rolled back are used again
		mark := fmt.Sprint(n)
		put(t, p.b, network("after", 1, mark))
		p.sees(t, "kept=one", "changed=one", "after="+mark)
	}
}

func testWorldSeesOwnWrites(t *testing.T, p pair) {
	put(t, p.b, network("old", 1, "one"))
	update(t, p.a, func(tx store.Tx) error {
		if err := errors.Join(tx.Put(network("new", 1, "one")), tx.Remove(networkID("old").Key())); err != nil {
			return err
		}
		w, err := tx.World()
		if err != nil {
			return err
		}
		if diff := cmp.Diff([]string{"new=one"}, marks(w)); diff != "" {
			t.Errorf("objects in the transaction (-want +got):\n%s", diff)
		}
		return nil
	})
	p.sees(t, "new=one")
}

func incarnation(t *testing.T, s store.Store, name string) int {
	t.Helper()
	return read(t, s, func(r store.Reader) (int, error) { return r.Incarnation(networkID(name).Key()) })
}

func testIncarnation(t *testing.T, p pair) {
	remove := func(tx store.Tx) error { return tx.Remove(networkID("net").Key()) }
	for _, step := range []struct {
		name string
		do   func(store.Tx) error
		want int
	}{
		{"before", func(store.Tx) error { return nil }, 0},
		{"created", func(tx store.Tx) error { return tx.Put(network("net", 1, "one")) }, 1},
		{"updated", func(tx store.Tx) error { return tx.Put(network("net", 1, "two")) }, 1},
		{"removed", remove, 1},
		{"removed again", remove, 1},
		{"created again", func(tx store.Tx) error { return tx.Put(network("net", 2, "one")) }, 2},
		{"replaced at once", func(tx store.Tx) error { return errors.Join(remove(tx), tx.Put(network("net", 3, "one"))) }, 3},
		{"gone", remove, 3},
	} {
		update(t, p.a, step.do)
		for name, s := range map[string]store.Store{"a": p.a, "b": p.b} {
			if got := incarnation(t, s, "net"); got != step.want {
				t.Errorf("%s: incarnation %d in handle %s, want %d", step.name, got, name, step.want)
			}
		}
	}
	update(t, p.a, func(tx store.Tx) error { return tx.Remove(networkID("never").Key()) })
	if got := incarnation(t, p.b, "never"); got != 0 {
		t.Errorf("incarnation of what never was: %d, want 0", got)
	}
}

func testIdsCompareWithoutCase(t *testing.T, p pair) {
	put(t, p.a, network("net", 1, "one"))
	shouted := network("NET", 1, "two")
	put(t, p.b, shouted)
	p.sees(t, "NET=two")
	update(t, p.a, func(tx store.Tx) error { return tx.Remove(fabric.ID(group + "x").Key()) })
	update(t, p.a, func(tx store.Tx) error { return tx.Remove(shouted.ID.Key()) })
	p.sees(t)
}

func testWorldIsImmutable(t *testing.T, p pair) {
	put(t, p.a, network("net", 1, "one"), network("gone", 1, "one"))
	before := world(t, p.a)
	put(t, p.b, network("net", 1, "two"), network("new", 1, "one"))
	update(t, p.a, func(tx store.Tx) error { return tx.Remove(networkID("gone").Key()) })
	after := world(t, p.a)
	if diff := cmp.Diff([]string{"gone=one", "net=one"}, marks(before)); diff != "" {
		t.Errorf("the old world changed (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"net=two", "new=one"}, marks(after)); diff != "" {
		t.Errorf("the new world (-want +got):\n%s", diff)
	}
}

// testViewIsOneSnapshot writes through one handle while a View of the other is open, and skips where both are one.
func testViewIsOneSnapshot(t *testing.T, p pair) {
	if p.a == p.b {
		t.Skip("one handle")
	}
	put(t, p.a, network("net", 1, "one"))
	err := p.a.View(context.Background(), func(r store.Reader) error {
		for _, mark := range []string{"two", "three"} {
			w, err := r.World()
			if err != nil {
				return err
			}
			if diff := cmp.Diff([]string{"net=one"}, marks(w)); diff != "" {
				t.Errorf("before writing %s (-want +got):\n%s", mark, diff)
			}
			put(t, p.b, network("net", 1, mark))
			p2 := pair{p.b, p.a} // another transaction of the same handle sees the new state meanwhile
			p2.sees(t, "net="+mark)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	p.sees(t, "net=three")
}

// testCancelledContext cancels in the middle of a transaction: nothing of it may remain, and nothing else may be lost.
func testCancelledContext(t *testing.T, p pair) {
	put(t, p.a, network("net", 1, "one"))
	for range 3 {
		ctx, cancel := context.WithCancel(context.Background())
		err := p.a.Update(ctx, func(tx store.Tx) error {
			if err := tx.Put(network("net", 1, "two")); err != nil {
				return err
			}
			cancel()
			return ctx.Err()
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Update returned %v, want context.Canceled", err)
		}
	}
	p.sees(t, "net=one")
}
