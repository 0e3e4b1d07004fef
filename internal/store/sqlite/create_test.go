package sqlite_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/storetest"
)

func TestModes(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "deep", "folder")
	path := filepath.Join(dir, "fabric.db")
	s := open(t, path)
	if err := s.Update(context.Background(), putCounter); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]fs.FileMode{
		path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600,
		dir: 0o700 | fs.ModeDir, filepath.Dir(dir): 0o700 | fs.ModeDir,
	} {
		info, err := os.Stat(name)
		if err != nil {
			t.Error(err)
		} else if info.Mode() != want {
			t.Errorf("%s has the mode %v, want %v", name, info.Mode(), want)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Errorf("the folder has %v (%v), want the store and its two companions only", entries, err)
	}
}

// TestPaths: characters that mean something in a URI do not in a path.
func TestPaths(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"with space.db", "what?.db", "100%.db", "%41.db", "a#b.db", "a&b=c+d;e.db", "ü 한.db", "file:x.db", ":memory:"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "dir "+name, name)
			first := open(t, path)
			if err := first.Update(context.Background(), putCounter); err != nil {
				t.Fatal(err)
			}
			if got := count(t, open(t, path)); got != 0 {
				t.Errorf("a second handle counts %d, want 0", got)
			}
			if _, err := os.Stat(path); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestOpenRace creates one store from many goroutines at once: all end up with the same one.
func TestOpenRace(t *testing.T) {
	t.Parallel()
	const openers = 12
	path := filepath.Join(t.TempDir(), "new", "fabric.db")
	stores := make([]*sqlite.Store, openers)
	var wg sync.WaitGroup
	for n := range openers {
		wg.Go(func() {
			s, err := sqlite.Open(context.Background(), path)
			if err != nil {
				t.Errorf("opener %d: %v", n, err)
				return
			}
			stores[n] = s
			err = s.Update(context.Background(), func(tx store.Tx) error {
				if w, err := tx.World(); err != nil || storetest.Count(w) < 0 {
					return errors.Join(err, putCounter(tx), storetest.Increment(tx))
				}
				return storetest.Increment(tx)
			})
			if err != nil {
				t.Errorf("opener %d: %v", n, err)
			}
		})
	}
	wg.Wait()
	for n, s := range stores {
		if s == nil {
			continue
		}
		if got := count(t, s); got != openers {
			t.Errorf("opener %d counts %d, want %d", n, got, openers)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder has %v (%v), want the store only", entries, err)
	}
}
