package storetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// testAnswer: the latest answer counts, whoever has given it, and pruning its run leaves it.
func testAnswer(t *testing.T, p pair) {
	id := fabric.TopLevelID(fabric.KindConnectivityTest, "s", "rg", "db")
	answer := func(run string, verdict fabric.Verdict) store.Answer {
		test := fabric.ConnectivityTest{Meta: fabric.Meta{ID: id}, Source: "Internet", Answer: fabric.Reachability{Passage: fabric.Passage{Verdict: verdict, Steps: []fabric.TraceStep{{Kind: fabric.StepDrop}}}}}
		return store.Answer{Run: run, Process: "7", Object: test}
	}
	same := func(what string, want *store.Answer) {
		t.Helper()
		for _, s := range []store.Store{p.a, p.b} {
			got := read(t, s, func(r store.Reader) (*store.Answer, error) {
				a, ok, err := r.Answer(fabric.ID("/SUBSCRIPTIONS" + string(id)[len("/subscriptions"):]).Key())
				if !ok {
					return nil, err
				}
				return &a, err
			})
			if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b fabric.Field) bool { return a.String() == b.String() })); diff != "" {
				t.Errorf("%s (-want +got):\n%s", what, diff)
			}
		}
	}
	same("at first", nil)
	first, second := answer("one", fabric.Reachable), answer("two", fabric.Unreachable)
	update(t, p.a, func(tx store.Tx) error { return tx.PutAnswer(first) })
	same("the first", &first)
	update(t, p.b, func(tx store.Tx) error { return tx.PutAnswer(second) })
	same("the second", &second)
	update(t, p.a, func(tx store.Tx) error { return tx.Prune(func(store.Run) bool { return false }) })
	same("after pruning", &second)
	update(t, p.a, func(tx store.Tx) error { return tx.ForgetAnswer(id.Key()) })
	same("forgotten", nil)
	update(t, p.a, func(tx store.Tx) error { return tx.ForgetAnswer(id.Key()) })
}
