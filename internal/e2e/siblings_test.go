package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"testing"
)

// envRounds says how often the experiment is repeated: what it looks for depends on the order in which processes run.
const envRounds = "SIMFABRIC_E2E_ROUNDS"

// number reads an environment variable that makes a test longer.
func number(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// addresses are those of one scale set.
type addresses struct {
	Private []string `json:"private"`
	Public  []string `json:"public"`
}

// TestSiblingsKeepTheirPromises is the experiment behind the rule of leases: scale sets that are planned concurrently,
// by two provider processes, one of them only at apply, get in the apply what the plan has shown, without a gap.
func TestSiblingsKeepTheirPromises(t *testing.T) {
	eachCLI(t, func(t *testing.T, c cli) {
		t.Run("apply", func(t *testing.T) {
			t.Parallel()
			for range number(t, envRounds, 3) {
				w := c.workspace(t, filepath.Join("testdata", "siblings"))
				w.tf("apply", "-auto-approve")
				w.checkSiblings()
			}
		})
		t.Run("saved plan", func(t *testing.T) {
			t.Parallel()
			for range number(t, envRounds, 3) {
				w := c.workspace(t, filepath.Join("testdata", "siblings"))
				w.tf("plan", "-out=saved")
				var planned map[string]addresses
				w.planned("saved", "planned", &planned)
				w.tf("apply", "saved")
				if applied := w.checkSiblings(); !reflect.DeepEqual(applied, planned) {
					t.Errorf("planned were %v, applied %v", planned, applied)
				}
			}
		})
	})
}

// checkSiblings checks that the sets hold the twelve lowest addresses, and that the next plan is empty.
func (w workspace) checkSiblings() map[string]addresses {
	w.t.Helper()
	w.settled()
	var named map[string]addresses
	var nameless addresses
	w.output("planned", &named)
	w.output("nameless", &nameless)
	got := nameless
	for _, a := range named {
		got.Private, got.Public = append(got.Private, a.Private...), append(got.Public, a.Public...)
	}
	var want addresses
	for i := range 12 {
		want.Private = append(want.Private, fmt.Sprintf("10.0.1.%d", 4+i))
		want.Public = append(want.Public, fmt.Sprintf("198.18.0.%d", i))
	}
	for _, list := range [][]string{got.Private, got.Public, want.Private, want.Public} {
		slices.Sort(list)
	}
	if !reflect.DeepEqual(got, want) {
		w.t.Errorf("the sets hold %v, expected %v", got, want)
	}
	return named
}
