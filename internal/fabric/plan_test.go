package fabric_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// TestInPlan: which conflicts stop a plan.
func TestInPlan(t *testing.T) {
	t.Parallel()
	overlapping := subnet("vnet", "new", "10.0.0.0/24")
	outside := subnet("vnet", "new", "10.9.0.0/24")
	for _, c := range []struct {
		name string
		o    fabric.Object
		plan func(*fabric.Overlay)
		noop bool
		want fabric.Severity
	}{
		{"with a stored object that the run has not come to", overlapping, func(*fabric.Overlay) {}, false, fabric.Warning},
		{"with one that the run has planned", overlapping, func(p *fabric.Overlay) { p.Plan(oneSubnet[1]) }, false, fabric.Error},
		{"with what the object depends on", outside, func(*fabric.Overlay) {}, false, fabric.Error},
		{"where nothing changes", outside, func(*fabric.Overlay) {}, true, fabric.Warning},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			space := []fabric.Object{vnet("vnet", "10.0.0.0/21"), oneSubnet[1]}
			var plan fabric.Overlay
			c.plan(&plan)
			w := fabrictest.New(t, space...).World.WithOverlays(&plan).With(c.o)
			found := w.Check(fabric.Change{After: c.o})
			if len(found) != 1 {
				t.Fatalf("findings: %q", texts(found))
			}
			if got := w.InPlan(c.o, found, c.noop); got[0].Severity != c.want {
				t.Errorf("severity %d, want %d: %s", got[0].Severity, c.want, got[0])
			}
			if found[0].Severity != fabric.Error {
				t.Error("the findings that were passed in have changed")
			}
		})
	}
}

// TestInPlanOfMissing: a conflict with nothing else is the object's own fault.
func TestInPlanOfMissing(t *testing.T) {
	t.Parallel()
	n := nic("nic", webIP)
	w := fabric.NewWorld().With(n)
	list := w.InPlan(n, w.Check(fabric.Change{After: n}), false)
	if !fabric.HasCode(list, fabric.CodeInvalidResourceReference) {
		t.Errorf("findings: %q", texts(list))
	}
	if list = w.InPlan(n, list, true); fabric.HasCode(list, fabric.CodeInvalidResourceReference) || len(list) != 1 {
		t.Errorf("findings where nothing changes: %q", texts(list))
	}
}

func TestRemovalInPlan(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, append(oneNIC[:3:3], scaleSet("set", 1, "nic"), scaleSet("other", 1, "nic"))...)
	var plan fabric.Overlay
	plan.Plan(setOf(f, "set"))
	if list := f.World.RemovalInPlan(nic("nic")); len(list) > 0 {
		t.Errorf("before the plan has come to the users: %q", texts(list))
	}
	got := texts(f.World.WithOverlays(&plan).RemovalInPlan(nic("nic")))
	want := []string{"warning: NicConfigurationInUse at name: The NIC configuration nic is in use by the scale set set and cannot be deleted."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestLettingGoInPlan(t *testing.T) {
	t.Parallel()
	before := withNSG(subnet("vnet", "web", "10.0.0.0/24"), "g")
	after := subnet("vnet", "web", "10.0.0.0/24")
	w := fabrictest.New(t, oneSubnet[0], nsg("g", nil), before).World
	var goes fabric.Overlay
	goes.Remove(nsg("G", nil).ID)
	var replaced fabric.Overlay
	replaced.Plan(with(nsg("g", nil), func(n *fabric.NetworkSecurityGroup) { n.Incarnation = 2 }))
	const gone = "warning: InUseNetworkSecurityGroupCannotBeDeleted at network_security_group_id: The network security group g is "
	for _, c := range []struct {
		name          string
		w             *fabric.World
		before, after fabric.Object
		want          []string
	}{
		{"the group goes", w.WithOverlays(&goes), before, after, []string{gone + "deleted in the same plan in which the subnet web gives it up. Unless it has create_before_destroy, Terraform deletes it first, while it is still in use, and that is refused."}},
		{"the group is replaced", w.WithOverlays(&replaced), before, before, []string{gone + "replaced while the subnet web uses it. Terraform deletes it first, and that is refused."}},
		{"the group stays", w, before, after, nil},
		{"the reference stays", w.WithOverlays(&goes), before, before, nil},
		{"new", w.WithOverlays(&goes), nil, after, nil},
		{"removed", w.WithOverlays(&goes), before, nil, nil},
	} {
		list := c.w.LettingGoInPlan(c.before, c.after)
		if diff := cmp.Diff(c.want, texts(list)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if len(list) > 0 && (list[0].Advice == "" || list[0].Text() != list[0].Detail+"\n\n"+list[0].Advice) {
			t.Errorf("%s: text %q", c.name, list[0].Text())
		}
	}
}

func fieldNames(fields []fabric.Field) string {
	var all []string
	for _, f := range fields {
		all = append(all, f.String())
	}
	return strings.Join(all, " ")
}

func TestMustReplace(t *testing.T) {
	t.Parallel()
	setWith := func(change func(*fabric.ScaleSet)) fabric.ScaleSet {
		return with(with(scaleSet("set", 1, "nic"), func(s *fabric.ScaleSet) { s.Zones = []string{"1", "2"} }), change)
	}
	set := setWith(func(*fabric.ScaleSet) {})
	for _, c := range []struct {
		name          string
		before, after fabric.Object
		want          string
	}{
		{"location", asgAt("koreacentral"), asgAt("koreasouth"), "location"},
		{"location in words", asgAt("koreacentral"), asgAt("Korea Central"), ""},
		{"network: all but the location", vnet("vnet", "10.0.0.0/8"), vnetDNS("10.0.0.4"), ""},
		{"address: SKU, version", publicIP("p"), with(publicIP("p"), func(p *fabric.PublicIP) { p.SKU, p.Version = "Basic", fabric.IPv6 }), "sku ip_version"},
		{"address: prefix", publicIP("p"), with(publicIP("p"), func(p *fabric.PublicIP) { p.PrefixID = prefix("pre", 31).ID }), "public_ip_prefix_id"},
		{"address: zones", zonal(publicIP("p"), "1"), zonal(publicIP("p"), "1", "2"), "zones"},
		{"address: order of zones", zonal(publicIP("p"), "2", "1"), zonal(publicIP("p"), "1", "2"), ""},
		{"address: tags of the address", publicIP("p"), with(publicIP("p"), func(p *fabric.PublicIP) { p.IPTags = map[string]string{"RoutingPreference": "Internet"} }), "ip_tags"},
		{"address: in place", publicIP("p"), with(publicIP("p"), func(p *fabric.PublicIP) { p.DomainNameLabel, p.IdleTimeout, p.AllocationMethod = "web", 9, "Dynamic" }), ""},
		{"prefix", prefix("p", 28), with(prefix("p", 29), func(p *fabric.PublicIPPrefix) { p.Version, p.Zones = fabric.IPv6, []string{"1"} }), "prefix_length ip_version zones"},
		{"NAT gateway: zone", natGateway("ng"), with(natGateway("ng", "p"), func(g *fabric.NATGateway) { g.Zones = []string{"1"} }), "zones"},
		{"NAT gateway: in place", natGateway("ng"), with(withPrefixes(natGateway("ng", "p"), "pre"), func(g *fabric.NATGateway) { g.IdleTimeout = 9 }), ""},
		{"subnet: in place", subnet("vnet", "web", "10.0.0.0/24"), translated(routed(subnet("vnet", "web", "10.0.0.0/24"), "rt"), "ng"), ""},
		{"route table: in place", routeTable("rt", nil), oneRoute(hop("10.0.0.0/8", "None")), ""},
		{"set: operating system", set, setWith(func(s *fabric.ScaleSet) { s.OSType = "Windows" }), "guest"},
		{"set: computer names", set, setWith(func(s *fabric.ScaleSet) { s.ComputerNamePrefix = "vm" }), "computer_name_prefix"},
		{"set: a zone less", set, setWith(func(s *fabric.ScaleSet) { s.Zones = []string{"2"} }), "zones"},
		{"set: no zones", set, setWith(func(s *fabric.ScaleSet) { s.Zones = nil }), "zones"},
		{"set: a zone more", set, setWith(func(s *fabric.ScaleSet) { s.Zones = []string{"3", "2", "1"} }), ""},
		{"set: zones for a regional one", setWith(func(s *fabric.ScaleSet) { s.Zones = nil }), set, ""},
		{"set: fault domains", set, setWith(func(s *fabric.ScaleSet) { s.FaultDomains = 5 }), "platform_fault_domain_count"},
		{"set: the fault domains that it has", set, setWith(func(s *fabric.ScaleSet) { s.FaultDomains = 1 }), ""},
		{"set: fault domains given up", setWith(func(s *fabric.ScaleSet) { s.FaultDomains = 5 }), set, ""},
		{"set: zones and other fault domains", setWith(func(s *fabric.ScaleSet) { s.Zones, s.SinglePlacementGroup = nil, true }), setWith(func(s *fabric.ScaleSet) { s.FaultDomains = 1 }), "platform_fault_domain_count"},
		{"set: zones and the same fault domains", setWith(func(s *fabric.ScaleSet) { s.Zones, s.SinglePlacementGroup = nil, true }), setWith(func(s *fabric.ScaleSet) { s.FaultDomains = 5 }), ""},
		{"set: strict balance", set, setWith(func(s *fabric.ScaleSet) { s.ZoneBalance = true }), "zone_balance"},
		{"set: to a single placement group", set, setWith(func(s *fabric.ScaleSet) { s.SinglePlacementGroup = true }), "single_placement_group"},
		{"set: to several", setWith(func(s *fabric.ScaleSet) { s.SinglePlacementGroup = true }), set, ""},
		{"set: in place", set, setWith(func(s *fabric.ScaleSet) { s.SKU, s.Capacity, s.UpgradeMode = "Standard_D2s_v5", 9, "Automatic" }), ""},
	} {
		if got := fieldNames(fabric.MustReplace(fabric.NewWorld(oneNIC...), c.before, c.after)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestParentIncarnations: what lives by another goes when the other is replaced.
func TestParentIncarnations(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, append(oneNIC[:3:3], nsg("g", nil), scaleSet("set", 1, "nic"), withNSG(subnet("vnet", "web", "10.0.0.0/24"), "g"))...)
	web, _ := f.World.Lookup(subnetID("vnet", "web"))
	n, _ := f.World.Lookup(idOf(fabric.KindNICConfiguration, "nic"))
	set := setOf(f, "set")
	want := map[fabric.Key]int{subnetID("vnet", "web").Key(): 1, n.Head().ID.Key(): 1}
	if diff := cmp.Diff(want, set.Parents); diff != "" {
		t.Errorf("parents of the set (-want +got):\n%s", diff)
	}
	again := func(o fabric.Object) fabric.Object {
		m := o.Head()
		m.Incarnation++
		return o.WithHead(m)
	}
	network, _ := f.World.Lookup(idOf(fabric.KindVirtualNetwork, "vnet"))
	group, _ := f.World.Lookup(idOf(fabric.KindNetworkSecurityGroup, "g"))
	for _, c := range []struct {
		name     string
		replaced fabric.Object
		o        fabric.Object
		want     string
	}{
		{"network of a subnet", network, web, "parent_incarnation"},
		{"group of a subnet", group, web, ""},
		{"subnet of a NIC configuration", web, n, "parent_incarnation"},
		{"network of a NIC configuration", network, n, ""}, // its subnet goes, and takes it along
		{"NIC configuration of a set", n, set, "parent_incarnation"},
		{"subnet of a set", web, set, "parent_incarnation"},
	} {
		got := fieldNames(fabric.MustReplace(f.World.With(again(c.replaced)), c.o, c.o))
		expect(t, c.name, got, c.want)
	}
	expect(t, "nothing replaced", fieldNames(fabric.MustReplace(f.World, set, set)), "")
}

func TestASetDoesNotFollowToAnotherNetwork(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, append(twoNetworks[:5:5], nic("nic", webIP), scaleSet("set", 1, "nic"))...)
	set := setOf(f, "set")
	for network, want := range map[string]string{"vnet2": "parent_incarnation", "VNET": ""} {
		w := f.World.With(with(nic("nic", ip("ip1", subnetID(network, "web"))), func(n *fabric.NICConfiguration) { n.Incarnation = 1 }))
		expect(t, network, fieldNames(fabric.MustReplace(w, set, set)), want)
	}
}
