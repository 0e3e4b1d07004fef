package trace_test

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/acl"
	ft "github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/trace"
)

// TestTraces looks at answers on random networks: each ends at what decides, each rule and route that a step names is there and
// says so, and nothing but allowing rules comes before the end.
func TestTraces(t *testing.T) { rapid.Check(t, checkTraces) }

// FuzzTrace does the same with networks and packets that a fuzzer draws.
func FuzzTrace(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkTraces)) }

func checkTraces(t *rapid.T) {
	w := ft.DrawNetwork(t, 9)
	n := trace.NewNetwork(w)
	ends := endpoints(w)
	for range 20 {
		q := trace.Query{
			Source: ft.Pick(t, "source", ends...), Destination: ft.Pick(t, "destination", ends...),
			Protocol: ft.Pick(t, "protocol", "Tcp", "tcp", "Udp", "Icmp", "Gre"), DestinationPort: ft.Pick(t, "port", append([]int{0, 50000, 65536}, ft.DrawnPorts...)...),
		}
		a, list := n.Trace(q)
		switch {
		case len(list) > 0 && (a.Verdict != "" || slices.ContainsFunc(list, func(f fabric.Finding) bool { return f.Detail == "" || len(f.Field) == 0 })):
			t.Fatalf("%+v: %v with %v", q, a, list)
		case len(list) == 0:
			if wrong := inspect(w, a.Reachability); wrong != "" {
				t.Fatalf("%+v: %s\n%s", q, wrong, story(a))
			}
		}
	}
}

// endpoints are all that packets can come from and go to in a world, and some that they cannot.
func endpoints(w *fabric.World) []string {
	ends := []string{"Internet", "203.0.113.7", "10.0.0.4", "10.0.0.63", "172.16.0.1", "10.9.9.9", "198.19.0.1", "198.19.0.200", "168.63.129.16", "fe80::1", "vm0000000", "www.example.com", "", "no name", "/subscriptions/x"}
	for _, set := range fabric.Each[fabric.ScaleSet](w) {
		for _, machine := range set.View(w) {
			ends = append(ends, string(machine.VMID))
			for _, nic := range machine.NICs {
				ends = append(ends, string(nic.ID), string(nic.IPConfigurations[0].ID), nic.IPConfigurations[0].PrivateAddress.String())
			}
		}
	}
	for _, lb := range fabric.Each[fabric.LoadBalancer](w) {
		for _, front := range lb.Frontends {
			ends = append(ends, string(lb.FrontendID(front.Name)), fabric.FrontendAddress(w, front))
		}
	}
	return ends
}

// inspect says what is wrong with an answer; empty where nothing is.
func inspect(w *fabric.World, r fabric.Reachability) string {
	last := map[fabric.Verdict][]fabric.StepKind{
		fabric.Reachable: {fabric.StepReply, fabric.StepDeliver}, fabric.Unreachable: {fabric.StepDrop}, fabric.Undetermined: {fabric.StepAbort},
		fabric.Ambiguous: {fabric.StepDrop, fabric.StepAbort, fabric.StepSecurityRule, fabric.StepRoute, fabric.StepReply, fabric.StepLoadBalancer, fabric.StepDeliver, fabric.StepForward},
	}[r.Verdict]
	switch {
	case r.Why.Reason == "" || !strings.HasSuffix(r.Why.Detail, "."):
		return "nothing decides"
	case len(r.Steps) == 0 || !slices.Contains(last, r.Steps[len(r.Steps)-1].Kind):
		return "it ends with no step that may"
	case r.Verdict == fabric.Ambiguous && len(r.Backends) < 2:
		return "ambiguous over one way"
	}
	for i, s := range r.Steps {
		var wrong string
		switch s.Kind {
		case fabric.StepSecurityRule:
			wrong = inspectRule(w, s, i == len(r.Steps)-1 || r.Steps[i+1].Kind == fabric.StepDrop || r.Verdict == fabric.Ambiguous)
		case fabric.StepRoute:
			wrong = inspectRoute(w, s)
		}
		if wrong != "" {
			return wrong
		}
	}
	return ""
}

// inspectRule wants the rule that a step names in its group, and only the last of them to deny.
func inspectRule(w *fabric.World, s fabric.TraceStep, last bool) string {
	nsg, ok := fabric.Get[fabric.NetworkSecurityGroup](w, s.ID)
	if !ok {
		return "no group " + string(s.ID)
	}
	list := nsg.Rules()
	i := slices.IndexFunc(slices.Concat(list.Rules(acl.Inbound), list.Rules(acl.Outbound)), func(r acl.Rule) bool { return r.Name == s.Rule })
	if i < 0 {
		return "no rule " + s.Rule
	}
	if rule := slices.Concat(list.Rules(acl.Inbound), list.Rules(acl.Outbound))[i]; !rule.Allow && !last {
		return "the packet goes on behind " + s.Rule
	}
	return ""
}

// inspectRoute wants the route that a step names in its table, and none with a longer prefix for the packet's destination.
func inspectRoute(w *fabric.World, s fabric.TraceStep) string {
	table, ok := fabric.Get[fabric.RouteTable](w, s.ID)
	if !ok {
		return "" // a system route
	}
	end, err := netip.ParseAddrPort(s.Destination)
	to := end.Addr()
	if err != nil {
		if to, err = netip.ParseAddr(s.Destination); err != nil {
			return "" // any host on the internet
		}
	}
	named := netip.MustParsePrefix(table.Routes[s.Rule].AddressPrefix)
	if !named.Contains(to) {
		return "the route " + s.Rule + " does not lead to " + to.String()
	}
	for name, r := range table.Routes {
		if p := netip.MustParsePrefix(r.AddressPrefix); p.Contains(to) && p.Bits() > named.Bits() {
			return "the route " + name + " is longer than " + s.Rule
		}
	}
	return ""
}
