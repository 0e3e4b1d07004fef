package session

import (
	"os"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// desk keeps the ledgers of one transaction: a change may have effects on objects that hold addresses of their own.
type desk struct {
	session *Session
	tx      store.Reader
	ledgers map[fabric.Key]*ledger
}

func (s *Session) desk(tx store.Reader) *desk {
	return &desk{session: s, tx: tx, ledgers: map[fabric.Key]*ledger{}}
}

// open returns the ledger of an owner.
func (d *desk) open(owner fabric.ID) (*ledger, error) {
	if l, ok := d.ledgers[owner.Key()]; ok {
		return l, nil
	}
	l, err := d.session.ledger(d.tx, owner)
	if err != nil {
		return nil, err
	}
	d.ledgers[owner.Key()] = l
	return l, nil
}

// books implements fabric.Books.
func (d *desk) books(owner fabric.ID) (fabric.Allocator, error) { return d.open(owner) }

// planEffects notes what follows a planned change, and promises what it takes. Other processes of the run are not told:
// that of the apply plans the change again, and would find it made already.
func (s *Session) planEffects(tx store.Tx, effects []fabric.Effect, d *desk) error {
	for _, e := range effects {
		id := e.Before.Head().ID
		planned := store.PlannedObject{ID: id, State: store.PlannedRemoved}
		if e.After != nil {
			after := revised(e.Before, e.After)
			planned = store.PlannedObject{ID: id, Kind: after.Kind(), State: store.PlannedPresent, Object: after}
		}
		s.staged.objects = append(s.staged.objects, planned)
		if l, ok := d.ledgers[id.Key()]; ok {
			if err := tx.Promise(s.run.ID, false, l.promised()); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeEffects writes what follows a change that has been written.
func (s *Session) writeEffects(tx store.Tx, effects []fabric.Effect, d *desk) error {
	for _, e := range effects {
		id := e.Before.Head().ID
		if e.After == nil {
			if err := s.removeOne(tx, e.Before); err != nil {
				return err
			}
		} else if err := s.rewrite(tx, e.Before, e.After); err != nil {
			return err
		}
		if l, ok := d.ledgers[id.Key()]; ok && e.After != nil {
			// What this run has promised beyond them stays: it is for what else it does to the same object.
			if err := tx.Confirm("", string(id.Key()), l.leases); err != nil {
				return err
			}
		}
		s.staged.objects = append(s.staged.objects, store.PlannedObject{ID: id, State: store.PlannedForgotten})
	}
	return nil
}

// rewrite writes an object that changed without being asked to.
func (s *Session) rewrite(tx store.Tx, before, after fabric.Object) error {
	if same(before, after) {
		return nil
	}
	if err := tx.Put(revised(before, after)); err != nil {
		return err
	}
	return s.record(tx, store.PlannedObject{ID: after.Head().ID, Kind: after.Kind(), State: store.PlannedForgotten})
}

// react writes what follows a removal that has been written.
func (s *Session) react(tx store.Tx, c fabric.Change) error {
	w, err := tx.World()
	if err != nil {
		return err
	}
	d := s.desk(tx)
	effects, _, err := fabric.React(w, c, d.books)
	if err != nil {
		return err
	}
	return s.writeEffects(tx, effects, d)
}

// settleInstances returns instances to their models whose own network was taken away in a run that is over. Within that
// run they stay as its plan has shown them: Terraform removes before it changes, and plans a change again when it makes it.
// Where the addresses are not to be had, the instance waits, and the set's plan says so.
func (s *Session) settleInstances(tx store.Tx) error {
	w, err := tx.World()
	if err != nil {
		return err
	}
	for _, set := range fabric.Each[fabric.ScaleSet](w) {
		var failed error
		d := s.desk(tx)
		e, ok, err := fabric.ReturnToModel(w, set, func(instance fabric.ID) bool {
			busy, err := s.atWork(tx, instance)
			if err != nil {
				failed = err
			}
			return !busy && err == nil
		}, d.books)
		switch {
		case failed != nil:
			return failed
		case err != nil:
			return err
		case !ok || e.Deferred || len(e.Findings) > 0:
			s.waiting[set.ID.Key()] = e.Findings
			continue
		}
		if err := s.writeEffects(tx, []fabric.Effect{e}, d); err != nil {
			return err
		}
		if err := s.react(tx, e.Change); err != nil {
			return err
		}
	}
	return nil
}

// atWork reports whether a run that lives has planned or done something to an id. A provider that is attached to is its
// own run through all commands: what it did in an earlier one is over.
func (s *Session) atWork(tx store.Reader, id fabric.ID) (bool, error) {
	runs, err := tx.Runs()
	if err != nil {
		return false, err
	}
	for _, r := range runs {
		if r.PID == os.Getpid() || !alive(r) {
			continue
		}
		rows, _, err := tx.Planned(r.ID, 0)
		if err != nil {
			return false, err
		}
		for _, row := range rows {
			if row.ID.Is(id) {
				return true, nil
			}
		}
	}
	return false, nil
}
