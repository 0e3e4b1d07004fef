package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"syscall"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// Store implements store.Store.
type Store struct {
	db   *sql.DB
	path string
	now  func() time.Time

	mu         sync.Mutex
	world      *fabric.World         // the newest world that was read, to start the next from; nil before
	revision   int64                 // of that world
	leases     map[string]poolLeases // by pool
	statements statements
}

var _ store.Store = (*Store)(nil)

// Close implements store.Store.
func (s *Store) Close() error { return s.db.Close() }

// View implements store.Store.
func (s *Store) View(ctx context.Context, fn func(store.Reader) error) error {
	return s.transact(ctx, &sql.TxOptions{ReadOnly: true}, func(t *tx) error { return fn(t) })
}

// Update implements store.Store.
func (s *Store) Update(ctx context.Context, fn func(store.Tx) error) error {
	return s.transact(ctx, nil, func(t *tx) error { return fn(t) })
}

func (s *Store) transact(ctx context.Context, options *sql.TxOptions, fn func(*tx) error) error {
	sqlTx, err := s.db.BeginTx(ctx, options)
	if err != nil {
		return translate(s.path, err)
	}
	defer sqlTx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	// database/sql ends a transaction whose context ends; that each statement looks out for it too would cost more than most do.
	t := &tx{ctx: context.WithoutCancel(ctx), sql: sqlTx, store: s, statements: statements{}}
	if err := fn(t); err != nil {
		return translate(s.path, err)
	}
	if err := sqlTx.Commit(); err != nil {
		return translate(s.path, err)
	}
	s.keep(t.ctx, t.fresh)
	return nil
}

// World returns the objects of the revision that the transaction sees. Only what has changed since the last look is
// read and decoded.
func (s *Store) worldAt(t *tx) (*fabric.World, error) {
	var revision int64
	if err := t.row([]any{&revision}, "SELECT number FROM revision"); err != nil {
		return nil, err
	}
	s.mu.Lock()
	world, since := s.world, s.revision
	s.mu.Unlock()
	if world == nil || since > revision {
		// since > revision: another goroutine has read a newer one already; this transaction is to see its own.
		world, since = fabric.NewWorld(), -1
	}
	if since == revision {
		return world, nil
	}
	changed, err := t.changedSince(since)
	if err != nil {
		return nil, err
	}
	removed, err := t.removedSince(since)
	if err != nil {
		return nil, err
	}
	world = world.Stored(changed, removed)
	if t.wrote {
		return world, nil // not committed yet: not for others
	}
	s.mu.Lock()
	if revision > s.revision || s.world == nil {
		s.world, s.revision = world, revision
	}
	s.mu.Unlock()
	return world, nil
}

// translate turns SQLite's errors, and those of the operating system, into the store's, and names the file.
func translate(path string, err error) error {
	var e *sqlite.Error
	var kind error
	if errors.As(err, &e) {
		switch e.Code() & 0xff {
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			kind = store.ErrCorrupt
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			kind = store.ErrBusy
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM: // it could be read
			kind = store.ErrDenied
		case sqlite3.SQLITE_FULL:
			kind = store.ErrFull
		default:
			return fmt.Errorf("%s: %w", path, err)
		}
		return fmt.Errorf("%w: %s: %w", kind, path, err)
	}
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		kind = store.ErrDenied
	case errors.Is(err, syscall.ENOSPC):
		kind = store.ErrFull
	default:
		return err
	}
	return fmt.Errorf("%w: %w", kind, err) // the operating system names the file
}
