package session_test

import (
	"context"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/trace"
	"github.com/simfabric/terraform-provider-simfabric/internal/session"
)

// database is a network in which only web reaches data: without the rule closed, everybody does.
func database(closed bool) []fabric.Object {
	rules := map[string]fabric.SecurityRule{"web": {Priority: 100, Direction: "Inbound", Access: "Allow", Protocol: "Tcp", SourceAddressPrefixes: []string{"10.0.1.0/24"}}}
	if closed {
		rules["rest"] = fabric.SecurityRule{Priority: 200, Direction: "Inbound", Access: "Deny", Protocol: "*"}
	}
	data := ft.Subnet("net", "data", "10.0.2.0/24")
	data.NetworkSecurityGroupID = ft.ID(fabric.KindNetworkSecurityGroup, "data")
	return []fabric.Object{
		ft.VNet("net", "10.0.0.0/16"), ft.NSG("data", rules), ft.Subnet("net", "other", "10.0.9.0/24"), data,
		ft.NIC("other", ft.IP("ip", ft.SubnetID("net", "other"))), ft.NIC("data", ft.IP("ip", ft.SubnetID("net", "data"))),
		ft.Set("other", 1, "other"), ft.Set("data", 1, "data"),
	}
}

func vmID(set, instance string) string {
	return string(ft.ID(fabric.KindScaleSet, set)) + "/virtualMachines/" + instance
}

// asks is a test of whether other reaches data.
func asks(expect string) fabric.ConnectivityTest {
	return fabric.ConnectivityTest{
		Meta: fabric.Meta{ID: ft.ID(fabric.KindConnectivityTest, "db"), Location: ft.Location}, Source: vmID("other", "0"), Destination: vmID("data", "0"),
		Protocol: "Tcp", DestinationPort: 5432, Expect: expect,
	}
}

func verdictOf(o fabric.Object) fabric.Verdict { return o.(fabric.ConnectivityTest).Answer.Verdict }

const (
	openDoor = "error: ConnectivityExpectationNotMet at expect: The connectivity test db expects data/virtualMachines/0 to be unreachable from other/virtualMachines/0 over Tcp port 5432, and it is reachable. The inbound rule AllowVnetInBound (priority 65000) of the network security group data on the subnet data allows it. An earlier rule that denies it would keep it out."
	shutDoor = "error: ConnectivityExpectationNotMet at expect: The connectivity test db expects data/virtualMachines/0 to be reachable from other/virtualMachines/0 over Tcp port 5432, and it is unreachable. The inbound rule rest (priority 200) of the network security group data on the subnet data denies Tcp from 10.0.9.4 to 10.0.2.4:5432. An inbound rule that allows it with a priority below 200 would let it through."
)

func one(l lab, what string, list []fabric.Finding, want string) {
	l.Helper()
	got := ""
	for _, f := range list {
		got += f.String()
	}
	if got != want {
		l.Errorf("%s:\ngot  %s\nwant %s", what, got, want)
	}
}

// TestExpectation: a plan is refused that breaks what a test expects, and one that leaves a broken one as it is is not.
func TestExpectation(t *testing.T) {
	l := newLab(t)
	l.have(database(true)...)
	one(l, "a new test that is violated", l.walk().try(session.PlanRequest{After: asks(fabric.ExpectReachable)}).Findings, shutDoor)
	if got := verdictOf(l.walk().planNew(asks(fabric.ExpectUnreachable)).Object); got != fabric.Unreachable {
		t.Errorf("planned %s", got)
	}
	l.have(asks(fabric.ExpectUnreachable))
	run := l.walk()
	run.planChange(database(false)[1])
	one(l, "a rule that goes", run.try(session.PlanRequest{Prior: asks("").ID, After: asks(fabric.ExpectUnreachable)}).Findings, openDoor)
	l.walk().planChange(asks(fabric.ExpectUnreachable)) // without that change all is well
	l.walk().update(database(false)[1])                 // by somebody who has no test
	p := l.walk().try(session.PlanRequest{Prior: asks("").ID, After: asks(fabric.ExpectUnreachable)})
	one(l, "nothing that this run changes", p.Findings, "warning"+openDoor[len("error"):])
	p, err := l.walk().tryApply(false, asks(fabric.ExpectUnreachable), accept)
	if err != nil {
		t.Fatal(err)
	}
	one(l, "at apply", p.Findings, openDoor)
	l.walk().planChange(asks("")) // who expects nothing is not refused
}

// TestAnswerIsKept: a test that is planned before what decides keeps the answer of its plan, in the same run and as a saved
// plan, and a refresh shows how it is.
func TestAnswerIsKept(t *testing.T) {
	for _, saved := range []bool{false, true} {
		l := newLab(t)
		l.have(database(false)...)
		run := deadRun()
		plan := l.in(run)
		if got := verdictOf(plan.planNew(asks("")).Object); got != fabric.Reachable {
			t.Errorf("planned %s", got)
		}
		plan.planChange(database(true)[1])
		if saved {
			run = deadRun()
		}
		apply := l.in(run)
		apply.planChange(database(true)[1])
		apply.update(database(true)[1])
		if got := verdictOf(apply.planNew(asks("")).Object); got != fabric.Reachable {
			t.Errorf("saved %v: planned again %s", saved, got)
		}
		p, err := apply.tryApply(true, asks(""), accept)
		if err != nil {
			t.Fatal(err)
		}
		one(l, "applied", p.Findings, "warning: ConnectivityAnswerMoved at destination: The plan of the connectivity test db has shown Reachable, and on the network as it is applied the answer is Unreachable: The inbound rule rest (priority 200) of the network security group data on the subnet data denies Tcp from 10.0.9.4 to 10.0.2.4:5432. An inbound rule that allows it with a priority below 200 would let it through.")
		if got := verdictOf(p.Object); got != fabric.Reachable {
			t.Errorf("saved %v: applied %s", saved, got)
		}
		o, _, err := l.walk().Read(context.Background(), asks("").ID)
		if err != nil || verdictOf(o) != fabric.Unreachable {
			t.Errorf("saved %v: refreshed %v, %v", saved, o, err)
		}
		if got := verdictOf(l.walk().planChange(asks("")).Object); got != fabric.Unreachable {
			t.Errorf("saved %v: the next plan %s", saved, got)
		}
	}
}

// TestThrownAwayAnswer: a plan that nobody applied has no say in the next.
func TestThrownAwayAnswer(t *testing.T) {
	l := newLab(t)
	l.have(database(false)...)
	l.walk().planNew(asks(""))
	run := deadRun()
	next := l.in(run)
	next.planChange(database(true)[1])
	if got := verdictOf(next.planNew(asks("")).Object); got != fabric.Unreachable {
		t.Errorf("planned %s", got)
	}
	apply := l.in(run)
	apply.planChange(database(true)[1])
	apply.update(database(true)[1])
	if p := apply.create(asks("")); verdictOf(p.Object) != fabric.Unreachable {
		t.Errorf("applied %v", p.Object)
	}
}

// TestAnswerWaits: while something that decides is not known, so is the answer; and what a test names must be there.
func TestAnswerWaits(t *testing.T) {
	l := newLab(t)
	l.have(database(true)...)
	run := l.walk()
	run.try(session.PlanRequest{Prior: ft.ID(fabric.KindNetworkSecurityGroup, "data"), After: database(true)[1], Incomplete: true, Unknown: []fabric.Field{fabric.At("security_rules")}})
	if p := run.try(session.PlanRequest{After: asks(fabric.ExpectReachable)}); !p.Deferred || len(p.Findings) > 0 {
		t.Errorf("planned %+v", p)
	}
	gone := asks("")
	gone.Destination = vmID("data", "7")
	p := l.walk().try(session.PlanRequest{After: gone})
	one(l, "no such instance", p.Findings, "error: InvalidParameter at destination: The packet cannot be traced with its destination: the scale set data has no instance 7.")
}

// TestOneNetworkForManyTests: tests that are planned and applied one after the other ask one network; a change makes another.
func TestOneNetworkForManyTests(t *testing.T) {
	l := newLab(t)
	l.have(database(false)...)
	named := func(name string) fabric.ConnectivityTest {
		t := asks("")
		t.ID = ft.ID(fabric.KindConnectivityTest, name)
		return t
	}
	run := l.walk()
	run.planNew(named("a"))
	planned := run.PlannedNetwork()
	run.planNew(named("b"))
	if _, _, err := run.Trace(context.Background(), trace.Query{Source: asks("").Source, Destination: asks("").Destination, Protocol: "Tcp", DestinationPort: 1}); err != nil {
		t.Fatal(err)
	}
	if run.PlannedNetwork() != planned {
		t.Error("the second test makes a network of its own")
	}
	run.planChange(database(true)[1])
	if got := verdictOf(run.planNew(named("c")).Object); got != fabric.Unreachable || run.PlannedNetwork() == planned {
		t.Errorf("after a change the answer is %s, and the network another: %t", got, run.PlannedNetwork() != planned)
	}
	run.update(database(true)[1])
	apply := func(name string) {
		if _, err := run.tryApply(true, named(name), accept); err != nil {
			t.Fatal(err)
		}
	}
	apply("a")
	applied := run.StoredNetwork()
	apply("b")
	if run.StoredNetwork() != applied {
		t.Error("the second test that is applied makes a network of its own")
	}

	run = l.walk() // one that changes nothing
	run.planChange(database(true)[1])
	refreshAndPlan := func(name string) {
		if _, _, err := run.Read(context.Background(), named(name).ID); err != nil {
			t.Fatal(err)
		}
		run.planChange(named(name))
	}
	refreshAndPlan("a")
	planned, stored := run.PlannedNetwork(), run.StoredNetwork()
	refreshAndPlan("b")
	if run.PlannedNetwork() != planned || run.StoredNetwork() != stored {
		t.Error("a refresh and a plan, one after the other, make a network each time")
	}
}
