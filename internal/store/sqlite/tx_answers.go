package sqlite

import (
	"database/sql"
	"fmt"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// Answer implements store.Reader.
func (t *tx) Answer(key fabric.Key) (a store.Answer, ok bool, err error) {
	list, err := collect(t, func(rows *sql.Rows) (a store.Answer, err error) {
		var kind fabric.Kind
		var body []byte
		if err := rows.Scan(&a.Run, &a.Process, &kind, &body); err != nil {
			return a, err
		}
		if a.Object, err = fabric.Decode(kind, body); err != nil {
			return a, fmt.Errorf("%w: an answer of the kind %s cannot be read: %w", store.ErrCorrupt, kind, err)
		}
		return a, nil
	}, "SELECT run, process, kind, body FROM answers WHERE key = ?", key)
	if err != nil || len(list) == 0 {
		return a, false, err
	}
	return list[0], true, nil
}

// PutAnswer implements store.Tx.
func (t *tx) PutAnswer(a store.Answer) error {
	body, err := fabric.Encode(a.Object)
	if err != nil {
		return err
	}
	return t.exec("INSERT OR REPLACE INTO answers (key, run, process, kind, body, at) VALUES (?, ?, ?, ?, ?, ?)",
		a.Object.Head().ID.Key(), a.Run, a.Process, a.Object.Kind(), body, t.store.now().Unix())
}

// ForgetAnswer implements store.Tx.
func (t *tx) ForgetAnswer(key fabric.Key) error {
	return t.exec("DELETE FROM answers WHERE key = ?", key)
}
