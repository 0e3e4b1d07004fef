package fabric_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

// flexibleTwins has two NICs with public addresses of one name, as the documentation's sample has them.
func flexibleTwins(n int) []fabric.Object {
	return plus(oneSubnet, nic("front", public(webIP, "shop", "")), secondNIC("back", public(webIP, "", ""), named("ip2")),
		flexible(func(s *fabric.ScaleSet) {
			s.Capacity, s.ComputerNamePrefix = n, "vm"
			s.NICConfigurationIDs = []fabric.ID{idOf(fabric.KindNICConfiguration, "front"), idOf(fabric.KindNICConfiguration, "back")}
		}))
}

// TestFlexibleNames fixes the names: plans show them, so they must not move.
func TestFlexibleNames(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, flexibleTwins(2)...)
	views := viewOf(f, "set")
	for n, want := range []string{"set_8a091d9c vmY6OAVS", "set_2840974d vm6322MH"} {
		if got := views[n].InstanceID + " " + views[n].ComputerName; got != want || views[n].Name != views[n].InstanceID || views[n].ID != n {
			t.Errorf("instance %d is %s, called %s; want %s", n, got, views[n].Name, want)
		}
	}
	i := views[1]
	front, back := i.NICs[0].IPConfigurations[0], i.NICs[1].IPConfigurations
	got := []fabric.ID{i.VMID, i.NICs[0].ID, i.NICs[1].ID, front.ID, back[1].ID, front.PublicIPID, back[0].PublicIPID, back[1].PublicIPID}
	want := []fabric.ID{
		inRG + "Microsoft.Compute/virtualMachines/set_2840974d",
		inRG + "Microsoft.Network/networkInterfaces/front-ed42a28e",
		inRG + "Microsoft.Network/networkInterfaces/back-3f5381e1",
		inRG + "Microsoft.Network/networkInterfaces/front-ed42a28e/ipConfigurations/ip1",
		inRG + "Microsoft.Network/networkInterfaces/back-3f5381e1/ipConfigurations/ip2",
		inRG + "Microsoft.Network/publicIPAddresses/pub-eacc6843",
		inRG + "Microsoft.Network/publicIPAddresses/pub-758b5608",
		"",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
	expect(t, "label", front.PublicLabel, "shop-9b3b2abf-45d0-8e43-ab75-7863b2cac0a3")
	expect(t, "FQDN", front.FQDN, front.PublicLabel+".koreacentral.cloudapp.azure.com")
	expect(t, "no label", back[0].PublicLabel+back[0].FQDN, "")
}

var flexibleForms = regexp.MustCompile(`^set_[0-9a-f]{8} set[0-9A-Z]{6} nic-[0-9a-f]{8} pub-[0-9a-f]{8} a{26}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// TestFlexibleNamesAreUnique: of a thousand instances no two share a name, and the longest label fits into one of DNS.
func TestFlexibleNamesAreUnique(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	f := fabrictest.New(t, plus(largeNIC[:2], nic("nic", public(webIP, strings.Repeat("a", 26), "")), flexibleOf(1000))...)
	for _, i := range viewOf(f, "set") {
		ip := i.NICs[0].IPConfigurations[0]
		line := strings.Join([]string{i.Name, i.ComputerName, i.NICs[0].ID.Name(), ip.PublicIPID.Name(), ip.PublicLabel}, " ")
		if !flexibleForms.MatchString(line) || len(ip.PublicLabel) > 63 {
			t.Fatalf("the names are %s", line)
		}
		for _, name := range strings.Fields(line) {
			seen[name]++
		}
	}
	if len(seen) != 5*1000 {
		t.Errorf("1000 instances have %d names in all, want 5000", len(seen))
	}
}

// TestFlexibleScaling: order and protection follow the order of creation, and names come but once.
func TestFlexibleScaling(t *testing.T) {
	t.Parallel()
	ids := func(s fabric.ScaleSet) []string {
		var list []string
		for _, i := range s.Instances {
			list = append(list, fmt.Sprint(s.InstanceID(i.ID), ":", i.FaultDomain, ":", i.Addresses[0].Private))
		}
		return list
	}
	three := func(n int, change func(*fabric.ScaleSet)) fabric.ScaleSet {
		return with(flexibleOf(n), func(s *fabric.ScaleSet) { s.FaultDomains = 3; change(s) })
	}
	f := fabrictest.New(t, oneNIC...)
	first := ids(f.Set(t, three(4, asItIs)))
	name := f.Set(t, three(4, asItIs)).InstanceID
	want := []string{name(0) + ":0:10.0.0.4", name(1) + ":1:10.0.0.5", name(2) + ":2:10.0.0.6", name(3) + ":0:10.0.0.7"}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Errorf("four (-want +got):\n%s", diff)
	}
	left := ids(f.Set(t, three(2, func(s *fabric.ScaleSet) { s.ScaleIn.Protected = []string{strings.ToUpper(name(3))} })))
	if diff := cmp.Diff([]string{want[1], want[3]}, left); diff != "" {
		t.Errorf("two, one of them protected (-want +got):\n%s", diff)
	}
	again := f.Set(t, three(3, asItIs))
	if got := again.InstanceID(again.Instances[2].ID); slices.ContainsFunc(first, func(s string) bool { return strings.HasPrefix(s, got) }) {
		t.Errorf("%s is used again", got)
	}
	if domains := with(flexibleOf(0), asItIs).EffectiveFaultDomains(); domains != 1 {
		t.Errorf("a set that does not say spreads over %d fault domains", domains)
	}
}

// TestFlexibleRolling: without a probe all instances are taken to be healthy.
func TestFlexibleRolling(t *testing.T) {
	t.Parallel()
	s := with(flexibleOf(10), func(s *fabric.ScaleSet) { s.UpgradeMode = "Rolling" })
	f := fabrictest.New(t, plus(oneNIC, s)...)
	f.Apply(t, forwarding(nic("nic", webIP)))
	after := f.Set(t, s)
	if u := after.LatestRollingUpgrade; u == nil || u.Status != "Completed" || len(u.Batches) != 5 || len(after.Models) != 1 {
		t.Errorf("the upgrade is %+v, with %d models left", u, len(after.Models))
	}
}

// TestFlexibleMembers: pools and NAT rules name the NICs, which are resources of their own.
func TestFlexibleMembers(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, plus(publicLB, natRule("lb", "n1", "f1", 5000, 5004, "a", 22), nic("nic", inA), flexibleOf(2))...)
	f.Apply(t, natRule("lb", "n1", "f1", 5000, 5004, "a", 22))
	balancer, _ := fabric.Get[fabric.LoadBalancer](f.World, idOf(fabric.KindLoadBalancer, "lb"))
	views := viewOf(f, "set")
	for n, m := range fabric.PortMappings(f.World, balancer) {
		if m.FrontendPort != 5000+n || m.Member.ID != views[n].NICs[0].ID+"/ipConfigurations/ip1" || m.Member.VM.InstanceID != views[n].InstanceID {
			t.Errorf("mapping %d: %d leads to %s of %s", n, m.FrontendPort, m.Member.ID, m.Member.VM.InstanceID)
		}
	}
}

func TestDefaultPlacementGroup(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		set  fabric.ScaleSet
		want bool
	}{
		{set(asItIs), true},
		{set(func(s *fabric.ScaleSet) { s.Zones = []string{"1"} }), false},
		{flexible(asItIs), false},
		{grouped(usualSize, 2, false), false},
		{grouped("Standard_M32ls", 2, false), true},
		{grouped("Standard_M32ls", 1, false), false},
		{grouped("Standard_M32ls", 0, false), false},
		{grouped("Standard_M32ls", 0, false, "1"), false},
	} {
		if got := c.set.DefaultSinglePlacementGroup(); got != c.want {
			t.Errorf("%s, %s, %d fault domains, zones %v: %t", c.set.OrchestrationMode, c.set.SKU, c.set.FaultDomains, c.set.Zones, got)
		}
	}
}
