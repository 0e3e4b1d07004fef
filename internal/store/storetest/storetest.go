// Package storetest says, as tests, what every implementation of store.Store must do.
package storetest

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// pair is two handles of one store; of a store in memory both may be the same.
type pair struct{ a, b store.Store }

// Run runs the suite. Each call of open makes a new, empty store and returns two handles of it.
func Run(t *testing.T, open func(t *testing.T) (a, b store.Store)) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, pair){
		"PutIsVisible":               testPutIsVisible,
		"RollbackLeavesNothing":      testRollbackLeavesNothing,
		"WorldSeesOwnWrites":         testWorldSeesOwnWrites,
		"Incarnation":                testIncarnation,
		"IdsCompareWithoutCase":      testIdsCompareWithoutCase,
		"WorldIsImmutable":           testWorldIsImmutable,
		"ViewIsOneSnapshot":          testViewIsOneSnapshot,
		"RoundTrip":                  testRoundTrip,
		"CancelledContext":           testCancelledContext,
		"ConcurrentUpdates":          testConcurrentUpdates,
		"ConcurrentReaders":          testConcurrentReaders,
		"Promise":                    testPromise,
		"PromiseBesideConfirmed":     testPromiseBesideConfirmed,
		"SuccessorPromise":           testSuccessorPromise,
		"Release":                    testRelease,
		"Confirm":                    testConfirm,
		"ConfirmDropsOwnExtras":      testConfirmDropsOwnExtras,
		"AddressHasOneOwner":         testAddressHasOneOwner,
		"PutRun":                     testPutRun,
		"Planned":                    testPlanned,
		"ForgetProcess":              testForgetProcess,
		"PlannedAfterForgetProcess":  testPlannedAfterForgetProcess,
		"PruneKeepsLivingAndPending": testPruneKeepsLivingAndPending,
		"Answer":                     testAnswer,
		"Unanswered":                 testUnanswered,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, b := open(t)
			test(t, pair{a, b})
		})
	}
}

const group = "/subscriptions/s/resourceGroups/rg/providers/"

func networkID(name string) fabric.ID {
	return fabric.TopLevelID(fabric.KindVirtualNetwork, "s", "rg", name)
}

// network is an object to store: of an incarnation, with a mark to tell its versions apart.
func network(name string, incarnation int, mark string) fabric.VirtualNetwork {
	return fabric.VirtualNetwork{
		Meta: fabric.Meta{
			ID: networkID(name), Location: "koreacentral", Tags: map[string]string{"mark": mark}, Incarnation: incarnation, Revision: 1,
		},
		AddressSpace: []string{"10.0.0.0/16"},
	}
}

// errStop makes a transaction fail on purpose.
var errStop = errors.New("stop")

func update(t *testing.T, s store.Store, fn func(store.Tx) error) {
	t.Helper()
	if err := s.Update(context.Background(), fn); err != nil {
		t.Fatalf("Update: %v", err)
	}
}

func put(t *testing.T, s store.Store, objects ...fabric.Object) {
	t.Helper()
	update(t, s, func(tx store.Tx) error {
		for _, o := range objects {
			if err := tx.Put(o); err != nil {
				return err
			}
		}
		return nil
	})
}

// read asks a store one thing in a View.
func read[T any](t *testing.T, s store.Store, ask func(store.Reader) (T, error)) T {
	t.Helper()
	var answer T
	err := s.View(context.Background(), func(r store.Reader) (err error) {
		answer, err = ask(r)
		return err
	})
	if err != nil {
		t.Fatalf("View: %v", err)
	}
	return answer
}

func world(t *testing.T, s store.Store) *fabric.World {
	t.Helper()
	return read(t, s, store.Reader.World)
}

// marks lists the objects of a world as name=mark.
func marks(w *fabric.World) []string {
	list := []string{}
	for _, v := range fabric.Each[fabric.VirtualNetwork](w) {
		list = append(list, v.Name()+"="+v.Tags["mark"])
	}
	return list
}

// sees fails unless both handles have these objects, as name=mark.
func (p pair) sees(t *testing.T, want ...string) {
	t.Helper()
	slices.Sort(want)
	for name, s := range map[string]store.Store{"a": p.a, "b": p.b} {
		if diff := cmp.Diff(slices.Clip(append([]string{}, want...)), marks(world(t, s))); diff != "" {
			t.Errorf("objects in handle %s (-want +got):\n%s", name, diff)
		}
	}
}

const pool = "subnet|IPv4"

// lease reads "owner/slot address [confirmed] [run=...]"; the slot is all after the first slash.
func lease(text string) alloc.Lease {
	fields := strings.Fields(text)
	owner, slot, _ := strings.Cut(fields[0], "/")
	l := alloc.Lease{Key: alloc.Key{Pool: pool, Owner: owner, Slot: slot}}
	if strings.Contains(fields[1], "/") {
		l.Prefix = netip.MustParsePrefix(fields[1])
	} else {
		a := netip.MustParseAddr(fields[1])
		l.Prefix = netip.PrefixFrom(a, a.BitLen())
	}
	for _, f := range fields[2:] {
		if run, ok := strings.CutPrefix(f, "run="); ok {
			l.Run = run
		} else {
			l.Confirmed = f == "confirmed"
		}
	}
	return l
}

func leases(texts ...string) []alloc.Lease {
	list := []alloc.Lease{}
	for _, s := range texts {
		list = append(list, lease(s))
	}
	return list
}

// leaseText is the reverse of lease.
func leaseText(l alloc.Lease) string {
	text := l.Owner + "/" + l.Slot + " "
	if l.Prefix.IsSingleIP() {
		text += l.Addr().String()
	} else {
		text += l.Prefix.String()
	}
	if l.Confirmed {
		text += " confirmed"
	}
	if l.Run != "" {
		text += " run=" + l.Run
	}
	return text
}

// holds fails unless both handles have these leases in a pool.
func (p pair) holds(t *testing.T, pool string, want ...string) {
	t.Helper()
	want = append([]string{}, want...)
	slices.Sort(want)
	for name, s := range map[string]store.Store{"a": p.a, "b": p.b} {
		got := []string{}
		for _, l := range read(t, s, func(r store.Reader) ([]alloc.Lease, error) { return r.Leases(pool) }) {
			if l.Pool != pool {
				t.Errorf("a lease of the pool %s is said to be of %s", pool, l.Pool)
			}
			got = append(got, leaseText(l))
		}
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("leases of %s in handle %s (-want +got):\n%s", pool, name, diff)
		}
	}
}
