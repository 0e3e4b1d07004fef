package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// tx implements store.Tx. leases.go and the files tx_*.go hold the rest.
type tx struct {
	ctx   context.Context //nolint:containedctx // a transaction lives within one call
	sql   *sql.Tx
	store *Store
	wrote bool // objects have changed in this transaction
	lent  bool // leases have

	statements statements // that have run in it
	fresh      []string   // those of them that the store did not have yet
}

var _ store.Tx = (*tx)(nil)

// World implements store.Reader.
func (t *tx) World() (*fabric.World, error) { return t.store.worldAt(t) }

// Incarnation implements store.Reader.
func (t *tx) Incarnation(key fabric.Key) (int, error) {
	world, err := t.World()
	if err != nil {
		return 0, err
	}
	if o, _ := world.Lookup(fabric.ID(key)); o != nil {
		return o.Head().Incarnation, nil
	}
	var n int
	err = t.row([]any{&n}, "SELECT incarnation FROM removed WHERE key = ?", key)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, err
}

func (t *tx) changedSince(revision int64) ([]fabric.Object, error) {
	return collect(t, func(rows *sql.Rows) (fabric.Object, error) {
		var kind fabric.Kind
		var body []byte
		if err := rows.Scan(&kind, &body); err != nil {
			return nil, err
		}
		o, err := fabric.Decode(kind, body)
		if err != nil {
			return nil, fmt.Errorf("%w: an object of the kind %s cannot be read: %w", store.ErrCorrupt, kind, err)
		}
		return o, nil
	}, "SELECT kind, body FROM objects WHERE revision > ?", revision)
}

func (t *tx) removedSince(revision int64) ([]fabric.Key, error) {
	return collect(t, func(rows *sql.Rows) (key fabric.Key, err error) {
		return key, rows.Scan(&key)
	}, "SELECT key FROM removed WHERE revision > ?", revision)
}

// Put implements store.Tx.
func (t *tx) Put(o fabric.Object) error {
	body, err := fabric.Encode(o)
	if err != nil {
		return err
	}
	key := o.Head().ID.Key()
	return t.change(
		change{"DELETE FROM removed WHERE key = ?", []any{key}},
		change{"INSERT OR REPLACE INTO objects SELECT ?, ?, number, ? FROM revision", []any{key, o.Kind(), body}},
	)
}

// Remove implements store.Tx.
func (t *tx) Remove(key fabric.Key) error {
	incarnation, err := t.Incarnation(key)
	if err != nil {
		return err
	}
	if err := t.Answered(key); err != nil {
		return err
	}
	return t.change(
		change{"INSERT OR REPLACE INTO removed SELECT ?, ?, number FROM revision", []any{key, incarnation}},
		change{"DELETE FROM objects WHERE key = ?", []any{key}},
	)
}

type change struct {
	text string
	args []any
}

// change runs statements that change objects, under the next revision.
func (t *tx) change(list ...change) error {
	t.wrote = true
	if err := t.exec("UPDATE revision SET number = number + 1"); err != nil {
		return err
	}
	for _, s := range list {
		if err := t.exec(s.text, s.args...); err != nil {
			return err
		}
	}
	return nil
}
