package session_test

import (
	"context"
	"fmt"
	"os"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/alloc"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// mortal is a store whose process dies at a step: before, in the middle or at the end of a transaction. Each step is said on
// stdout before, so that another process can kill this one at any time between two as well.
type mortal struct {
	store.Store
	steps *steps
}

type steps struct{ done, last int } // last: at which the process dies; 0: none

func (s *steps) step() {
	s.done++
	fmt.Println("step")
	if s.done != s.last {
		return
	}
	self, err := os.FindProcess(os.Getpid())
	if err == nil {
		err = self.Kill()
	}
	if err != nil {
		panic(err)
	}
	select {} // a signal to oneself may take a moment
}

func (m mortal) Update(ctx context.Context, fn func(store.Tx) error) error {
	m.steps.step()
	err := m.Store.Update(ctx, func(tx store.Tx) error {
		err := fn(mortalTx{tx, m.steps})
		m.steps.step()
		return err
	})
	m.steps.step()
	return err
}

type mortalTx struct {
	store.Tx
	steps *steps
}

func (t mortalTx) Put(o fabric.Object) error {
	defer t.steps.step()
	return t.Tx.Put(o)
}

func (t mortalTx) Remove(key fabric.Key) error {
	defer t.steps.step()
	return t.Tx.Remove(key)
}

func (t mortalTx) Promise(run string, successor bool, leases []alloc.Lease) error {
	defer t.steps.step()
	return t.Tx.Promise(run, successor, leases)
}

func (t mortalTx) Confirm(run, owner string, leases []alloc.Lease) error {
	defer t.steps.step()
	return t.Tx.Confirm(run, owner, leases)
}

func (t mortalTx) Release(owner string) error {
	defer t.steps.step()
	return t.Tx.Release(owner)
}
