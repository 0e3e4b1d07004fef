package provider_test

import (
	"maps"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
	"github.com/simfabric/terraform-provider-simfabric/internal/store"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/sqlite"
	"github.com/simfabric/terraform-provider-simfabric/internal/store/storetest"
)

// A call that takes longer hangs, and one that allocates more is a way to exhaust the machine. Both are far from what the
// largest of these configurations needs.
const (
	callPatience = time.Minute
	callBytes    = 1 << 30
)

// bounded runs a call that must come back, and must not take the machine with it.
func bounded(t *testing.T, what string, call func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	alarm := time.AfterFunc(callPatience, func() {
		debug.SetTraceback("all")
		panic(what + " hangs")
	})
	call()
	alarm.Stop()
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > callBytes {
		t.Errorf("%s has allocated %d MB", what, n>>20)
	}
}

var ground struct {
	once sync.Once
	file []byte
}

// onGround makes a server on a store of its own, in which there is something to refer to.
func onGround(t *testing.T) *server {
	t.Helper()
	path := filepath.Join(t.TempDir(), "fabric.db")
	ground.once.Do(func() {
		s := serverOn(t, openFile(t, path))
		s.createGround()
		if err := s.store.Close(); err != nil {
			t.Fatal(err)
		}
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		ground.file = file
	})
	if err := os.WriteFile(path, ground.file, 0o600); err != nil {
		t.Fatal(err)
	}
	opened := openFile(t, path)
	t.Cleanup(func() {
		if err := opened.Close(); err != nil {
			t.Error(err)
		}
	})
	return serverOn(t, opened)
}

func openFile(t *testing.T, path string) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *server) createGround() {
	s.t.Helper()
	lb := acctest.ID(fabric.KindLoadBalancer, "lb")
	pool := []string{lbChild(fabric.KindBackendPool, "pool")}
	for _, c := range []struct {
		kind   fabric.Kind
		config attrs
	}{
		{fabric.KindVirtualNetwork, vnetConfig}, {fabric.KindSubnet, subnetConfig},
		{fabric.KindSubnet, with(subnetConfig, attrs{"name": "gateways", "address_prefixes": []string{"10.0.9.0/24"}})},
		{fabric.KindPublicIP, attrs{"name": "ip"}}, {fabric.KindPublicIP, attrs{"name": "gateway"}}, {fabric.KindPublicIPPrefix, attrs{"name": "prefix"}},
		{fabric.KindLoadBalancer, attrs{"name": "lb", "frontend_ip_configurations": []any{attrs{"name": "front", "public_ip_id": acctest.ID(fabric.KindPublicIP, "ip")}}}},
		{fabric.KindBackendPool, attrs{"name": "pool", "lb_id": lb}}, {fabric.KindProbe, attrs{"name": "probe", "lb_id": lb, "port": 80}},
		{fabric.KindNICConfiguration, attrs{"name": "nic1", "ip_configurations": []any{attrs{"name": "ip1", "subnet_id": subnetID, "lb_backend_pool_ids": pool}}}},
		{fabric.KindScaleSet, setConfig},
	} {
		config := object(s.t, s.typeOf(c.kind), c.config)
		p := s.planOf(c.kind, null(s, c.kind), config)
		if p == nil {
			s.t.Fatalf("the plan of the %s was refused", c.kind)
		}
		if _, ok := s.applyOf(c.kind, null(s, c.kind), config, p); !ok {
			s.t.Fatalf("the %s was refused", c.kind)
		}
	}
}

// null is what is not there.
func null(s *server, k fabric.Kind) tftypes.Value { return tftypes.NewValue(s.typeOf(k), nil) }

// planOf plans a change; nil where it is refused.
func (s *server) planOf(k fabric.Kind, prior, config tftypes.Value) *tfprotov6.PlanResourceChangeResponse {
	s.t.Helper()
	proposed := config
	if !prior.IsNull() && !config.IsNull() {
		proposed = proposedNew(s.t, prior, config, s.schemas.ResourceSchemas["simfabric_"+string(k)])
	}
	var resp *tfprotov6.PlanResourceChangeResponse
	bounded(s.t, "the plan", func() {
		var err error
		if resp, err = s.PlanResourceChange(s.t.Context(), &tfprotov6.PlanResourceChangeRequest{
			TypeName: "simfabric_" + string(k), PriorState: packed(s.t, prior), ProposedNewState: packed(s.t, proposed), Config: packed(s.t, config),
		}); err != nil {
			s.t.Fatal(err)
		}
	})
	if s.refused("the plan", resp.Diagnostics) {
		return nil
	}
	return resp
}

// applyOf applies a plan in the next walk, which plans again first, and returns the new state.
func (s *server) applyOf(k fabric.Kind, prior, config tftypes.Value, p *tfprotov6.PlanResourceChangeResponse) (state tftypes.Value, ok bool) {
	s.t.Helper()
	var resp *tfprotov6.ApplyResourceChangeResponse
	bounded(s.t, "the apply", func() {
		var err error
		if resp, err = s.walk().ApplyResourceChange(s.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
			TypeName: "simfabric_" + string(k), PriorState: packed(s.t, prior), PlannedState: p.PlannedState, Config: packed(s.t, config), PlannedPrivate: p.PlannedPrivate,
		}); err != nil {
			s.t.Fatal(err)
		}
	})
	if s.refused("the apply", resp.Diagnostics) {
		return state, false
	}
	state, err := resp.NewState.Unmarshal(s.typeOf(k))
	if err != nil {
		s.t.Fatal(err)
	}
	return state, true
}

// refused reports whether there is an error among diagnostics. Each one has a summary, a detail, and an attribute of the
// configuration that it is at.
func (s *server) refused(what string, list []*tfprotov6.Diagnostic) (failed bool) {
	s.t.Helper()
	for _, d := range list {
		if d.Summary == "" || d.Detail == "" || len(d.Attribute.Steps()) == 0 {
			s.t.Errorf("%s says without an attribute: %s: %s", what, d.Summary, d.Detail)
		}
		if len(d.Summary)+len(d.Detail) > 100_000 {
			s.t.Errorf("%s says %d bytes: %.300s", what, len(d.Summary)+len(d.Detail), d.Detail)
		}
		failed = failed || d.Severity == tfprotov6.DiagnosticSeverityError
	}
	return failed
}

// kinds lists the kinds of the provider's resources.
func (s *server) kinds() []fabric.Kind {
	var list []fabric.Kind
	for _, name := range slices.Sorted(maps.Keys(s.schemas.ResourceSchemas)) {
		list = append(list, fabric.Kind(strings.TrimPrefix(name, "simfabric_")))
	}
	return list
}

// envSeeds says how many inputs by chance each kind, data source or function gets in a plain run. That is faster than the
// fuzzer, whose instruments slow SQLite down ten times.
const envSeeds = "SIMFABRIC_FUZZ_SEEDS"

// seeds adds a corpus to a fuzz test: each number of a range with some random bytes.
func seeds(f *testing.F, numbers int) {
	f.Helper()
	each := 3
	if text := os.Getenv(envSeeds); text != "" {
		var err error
		if each, err = strconv.Atoi(text); err != nil {
			f.Fatal(err)
		}
	}
	random := rand.New(rand.NewSource(int64(each)))
	for n := range numbers {
		for range each {
			bytes := make([]byte, 40+random.Intn(400))
			random.Read(bytes)
			f.Add(uint8(n), bytes) //nolint:gosec // a few dozen
		}
	}
}

// FuzzPlan gives each resource configurations by chance, and changes of them: what is not refused, at an attribute, is planned
// as it was asked for, applied as it was planned, and leaves a store that is sound.
func FuzzPlan(f *testing.F) {
	seeds(f, 22)
	f.Fuzz(func(t *testing.T, number uint8, bytes []byte) {
		s, c := onGround(t), &chaos{bytes: bytes}
		kinds := s.kinds()
		k := kinds[int(number)%len(kinds)]
		state := null(s, k)
		for range 2 { // a creation, and a change of it
			if next, ok := s.configure(k, state, c); ok {
				state = next
			}
			s = s.walk()
		}
		if !state.IsNull() {
			s.planOf(k, state, null(s, k))
		}
		s.sound()
	})
}

// plainConfigs are good configurations of kinds that chance alone seldom finds one of. Chance changes them.
var plainConfigs = map[fabric.Kind]attrs{
	fabric.KindSubnet:           with(subnetConfig, attrs{"name": "more", "address_prefixes": []string{"10.0.3.0/28"}}),
	fabric.KindNICConfiguration: with(nicConfig, attrs{"name": "nic2"}),
	fabric.KindScaleSet:         with(setConfig, attrs{"name": "more"}),
	fabric.KindLoadBalancer:     {"name": "inner", "frontend_ip_configurations": []any{attrs{"name": "front", "subnet_id": subnetID}}},
	fabric.KindProbe:            {"name": "more", "lb_id": acctest.ID(fabric.KindLoadBalancer, "lb"), "port": 81},
	fabric.KindLoadBalancingRule: {
		"name": "more", "lb_id": acctest.ID(fabric.KindLoadBalancer, "lb"), "frontend_ip_configuration_name": "front", "protocol": "Tcp",
		"frontend_port": 81, "backend_port": 81, "backend_pool_ids": []string{lbChild(fabric.KindBackendPool, "pool")}, "probe_id": lbChild(fabric.KindProbe, "probe"),
	},
	fabric.KindInboundNATPool: {
		"name": "more", "lb_id": acctest.ID(fabric.KindLoadBalancer, "lb"), "frontend_ip_configuration_name": "front", "protocol": "Tcp",
		"frontend_port_start": 50000, "frontend_port_end": 50099, "backend_port": 22,
	},
	fabric.KindInboundNATRule: {
		"name": "more", "lb_id": acctest.ID(fabric.KindLoadBalancer, "lb"), "frontend_ip_configuration_name": "front", "protocol": "Tcp",
		"frontend_port_start": 51000, "frontend_port_end": 51099, "backend_port": 22, "backend_pool_id": lbChild(fabric.KindBackendPool, "pool"),
	},
	fabric.KindOutboundRule: {
		"name": "more", "lb_id": acctest.ID(fabric.KindLoadBalancer, "lb"), "frontend_ip_configuration_names": []string{"front"}, "backend_pool_id": lbChild(fabric.KindBackendPool, "pool"),
	},
	fabric.KindApplicationGateway: {"name": "more", "subnet_id": acctest.SubnetID("net", "gateways"), "public_ip_id": acctest.ID(fabric.KindPublicIP, "gateway")},
	fabric.KindInstanceNetwork: {
		"scale_set_id": acctest.ID(fabric.KindScaleSet, "web"), "instance_id": "0",
		"network_interfaces": []any{attrs{"name": "nic1", "ip_configurations": []any{attrs{"name": "ip1", "subnet_id": subnetID}}}},
	},
	fabric.KindInstanceUpgrade:  {"scale_set_id": acctest.ID(fabric.KindScaleSet, "web"), "model_version": 1},
	fabric.KindConnectivityTest: {"name": "more", "source": "Internet", "destination": acctest.ID(fabric.KindLoadBalancer, "lb") + "/frontendIPConfigurations/front", "protocol": "Tcp", "destination_port": 80},
}

// configure validates, plans and applies a configuration by chance.
func (s *server) configure(k fabric.Kind, prior tftypes.Value, c *chaos) (state tftypes.Value, ok bool) {
	s.t.Helper()
	config := c.config(s.schemas.ResourceSchemas["simfabric_"+string(k)])
	if plain, ok := plainConfigs[k]; ok && c.pick(4) > 0 {
		config = c.around(object(s.t, s.typeOf(k), plain), config)
	}
	var validated *tfprotov6.ValidateResourceConfigResponse
	bounded(s.t, "the validation", func() {
		var err error
		if validated, err = s.ValidateResourceConfig(s.t.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: "simfabric_" + string(k), Config: packed(s.t, config)}); err != nil {
			s.t.Fatal(err)
		}
	})
	if s.refused("the validation", validated.Diagnostics) {
		return state, false
	}
	p := s.planOf(k, prior, config)
	if p == nil {
		return state, false
	}
	planned, err := p.PlannedState.Unmarshal(s.typeOf(k))
	if err != nil {
		s.t.Fatal(err)
	}
	s.conforms("planned", config, planned)
	if !config.IsFullyKnown() || len(p.RequiresReplace) > 0 {
		return state, false
	}
	if state, ok = s.applyOf(k, prior, config, p); ok {
		s.conforms("applied", planned, state)
	}
	return state, ok
}

// conforms fails where a value is another than what was asked for: what was left out, or not known, may be anything.
func (s *server) conforms(what string, asked, got tftypes.Value) {
	s.t.Helper()
	diffs, err := asked.Diff(got)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, d := range diffs {
		if d.Value1 == nil || !d.Value1.IsFullyKnown() || d.Value1.IsNull() {
			continue
		}
		typ := d.Value1.Type()
		if scalar := typ.Is(tftypes.String) || typ.Is(tftypes.Number) || typ.Is(tftypes.Bool); scalar && !within(asked, d.Path) {
			s.t.Errorf("%s is %s as %v, asked for was %v", pathText(d.Path), what, d.Value2, d.Value1)
		}
	}
}

// within reports whether a path leads through something that is not known or left out.
func within(v tftypes.Value, p *tftypes.AttributePath) bool {
	found, _, err := tftypes.WalkAttributePath(v, p)
	at, ok := found.(tftypes.Value)
	return err != nil || !ok || !at.IsKnown() || at.IsNull()
}

// sound checks what must always hold of a store.
func (s *server) sound() {
	s.t.Helper()
	err := s.store.View(s.t.Context(), func(r store.Reader) error {
		list, err := storetest.Violations(r)
		for _, v := range list {
			s.t.Error(v)
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// FuzzDataSource reads data sources with arguments by chance.
func FuzzDataSource(f *testing.F) {
	seeds(f, 10)
	f.Fuzz(func(t *testing.T, number uint8, bytes []byte) {
		s, c := onGround(t), &chaos{bytes: bytes, whole: true}
		names := slices.Sorted(maps.Keys(s.schemas.DataSourceSchemas))
		name := names[int(number)%len(names)]
		config := packed(t, c.config(s.schemas.DataSourceSchemas[name]))
		validated, err := s.ValidateDataResourceConfig(t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: name, Config: config})
		if err != nil {
			t.Fatal(err)
		}
		if s.refused("the validation", validated.Diagnostics) {
			return
		}
		bounded(t, "reading "+name, func() {
			resp, err := s.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: config})
			if err != nil {
				t.Fatal(err)
			}
			if !s.refused("reading "+name, resp.Diagnostics) && resp.State == nil {
				t.Errorf("%s has read nothing", name)
			}
		})
	})
}

// FuzzFunction calls functions with arguments by chance: there is a result, or an error at an argument.
func FuzzFunction(f *testing.F) {
	seeds(f, 5)
	f.Fuzz(func(t *testing.T, number uint8, bytes []byte) {
		s, c := newServer(t), &chaos{bytes: bytes, whole: true}
		names := slices.Sorted(maps.Keys(s.schemas.Functions))
		name := names[int(number)%len(names)]
		var arguments []*tfprotov6.DynamicValue
		for _, p := range s.schemas.Functions[name].Parameters {
			arguments = append(arguments, packed(t, c.value(p.Name, p.Type)))
		}
		bounded(t, name, func() {
			resp, err := s.CallFunction(t.Context(), &tfprotov6.CallFunctionRequest{Name: name, Arguments: arguments})
			switch {
			case err != nil:
				t.Fatal(err)
			case resp.Error != nil && (resp.Error.FunctionArgument == nil || resp.Error.Text == ""):
				t.Errorf("%s fails without an argument: %s", name, resp.Error.Text)
			case resp.Error == nil && resp.Result == nil:
				t.Errorf("%s has no result", name)
			}
		})
	})
}

// FuzzImport imports by ids, and reads what that comes to: it is refused, is not there, or has the id.
func FuzzImport(f *testing.F) {
	for n, id := range chaosIDs {
		f.Add(uint8(n), id) //nolint:gosec // a few dozen
	}
	f.Fuzz(func(t *testing.T, number uint8, id string) {
		s := onGround(t)
		kinds := s.kinds()
		k := kinds[int(number)%len(kinds)]
		resp, err := s.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: "simfabric_" + string(k), ID: id})
		if err != nil {
			t.Fatal(err)
		}
		if s.refused("the import", resp.Diagnostics) {
			return
		}
		for _, imported := range resp.ImportedResources {
			read, err := s.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{TypeName: imported.TypeName, CurrentState: imported.State, Private: imported.Private, CurrentIdentity: imported.Identity})
			if err != nil {
				t.Fatal(err)
			}
			if s.refused("reading", read.Diagnostics) {
				t.Errorf("%q is imported and cannot be read", id)
			}
			state, err := read.NewState.Unmarshal(s.typeOf(k))
			if err != nil {
				t.Fatal(err)
			}
			values := map[string]tftypes.Value{}
			if !state.IsNull() {
				if err := state.As(&values); err != nil {
					t.Fatal(err)
				}
				var got string
				if err := values["id"].As(&got); err != nil || !fabric.ID(got).Is(fabric.ID(id)) {
					t.Errorf("%q is imported as %q", id, got)
				}
			}
		}
	})
}
