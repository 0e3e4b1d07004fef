package fabric_test

import (
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// TestUnchangedInPlan: a plan that leaves a set as it is refuses what it newly puts before it, and warns of what is there.
func TestUnchangedInPlan(t *testing.T) {
	t.Parallel()
	clash := onePort(onIPConfig, nic0, "load-balancing rule r1", "load-balancing rule r2", 80)
	f := fabrictest.New(t, plus(publicLB, lbRule("lb", "r2", "f2", 80, "b", 80), nic("nic", inAB), oneSet)...)
	set, _ := f.World.Lookup(oneSet.ID)
	check := func(w *fabric.World) []string {
		return texts(w.InPlan(set, w.Check(fabric.Change{Before: set, After: set}), true))
	}
	wants(t, "a new rule", []string{clash}, check(plannedOn(f, nil, r1, set)))
	f.Put(r1)
	warned := []string{"warning" + clash[len("error"):]}
	wants(t, "a rule that is there", warned, check(plannedOn(f, nil, set)))
	wants(t, "a rule that is left as it is", warned, check(plannedOn(f, nil, r1, set)))
	wants(t, "a rule that moves away", nil, check(plannedOn(f, nil, lbRule("lb", "r1", "f1", 80, "a", 81), set)))
}

// unchangedCases are objects that stay as they are while another changes and breaks them.
var unchangedCases = []struct {
	name  string
	given []fabric.Object
	asIs  bool // given is put there unchecked, because it is large
	stays fabric.Object
	// beside is what else has been planned, and stays; changed is what changes, fine changes and breaks nothing.
	beside        fabric.Object
	changed, fine fabric.Object
	says          []string
}{
	{
		name: "the 301st rule of a NIC", given: plus(publicLB, plus(lbRules(300, "a"), nic("nic", inA), modelled(oneSet, nic("nic", inA)))...), asIs: true, stays: oneSet, changed: r1, fine: lbRule("lb", "r1", "f1", 80, "b", 80),
		says: []string{"error: LoadBalancerRuleCountLimitReachedForNic at nic_configuration_ids[0]: The NIC nic of the scale set set stands behind 301 rules; at most 300 are possible."},
	},
	{name: "the rule of the health probe", given: probedSet, stays: oneSet, changed: r1, fine: probed(floating(r1), "p"), says: inactive("p", "r1")},
	{name: "the rule of the health probe to another pool", given: probedSet, stays: oneSet, changed: probed(lbRule("lb", "r1", "f1", 80, "b", 80), "p"), fine: probed(lbRule("lb", "r1", "f2", 80, "a", 80), "p"), says: inactive("p", "")},
	{
		name: "a second public load balancer", given: plus(threeLBs, publicIP("p3"), nic("nic", behind(inA, "lb3", "a")), oneSet), stays: oneSet,
		changed: lb("lb3", front("f1", "p3")), fine: lb("lb3", inner("f2", webSubnet, "")), says: []string{twoOfType("error", nic0, "public", "lb", "lb3")},
	},
	{
		name: "the SKU of the load balancer", given: plus(publicLB, nic("nic", ofSKU(inA, "Standard")), small(oneSet)), stays: oneSet,
		changed: basic(lb("lb", front("f1", "p1"))), fine: lb("lb", front("f1", "p1")), says: otherSKU("Basic"),
	},
	{
		name: "Basic before a large set", given: plus(publicLB, nic("nic", inA), oneSet), stays: oneSet,
		changed: basic(lb("lb", front("f1", "p1"))), fine: lb("lb", front("f1", "p1")), says: []string{largeOrZonal},
	},
	{
		name: "the addresses of an outbound rule", given: plus(prefixLB, snatPorts(32000)), stays: snatPorts(0), beside: scaleSet("set", 4, "nic"),
		changed: lb("lb", front("f1", "p2")), fine: lb("lb", prefixFront("f1", "pre"), front("f3", "p2")), says: exceeds("allocated_outbound_ports", 32000, 4, 1),
	},
	{
		name: "the addresses of a set's outbound rule", given: plus(prefixLB, snatPorts(32000)), stays: oneSet, beside: snatPorts(0),
		changed: lb("lb", front("f1", "p2")), fine: lb("lb", prefixFront("f1", "pre"), front("f3", "p2")), says: exceeds("capacity", 32000, 4, 1),
	},
	{
		name: "the frontend of a rule", given: plus(publicLB, r1), stays: r1, changed: lb("lb", front("f2", "p2")), fine: lb("lb", front("F1", "p2")),
		says: []string{"error: InvalidResourceReference at frontend_ip_configuration_name: The load-balancing rule r1 uses the frontend f1, which the load balancer lb does not have."},
	},
	{
		name: "the frontend of an outbound rule", given: plus(publicLB, snatPorts(0)), stays: snatPorts(0), changed: lb("lb", front("f2", "p2")), fine: lb("lb", front("F1", "p2")),
		says: []string{"error: InvalidResourceReference at frontend_ip_configuration_names[0]: The outbound rule o1 uses the frontend f1, which the load balancer lb does not have."},
	},
	{
		name: "a public load balancer before HA ports", given: plus(internalLB, publicIP("p1"), haPorts("lb", "r1", "f1", "a")), stays: r1, changed: lb("lb", front("f1", "p1")), fine: lb("lb", inner("f1", webSubnet, "")),
		says: []string{"error: HaPortsNeedInternalStandardLoadBalancer at protocol: The rule r1 asks for HA ports, which the public Standard load balancer lb does not have."},
	},
	{name: "the last frontend", given: internalLB, stays: pool("lb", "a"), changed: lb("lb"), fine: lb("lb", inner("f2", webSubnet, "")), says: noFrontend("backend pool a")},
}

// TestUnchangedBesideAChange: what another's change breaks is refused at the object that stays as it is; where it is
// broken already, that is a warning, which does not stand in the way of a destroy.
func TestUnchangedBesideAChange(t *testing.T) {
	t.Parallel()
	for _, c := range unchangedCases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := fabrictest.New(t)
			if c.asIs {
				f.Put(c.given...)
			} else {
				f = fabrictest.New(t, c.given...)
			}
			as := func(o fabric.Object) fabric.Object { now, _ := f.World.Lookup(o.Head().ID); return now }
			stays := as(c.stays)
			check := func(planned ...fabric.Object) []string {
				w := plannedOn(f, nil, append(planned, stays)...)
				return texts(w.InPlan(stays, w.Check(fabric.Change{Before: stays, After: stays}), true))
			}
			if c.beside != nil {
				beside := as(c.beside)
				wants(t, "before the other has been planned", []string{"warning" + strings.TrimPrefix(c.says[0], "error")}, check(c.changed))
				wants(t, "changed", c.says, check(c.changed, beside))
			} else {
				wants(t, "changed", c.says, check(c.changed))
			}
			wants(t, "changed in another way", nil, check(c.fine))
			f.Put(c.changed)
			wants(t, "changed before", []string{"warning" + strings.TrimPrefix(c.says[0], "error")}, check())
		})
	}
}
