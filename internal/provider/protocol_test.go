package provider_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/kit"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
)

// server speaks the plugin protocol with the provider, without a program in between: warnings, paths and unknown values
// cannot be asserted otherwise.
type server struct {
	t *testing.T
	tfprotov6.ProviderServer
	schemas *tfprotov6.GetProviderSchemaResponse
	store   store.Store
}

func newServer(t *testing.T) *server {
	t.Helper()
	opened, err := sqlite.OpenMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := opened.Close(); err != nil {
			t.Error(err)
		}
	})
	return serverOn(t, opened)
}

// serverOn makes a configured server, which is one walk of Terraform, on a store.
func serverOn(t *testing.T, on store.Store) *server {
	t.Helper()
	s := &server{t: t, ProviderServer: kit.NewServer(provider.NewWithStore(on)), store: on}
	var err error
	if s.schemas, err = s.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	configuration := object(t, s.schemas.Provider.ValueType(), nil)
	resp, err := s.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: packed(t, configuration)})
	if err != nil || len(resp.Diagnostics) > 0 {
		t.Fatal(err, resp)
	}
	return s
}

// walk starts the next walk on the same store.
func (s *server) walk() *server {
	s.t.Helper()
	return serverOn(s.t, s.store)
}

// unknown stands for a value that is known after apply.
type unknown struct{}

type attrs = map[string]any

// value makes a value of a type from plain Go values; what an object does not give is null.
func value(t *testing.T, typ tftypes.Type, v any) tftypes.Value {
	t.Helper()
	switch v := v.(type) {
	case nil:
		return tftypes.NewValue(typ, nil)
	case unknown:
		return tftypes.NewValue(typ, tftypes.UnknownValue)
	case attrs:
		if m, ok := typ.(tftypes.Map); ok {
			values := map[string]tftypes.Value{}
			for key, e := range v {
				values[key] = value(t, m.ElementType, e)
			}
			return tftypes.NewValue(typ, values)
		}
		return object(t, typ, v)
	case []any:
		values := []tftypes.Value{}
		for _, e := range v {
			values = append(values, value(t, typ.(tftypes.List).ElementType, e))
		}
		return tftypes.NewValue(typ, values)
	case []string:
		values := []tftypes.Value{}
		for _, e := range v {
			values = append(values, tftypes.NewValue(tftypes.String, e))
		}
		return tftypes.NewValue(typ, values)
	}
	return tftypes.NewValue(typ, v)
}

func object(t *testing.T, typ tftypes.Type, given attrs) tftypes.Value {
	t.Helper()
	values := map[string]tftypes.Value{}
	for name, at := range typ.(tftypes.Object).AttributeTypes {
		values[name] = value(t, at, given[name])
	}
	for name := range given {
		if _, ok := values[name]; !ok {
			t.Fatalf("no attribute %s", name)
		}
	}
	return tftypes.NewValue(typ, values)
}

func packed(t *testing.T, v tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	d, err := tfprotov6.NewDynamicValue(v.Type(), v)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

func (s *server) typeOf(k fabric.Kind) tftypes.Type {
	return s.schemas.ResourceSchemas["simfabric_"+string(k)].ValueType()
}

// validate validates a configuration and returns what it says.
func (s *server) validate(k fabric.Kind, config attrs) messages {
	s.t.Helper()
	resp, err := s.ValidateResourceConfig(s.t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: "simfabric_" + string(k), Config: packed(s.t, object(s.t, s.typeOf(k), config)),
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return told(resp.Diagnostics)
}

// planned is the answer to a plan call.
type planned struct {
	messages
	state   map[string]tftypes.Value
	raw     tftypes.Value
	replace []string
	private []byte
}

// plan plans a creation.
func (s *server) plan(k fabric.Kind, config attrs) planned {
	s.t.Helper()
	return s.planChange(k, tftypes.NewValue(s.typeOf(k), nil), object(s.t, s.typeOf(k), config))
}

// planRemoval plans that what a state holds goes.
func (s *server) planRemoval(k fabric.Kind, prior tftypes.Value) planned {
	s.t.Helper()
	return s.planChange(k, prior, tftypes.NewValue(s.typeOf(k), nil))
}

func (s *server) planChange(k fabric.Kind, prior, config tftypes.Value) planned {
	s.t.Helper()
	proposed := config
	if !prior.IsNull() && !config.IsNull() {
		proposed = proposedNew(s.t, prior, config, s.schemas.ResourceSchemas["simfabric_"+string(k)])
	}
	resp, err := s.PlanResourceChange(s.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: "simfabric_" + string(k), PriorState: packed(s.t, prior), ProposedNewState: packed(s.t, proposed), Config: packed(s.t, config),
	})
	if err != nil {
		s.t.Fatal(err)
	}
	p := planned{messages: told(resp.Diagnostics), private: resp.PlannedPrivate}
	for _, path := range resp.RequiresReplace {
		p.replace = append(p.replace, pathText(path))
	}
	if resp.PlannedState != nil {
		if p.raw, err = resp.PlannedState.Unmarshal(s.typeOf(k)); err != nil {
			s.t.Fatal(err)
		}
		if !p.raw.IsNull() {
			if err := p.raw.As(&p.state); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	return p
}

// proposedNew is what Terraform proposes for an update: the configuration, and the prior values of what it leaves out.
func proposedNew(t *testing.T, prior, config tftypes.Value, schema *tfprotov6.Schema) tftypes.Value {
	t.Helper()
	var was, now map[string]tftypes.Value
	if err := prior.As(&was); err != nil {
		t.Fatal(err)
	}
	if err := config.As(&now); err != nil {
		t.Fatal(err)
	}
	now = maps.Clone(now) // As gives the value's own
	for _, a := range schema.Block.Attributes {
		if a.Computed && now[a.Name].IsNull() {
			now[a.Name] = was[a.Name]
		}
	}
	return tftypes.NewValue(config.Type(), now)
}

// create plans and applies a creation in a walk each, and returns the new state.
func (s *server) create(k fabric.Kind, config attrs) tftypes.Value {
	s.t.Helper()
	p := s.plan(k, config)
	if len(p.messages) > 0 {
		s.t.Fatalf("planning the %s: %v", k, p.messages)
	}
	resp, err := s.walk().ApplyResourceChange(s.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: "simfabric_" + string(k), PriorState: packed(s.t, tftypes.NewValue(s.typeOf(k), nil)),
		PlannedState: packed(s.t, p.raw), Config: packed(s.t, object(s.t, s.typeOf(k), config)), PlannedPrivate: p.private,
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		s.t.Fatalf("creating the %s: %v %v", k, err, told(resp.Diagnostics))
	}
	state, err := resp.NewState.Unmarshal(s.typeOf(k))
	if err != nil {
		s.t.Fatal(err)
	}
	return state
}

// messages are diagnostics in one line each: severity, attribute path, code, and the details beside.
type messages []message

type message struct {
	head   string
	detail string
}

func (m messages) heads() []string {
	var heads []string
	for _, one := range m {
		heads = append(heads, one.head)
	}
	slices.Sort(heads)
	return heads
}

func (m messages) detail(head string) string {
	for _, one := range m {
		if one.head == head {
			return one.detail
		}
	}
	return ""
}

func told(list []*tfprotov6.Diagnostic) messages {
	var m messages
	for _, d := range list {
		code, _, _ := strings.Cut(d.Summary, ":")
		m = append(m, message{strings.TrimSpace(fmt.Sprintf("%s %s %s", strings.ToLower(d.Severity.String()), pathText(d.Attribute), code)), d.Detail})
	}
	return m
}

func pathText(p *tftypes.AttributePath) string {
	if p == nil {
		return ""
	}
	var b strings.Builder
	for _, step := range p.Steps() {
		switch s := step.(type) {
		case tftypes.AttributeName:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(string(s))
		case tftypes.ElementKeyInt:
			fmt.Fprintf(&b, "[%d]", int64(s))
		case tftypes.ElementKeyString:
			fmt.Fprintf(&b, "[%q]", string(s))
		}
	}
	return b.String()
}

// text returns a planned string; "?" where it is not known, "-" where it is null.
func (p planned) text(t *testing.T, name string) string {
	t.Helper()
	v, ok := p.state[name]
	switch {
	case !ok:
		t.Fatalf("no attribute %s", name)
	case !v.IsKnown():
		return "?"
	case v.IsNull():
		return "-"
	}
	var s string
	if v.Type().Is(tftypes.String) {
		if err := v.As(&s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	if v.IsFullyKnown() {
		return "known"
	}
	return "partly known"
}

func wantHeads(t *testing.T, got messages, want ...string) {
	t.Helper()
	slices.Sort(want)
	if !slices.Equal(got.heads(), want) {
		t.Errorf("got %q, want %q\n%v", got.heads(), want, got)
	}
}

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
