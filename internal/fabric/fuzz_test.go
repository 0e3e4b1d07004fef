package fabric_test

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/fabric/fabrictest"
)

func FuzzParseID(f *testing.F) {
	for _, s := range []string{"", "/", "///////////", string(subnetID("vnet", "web")), string(idOf(fabric.KindScaleSet, "s")), inRG + "a/b/", repeat("/a", 1200)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id := fabric.ID(s)
		p, err := fabric.ParseID(s)
		_, known := id.Kind()
		_, _ = id.Parent(), id.Key()
		if err != nil {
			if known {
				t.Fatalf("%q has a kind and is no id: %v", s, err)
			}
			return
		}
		if p.Name() != id.Name() || p.Name() == "" || p.SubscriptionID == "" || p.ResourceGroupName == "" || p.Provider == "" {
			t.Fatalf("%q: parsed %+v, the name is %q", s, p, id.Name())
		}
		composed := "/subscriptions/" + p.SubscriptionID + "/resourceGroups/" + p.ResourceGroupName + "/providers/" + p.Provider
		for _, segment := range p.Segments {
			composed += "/" + segment.Type + "/" + segment.Name
		}
		if len(composed) != len(s) || strings.Count(composed, "/") != strings.Count(s, "/") {
			t.Fatalf("%q comes back as %q", s, composed)
		}
	})
}

func FuzzAddressSpace(f *testing.F) {
	for _, s := range []string{"10.0.0.0/16", "10.0.0.1/16", "fd00::/48", "::ffff:1.2.3.4/120", "0.0.0.0/0", "255.255.255.255/32", "fe80::%eth0/64", "1/2", "/", ""} {
		f.Add(s, "10.0.0.0/8")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		network := vnet("vnet", a, b)
		good := len(network.Validate()) == 0
		s := subnet("vnet", "s", a)
		list := append(s.Validate(), fabrictest.New(t).Put(network).World.With(s).Check(fabric.Change{After: s})...)
		pool, ok := s.Pool(fabric.IPv4)
		if good {
			for _, text := range network.AddressSpace {
				if p, err := netip.ParsePrefix(text); err != nil || p != p.Masked() {
					t.Fatalf("%q is taken: %v", text, err)
				}
			}
		}
		if len(list) == 0 && (!ok || pool.Size() < 3) {
			t.Fatalf("the subnet %q is taken and has %d addresses, %t", a, pool.Size(), ok)
		}
	})
}

func FuzzSecurityRule(f *testing.F) {
	for _, s := range [][2]string{{"443", "10.0.0.0/8"}, {"0-65535", "*"}, {"*", "VirtualNetwork"}, {"80-", "1.2.3.4"}, {"-80", "fd00::1"}, {"٣", "10.0.0.0/33"}, {"", ""}, {"99999", "a.b."}} {
		f.Add("r", 100, s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, name string, priority int, port, prefix string) {
		r := rule(priority)
		r.SourcePortRanges, r.SourceAddressPrefixes = []string{port}, []string{prefix}
		list := nsg("nsg", rules{name: r}).Validate()
		if again := nsg("nsg", rules{name: r}).Validate(); !cmp.Equal(texts(list), texts(again)) {
			t.Fatalf("%q, then %q", texts(list), texts(again))
		}
		if len(list) > 0 {
			return
		}
		if strings.Trim(port, "0123456789-*") != "" || priority < 100 || priority > 4096 || name == "" {
			t.Fatalf("the rule %q with priority %d and port %q is taken", name, priority, port)
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, o := range twoNICSet() {
		body, err := fabric.Encode(o)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(o.Kind()), body)
	}
	f.Add("private_endpoint", []byte("{}"))
	f.Add("route_table", []byte(`{"Routes":{"":{}}}`))
	f.Add("nat_gateway", []byte(`{"PublicIPIDs":["",""],"Zones":["1","1"]}`))
	f.Add("scale_set", []byte(`{"Models":[{}],"Instances":[{"ModelVersion":7,"Addresses":[{"Private":"10.0.0.4"}]}]}`))
	f.Add("scale_set", []byte(`{"Models":[{"NICs":[{"IPConfigurations":[{},{}]}]}],"Instances":[{}]}`))
	f.Fuzz(func(t *testing.T, kind string, body []byte) {
		o, err := fabric.Decode(fabric.Kind(kind), body)
		if err != nil {
			return
		}
		fabric.Validate(o)
		w := fabric.NewWorld(o)
		w.Check(fabric.Change{Before: o, After: o})
		w.Check(fabric.Change{Before: o})
		if set, ok := o.(fabric.ScaleSet); ok {
			set.View(w)
		}
		again, err := fabric.Encode(o)
		if err != nil {
			t.Fatal(err)
		}
		back, err := fabric.Decode(fabric.Kind(kind), again)
		if err != nil {
			t.Fatalf("%s does not come back: %v", again, err)
		}
		if third, err := fabric.Encode(back); err != nil || string(third) != string(again) {
			t.Fatalf("%s comes back as %s, %v", again, third, err)
		}
	})
}
