package session_test

import (
	"context"
	"errors"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

// call makes a change that no plan precedes.
func (a actor) call(req session.CallRequest) (session.Plan, error) {
	a.Helper()
	return a.Call(context.Background(), req)
}

func asking(o fabric.Object) func(*fabric.World) (fabric.Object, error) {
	return func(*fabric.World) (fabric.Object, error) { return o, nil }
}

// TestCalls: a call creates, updates, does nothing, or is undone; what it passes through is not kept.
func TestCalls(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	a := l.in(session.CallRun())
	network := ft.VNet("net", "10.0.0.0/16")
	for revision, space := range []string{"10.0.0.0/16", "10.1.0.0/16"} {
		network.AddressSpace = []string{space}
		p, err := a.call(session.CallRequest{Change: asking(network)})
		if err != nil || p.Failed() {
			t.Fatal(err, p.Findings)
		}
		stored, ok := fabric.Get[fabric.VirtualNetwork](p.World, network.ID)
		if !ok || stored.AddressSpace[0] != space || stored.Revision != revision+1 {
			t.Errorf("the network is %+v", stored)
		}
	}
	if p, err := a.call(session.CallRequest{Change: asking(nil)}); err != nil || p.World == nil || p.Failed() {
		t.Errorf("a call that asks for nothing: %v, %+v", err, p)
	}
	refusal := errors.New("no")
	if _, err := a.call(session.CallRequest{Change: func(*fabric.World) (fabric.Object, error) { return nil, refusal }}); !errors.Is(err, refusal) {
		t.Errorf("a call that is refused: %v", err)
	}
	network.AddressSpace = []string{"10.1.0.0/33"}
	if p, err := a.call(session.CallRequest{Change: asking(network)}); err != nil || !p.Failed() {
		t.Errorf("a call that breaks a rule: %v, %v", err, p.Findings)
	}
	other := ft.VNet("passing", "10.2.0.0/16")
	if p, err := a.call(session.CallRequest{Passing: true, Change: asking(other)}); err != nil || p.Failed() {
		t.Errorf("a passing object: %v, %v", err, p.Findings)
	}
	w, err := l.walk().Stored(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if _, presence := w.Lookup(other.ID); presence != fabric.Missing {
		t.Error("the passing object is kept")
	}
	if stored, _ := fabric.Get[fabric.VirtualNetwork](w, network.ID); stored.AddressSpace[0] != "10.1.0.0/16" {
		t.Errorf("the refused call has left %v", stored.AddressSpace)
	}
}
