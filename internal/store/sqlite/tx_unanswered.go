package sqlite

import (
	"database/sql"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Unanswered implements store.Reader.
func (t *tx) Unanswered(key fabric.Key) (run string, err error) {
	list, err := collect(t, func(rows *sql.Rows) (run string, err error) {
		return run, rows.Scan(&run)
	}, "SELECT run FROM unanswered WHERE key = ?", key)
	if err != nil || len(list) == 0 {
		return "", err
	}
	return list[0], nil
}

// PutUnanswered implements store.Tx.
func (t *tx) PutUnanswered(key fabric.Key, run, process string) error {
	return t.exec("INSERT OR REPLACE INTO unanswered (key, run, process) VALUES (?, ?, ?)", key, run, process)
}

// Answered implements store.Tx.
func (t *tx) Answered(key fabric.Key) error {
	return t.exec("DELETE FROM unanswered WHERE key = ?", key)
}

// AnsweredAll implements store.Tx.
func (t *tx) AnsweredAll(run, process string) error {
	return t.exec("DELETE FROM unanswered WHERE run = ? AND process = ?", run, process)
}
