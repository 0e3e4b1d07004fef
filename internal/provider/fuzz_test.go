package provider_test

import (
	"maps"
	"math/rand"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/simfabric/terraform-provider-simfabric/internal/fabric"
	"github.com/simfabric/terraform-provider-simfabric/internal/provider/acctest"
)

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
