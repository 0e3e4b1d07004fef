package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// storeOfVersion1 makes a store file as the first version of the schema had it, and returns its data source.
func storeOfVersion1(t *testing.T) string {
	t.Helper()
	source := dsn(filepath.Join(t.TempDir(), "fabric.db"))
	s, err := open(context.Background(), "fabric.db", source, 1, migrations[:1], nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return source
}

func number(t *testing.T, s *Store, query string) (n int) {
	t.Helper()
	if err := s.db.QueryRow(query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

const secondStep = `
CREATE TABLE second (migrated INTEGER NOT NULL);
INSERT INTO second VALUES (1);
`

// TestMigrateOnce opens an old store from several goroutines: exactly one of them migrates it.
func TestMigrateOnce(t *testing.T) {
	t.Parallel()
	source := storeOfVersion1(t)
	steps := []string{migrations[0], secondStep}
	stores := make([]*Store, 6)
	var wg sync.WaitGroup
	for n := range stores {
		wg.Go(func() {
			s, err := open(context.Background(), "fabric.db", source, 2, steps, nil)
			if err != nil {
				t.Errorf("opener %d: %v", n, err)
				return
			}
			stores[n] = s
		})
	}
	wg.Wait()
	for n, s := range stores {
		if s == nil {
			continue
		}
		if got := number(t, s, "SELECT count(*) FROM second"); got != 1 {
			t.Errorf("opener %d sees %d migrations, want 1", n, got)
		}
		if got := number(t, s, "PRAGMA user_version"); got != 2 {
			t.Errorf("opener %d sees version %d, want 2", n, got)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := open(context.Background(), "fabric.db", source, 1, migrations[:1], nil); !errors.Is(err, store.ErrNewer) {
		t.Errorf("the old provider got %v from the migrated store, want %v", err, store.ErrNewer)
	}
}

// TestMigrateTwoSteps brings a store over two versions, in order.
func TestMigrateTwoSteps(t *testing.T) {
	t.Parallel()
	s, err := open(context.Background(), "fabric.db", storeOfVersion1(t), 1, []string{migrations[0], secondStep, "UPDATE second SET migrated = migrated + 2"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // only read
	if got := number(t, s, "SELECT migrated FROM second"); got != 3 {
		t.Errorf("the steps left %d, want 3", got)
	}
	if got := number(t, s, "PRAGMA user_version"); got != 3 {
		t.Errorf("version %d, want 3", got)
	}
}

// TestMigrationFails: a step that fails half way leaves the version and the tables of before.
func TestMigrationFails(t *testing.T) {
	t.Parallel()
	source := storeOfVersion1(t)
	_, err := open(context.Background(), "fabric.db", source, 1, []string{migrations[0], secondStep + "INSERT INTO nowhere VALUES (1);"}, nil)
	if want := "migrating the store to schema version 2"; err == nil || !strings.Contains(err.Error(), want) {
		t.Fatalf("got the error %v, want one that says %q", err, want)
	}
	s, err := open(context.Background(), "fabric.db", source, 1, migrations[:1], nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // only read
	if got := number(t, s, "PRAGMA user_version"); got != 1 {
		t.Errorf("version %d, want 1", got)
	}
	if got := number(t, s, "SELECT count(*) FROM sqlite_schema WHERE name = 'second'"); got != 0 {
		t.Error("half a migration is left")
	}
}

// TestDSN: pragmas hold on every connection of the pool.
func TestDSN(t *testing.T) {
	t.Parallel()
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "fabric.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // only read
	for range 3 {
		conn, err := s.db.Conn(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close() //nolint:errcheck // all are held until the end, so that each is another
		for pragma, want := range map[string]string{
			"busy_timeout": fmt.Sprint(busyTimeout.Milliseconds()), "synchronous": "1", "journal_mode": "wal",
			"application_id": fmt.Sprint(applicationID),
		} {
			var got string
			if err := conn.QueryRowContext(context.Background(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
				t.Errorf("%s is %s (%v), want %s", pragma, got, err, want)
			}
		}
	}
}
