package sqlite

import (
	"context"
	"database/sql"
)

// statements are prepared ones, by their text. SQLite takes longer to compile most of the store's than to run them, so each
// is compiled once for a connection.
type statements map[string]*sql.Stmt

// statement returns the transaction's own form of a statement. Its end closes all of them.
func (t *tx) statement(text string) (*sql.Stmt, error) {
	if s, ok := t.statements[text]; ok {
		return s, nil
	}
	t.store.mu.Lock()
	kept, ok := t.store.statements[text]
	t.store.mu.Unlock()
	if ok {
		t.statements[text] = t.sql.StmtContext(t.ctx, kept)
		return t.statements[text], nil
	}
	s, err := t.sql.PrepareContext(t.ctx, text)
	if err == nil {
		t.statements[text] = s
		t.fresh = append(t.fresh, text)
	}
	return s, err
}

// keep prepares statements for transactions to come; one that cannot be is prepared by them. It must be called outside of a
// transaction, which may have the only connection.
func (s *Store) keep(ctx context.Context, texts []string) {
	for _, text := range texts {
		prepared, err := s.db.PrepareContext(ctx, text)
		if err != nil {
			return
		}
		s.mu.Lock()
		_, known := s.statements[text] // another transaction was faster
		if !known {
			s.statements[text] = prepared
		}
		s.mu.Unlock()
		if known {
			prepared.Close() //nolint:errcheck,sqlclosecheck // it was never used
		}
	}
}

func (t *tx) exec(text string, args ...any) error {
	s, err := t.statement(text) //nolint:sqlclosecheck // the transaction's end closes it
	if err == nil {
		_, err = s.ExecContext(t.ctx, args...)
	}
	return err
}

// row reads the one row of a query; without one, the error is sql.ErrNoRows.
func (t *tx) row(into []any, query string, args ...any) error {
	s, err := t.statement(query) //nolint:sqlclosecheck // the transaction's end closes it
	if err != nil {
		return err
	}
	return s.QueryRowContext(t.ctx, args...).Scan(into...)
}

// collect runs a query and reads each row.
func collect[T any](t *tx, read func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	s, err := t.statement(query) //nolint:sqlclosecheck // the transaction's end closes it
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(t.ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says it
	var list []T
	for rows.Next() {
		item, err := read(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, rows.Err()
}
