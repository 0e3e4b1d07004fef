package trace

import (
	"fmt"
	"slices"
	"strings"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
)

// Test answers a connectivity test. It is deferred while something that decides is not known yet; findings say
// what is wrong with its endpoints.
func (n *Network) Test(t fabric.ConnectivityTest) fabric.Realized {
	a, list := n.Trace(Query{Source: t.Source, Destination: t.Destination, Protocol: t.Protocol, DestinationPort: t.DestinationPort, SourcePort: t.SourcePort})
	for i := range list {
		list[i].ID = t.ID
	}
	if len(list) > 0 || a.Pending != "" {
		return fabric.Realized{Object: t, Findings: list, Deferred: a.Pending != ""}
	}
	t.Answer = a.Reachability
	t.Answer.Backends = nil
	return fabric.Realized{Object: t}
}

// NotMet says that a test's answer is not what it expects, and what decides.
func NotMet(t fabric.ConnectivityTest) fabric.Finding {
	return fabric.Finding{
		Code: fabric.CodeConnectivityExpectationNotMet, Severity: fabric.Error, ID: t.ID, Field: fabric.At("expect"),
		Detail: fmt.Sprintf("The connectivity test %s expects %s to be %s from %s over %s, and it is %s. %s", t.Name(), endpointWords(t.Destination), t.Expect, endpointWords(t.Source), port(t), verdicts[t.Answer.Verdict], decides(t.Answer)),
	}
}

var verdicts = map[fabric.Verdict]string{
	fabric.Reachable: "reachable", fabric.Unreachable: "unreachable",
	fabric.Ambiguous: "reachable over some backends alone", fabric.Undetermined: "not known, because what decides is not modelled",
}

// endpointWords names an endpoint in short.
func endpointWords(text string) string {
	id := fabric.ID(text)
	if set, ok := fabric.SetInID(id); ok {
		if _, below, isBelow := strings.Cut(text, "/virtualMachineScaleSets/"); isBelow {
			return below
		}
		return "the instance " + id.Name() + " of " + set.Name()
	}
	if lb, ok := balancerOfFrontend(id); ok {
		return "the frontend " + id.Name() + " of the load balancer " + lb.Name()
	}
	return text
}

func port(t fabric.ConnectivityTest) string {
	if t.DestinationPort == 0 {
		return t.Protocol
	}
	return fmt.Sprintf("%s port %d", t.Protocol, t.DestinationPort)
}

// decides says what stops a packet, or what lets it in.
func decides(a fabric.Reachability) string {
	if a.Verdict != fabric.Reachable {
		return a.Why.Detail
	}
	for _, s := range slices.Backward(a.Steps) {
		if s.Kind == fabric.StepSecurityRule {
			return s.Detail + " An earlier rule that denies it would keep it out."
		}
	}
	return "No network security group stands in its way."
}

// Same reports whether two answers say the same, whatever their steps.
func Same(a, b fabric.Reachability) bool {
	return a.Verdict == b.Verdict && a.Why == b.Why
}

// Moved says that a test has another answer than its plan has shown.
func Moved(before, now fabric.ConnectivityTest) fabric.Finding {
	return fabric.Finding{
		Code: fabric.CodeConnectivityAnswerMoved, Severity: fabric.Warning, ID: now.ID, Field: fabric.At("destination"),
		Detail: fmt.Sprintf("The plan of the connectivity test %s has shown %s, and on the network as it is applied the answer is %s: %s", now.Name(), before.Answer.Verdict, now.Answer.Verdict, now.Answer.Why.Detail),
	}
}
