package sqlite

import (
	"database/sql"
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// Runs implements store.Reader.
func (t *tx) Runs() ([]store.Run, error) {
	return collect(t, func(rows *sql.Rows) (r store.Run, err error) {
		return r, rows.Scan(&r.ID, &r.PID, &r.Started, &r.Pending)
	}, "SELECT id, pid, started, pending FROM runs ORDER BY id")
}

// PutRun implements store.Tx.
func (t *tx) PutRun(r store.Run) error {
	return t.exec(`
INSERT INTO runs (id, pid, started, pending, at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET pending = max(pending, excluded.pending), at = excluded.at`,
		r.ID, r.PID, r.Started, r.Pending, t.store.now().Unix())
}

// Planned implements store.Reader.
func (t *tx) Planned(run string, since int64) ([]store.PlannedObject, int64, error) {
	list, err := collect(t, func(rows *sql.Rows) (store.PlannedObject, error) {
		var p store.PlannedObject
		var body []byte
		if err := rows.Scan(&since, &p.ID, &p.Kind, &p.State, &p.Process, &body); err != nil || body == nil {
			return p, err
		}
		o, err := fabric.Decode(p.Kind, body)
		if err != nil {
			return p, fmt.Errorf("%w: a planned object of the kind %s cannot be read: %w", store.ErrCorrupt, p.Kind, err)
		}
		p.Object = o
		return p, nil
	}, "SELECT revision, id, kind, state, process, body FROM planned WHERE run = ? AND revision > ? ORDER BY revision", run, since)
	return list, since, err
}

// PutPlanned implements store.Tx.
func (t *tx) PutPlanned(run string, p store.PlannedObject) error {
	var body []byte
	if p.Object != nil {
		var err error
		if body, err = fabric.Encode(p.Object); err != nil {
			return err
		}
	}
	return t.exec(`
INSERT OR REPLACE INTO planned (run, key, revision, process, id, kind, state, body)
VALUES (?1, ?2, (SELECT coalesce(max(revision), 0) + 1 FROM planned WHERE run = ?1), ?3, ?4, ?5, ?6, ?7)`,
		run, p.ID.Key(), p.Process, p.ID, p.Kind, p.State, body)
}

// ForgetProcess implements store.Tx. The rows stay, as forgotten ones: revisions must not start over below the marks up
// to which other processes have read.
func (t *tx) ForgetProcess(run, process string) error {
	rows, err := collect(t, func(rows *sql.Rows) (store.PlannedObject, error) {
		p := store.PlannedObject{Process: process, State: store.PlannedForgotten}
		return p, rows.Scan(&p.ID, &p.Kind)
	}, "SELECT id, kind FROM planned WHERE run = ? AND process = ? AND state <> ?", run, process, store.PlannedForgotten)
	if err != nil {
		return err
	}
	for _, p := range rows {
		if err := t.PutPlanned(run, p); err != nil {
			return err
		}
	}
	return nil
}

// Prune implements store.Tx.
func (t *tx) Prune(alive func(store.Run) bool) error {
	oldest := t.store.now().Add(-store.PromiseLifetime).Unix()
	if err := t.alter("DELETE FROM leases WHERE confirmed = 0 AND at < ?", oldest); err != nil {
		return err
	}
	if err := t.alter("UPDATE leases SET run = '' WHERE confirmed = 1 AND run <> '' AND at < ?", oldest); err != nil {
		return err
	}
	if err := t.exec("UPDATE runs SET pending = 0 WHERE at < ?", oldest); err != nil {
		return err
	}
	if err := t.exec("DELETE FROM answers WHERE at < ?", oldest); err != nil {
		return err
	}
	runs, err := t.Runs()
	if err != nil {
		return err
	}
	for _, r := range runs {
		if alive(r) {
			continue
		}
		if err := t.exec("DELETE FROM planned WHERE run = ?", r.ID); err != nil {
			return err
		}
		if r.Pending {
			continue
		}
		if err := t.exec("DELETE FROM runs WHERE id = ?", r.ID); err != nil {
			return err
		}
	}
	return nil
}
