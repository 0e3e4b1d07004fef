package session

import (
	"context"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// CallRun is the run of changes that no plan precedes: calls of ARM's REST interface. For all others it is over as soon as
// it has done something, so that nothing waits for a server that goes on living: no process has its number.
func CallRun() store.Run { return store.Run{ID: "call", PID: -1} }

// CallRequest asks for a change that no plan precedes.
type CallRequest struct {
	// Change says by the fabric as it is what is asked for; nil for nothing. An error undoes everything and is returned.
	Change func(w *fabric.World) (fabric.Object, error)
	// Passing is true where the object is not kept: what follows from it is, such as from an upgrade of instances.
	Passing bool
}

// Call creates or updates an object, whichever it takes, in one transaction and by the rules of an apply. The plan's world
// is the fabric afterwards; where findings stand in the way, nothing has changed.
func (s *Session) Call(ctx context.Context, req CallRequest) (Plan, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var p Plan
	err := s.update(ctx, func(tx store.Tx) error {
		w, err := tx.World()
		if err != nil {
			return err
		}
		after, err := req.Change(w)
		if err != nil || after == nil {
			p.World = w
			return err
		}
		_, presence := w.Lookup(after.Head().ID)
		p, err = s.applyOne(tx, w, ApplyRequest{Create: req.Passing || presence == fabric.Missing, Passing: req.Passing, After: after, Accept: func(Plan) error { return nil }})
		return err
	})
	return p, err
}
