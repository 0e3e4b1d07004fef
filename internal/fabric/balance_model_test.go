package fabric_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// pairCodes are the codes with which one flow of a load balancer refuses another.
var pairCodes = []fabric.Code{
	fabric.CodeFrontendPortConflict, fabric.CodeRulesUseSameBackendPortProtocolAndPool, fabric.CodeHAPortsRuleConflict, fabric.CodeFloatingIPFlowConflict,
}

// drawFlow draws a rule, NAT rule or NAT pool of the internal load balancer lb. Ports are few, so that they meet.
func drawFlow(t *rapid.T, name string) fabric.Object {
	frontend := rapid.SampledFrom([]string{"f1", "f2"}).Draw(t, "frontend")
	in := rapid.SampledFrom([]string{"a", "b"}).Draw(t, "pool")
	from := rapid.IntRange(1, 6).Draw(t, "from")
	backend := rapid.IntRange(1, 3).Draw(t, "backend")
	float := rapid.Bool().Draw(t, "floating")
	protocol := rapid.SampledFrom([]string{"Tcp", "Udp"}).Draw(t, "protocol")
	var o fabric.Object
	switch rapid.SampledFrom([]string{"rule", "rule", "rule", "HA ports", "NAT rule", "NAT pool"}).Draw(t, "kind") {
	case "rule":
		o = over(protocol, with(lbRule("lb", name, frontend, from, in, backend), func(r *fabric.LoadBalancingRule) { r.FloatingIP = float }))
	case "HA ports":
		o = with(haPorts("lb", name, frontend, in), func(r *fabric.LoadBalancingRule) { r.FloatingIP = float })
	case "NAT rule":
		to := from + rapid.IntRange(0, 2).Draw(t, "more")
		o = over(protocol, with(natRule("lb", name, frontend, from, to, in, backend), func(r *fabric.InboundNATRule) { r.FloatingIP = float }))
	case "NAT pool":
		to := from + rapid.IntRange(0, 2).Draw(t, "more")
		o = over(protocol, with(natPool("lb", name, frontend, from, to, backend), func(p *fabric.InboundNATPool) { p.FloatingIP = float }))
	}
	return o
}

// TestFlowsAgainstModel: of any rules, the checks refuse the pairs that the model does, each once and from both sides.
func TestFlowsAgainstModel(t *testing.T) {
	t.Parallel()
	base := fabrictest.New(t, internalLB...).World
	rapid.Check(t, func(t *rapid.T) {
		var flows []fabric.Object
		for i := range rapid.IntRange(2, 5).Draw(t, "flows") {
			flows = append(flows, drawFlow(t, fmt.Sprint("x", i)))
		}
		w := base.Stored(flows, nil)
		for _, mine := range flows {
			refused := map[fabric.Key]int{}
			for _, f := range w.Check(fabric.Change{After: mine}) {
				if !slices.Contains(pairCodes, f.Code) || len(f.Against) != 1 {
					t.Fatalf("%+v: %s against %v", mine, f, f.Against)
				}
				refused[f.Against[0].Key()]++
			}
			for _, other := range flows {
				if other.Head().ID == mine.Head().ID {
					continue
				}
				want := map[bool]int{true: 1}[fabrictest.Exclude(mine, other)]
				if got := refused[other.Head().ID.Key()]; got != want {
					t.Errorf("%+v beside %+v: %d findings, want %d", mine, other, got, want)
				}
			}
		}
	})
}
