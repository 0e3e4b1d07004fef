package session

import (
	"context"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// A process that is killed after its transaction and before its answer leaves an object behind that no state has. The
// next apply of the same configuration creates it again, and has to go on from there:
//
//	create   object + unanswered, in one transaction -> answer to terraform
//	Leave    the process ends in order: all its answers have been heard
//	create   of an object that is unanswered, by a run that is over -> the object is taken up as it is

// created records that terraform has yet to hear of an object.
func (s *Session) created(tx store.Tx, id fabric.ID) error {
	s.creates = true
	return tx.PutUnanswered(id.Key(), s.run.ID, s.process)
}

// resume turns a creation into the update of what it takes up, if anything.
func (s *Session) resume(tx store.Reader, w *fabric.World, req ApplyRequest) (ApplyRequest, error) {
	before, _ := w.Lookup(req.After.Head().ID)
	if !req.Create || before == nil {
		return req, nil
	}
	resumed, err := s.resumes(tx, w, before, req.After)
	req.Create = !resumed
	return req, err
}

// resumes reports whether a creation takes up an object that exists, because the run that made it was cut off. Where an
// argument is another by now that is fixed at the creation, it does not: the object is then like any other that is in the way.
func (s *Session) resumes(tx store.Reader, w *fabric.World, before, after fabric.Object) (bool, error) {
	run, err := tx.Unanswered(before.Head().ID.Key())
	if err != nil || run == "" || run == s.run.ID {
		return false, err
	}
	rows, err := tx.Runs()
	if err != nil {
		return false, err
	}
	for _, row := range rows {
		if row.ID == run && alive(row) {
			return false, nil // its answer may be on its way
		}
	}
	return len(fabric.MustReplace(w, before, after)) == 0, nil
}

// Leave says that the process ends in order: terraform has heard of all that it has created.
func (s *Session) Leave(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.creates {
		return nil
	}
	return s.store.Update(ctx, func(tx store.Tx) error { return tx.AnsweredAll(s.run.ID, s.process) })
}
