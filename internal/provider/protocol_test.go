package provider_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
)

// The network of these tests.
var (
	vnetConfig   = attrs{"name": "net", "address_space": []string{"10.0.0.0/16"}}
	subnetID     = acctest.SubnetID("net", "web")
	subnetConfig = attrs{"name": "web", "virtual_network_id": acctest.ID(fabric.KindVirtualNetwork, "net"), "address_prefixes": []string{"10.0.2.0/24"}}
	nicConfig    = attrs{"name": "nic1", "ip_configurations": []any{attrs{"name": "ip1", "subnet_id": subnetID}}}
	setConfig    = attrs{"name": "web", "sku": "Standard_D2s_v5", "capacity": 2, "nic_configuration_ids": []string{acctest.ID(fabric.KindNICConfiguration, "nic1")}}
)

func with(config attrs, changes attrs) attrs {
	changed := attrs{}
	for name, v := range config {
		changed[name] = v
	}
	for name, v := range changes {
		changed[name] = v
	}
	return changed
}

// planNetwork plans the network, its subnet and the NIC configuration.
func (s *server) planNetwork() {
	s.t.Helper()
	for _, c := range []struct {
		kind   fabric.Kind
		config attrs
	}{{fabric.KindVirtualNetwork, vnetConfig}, {fabric.KindSubnet, subnetConfig}, {fabric.KindNICConfiguration, nicConfig}} {
		if p := s.plan(c.kind, c.config); len(p.messages) > 0 {
			s.t.Fatal(p.messages)
		}
	}
}

func TestUnknownVMSizeWarns(t *testing.T) {
	s := newServer(t)
	s.planNetwork()
	p := s.plan(fabric.KindScaleSet, with(setConfig, attrs{"sku": "Standard_Z2"}))
	wantHeads(t, p.messages, "warning sku UnknownVmSize")
	if d := p.detail("warning sku UnknownVmSize"); !strings.Contains(d, `"Standard_Z2"`) || !strings.Contains(d, "2 NICs and accelerated networking") {
		t.Errorf("the warning does not say what is assumed: %s", d)
	}
	if got := p.text(t, "private_ip_addresses"); got != "known" {
		t.Errorf("private_ip_addresses are %s", got)
	}
}

// A Flexible set without a way out is planned with a warning that names the four ways.
func TestNoWayOutWarns(t *testing.T) {
	s := newServer(t)
	s.planNetwork()
	p := s.plan(fabric.KindScaleSet, with(setConfig, attrs{"orchestration_mode": "Flexible"}))
	const noWayOut = "warning nic_configuration_ids NoExplicitOutboundConnectivity"
	wantHeads(t, p.messages, noWayOut)
	for _, way := range []string{"cannot reach the internet", "NAT gateway", "appliance or firewall", "public Standard load balancer", "public IP addresses"} {
		if d := p.detail(noWayOut); !strings.Contains(d, way) {
			t.Errorf("the warning does not say %q: %s", way, d)
		}
	}
	if got := p.text(t, "private_ip_addresses"); got != "known" {
		t.Errorf("private_ip_addresses are %s", got)
	}
}

// Findings stand at the root and one index, the text says the rest.
func TestPaths(t *testing.T) {
	s := newServer(t)
	s.planNetwork()
	missing := acctest.SubnetID("net", "absent")
	second := func(ip attrs) attrs {
		return attrs{"name": "nic2", "ip_configurations": []any{attrs{"name": "ip1", "subnet_id": subnetID}, ip}}
	}
	p := s.plan(fabric.KindNICConfiguration, second(attrs{"name": "ip2", "subnet_id": missing}))
	wantHeads(t, p.messages, "error ip_configurations[1] InvalidResourceReference")
	if d := p.messages[0].detail; !strings.Contains(d, "ip_configurations[1].subnet_id") || !strings.Contains(d, missing) {
		t.Errorf("the text does not say where: %s", d)
	}
	wantHeads(t, s.validate(fabric.KindNICConfiguration, second(attrs{"name": "IP1", "subnet_id": subnetID})), "error ip_configurations[1] DuplicateIpConfigurationName")
	wantHeads(t, s.validate(fabric.KindSubnet, with(subnetConfig, attrs{"address_prefixes": []string{"10.0.2.0/24", "fd00::/63"}})), "error address_prefixes[1] NetcfgInvalidIPAddressPrefix")
	rule := attrs{"priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp"}
	wantHeads(t, s.validate(fabric.KindNetworkSecurityGroup, attrs{"name": "web", "security_rules": attrs{"a": rule, "b": rule}}), `error security_rules["b"] SecurityRuleConflict`)
	wantHeads(t, s.validate(fabric.KindNetworkSecurityGroup, attrs{"name": "web", "security_rules": attrs{"a": with(rule, attrs{"destination_port_ranges": []string{"1", "x"}})}}), `error security_rules["a"] SecurityRuleInvalidPortRange`)
	wantHeads(t, s.validate(fabric.KindScaleSet, with(setConfig, attrs{"guest": attrs{"os_type": "BeOS"}})), "error guest.os_type InvalidParameter")
	wantHeads(t, s.validate(fabric.KindVirtualNetwork, with(vnetConfig, attrs{"tags": attrs{"a?": "b"}})), `error tags["a?"] InvalidTag`)
}

// Removing what is in use in the plan that keeps the user is a warning that names the way out.
func TestRemovalWarnings(t *testing.T) {
	s := newServer(t)
	s.create(fabric.KindVirtualNetwork, vnetConfig)
	group := s.create(fabric.KindNetworkSecurityGroup, attrs{"name": "web"})
	groupID := acctest.ID(fabric.KindNetworkSecurityGroup, "web")
	held := with(subnetConfig, attrs{"network_security_group_id": groupID})
	subnet := s.create(fabric.KindSubnet, held)

	// The user is kept, and has been planned before the removal.
	w := s.walk()
	wantHeads(t, w.planChange(fabric.KindSubnet, subnet, object(t, s.typeOf(fabric.KindSubnet), held)).messages)
	p := w.planRemoval(fabric.KindNetworkSecurityGroup, group)
	const inUse = "warning name InUseNetworkSecurityGroupCannotBeDeleted"
	wantHeads(t, p.messages, inUse)
	if d := p.detail(inUse); !strings.Contains(d, "create_before_destroy") || !strings.Contains(d, "subnet web") {
		t.Errorf("the warning does not say what to do: %s", d)
	}

	// The user lets go of it in the same plan, in either order.
	for _, removalFirst := range []bool{true, false} {
		w := s.walk()
		var p planned
		update := func() planned {
			return w.planChange(fabric.KindSubnet, subnet, object(t, s.typeOf(fabric.KindSubnet), subnetConfig))
		}
		if removalFirst {
			wantHeads(t, w.planRemoval(fabric.KindNetworkSecurityGroup, group).messages)
			p = update()
			const letsGo = "warning network_security_group_id InUseNetworkSecurityGroupCannotBeDeleted"
			wantHeads(t, p.messages, letsGo)
			if d := p.detail(letsGo); !strings.Contains(d, "create_before_destroy") {
				t.Errorf("the warning does not say what to do: %s", d)
			}
		}
	}

	// A destroy of everything says nothing.
	w = s.walk()
	wantHeads(t, w.planRemoval(fabric.KindSubnet, subnet).messages)
	wantHeads(t, w.planRemoval(fabric.KindNetworkSecurityGroup, group).messages)
}

// Whatever a configuration holds, the provider answers.
func TestNoPanics(t *testing.T) {
	many := make([]any, 300)
	for i := range many {
		many[i] = attrs{"name": fmt.Sprintf("ip%d", i), "subnet_id": subnetID}
	}
	prefixes := func(p ...string) attrs { return attrs{"address_prefixes": p} }
	for name, c := range map[string]struct {
		kind   fabric.Kind
		config attrs
		want   []string // of validation
	}{
		"capacity 1000000":          {fabric.KindScaleSet, with(setConfig, attrs{"capacity": 1000000}), []string{"error capacity InvalidParameter"}},
		"capacity -1":               {fabric.KindScaleSet, with(setConfig, attrs{"capacity": -1}), []string{"error capacity InvalidParameter"}},
		"subnet /8":                 {fabric.KindSubnet, with(subnetConfig, prefixes("10.0.0.0/8")), []string{}},
		"subnet /0":                 {fabric.KindSubnet, with(subnetConfig, prefixes("0.0.0.0/0")), []string{"error address_prefixes[0] NetcfgInvalidIPAddressPrefix"}},
		"subnet /32":                {fabric.KindSubnet, with(subnetConfig, prefixes("10.0.0.0/32")), []string{"error address_prefixes[0] NetcfgInvalidIPAddressPrefix"}},
		"subnet IPv6 /0":            {fabric.KindSubnet, with(subnetConfig, prefixes("10.0.2.0/24", "::/0")), []string{"error address_prefixes[1] NetcfgInvalidIPAddressPrefix"}},
		"subnet IPv6 /128":          {fabric.KindSubnet, with(subnetConfig, prefixes("10.0.2.0/24", "fd00::/128")), []string{"error address_prefixes[1] NetcfgInvalidIPAddressPrefix"}},
		"subnet no prefixes":        {fabric.KindSubnet, with(subnetConfig, prefixes()), []string{"error address_prefixes NetcfgInvalidIPAddressPrefix"}},
		"subnet empty prefix":       {fabric.KindSubnet, with(subnetConfig, prefixes("")), []string{"error address_prefixes[0] InvalidCIDRNotation"}},
		"network IPv6 no CIDR":      {fabric.KindVirtualNetwork, with(vnetConfig, attrs{"address_space": []string{"10.0.0.0/16", "::"}}), []string{"error address_space[1] InvalidCIDRNotation"}},
		"network /0":                {fabric.KindVirtualNetwork, with(vnetConfig, attrs{"address_space": []string{"0.0.0.0/0"}}), []string{"error address_space[0] NetcfgInvalidIPAddressPrefix"}},
		"network no address space":  {fabric.KindVirtualNetwork, with(vnetConfig, attrs{"address_space": []string{}}), []string{"error address_space InvalidAddressPrefixFormat"}},
		"network empty name":        {fabric.KindVirtualNetwork, with(vnetConfig, attrs{"name": ""}), []string{"error name InvalidResourceName", "error name Invalid Attribute Value Length"}},
		"300 IP configurations":     {fabric.KindNICConfiguration, attrs{"name": "nic", "ip_configurations": many}, []string{"error ip_configurations InvalidVMScaleSetNetworkInterfaceConfigurationIPConfigCount"}},
		"no IP configurations":      {fabric.KindNICConfiguration, attrs{"name": "nic", "ip_configurations": []any{}}, []string{"error ip_configurations VMScaleSetNetworkInterfaceConfigurationMustHaveOneIpConfigAsPrimary"}},
		"no NIC configurations":     {fabric.KindScaleSet, with(setConfig, attrs{"nic_configuration_ids": []string{}}), []string{"error nic_configuration_ids InvalidParameter"}},
		"empty NIC configuration":   {fabric.KindScaleSet, with(setConfig, attrs{"nic_configuration_ids": []string{""}}), []string{"error nic_configuration_ids[0] Invalid Attribute Value Length"}},
		"empty network id":          {fabric.KindSubnet, with(subnetConfig, attrs{"virtual_network_id": ""}), []string{"error virtual_network_id Invalid Attribute Value Length"}},
		"odd network id":            {fabric.KindSubnet, with(subnetConfig, attrs{"virtual_network_id": "/////////"}), []string{"error virtual_network_id LinkedInvalidPropertyId"}},
		"empty DNS server":          {fabric.KindVirtualNetwork, with(vnetConfig, attrs{"dns_servers": []string{""}}), []string{"error dns_servers[0] InvalidDnsServerAddress"}},
		"empty group of a rule":     {fabric.KindNetworkSecurityGroup, attrs{"name": "web", "security_rules": attrs{"": attrs{"priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp"}}}, []string{`error security_rules[""] InvalidResourceName`}},
		"priority beyond int32":     {fabric.KindNetworkSecurityGroup, attrs{"name": "web", "security_rules": attrs{"a": attrs{"priority": 1 << 40, "direction": "Inbound", "access": "Allow", "protocol": "Tcp"}}}, []string{`error security_rules["a"] SecurityRuleInvalidPriority`}},
		"prefix_length -1":          {fabric.KindPublicIPPrefix, attrs{"name": "block", "prefix_length": -1}, []string{"error prefix_length PublicIpPrefixLengthOutOfRange"}},
		"prefix_length 1000000":     {fabric.KindPublicIPPrefix, attrs{"name": "block", "prefix_length": 1000000}, []string{"error prefix_length PublicIpPrefixLengthOutOfRange"}},
		"IPv6 prefix_length 0":      {fabric.KindPublicIPPrefix, attrs{"name": "block", "prefix_length": 0, "ip_version": "IPv6"}, []string{"error prefix_length PublicIpPrefixLengthOutOfRange"}},
		"odd version":               {fabric.KindPublicIPPrefix, attrs{"name": "block", "ip_version": "IPv5"}, []string{"error ip_version InvalidParameter"}},
		"odd version of an address": {fabric.KindPublicIP, attrs{"name": "front", "ip_version": "IPv5"}, []string{"error ip_version InvalidParameter"}},
		"empty zone":                {fabric.KindPublicIP, attrs{"name": "front", "zones": []string{""}}, []string{"error zones[0] InvalidParameter"}},
		"null in a list":            {fabric.KindVirtualNetwork, with(vnetConfig, attrs{"address_space": []any{nil}}), []string{"error address_space[0] Value Conversion Error"}},
		"null IP configuration":     {fabric.KindNICConfiguration, attrs{"name": "nic", "ip_configurations": []any{nil}}, []string{"error ip_configurations[0] Value Conversion Error"}},
		"null in tags":              {fabric.KindVirtualNetwork, with(vnetConfig, attrs{"tags": attrs{"a": nil}}), []string{`error tags["a"] Value Conversion Error`}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t)
			s.planNetwork()
			wantHeads(t, s.validate(c.kind, c.config), c.want...)
			p := s.plan(c.kind, c.config)
			if len(c.want) == 0 && len(p.messages) == 0 {
				t.Error("neither validation nor the plan finds fault")
			}
			w, err := worldOf(s.store)
			if err != nil {
				t.Fatal(err)
			}
			for o := range w.All() {
				t.Errorf("the store holds %s", o.Head().ID)
			}
		})
	}
}

func worldOf(s store.Store) (w *fabric.World, err error) {
	err = s.View(context.Background(), func(r store.Reader) error {
		w, err = r.World()
		return err
	})
	return w, err
}
