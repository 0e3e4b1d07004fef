package sqlite_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/storetest"
)

// TestLinks: a store is the same by whatever symbolic links it is reached, and is made where they lead.
func TestLinks(t *testing.T) {
	t.Parallel()
	for _, existing := range []bool{true, false} {
		dir := t.TempDir()
		target := filepath.Join(dir, "real", "fabric.db")
		if err := errors.Join(
			os.Mkdir(filepath.Join(dir, "real"), 0o700),
			os.Symlink("real", filepath.Join(dir, "folder")),
			os.Symlink(filepath.Join("folder", "fabric.db"), filepath.Join(dir, "file")),
			os.Symlink(filepath.Join(dir, "file"), filepath.Join(dir, "again")),
		); err != nil {
			t.Skipf("SKIPPED: no symbolic links here: %v", err)
		}
		want := 0
		if existing {
			if err := open(t, target).Update(t.Context(), putCounter); err != nil {
				t.Fatal(err)
			}
		} else if err := open(t, filepath.Join(dir, "again")).Update(t.Context(), putCounter); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"again", "file", filepath.Join("folder", "fabric.db"), filepath.Join("real", "fabric.db")} {
			s := open(t, filepath.Join(dir, name))
			if err := s.Update(t.Context(), storetest.Increment); err != nil {
				t.Fatal(err)
			}
			if want++; count(t, s) != want {
				t.Errorf("by %s the counter is %d, want %d", name, count(t, s), want)
			}
		}
		entries, err := os.ReadDir(filepath.Join(dir, "real"))
		if err != nil || len(entries) != 3 {
			t.Errorf("the folder has %v (%v), want the store and its two companions only", entries, err)
		}
		if list, err := filepath.Glob(filepath.Join(dir, "*-wal")); err != nil || len(list) > 0 {
			t.Errorf("a link has companions of its own: %v, %v", list, err)
		}
	}
}

func TestLinksInACircle(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "loop.db")
	if err := os.Symlink(path, path); err != nil {
		t.Skipf("SKIPPED: no symbolic links here: %v", err)
	}
	want := "opening the fabric store " + path + ": too many symbolic links"
	if _, err := sqlite.Open(t.Context(), path); err == nil || err.Error() != want {
		t.Errorf("got the error %v, want %s", err, want)
	}
	broken := filepath.Join(filepath.Dir(path), "broken.db")
	if err := os.Symlink(filepath.Join("none", "fabric.db"), broken); err != nil {
		t.Fatal(err)
	}
	if s, err := sqlite.Open(t.Context(), broken); err != nil {
		t.Errorf("a link to a folder that is not there yet: %v", err)
	} else if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(path), "none", "fabric.db")); err != nil {
		t.Error(err)
	}
}
