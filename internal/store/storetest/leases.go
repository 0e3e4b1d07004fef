package storetest

import (
	"context"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

func promise(t *testing.T, s store.Store, run string, successor bool, texts ...string) {
	t.Helper()
	update(t, s, func(tx store.Tx) error { return tx.Promise(run, successor, leases(texts...)) })
}

func confirm(t *testing.T, s store.Store, run, owner string, texts ...string) {
	t.Helper()
	update(t, s, func(tx store.Tx) error { return tx.Confirm(run, owner, leases(texts...)) })
}

func release(t *testing.T, s store.Store, owner string) {
	t.Helper()
	update(t, s, func(tx store.Tx) error { return tx.Release(owner) })
}

func testPromise(t *testing.T, p pair) {
	promise(t, p.a, "r1", false, "set/0 10.0.0.4", "set/1 10.0.0.5", "prefix/block 198.18.0.16/28", "six/0 fd00::4")
	p.holds(t, pool, "set/0 10.0.0.4 run=r1", "set/1 10.0.0.5 run=r1", "prefix/block 198.18.0.16/28 run=r1", "six/0 fd00::4 run=r1")
	p.holds(t, "another|IPv4")

	// The last run that asks has the promise; promises of several owners may be for one address.
	promise(t, p.b, "r2", false, "set/1 10.0.0.6", "rival/0 10.0.0.4")
	p.holds(t, pool, "set/0 10.0.0.4 run=r1", "set/1 10.0.0.6 run=r2", "prefix/block 198.18.0.16/28 run=r1", "six/0 fd00::4 run=r1", "rival/0 10.0.0.4 run=r2")
}

// testPromiseBesideConfirmed plans on what is confirmed. A plan that is thrown away must not have touched it.
func testPromiseBesideConfirmed(t *testing.T, p pair) {
	confirm(t, p.a, "r1", "set", "set/0 10.0.0.4", "set/1 10.0.0.5")
	// The same again, as a plan without a change asks.
	promise(t, p.a, "r2", false, "set/0 10.0.0.4 confirmed", "set/1 10.0.0.5 confirmed", "set/2 10.0.0.6")
	p.holds(t, pool, "set/0 10.0.0.4 confirmed", "set/1 10.0.0.5 confirmed", "set/2 10.0.0.6 run=r2")

	// A slot whose subnet moves to another prefix: the promise is for there, and the confirmed lease stands beside it.
	promise(t, p.b, "r3", false, "set/0 10.9.0.4")
	p.holds(t, pool, "set/0 10.0.0.4 confirmed", "set/0 10.9.0.4 run=r3", "set/1 10.0.0.5 confirmed", "set/2 10.0.0.6 run=r2")

	// The next plan finds the subnet where it was: the last word counts.
	promise(t, p.b, "r4", false, "set/0 10.0.0.4 confirmed")
	p.holds(t, pool, "set/0 10.0.0.4 confirmed", "set/1 10.0.0.5 confirmed", "set/2 10.0.0.6 run=r2")

	// The move is applied.
	promise(t, p.a, "r5", false, "set/0 10.9.0.4")
	confirm(t, p.a, "r5", "set", "set/0 10.9.0.4 run=r5", "set/1 10.0.0.5 confirmed")
	p.holds(t, pool, "set/0 10.9.0.4 confirmed", "set/1 10.0.0.5 confirmed", "set/2 10.0.0.6 run=r2")
}

func testSuccessorPromise(t *testing.T, p pair) {
	confirm(t, p.a, "r1", "set", "set/0 10.0.0.4", "set/1 10.0.0.5", "set/2 10.0.0.6")
	promise(t, p.a, "r2", true, "set/0 10.0.0.4 confirmed", "set/1 10.0.0.5 confirmed", "set/9 10.0.0.7")
	p.holds(t, pool, "set/0 10.0.0.4 confirmed run=r2", "set/1 10.0.0.5 confirmed run=r2", "set/2 10.0.0.6 confirmed", "set/9 10.0.0.7 run=r2")

	release(t, p.b, "set") // the predecessor goes
	p.holds(t, pool, "set/0 10.0.0.4 run=r2", "set/1 10.0.0.5 run=r2", "set/9 10.0.0.7 run=r2")

	// The apply is another run, of a saved plan.
	confirm(t, p.b, "r3", "set", "set/0 10.0.0.4 run=r2", "set/1 10.0.0.5 run=r2", "set/9 10.0.0.7 run=r2")
	p.holds(t, pool, "set/0 10.0.0.4 confirmed", "set/1 10.0.0.5 confirmed", "set/9 10.0.0.7 confirmed")

	// A successor in a moved subnet: its promise stands beside the predecessor's lease, which goes without a promise.
	promise(t, p.a, "r4", true, "set/0 10.0.0.4 confirmed")
	promise(t, p.a, "r5", true, "set/0 10.9.0.4")
	p.holds(t, pool, "set/0 10.0.0.4 confirmed", "set/0 10.9.0.4 run=r5", "set/1 10.0.0.5 confirmed", "set/9 10.0.0.7 confirmed")
	release(t, p.a, "set")
	p.holds(t, pool, "set/0 10.9.0.4 run=r5")
}

func testRelease(t *testing.T, p pair) {
	confirm(t, p.a, "r1", "set", "set/0 10.0.0.4")
	confirm(t, p.a, "r1", "other", "other/0 10.0.0.5")
	promise(t, p.a, "r2", false, "set/1 10.0.0.6")
	release(t, p.b, "set")
	release(t, p.b, "nobody")
	// A promise to grow is not the removal's to drop: who planned it may yet apply it to a successor.
	p.holds(t, pool, "set/1 10.0.0.6 run=r2", "other/0 10.0.0.5 confirmed")
	confirm(t, p.b, "r1", "third", "third/0 10.0.0.4") // the address is free again
	p.holds(t, pool, "set/1 10.0.0.6 run=r2", "other/0 10.0.0.5 confirmed", "third/0 10.0.0.4 confirmed")
}

func testConfirm(t *testing.T, p pair) {
	confirm(t, p.a, "r1", "set", "set/0 10.0.0.4", "set/1 10.0.0.5", "set/2 10.0.0.6")
	confirm(t, p.a, "r1", "other", "other/0 10.0.0.7")
	// What is not named is released; what another run promised stays.
	promise(t, p.a, "r2", false, "set/3 10.0.0.8")
	confirm(t, p.b, "r1", "set", "set/0 10.0.0.4 confirmed", "set/2 10.0.0.9")
	p.holds(t, pool, "set/0 10.0.0.4 confirmed", "set/2 10.0.0.9 confirmed", "set/3 10.0.0.8 run=r2", "other/0 10.0.0.7 confirmed")

	// A promise to a successor ends where the present holder is confirmed anew.
	promise(t, p.a, "r2", true, "set/0 10.0.0.4 confirmed")
	confirm(t, p.b, "r1", "set", "set/0 10.0.0.4 confirmed run=r2")
	p.holds(t, pool, "set/0 10.0.0.4 confirmed", "set/3 10.0.0.8 run=r2", "other/0 10.0.0.7 confirmed")

	// A lease of the owner in another pool is released as well.
	elsewhere := lease("set/0 10.5.0.4")
	elsewhere.Pool = "elsewhere|IPv4"
	update(t, p.a, func(tx store.Tx) error { return tx.Confirm("r1", "set", append(leases(), elsewhere)) })
	p.holds(t, pool, "set/3 10.0.0.8 run=r2", "other/0 10.0.0.7 confirmed")
	p.holds(t, "elsewhere|IPv4", "set/0 10.5.0.4 confirmed")
}

func testConfirmDropsOwnExtras(t *testing.T, p pair) {
	promise(t, p.a, "r1", false, "set/0 10.0.0.4", "set/1 10.0.0.5", "other/0 10.0.0.6")
	promise(t, p.a, "r2", false, "set/7 10.0.0.7")
	confirm(t, p.b, "r1", "set", "set/0 10.0.0.4 run=r1")
	p.holds(t, pool, "set/0 10.0.0.4 confirmed", "set/7 10.0.0.7 run=r2", "other/0 10.0.0.6 run=r1")

	promise(t, p.a, "r1", false, "set/1 10.0.0.5")
	confirm(t, p.b, "r1", "set") // none: it holds nothing any more
	p.holds(t, pool, "set/7 10.0.0.7 run=r2", "other/0 10.0.0.6 run=r1")
}

func testAddressHasOneOwner(t *testing.T, p pair) {
	confirm(t, p.a, "r1", "first", "first/0 10.0.0.4")
	err := p.b.Update(context.Background(), func(tx store.Tx) error {
		if err := tx.Put(network("net", 1, "one")); err != nil {
			return err
		}
		return tx.Confirm("r2", "second", leases("second/0 10.0.0.5", "second/1 10.0.0.4"))
	})
	if err == nil {
		t.Error("two owners were given one address")
	}
	p.holds(t, pool, "first/0 10.0.0.4 confirmed")
	p.sees(t)

	// In another pool the address is another one.
	elsewhere := lease("second/1 10.0.0.4")
	elsewhere.Pool = "elsewhere|IPv4"
	update(t, p.b, func(tx store.Tx) error { return tx.Confirm("r2", "second", append(leases(), elsewhere)) })
	p.holds(t, "elsewhere|IPv4", "second/1 10.0.0.4 confirmed")
}
