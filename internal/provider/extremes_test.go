package provider_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

// TestExtremes plans what is at the edge of a value's range, and beyond it: each is taken, or refused at its attribute, in
// a call that comes back.
func TestExtremes(t *testing.T) {
	t.Parallel()
	var many []string
	for n := range 4000 {
		many = append(many, fmt.Sprintf("10.%d.%d.0/24", n/256, n%256))
	}
	rule := attrs{"priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp"}
	rules := func(changes attrs) attrs {
		return attrs{"name": "new", "security_rules": attrs{"r": with(rule, changes)}}
	}
	lb := acctest.ID(fabric.KindLoadBalancer, "lb")
	probe := func(port any) attrs { return attrs{"name": "new", "lb_id": lb, "port": port} }
	long := strings.Repeat("x", 10_000)
	for name, test := range map[string]struct {
		kind   fabric.Kind
		config attrs
		want   []string // without the warnings
	}{
		"a million instances":          {fabric.KindScaleSet, with(setConfig, attrs{"name": "new", "capacity": 1_000_000}), []string{"error capacity InvalidParameter"}},
		"less than none":               {fabric.KindScaleSet, with(setConfig, attrs{"name": "new", "capacity": -1}), []string{"error capacity InvalidParameter"}},
		"the largest number":           {fabric.KindScaleSet, with(setConfig, attrs{"name": "new", "capacity": 1<<63 - 1}), []string{"error capacity InvalidParameter"}},
		"a network of all of IPv6":     {fabric.KindVirtualNetwork, attrs{"name": "new", "address_space": []string{"10.1.0.0/16", "::/0"}}, nil},
		"a subnet of all of IPv6":      {fabric.KindSubnet, with(subnetConfig, attrs{"name": "new", "address_prefixes": []string{"10.0.4.0/24", "::/0"}}), []string{"error address_prefixes[1] NetcfgInvalidIPAddressPrefix"}},
		"a network of all of IPv4":     {fabric.KindVirtualNetwork, attrs{"name": "new", "address_space": []string{"0.0.0.0/0"}}, []string{"error address_space[0] NetcfgInvalidIPAddressPrefix"}},
		"a rule of 4000 prefixes":      {fabric.KindNetworkSecurityGroup, rules(attrs{"source_address_prefixes": many}), nil},
		"a rule of one prefix, 4000 x": {fabric.KindNetworkSecurityGroup, rules(attrs{"source_address_prefixes": slices.Repeat([]string{"10.0.0.0/8"}, 4000)}), nil},
		"a name of 10 kB":              {fabric.KindApplicationSecurityGroup, attrs{"name": long}, []string{"error name InvalidResourceName"}},
		"a reference of 10 kB":         {fabric.KindSubnet, with(subnetConfig, attrs{"name": "new", "address_prefixes": []string{"10.0.4.0/24"}, "route_table_id": long}), []string{"error route_table_id LinkedInvalidPropertyId"}},
		"a tag of 10 kB":               {fabric.KindApplicationSecurityGroup, attrs{"name": "new", "tags": attrs{"a": long}}, []string{`error tags["a"] InvalidTag`}},
		"port 0":                       {fabric.KindProbe, probe(0), []string{"error port InvalidParameter"}},
		"port 1":                       {fabric.KindProbe, probe(1), nil},
		"port 65535":                   {fabric.KindProbe, probe(65535), nil},
		"port 65536":                   {fabric.KindProbe, probe(65536), []string{"error port InvalidParameter"}},
		"ports from 0":                 {fabric.KindNetworkSecurityGroup, rules(attrs{"destination_port_ranges": []string{"0-65535"}}), nil},
		"ports to 65536":               {fabric.KindNetworkSecurityGroup, rules(attrs{"destination_port_ranges": []string{"0-65536"}}), []string{`error security_rules["r"] SecurityRuleInvalidPortRange`}},
		"a route to the router itself": {fabric.KindRouteTable, attrs{"name": "new", "routes": attrs{"r": attrs{"address_prefix": "10.0.2.4/32", "next_hop_type": "VirtualAppliance", "next_hop_in_ip_address": "10.0.2.4"}}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := onGround(t)
			got := s.validate(test.kind, test.config)
			if len(got) == 0 {
				got = s.plan(test.kind, test.config).messages
			}
			wantHeads(t, slices.DeleteFunc(got, func(m message) bool { return strings.HasPrefix(m.head, "warning ") }), test.want...)
			for _, m := range got {
				if len(m.detail) > 2*len(long)+1000 {
					t.Errorf("a text of %d bytes", len(m.detail))
				}
			}
		})
	}
}

// TestRoutesInACircle: two appliances that send to one another are a way without an end, which a test says.
func TestRoutesInACircle(t *testing.T) {
	t.Parallel()
	s := onGround(t)
	hop := func(name, prefix, next string) {
		t.Helper()
		s.create(fabric.KindRouteTable, attrs{"name": name, "routes": attrs{"r": attrs{"address_prefix": "0.0.0.0/0", "next_hop_type": "VirtualAppliance", "next_hop_in_ip_address": next}}})
		p := s.plan(fabric.KindSubnet, with(subnetConfig, attrs{"name": name, "address_prefixes": []string{prefix}, "route_table_id": acctest.ID(fabric.KindRouteTable, name)}))
		for _, m := range p.messages {
			if strings.HasPrefix(m.head, "error") {
				t.Fatal(m)
			}
		}
		s.planOf(fabric.KindNICConfiguration, null(s, fabric.KindNICConfiguration), object(t, s.typeOf(fabric.KindNICConfiguration), attrs{
			"name": name, "ip_forwarding_enabled": true, "ip_configurations": []any{attrs{"name": "ip", "subnet_id": acctest.SubnetID("net", name)}},
		}))
		s.planOf(fabric.KindScaleSet, null(s, fabric.KindScaleSet), object(t, s.typeOf(fabric.KindScaleSet), attrs{
			"name": name, "sku": "Standard_D2s_v5", "capacity": 1, "nic_configuration_ids": []string{acctest.ID(fabric.KindNICConfiguration, name)},
		}))
	}
	hop("east", "10.0.5.0/28", "10.0.6.4")
	hop("west", "10.0.6.0/28", "10.0.5.4")
	p := s.plan(fabric.KindConnectivityTest, attrs{"name": "t", "source": acctest.ID(fabric.KindScaleSet, "east") + "/virtualMachines/0", "destination": "203.0.113.7", "protocol": "Tcp", "destination_port": 443})
	const loop = "to the instance west_0 again, where it has been: a loop."
	if got, text := p.text(t, "verdict"), p.text(t, "explanation"); got != string(fabric.Unreachable) || !strings.Contains(text, loop) {
		t.Errorf("the verdict is %s: %s; %v", got, text, p.messages)
	}
}
