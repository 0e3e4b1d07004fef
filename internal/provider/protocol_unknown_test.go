package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

func TestUnknownCapacity(t *testing.T) {
	s := newServer(t)
	s.planNetwork()
	p := s.plan(fabric.KindScaleSet, with(setConfig, attrs{"capacity": unknown{}}))
	wantHeads(t, p.messages)
	for name, want := range map[string]string{
		"id": acctest.ID(fabric.KindScaleSet, "web"), "unique_id": "ef000757-c6c5-8285-b685-6e689fc4b738", "capacity": "?", "instances": "?",
		"private_ip_addresses": "?", "model_version": "?", "location": "koreacentral", "orchestration_mode": "Uniform", "tags": "-",
	} {
		if got := p.text(t, name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	// A second set cannot know its addresses' neighbours, and still plans its own.
	other := s.plan(fabric.KindScaleSet, with(setConfig, attrs{"name": "other"}))
	wantHeads(t, other.messages)
	if got := other.text(t, "private_ip_addresses"); got != "known" {
		t.Errorf("the other set's private_ip_addresses are %s", got)
	}
}

func TestUnknownName(t *testing.T) {
	for kind, config := range map[fabric.Kind]attrs{
		fabric.KindVirtualNetwork: vnetConfig, fabric.KindSubnet: subnetConfig, fabric.KindNICConfiguration: nicConfig, fabric.KindScaleSet: setConfig,
		fabric.KindNetworkSecurityGroup: {"name": "web"}, fabric.KindApplicationSecurityGroup: {"name": "web"},
		fabric.KindPublicIP: {"name": "front"}, fabric.KindPublicIPPrefix: {"name": "block"},
	} {
		t.Run(string(kind), func(t *testing.T) {
			s := newServer(t)
			s.planNetwork()
			unnamed := with(config, attrs{"name": unknown{}})
			wantHeads(t, s.validate(kind, unnamed))
			p := s.plan(kind, unnamed)
			wantHeads(t, p.messages)
			for _, name := range []string{"id", "name"} {
				if got := p.text(t, name); got != "?" {
					t.Errorf("%s is %s", name, got)
				}
			}
			// What the configuration says is not lost.
			for name := range config {
				if name != "name" && !p.state[name].IsKnown() {
					t.Errorf("%s is not known", name)
				}
			}
		})
	}
}

// One unknown subnet of two: what does not depend on it is known.
func TestUnknownSubnetOfOneIPConfiguration(t *testing.T) {
	s := newServer(t)
	s.planNetwork()
	config := attrs{"name": "nic2", "ip_configurations": []any{attrs{"name": "ip1", "subnet_id": subnetID}, attrs{"name": "ip2", "subnet_id": unknown{}}}}
	wantHeads(t, s.validate(fabric.KindNICConfiguration, config))
	p := s.plan(fabric.KindNICConfiguration, config)
	wantHeads(t, p.messages)
	if got := p.text(t, "id"); got != acctest.ID(fabric.KindNICConfiguration, "nic2") {
		t.Errorf("id is %s", got)
	}
	var ips []tftypes.Value
	if err := p.state["ip_configurations"].As(&ips); err != nil {
		t.Fatal(err)
	}
	var first, second map[string]tftypes.Value
	if err := ips[0].As(&first); err != nil {
		t.Fatal(err)
	}
	if err := ips[1].As(&second); err != nil {
		t.Fatal(err)
	}
	if !first["subnet_id"].IsKnown() || second["subnet_id"].IsKnown() || !second["name"].IsKnown() {
		t.Errorf("got %v", ips)
	}
	if got := p.text(t, "version_hash"); got != "?" {
		t.Errorf("version_hash is %s", got)
	}
	// A set of it is open as well, and says nothing of a missing reference.
	set := s.plan(fabric.KindScaleSet, with(setConfig, attrs{"nic_configuration_ids": []string{acctest.ID(fabric.KindNICConfiguration, "nic2")}}))
	wantHeads(t, set.messages)
	if got := set.text(t, "instances"); got != "?" {
		t.Errorf("instances are %s", got)
	}
}

// A rule that reads an unknown value stays silent.
func TestUnknownValuesSilenceRules(t *testing.T) {
	s := newServer(t)
	rule := func(priority any) attrs {
		return attrs{"priority": priority, "direction": "Inbound", "access": "Allow", "protocol": "Tcp"}
	}
	for name, c := range map[string]struct {
		kind   fabric.Kind
		config attrs
		want   []string
	}{
		"priority":         {fabric.KindNetworkSecurityGroup, attrs{"name": "web", "security_rules": attrs{"a": rule(unknown{}), "b": rule(100)}}, nil},
		"one of three":     {fabric.KindNetworkSecurityGroup, attrs{"name": "web", "security_rules": attrs{"a": rule(unknown{}), "b": rule(100), "c": rule(100)}}, []string{`error security_rules["c"] SecurityRuleConflict`}},
		"all rules":        {fabric.KindNetworkSecurityGroup, attrs{"name": "web", "security_rules": unknown{}}, nil},
		"primary":          {fabric.KindNICConfiguration, attrs{"name": "nic", "ip_configurations": []any{attrs{"name": "ip", "primary": unknown{}, "subnet_id": subnetID}}}, nil},
		"version":          {fabric.KindNICConfiguration, attrs{"name": "nic", "ip_configurations": []any{attrs{"name": "ip", "version": unknown{}, "subnet_id": subnetID, "public_ip_address": attrs{"name": "p", "version": "IPv6"}}}}, nil},
		"IP configuration": {fabric.KindNICConfiguration, attrs{"name": "nic", "ip_configurations": []any{unknown{}}}, nil},
		"all of them":      {fabric.KindNICConfiguration, attrs{"name": "nic", "ip_configurations": unknown{}}, nil},
		"zones":            {fabric.KindScaleSet, with(setConfig, attrs{"capacity": 500, "zones": unknown{}}), nil},
		"placement":        {fabric.KindScaleSet, with(setConfig, attrs{"capacity": 500, "single_placement_group": unknown{}}), nil},
		"guest":            {fabric.KindScaleSet, with(setConfig, attrs{"computer_name_prefix": strings.Repeat("a", 20), "guest": attrs{"os_type": unknown{}}}), nil},
		"length":           {fabric.KindPublicIPPrefix, attrs{"name": "block", "prefix_length": 124, "ip_version": unknown{}}, nil},
		"sku":              {fabric.KindPublicIP, attrs{"name": "front", "sku": unknown{}, "allocation_method": "Dynamic"}, nil},
		"a prefix":         {fabric.KindSubnet, with(subnetConfig, attrs{"address_prefixes": []any{"10.0.2.0/24", unknown{}}}), nil},
		"address space":    {fabric.KindVirtualNetwork, with(vnetConfig, attrs{"address_space": []any{unknown{}, "10.0.0.0/30"}}), []string{"error address_space[1] NetcfgInvalidIPAddressPrefix"}},
		"tags":             {fabric.KindVirtualNetwork, with(vnetConfig, attrs{"tags": attrs{"a": unknown{}}}), nil},
		"location":         {fabric.KindVirtualNetwork, with(vnetConfig, attrs{"location": unknown{}}), nil},
	} {
		t.Run(name, func(t *testing.T) {
			wantHeads(t, s.validate(c.kind, c.config), c.want...)
			if c.want == nil && c.kind != fabric.KindScaleSet && c.kind != fabric.KindNICConfiguration && c.kind != fabric.KindSubnet {
				wantHeads(t, s.plan(c.kind, c.config).messages)
			}
		})
	}
}
