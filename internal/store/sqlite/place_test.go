package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// TestPlaceRace: of many that put a store into place without hard links, the first stays.
func TestPlaceRace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "fabric.db")
	const placers = 12
	seen := make([]string, placers)
	var wg sync.WaitGroup
	for n := range placers {
		wg.Go(func() {
			temporary := filepath.Join(dir, fmt.Sprint("new-", n))
			if err := os.WriteFile(temporary, fmt.Append(nil, n), fileMode); err != nil {
				t.Error(err)
			}
			if err := place(context.Background(), temporary, path); err != nil {
				t.Errorf("placer %d: %v", n, err)
			}
			content, err := os.ReadFile(path)
			if err != nil {
				t.Error(err)
			}
			seen[n] = string(content)
		})
	}
	wg.Wait()
	for n, content := range seen {
		if content == "" || content != seen[0] {
			t.Errorf("placer %d sees %q, placer 0 %q", n, content, seen[0])
		}
	}
	if _, err := os.Stat(path + ".creating"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the claim stays: %v", err)
	}
}

// TestPlaceClaimed: a claim that nobody gives up ends with the caller's patience, and nothing is overwritten.
func TestPlaceClaimed(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "fabric.db")
	if err := os.Mkdir(path+".creating", dirMode); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := place(ctx, path+".new", path); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was cancelled", err)
	}
	if err := place(context.Background(), filepath.Join(path, "in", "a", "file"), filepath.Join(path, "none", "fabric.db")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("in a folder that is not there: %v", err)
	}
}
