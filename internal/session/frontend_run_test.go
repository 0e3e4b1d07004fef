package session_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

// TestFrontendsInAnyOrder plays terraform runs on the frontends of two load balancers in one small subnet: plans that are thrown
// away, whether they count or not, and plans that are applied at once, in the same run or in another. An apply gives what its
// plan has shown, and a dynamic frontend that stays keeps its address, unless another of its load balancer asks for that one.
func TestFrontendsInAnyOrder(t *testing.T) {
	t.Parallel()
	checkLabs(t, func(rt *rapid.T, l lab) {
		l.have(network(), subnet("a", "10.0.1.0/28"))
		rt.Repeat(map[string]func(*rapid.T){
			"":        func(*rapid.T) { l.check() },
			"Discard": func(rt *rapid.T) { l.planFrontends(rt, l.walk(), drawBalancer(rt)) },
			"Apply": func(rt *rapid.T) {
				lb, run := drawBalancer(rt), deadRun()
				plan, ok := l.planFrontends(rt, l.in(run), lb)
				if rapid.Bool().Draw(rt, "saved to a file") {
					run = deadRun()
				}
				if !ok {
					return
				}
				a := l.in(run)
				again, ok := l.planFrontends(rt, a, lb)
				_, presence := l.world().Lookup(lb.ID)
				applied, err := a.tryApply(presence != fabric.Found, lb, accept)
				if err != nil || !ok {
					rt.Fatalf("the apply was refused: %v, %v", err, findings(applied.Findings))
				}
				if got := frontendText(applied.Object); got != plan || again != plan {
					rt.Fatalf("the plan was %q, in the apply %q, and it came to %q", plan, again, got)
				}
			},
			"Remove": func(rt *rapid.T) {
				if list := fabric.Each[fabric.LoadBalancer](l.world()); len(list) > 0 {
					l.walk().remove(rapid.SampledFrom(list).Draw(rt, "removed").ID)
				}
			},
		})
	})
}

// drawBalancer thinks of a load balancer with up to four frontends, of which some ask for an address.
func drawBalancer(rt *rapid.T) fabric.LoadBalancer {
	var frontends []string
	asked := map[int]bool{}
	for _, name := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "b", "c", "d"}), 1, 4, rapid.ID).Draw(rt, "frontends") {
		if n := rapid.IntRange(4, 7).Draw(rt, "address of "+name); rapid.Bool().Draw(rt, name+" is static") && !asked[n] {
			asked[n] = true
			name = fmt.Sprintf("%s=10.0.1.%d", name, n)
		}
		frontends = append(frontends, name)
	}
	lb := balancer(frontends...)
	lb.Meta = head(fabric.KindLoadBalancer, rapid.SampledFrom([]string{"lb", "other"}).Draw(rt, "load balancer"))
	return lb
}

// planFrontends plans a load balancer, and returns its frontends as shown; ok is false where it was refused.
func (l lab) planFrontends(rt *rapid.T, a actor, lb fabric.LoadBalancer) (shown string, ok bool) {
	req := session.PlanRequest{After: lb}
	before, found := fabric.Get[fabric.LoadBalancer](l.world(), lb.ID)
	if found {
		req.Prior = lb.ID
	}
	if rapid.IntRange(0, 3).Draw(rt, "something pending") == 0 {
		if err := a.MarkPending(context.Background()); err != nil {
			rt.Fatal(err)
		}
	}
	p := a.try(req)
	rt.Logf("before %q, plan %q, %v", frontendText(before), frontendText(p.Object), findings(p.Findings))
	if p.Failed() || slices.ContainsFunc(p.Findings, func(f fabric.Finding) bool { return f.Code == fabric.CodePrivateIPAddressIsAllocated }) {
		return "", false // a warning, where who has the address may still go
	}
	after, _ := p.Object.(fabric.LoadBalancer)
	for _, f := range before.Frontends {
		now, stays := after.Frontend(f.Name)
		wanted := strings.Contains(frontendText(lb), "="+f.Address.String())
		if stays && f.StaticAddress == "" && now.StaticAddress == "" && now.Address != f.Address && !wanted {
			rt.Fatalf("the frontend %s of %s moves from %s to %s", f.Name, lb.Name(), f.Address, now.Address)
		}
	}
	return frontendText(p.Object), true
}

// frontendText is "a 10.0.1.4 c=10.0.1.5 10.0.1.5": names, what they ask for, and what they have.
func frontendText(o fabric.Object) string {
	var list []string
	lb, _ := o.(fabric.LoadBalancer)
	for _, f := range lb.Frontends {
		name := f.Name
		if f.StaticAddress != "" {
			name += "=" + f.StaticAddress
		}
		list = append(list, name, f.Address.String())
	}
	return strings.Join(list, " ")
}
