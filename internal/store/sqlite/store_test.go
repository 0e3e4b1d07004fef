package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/storetest"
)

func open(t testing.TB, path string, options ...sqlite.Option) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), path, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func openMemory(t testing.TB, options ...sqlite.Option) *sqlite.Store {
	t.Helper()
	s, err := sqlite.OpenMemory(context.Background(), options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestFile(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) (a, b store.Store) {
		path := filepath.Join(t.TempDir(), "fabric.db")
		return open(t, path), open(t, path)
	})
}

func TestFileAging(t *testing.T) {
	t.Parallel()
	storetest.RunAging(t, func(t *testing.T, now func() time.Time) (a, b store.Store) {
		path := filepath.Join(t.TempDir(), "fabric.db")
		return open(t, path, sqlite.WithClock(now)), open(t, path, sqlite.WithClock(now))
	})
}

func TestMemory(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) (a, b store.Store) {
		s := openMemory(t)
		return s, s
	})
}

func TestMemoryAging(t *testing.T) {
	t.Parallel()
	storetest.RunAging(t, func(t *testing.T, now func() time.Time) (a, b store.Store) {
		s := openMemory(t, sqlite.WithClock(now))
		return s, s
	})
}

// TestMemoryStoresAreApart: each is a fabric of its own.
func TestMemoryStoresAreApart(t *testing.T) {
	t.Parallel()
	a, b := openMemory(t), openMemory(t)
	if err := a.Update(context.Background(), func(tx store.Tx) error { return tx.Put(storetest.Counter()) }); err != nil {
		t.Fatal(err)
	}
	for s, want := range map[*sqlite.Store]int{a: 0, b: -1} {
		err := s.View(context.Background(), func(r store.Reader) error {
			w, err := r.World()
			if got := storetest.Count(w); got != want {
				t.Errorf("the counter is %d, want %d", got, want)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// BenchmarkStoreTransaction measures one Put in an Update on a file.
func BenchmarkStoreTransaction(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "fabric.db"))
	o := storetest.Counter()
	for b.Loop() {
		if err := s.Update(context.Background(), func(tx store.Tx) error { return tx.Put(o) }); err != nil {
			b.Fatal(err)
		}
	}
}
