package e2e

import (
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"
)

// parallelRounds is how often two processes race: what the test looks for depends on their order.
const parallelRounds = 5

// TestTwoProcessesShareAStore applies two configurations at once, whose scale sets share a subnet and the public address
// space. No address is given twice, none is left out, and neither process fails.
func TestTwoProcessesShareAStore(t *testing.T) {
	eachCLI(t, func(t *testing.T, c cli) {
		net := c.workspace(t, filepath.Join("testdata", "parallel", "net"))
		net.tf("apply", "-auto-approve")
		sets := []workspace{}
		for range 2 {
			w := c.workspace(t, filepath.Join("testdata", "parallel", "set"))
			w.store = net.store
			sets = append(sets, w)
		}
		for range parallelRounds {
			atOnce(sets, "apply")
			if t.Failed() {
				return
			}
			var got addresses
			for i, w := range sets {
				w.tf("plan", "-detailed-exitcode", name(i)) // 2 where there is something to do
				var a addresses
				w.output("addresses", &a)
				got.Private, got.Public = append(got.Private, a.Private...), append(got.Public, a.Public...)
			}
			slices.Sort(got.Private)
			slices.Sort(got.Public)
			want := addresses{
				Private: []string{"10.0.1.10", "10.0.1.11", "10.0.1.4", "10.0.1.5", "10.0.1.6", "10.0.1.7", "10.0.1.8", "10.0.1.9"},
				Public:  []string{"198.19.0.1", "198.19.0.2", "198.19.0.3", "198.19.0.4", "198.19.0.5", "198.19.0.6", "198.19.0.7", "198.19.0.8"},
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("the sets hold %v, expected %v", got, want)
			}
			atOnce(sets, "destroy")
		}
		net.tf("destroy", "-auto-approve")
		net.empty()
	})
}

func name(i int) string { return "-var=name=" + string(rune('a'+i)) }

// atOnce runs a command in all workspaces at the same time. A failure fails the test.
func atOnce(list []workspace, command string) {
	var group sync.WaitGroup
	for i, w := range list {
		group.Go(func() {
			if out, err := w.run(command, "-auto-approve", name(i)); err != nil {
				w.t.Errorf("%s: %v\n%s", command, err, out)
			}
		})
	}
	group.Wait()
}
