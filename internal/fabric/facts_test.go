package fabric_test

import (
	"net/netip"
	"reflect"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

func TestUsableAddresses(t *testing.T) {
	t.Parallel()
	for prefix, want := range map[string]int64{
		"10.0.0.0/32": 0, "10.0.0.0/30": 0, "10.0.0.0/29": 3, "10.0.0.0/28": 11, "10.0.0.0/27": 27, "10.0.0.0/26": 59, "10.0.0.0/24": 251,
		"fd00::/126": 0, "fd00::/125": 4, "fd00::/66": 1<<62 - 4, "fd00::/65": -1, "fd00::/64": -1,
	} {
		n, ok := fabric.UsableAddresses(netip.MustParsePrefix(prefix))
		if !ok {
			n = -1
		}
		if n != want {
			t.Errorf("%s has %d usable addresses, want %d", prefix, n, want)
		}
	}
}

func TestPublicPrefixCapacity(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		length  int
		version fabric.IPVersion
		want    int // 0: not given out
	}{
		{27, fabric.IPv4, 0}, {28, fabric.IPv4, 16}, {29, fabric.IPv4, 8}, {31, fabric.IPv4, 2}, {32, fabric.IPv4, 0},
		{123, fabric.IPv6, 0}, {124, fabric.IPv6, 16}, {127, fabric.IPv6, 2}, {128, fabric.IPv6, 0}, {28, "IPv5", 0},
	} {
		if n, ok := fabric.PublicPrefixCapacity(c.length, c.version); n != c.want || ok != (c.want > 0) {
			t.Errorf("/%d of %s: %d, %t; want %d", c.length, c.version, n, ok, c.want)
		}
	}
}

func TestVMSizes(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		nics         int
		acc, unknown bool
	}{
		"Standard_D2s_v5": {2, true, false}, "STANDARD_b2MS": {3, false, false}, "Standard_A8_v2": {8, false, false}, "Standard_D16plds_v5": {4, true, false},
		"Standard_F16s_v2": {4, true, false}, "Standard_M8-2ms": {2, true, false}, "Standard_B12ms": {6, true, false}, "Standard_B8ms": {4, false, false},
		"Standard_D4s_v9": {2, true, true}, "Standard_E8ds_v6": {4, true, true}, "Standard_E16ds_v6": {8, true, true}, "Standard_E32-8s_v5": {8, true, true}, "my-size": {8, true, true},
	} {
		size, known := fabric.LookupVMSize(name)
		if size.MaxNICs != want.nics || size.AcceleratedNetworking != want.acc || known == want.unknown {
			t.Errorf("%s: %+v, known %t; want %+v", name, size, known, want)
		}
	}
}

func TestFields(t *testing.T) {
	t.Parallel()
	ips := fabric.At("ip_configurations")
	rule := fabric.At("security_rules").Key(`a"b`).Dot("priority")
	expect(t, "list", ips.Index(1).Dot("subnet_id").String(), "ip_configurations[1].subnet_id")
	expect(t, "map", rule.String(), `security_rules["a\"b"].priority`)
	for _, c := range []struct {
		a, b fabric.Field
		want bool
	}{
		{ips, ips.Index(1).Dot("primary"), true}, {ips.Index(1), ips.Index(1), true}, {ips.Index(0), ips.Index(1), false},
		{ips.Index(0).Dot("name"), ips.Index(0).Dot("primary"), false}, {fabric.At("a").Key("b"), fabric.At("a").Key("c"), false}, {nil, ips, true},
	} {
		if c.a.Overlaps(c.b) != c.want || c.b.Overlaps(c.a) != c.want {
			t.Errorf("%s overlaps %s: want %t", c.a, c.b, c.want)
		}
	}
	base := ips.Index(0)
	first, second := base.Dot("a"), base.Dot("b")
	expect(t, "fields of one prefix", first.String()+" "+second.String(), "ip_configurations[0].a ip_configurations[0].b")
}

func TestSimulatedIdentifiers(t *testing.T) {
	t.Parallel()
	id := subnetID("vnet", "web")
	guid := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	all := []string{fabric.GUID(id), fabric.GUID(id, "a", "b"), fabric.GUID(id, "ab"), fabric.GUID(subnetID("vnet", "db"))}
	seen := map[string]bool{}
	for _, g := range all {
		if !guid.MatchString(g) || seen[g] {
			t.Errorf("GUID %s, seen before: %t", g, seen[g])
		}
		seen[g] = true
	}
	expect(t, "GUID of another spelling", fabric.GUID(upper(id)), all[0])
	if tag := fabric.ETag(id); len(tag) != 40 || tag[:3] != `W/"` || tag[3:39] == all[0] {
		t.Errorf("entity tag %s", tag)
	}
}

func TestHash(t *testing.T) {
	t.Parallel()
	base := nic("nic", inGroups(public(webIP, "web", ""), asgIDs(0, 2)...))
	hashes := map[string]string{base.Hash(): "the base"}
	for name, change := range map[string]func(*fabric.NICConfiguration){
		"primary": func(n *fabric.NICConfiguration) { n.Primary = false }, "accelerated": func(n *fabric.NICConfiguration) { n.AcceleratedNetworking = true },
		"forwarding": func(n *fabric.NICConfiguration) { n.IPForwarding = true }, "DNS": func(n *fabric.NICConfiguration) { n.DNSServers = []string{"10.0.0.4"} },
		"group": func(n *fabric.NICConfiguration) { n.NetworkSecurityGroupID = "g" }, "IP configuration": func(n *fabric.NICConfiguration) { n.IPConfigurations = append(namedIPs(1), n.IPConfigurations...) },
		"name": func(n *fabric.NICConfiguration) { n.ID += "2" },
	} {
		h := with(base, change).Hash()
		if other, same := hashes[h]; same {
			t.Errorf("%s: the hash is that of %s", name, other)
		}
		hashes[h] = name
	}
	same := with(base, func(n *fabric.NICConfiguration) {
		n.ID, n.Tags, n.Incarnation, n.Revision, n.Location = upper(n.ID), map[string]string{"a": "b"}, 7, 7, "Korea Central"
	})
	expect(t, "tags and life aside", same.Hash(), base.Hash())
}

// TestEncoding writes every kind and reads it back; null and empty collections stay apart.
func TestEncoding(t *testing.T) {
	t.Parallel()
	f := fabrictest.New(t, append(twoNICSet(), asg("g"), nsg("nsg", rules{"r": rule(100)}), nsg("empty", rules{}), nsg("null", nil), publicIP("p"))...)
	f.Put(lb("lb", front("f1", "p"), inner("f2", webSubnet, "10.0.0.9")), pool("lb", "a"), probe("lb", "probe"), fabric.LoadBalancingRule{Meta: fabric.Meta{ID: childID(fabric.KindLoadBalancingRule, "lb", "r")}},
		fabric.InboundNATPool{Meta: fabric.Meta{ID: childID(fabric.KindInboundNATPool, "lb", "n")}, FrontendPortStart: 1}, fabric.InboundNATRule{Meta: fabric.Meta{ID: childID(fabric.KindInboundNATRule, "lb", "n")}, Mappings: []fabric.NATMapping{{Member: "m", Port: 5000}}},
		fabric.OutboundRule{Meta: fabric.Meta{ID: childID(fabric.KindOutboundRule, "lb", "o")}, FrontendNames: []string{"f1"}},
		fabric.ApplicationGateway{Meta: fabric.Meta{ID: idOf(fabric.KindApplicationGateway, "g")}, Instances: 2}, gatewayPool("g", "p"),
		oneRoute(appliance("0.0.0.0/0", "10.0.0.4")), routeTable("empty", routes{}), withPrefixes(natGateway("ng", "p"), "pre"),
		ownNIC(nic("own", webIP)), fabric.InstanceUpgrade{Meta: fabric.Meta{ID: fabric.ChildID(fabric.KindInstanceUpgrade, oneSet.ID, "1")}},
		fabric.ConnectivityTest{Meta: fabric.Meta{ID: idOf(fabric.KindConnectivityTest, "t")}, Answer: fabric.Reachability{Passage: fabric.Passage{Verdict: fabric.Reachable, Steps: []fabric.TraceStep{{Kind: fabric.StepStart}}}}})
	kinds := map[fabric.Kind]bool{}
	for o := range f.World.All() {
		kinds[o.Kind()] = true
		body, err := fabric.Encode(o)
		if err != nil {
			t.Fatal(err)
		}
		back, err := fabric.Decode(o.Kind(), body)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(o, back) {
			t.Errorf("%s comes back as\n%+v, was\n%+v", o.Head().ID, back, o)
		}
	}
	if len(kinds) != len(fabric.Kinds()) {
		t.Errorf("%d kinds of %d are covered", len(kinds), len(fabric.Kinds()))
	}
	if _, err := fabric.Decode("private_endpoint", []byte("{}")); err == nil || err.Error() != `the fabric has no kind "private_endpoint"` {
		t.Errorf("an unknown kind: %v", err)
	}
	if _, err := fabric.Decode(fabric.KindSubnet, []byte("{")); err == nil {
		t.Error("half an object is read")
	}
}

// TestHeads: WithHead changes a copy's head and nothing else.
func TestHeads(t *testing.T) {
	t.Parallel()
	for o := range fabrictest.New(t, append(twoNICSet(), asg("g"), nsg("n", nil), publicIP("p"))...).World.All() {
		m := o.Head()
		m.Revision = 99
		changed := o.WithHead(m)
		if changed.Head().Revision != 99 || o.Head().Revision == 99 {
			t.Errorf("%s: revision %d, of the copy %d", o.Kind(), o.Head().Revision, changed.Head().Revision)
		}
		if back := changed.WithHead(o.Head()); !reflect.DeepEqual(back, o) || changed.Kind() != o.Kind() {
			t.Errorf("%s: %s", o.Kind(), cmp.Diff(o, back, comparable, cmp.Comparer(func(a, b netip.Prefix) bool { return a == b })))
		}
	}
}

func TestFindingTexts(t *testing.T) {
	t.Parallel()
	_, list := fabrictest.New(t).Try(t, vnet("vnet"))
	expect(t, "summary", list[0].Summary(), "InvalidAddressPrefixFormat: no address prefix")
	expect(t, "text", list[0].Text(), "The virtual network vnet has no address space.\n\nGive at least one CIDR.")
	_, list = fabrictest.New(t, oneNIC...).Try(t, capacity(101, true))
	expect(t, "own advice", list[0].Text(), list[0].Detail+"\n\nSet single_placement_group = false, or ask for fewer instances.")
}

func TestDefaultPrimary(t *testing.T) {
	t.Parallel()
	primaries := func(unsaid bool, ips ...fabric.IPConfiguration) string {
		n := fabric.NICConfiguration{IPConfigurations: ips}
		made := n.WithDefaultPrimary(func(i int) bool { return unsaid && i == 0 })
		var got string
		for _, c := range made.IPConfigurations {
			got += map[bool]string{true: "P", false: "-"}[c.Primary]
		}
		return got
	}
	a, b := named("a"), named("b")
	expect(t, "none says", primaries(true, a, b), "P-")
	expect(t, "another is", primaries(true, a, primary(b)), "-P")
	expect(t, "the first says no", primaries(false, a, b), "--")
	expect(t, "no IP configurations", primaries(true), "")
	if a.Primary {
		t.Error("the argument has changed")
	}
}
