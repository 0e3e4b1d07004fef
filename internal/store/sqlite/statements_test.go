package sqlite

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// TestStatementsAreCompiledOnce: what a transaction has compiled, the next ones find, also with one connection for all.
func TestStatementsAreCompiledOnce(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func() (*Store, error){
		"file":   func() (*Store, error) { return Open(t.Context(), filepath.Join(t.TempDir(), "fabric.db")) },
		"memory": func() (*Store, error) { return OpenMemory(t.Context()) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := open()
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close() //nolint:errcheck // nothing is left in it
			fresh := func() (texts []string) {
				t.Helper()
				err := s.transact(t.Context(), nil, func(tx *tx) error {
					if err := tx.PutRun(store.Run{ID: "run"}); err != nil {
						return err
					}
					runs, err := tx.Runs()
					if err == nil && (len(runs) != 1 || runs[0].ID != "run") {
						t.Errorf("the runs are %v", runs)
					}
					texts = tx.fresh
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				return texts
			}
			if first := fresh(); len(first) != 2 {
				t.Errorf("the first transaction compiled %q, want two statements", first)
			}
			for range 3 {
				if again := fresh(); len(again) > 0 {
					t.Errorf("a later transaction compiled %q again", again)
				}
			}
		})
	}
}

// TestStatementThatFails is no statement for later.
func TestStatementThatFails(t *testing.T) {
	t.Parallel()
	s, err := OpenMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // nothing is left in it
	const wrong = "INSERT INTO nowhere VALUES (1)"
	var fresh []string
	err = s.transact(t.Context(), nil, func(tx *tx) error {
		if err := tx.exec(wrong); err == nil {
			t.Error("a table that is not there took a row")
		}
		fresh = tx.fresh
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if slices.Contains(fresh, wrong) {
		t.Errorf("it was to be kept: %q", fresh)
	}
}
