package session_test

import (
	"context"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

// balancer is an internal load balancer with frontends in subnet a, each "name" or "name=static address".
func balancer(frontends ...string) fabric.LoadBalancer {
	lb := fabric.LoadBalancer{Meta: head(fabric.KindLoadBalancer, "lb"), SKU: fabric.SKUStandard}
	for _, text := range frontends {
		name, static, _ := strings.Cut(text, "=")
		lb.Frontends = append(lb.Frontends, fabric.FrontendIPConfiguration{Name: name, SubnetID: subnetA.ID, Version: fabric.IPv4, StaticAddress: static})
	}
	return lb
}

// frontends fails unless the frontends of a load balancer have these addresses: "a 1.4 c 1.5".
func (a actor) frontends(what string, o fabric.Object, want string) {
	a.Helper()
	var list []string
	lb, _ := o.(fabric.LoadBalancer)
	for _, f := range lb.Frontends {
		list = append(list, f.Name, strings.TrimPrefix(f.Address.String(), "10.0."))
	}
	if got := strings.Join(list, " "); got != want {
		a.Errorf("%s: the frontends are %q, want %q", what, got, want)
	}
}

// TestFrontendKeepsItsAddress: a plan that renames a frontend promises its address to the new name, and is thrown away while
// its run still counts. The next one has both, and the frontend that is there stays where it is, in the apply too.
func TestFrontendKeepsItsAddress(t *testing.T) {
	t.Parallel()
	for _, names := range [][2]string{{"a", "c"}, {"c", "a"}} {
		l := newLab(t)
		l.have(ground()...)
		l.have(balancer(names[0]))
		thrown := l.walk()
		thrown.frontends("renamed", thrown.planChange(balancer(names[1])).Object, names[1]+" 1.4")
		if err := thrown.MarkPending(context.Background()); err != nil {
			t.Fatal(err)
		}
		both, want := balancer(names[0], names[1]), names[0]+" 1.4 "+names[1]+" 1.5"
		run := l.walk()
		plan := run.try(session.PlanRequest{Prior: both.ID, After: both})
		run.frontends("plan", plan.Object, want)
		run.frontends("apply", run.update(both).Object, want)
	}
}

// TestFrontendGivesWay: a frontend asks for the address of another, which gets what is free then; plan and apply are one run.
func TestFrontendGivesWay(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.have(ground()...)
	l.have(balancer("b", "z"))
	changed, want := balancer("b", "z=10.0.1.4"), "b 1.5 z 1.4"
	run := l.walk()
	plan := run.planChange(changed).Object
	run.frontends("plan", plan, want)
	run.frontends("planned again", run.planChange(changed).Object, want)
	run.frontends("apply", run.update(changed).Object, want)
	l.walk().frontends("afterwards", l.walk().planChange(changed).Object, want)
}
