package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/storetest"
)

func putCounter(tx store.Tx) error { return tx.Put(storetest.Counter()) }

func count(t *testing.T, s store.Store) (n int) {
	t.Helper()
	err := s.View(context.Background(), func(r store.Reader) error {
		w, err := r.World()
		if err == nil {
			n = storetest.Count(w)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// sqliteFile writes a SQLite database that is no store, and returns its path.
func sqliteFile(t *testing.T, statements string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "fabric.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(statements); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func textFile(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "fabric.db")
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// closedStore makes a store with a thousand counters' worth of pages, closed, so that all of it is in the one file.
func closedStore(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "fabric.db")
	s, err := sqlite.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Update(context.Background(), func(tx store.Tx) error { return errors.Join(putCounter(tx), storetest.Increment(tx)) })
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// damaged overwrites part of a closed store's file.
func damaged(t *testing.T, change func(file []byte) []byte) string {
	t.Helper()
	path := closedStore(t)
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(file), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestRefused opens what cannot be opened. Nobody's data may be lost over it: the file stays as it is.
func TestRefused(t *testing.T) {
	t.Parallel()
	const pageSize = 4096
	for name, test := range map[string]struct {
		file func(*testing.T) string
		want error
	}{
		"a short text":     {func(t *testing.T) string { return textFile(t, "notes\n") }, store.ErrForeign},
		"a long text":      {func(t *testing.T) string { return textFile(t, string(bytes.Repeat([]byte("notes\n"), 99))) }, store.ErrForeign},
		"an empty file":    {func(t *testing.T) string { return textFile(t, "") }, store.ErrForeign},
		"another database": {func(t *testing.T) string { return sqliteFile(t, "CREATE TABLE objects (key TEXT)") }, store.ErrForeign},
		"another application": {
			func(t *testing.T) string { return sqliteFile(t, "PRAGMA application_id = 7; CREATE TABLE x (y)") }, store.ErrForeign,
		},
		"a newer schema": {func(t *testing.T) string {
			return damaged(t, func(file []byte) []byte {
				binary.BigEndian.PutUint32(file[60:64], 1000) // user_version
				return file
			})
		}, store.ErrNewer},
		"garbage after the header": {func(t *testing.T) string {
			return damaged(t, func(file []byte) []byte {
				return append(file[:100:100], bytes.Repeat([]byte{0xa5}, len(file)-100)...)
			})
		}, store.ErrCorrupt},
		"garbage after the first page": {func(t *testing.T) string {
			return damaged(t, func(file []byte) []byte {
				return append(file[:pageSize:pageSize], bytes.Repeat([]byte{0xa5}, len(file)-pageSize)...)
			})
		}, store.ErrCorrupt},
		"a file cut short": {func(t *testing.T) string {
			return damaged(t, func(file []byte) []byte { return file[:pageSize+pageSize/2] })
		}, store.ErrCorrupt},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := test.file(t)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			s, err := sqlite.Open(context.Background(), path)
			if err == nil { // damage may show at the first use only
				err = s.Update(context.Background(), storetest.Increment)
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			}
			if !errors.Is(err, test.want) {
				t.Errorf("got the error %v, want %v", err, test.want)
			}
			after, err := os.ReadFile(path)
			if err != nil || !bytes.Equal(before, after) {
				t.Errorf("the file was changed, or is gone: %v", err)
			}
		})
	}
}

func TestDirectoryIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := sqlite.Open(context.Background(), dir); !errors.Is(err, store.ErrForeign) {
		t.Errorf("got the error %v, want %v", err, store.ErrForeign)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("the folder now has %v (%v)", entries, err)
	}
}

// TestUnreadableObject: a body that is no object of its kind is damage as well.
func TestUnreadableObject(t *testing.T) {
	t.Parallel()
	path := closedStore(t)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec("UPDATE objects SET body = '{'")
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	err = open(t, path).Update(context.Background(), storetest.Increment)
	if !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("got the error %v, want %v", err, store.ErrCorrupt)
	}
}
