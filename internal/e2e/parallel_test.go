package e2e

import (
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

// parallelRounds is how often processes race: what the test looks for depends on their order. How many do, and for how many
// addresses each.
const (
	parallelRounds    = 3
	parallelProcesses = 4
	parallelAddresses = 4
)

// TestProcessesShareAStore applies several configurations at once, whose scale sets share a subnet and the public address
// space. No address is given twice, none is left out, and no process fails.
func TestProcessesShareAStore(t *testing.T) {
	eachCLI(t, func(t *testing.T, c cli) {
		net := c.workspace(t, filepath.Join("testdata", "parallel", "net"))
		net.tf("apply", "-auto-approve")
		sets := []workspace{}
		for range parallelProcesses {
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
			var want addresses
			for i := range parallelProcesses * parallelAddresses {
				want.Private = append(want.Private, fmt.Sprintf("10.0.1.%d", 4+i))
				want.Public = append(want.Public, fmt.Sprintf("198.19.0.%d", 1+i))
			}
			slices.Sort(want.Private)
			slices.Sort(want.Public)
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

// TestProcessesClash applies configurations at once that want one label, and more addresses of a prefix than it has. What
// there is goes to somebody, and the others are told who has it.
func TestProcessesClash(t *testing.T) {
	eachCLI(t, func(t *testing.T, c cli) {
		net := c.workspace(t, filepath.Join("testdata", "parallel", "prefix"))
		net.tf("apply", "-auto-approve")
		said := make([]string, parallelProcesses)
		var group sync.WaitGroup
		for i := range said {
			w := c.workspace(t, filepath.Join("testdata", "parallel", "label"))
			w.store = net.store
			group.Go(func() { said[i], _ = w.run("apply", "-auto-approve", name(i)) })
		}
		group.Wait()
		labels, prefixes := 0, 0
		for i, text := range said {
			text = strings.Join(strings.Fields(frame.Replace(text)), " ")
			noLabel := strings.Contains(text, "Error: DnsRecordInUse") && strings.Contains(text, "The domain name label web of the public IP address "+string(rune('a'+i))+" is already used in koreacentral by the public IP address ")
			noAddress := strings.Contains(text, "Error: PublicIpPrefixOutOfIpAddresses") && strings.Contains(text, "finds no free address in the public IP prefix net.")
			if !noLabel {
				labels++
			}
			if !noAddress {
				prefixes++
			}
			if others := strings.Count(text, "Error: ") - strings.Count(text, "Error: DnsRecordInUse") - strings.Count(text, "Error: PublicIpPrefixOutOfIpAddresses"); others > 0 {
				t.Errorf("process %d said %s", i, text)
			}
		}
		// A plan that is refused for one of them applies neither, so addresses may be left.
		if labels != 1 || prefixes < 2 {
			t.Errorf("%d processes have the label, and %d an address: %q", labels, prefixes, said)
		}
		net.sound()
	})
}
