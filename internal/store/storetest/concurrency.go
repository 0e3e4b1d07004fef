package storetest

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

func testConcurrentUpdates(t *testing.T, p pair) {
	const writers, each = 6, 15
	put(t, p.a, network("net", 1, "0"))
	var wg sync.WaitGroup
	for n := range writers {
		s := []store.Store{p.a, p.b}[n%2]
		wg.Go(func() {
			for range each {
				if err := s.Update(context.Background(), Increment); err != nil {
					t.Errorf("writer %d: %v", n, err)
				}
			}
		})
	}
	wg.Wait()
	p.sees(t, fmt.Sprint("net=", writers*each))
}

// Increment adds one to the mark of the network that Counter makes.
func Increment(tx store.Tx) error {
	w, err := tx.World()
	if err != nil {
		return err
	}
	o, ok := fabric.Get[fabric.VirtualNetwork](w, networkID("net"))
	if !ok {
		return errors.New("the counter is gone")
	}
	n, err := strconv.Atoi(o.Tags["mark"])
	if err != nil {
		return err
	}
	return tx.Put(network("net", 1, strconv.Itoa(n+1)))
}

// Counter is an object that Increment counts up, at 0.
func Counter() fabric.Object { return network("net", 1, "0") }

// Count reads the counter of a world; -1 where there is none.
func Count(w *fabric.World) int {
	o, _ := fabric.Get[fabric.VirtualNetwork](w, networkID("net"))
	n, err := strconv.Atoi(o.Tags["mark"])
	if err != nil {
		return -1
	}
	return n
}

// testConcurrentReaders reads while two objects change together: no reader may see one without the other, or go back.
func testConcurrentReaders(t *testing.T, p pair) {
	both := func(n int) []fabric.Object {
		return []fabric.Object{network("net", 1, strconv.Itoa(n)), network("twin", 1, strconv.Itoa(n))}
	}
	put(t, p.a, both(0)...)
	const last = 30
	var wg sync.WaitGroup
	for n := range 4 {
		s := []store.Store{p.a, p.b}[n%2]
		wg.Go(func() {
			for seen := 0; seen < last && !t.Failed(); {
				w := world(t, s)
				twin, _ := fabric.Get[fabric.VirtualNetwork](w, networkID("twin"))
				now := Count(w)
				if twin.Tags["mark"] != strconv.Itoa(now) {
					t.Errorf("half a transaction: net=%d, twin=%s", now, twin.Tags["mark"])
				}
				if now < seen {
					t.Errorf("the store went back from %d to %d", seen, now)
				}
				seen = now
			}
		})
	}
	for n := range last {
		put(t, p.b, both(n+1)...)
	}
	wg.Wait()
}
