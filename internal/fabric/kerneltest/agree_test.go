//go:build linux

package kerneltest

import (
	"flag"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/trace"
)

// flowsOfNetwork is how many flows are drawn for each network, not counting the further backends of one.
const flowsOfNetwork = 25

// TestKernelAgrees draws networks and compares.
func TestKernelAgrees(t *testing.T) {
	count := networks(t)
	for name, value := range map[string]string{"rapid.checks": strconv.Itoa(count), "rapid.nofailfile": "true"} {
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	lab := theLab(t)
	total := tally{}
	rapid.Check(t, func(t *rapid.T) {
		w := fabrictest.DrawNetwork(t, maxGuests)
		l, err := newLayout(w)
		if err != nil {
			t.Fatal(err)
		}
		flows := l.drawFlows(t, flowsOfNetwork)
		n := trace.NewNetwork(w)
		for _, f := range flows {
			if err := f.ask(n); err != nil {
				t.Fatal(err)
			}
		}
		if err := lab.run(l, flows); err != nil {
			t.Fatal(err)
		}
		total.add(flows)
		for _, f := range flows {
			if difference := f.disagreement(l); difference != "" {
				t.Fatalf("%s", report(l, f, difference))
			}
		}
	})
	t.Log(total.String())
}

// tally counts what was compared.
type tally struct {
	networks, flows, reached int
	reasons                  map[string]int
}

func (c *tally) add(flows []*flow) {
	if c.reasons == nil {
		c.reasons = map[string]int{}
	}
	c.networks++
	for _, f := range flows {
		c.flows++
		if f.expected {
			c.reached++
		}
		c.reasons[string(f.why.Reason)]++
	}
}

func (c *tally) String() string {
	return fmt.Sprintf("%d networks and %d flows, %d of them reached; what decided: %v", c.networks, c.flows, c.reached, c.reasons)
}

// report is a disagreement in full.
func report(l *layout, f *flow, difference string) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n\n%s\n%s\n\nthe trace: %s, %s: %s\n", difference, hcl(l.world), f, f.verdict, f.why.Reason, f.why.Detail)
	for _, s := range f.steps {
		fmt.Fprintf(&text, "  %-13s %s -> %s  %s\n", s.Kind, s.Source, s.Destination, s.Detail)
	}
	fmt.Fprintf(&text, "the kernel: %s\n", f.answer)
	return text.String()
}
