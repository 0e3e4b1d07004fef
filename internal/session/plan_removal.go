package session

import (
	"context"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// PlanRemoval plans that an object goes, and returns warnings.
func (s *Session) PlanRemoval(ctx context.Context, id fabric.ID) ([]fabric.Finding, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []fabric.Finding
	err := s.update(ctx, func(tx store.Tx) error {
		w, err := s.look(tx)
		if err != nil {
			return err
		}
		if o, presence := w.stored.Lookup(id); presence == fabric.Found {
			list = w.own.RemovalInPlan(o)
		}
		return s.record(tx, store.PlannedObject{ID: id, State: store.PlannedRemoved})
	})
	return list, err
}

// planRename plans that the old id goes, which the caller records. The new one is planned when Terraform asks again.
func (s *Session) planRename(w worlds, req PlanRequest) Plan {
	p := Plan{Object: req.After, Renamed: true}
	if old, presence := w.stored.Lookup(req.Prior); presence == fabric.Found {
		p.Findings = w.own.RemovalInPlan(old)
	}
	var gone fabric.Overlay
	gone.Remove(req.Prior)
	p.World = w.planned.WithOverlays(&gone)
	return p
}
